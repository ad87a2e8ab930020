"""Records as rows and rows as records; nothing else knows both."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from rawi.model import Argument, Claim, EntityType, Mention, Quote, Reading, Source, Value

_value = msgspec.json.Decoder(Value)
_reading = msgspec.json.Decoder(Reading)
_members = msgspec.json.Decoder(tuple[str, ...])
_TYPES = {str(type): type for type in EntityType}


def _type(name: str) -> EntityType:
    return _TYPES.get(name) or EntityType(name)


def encode(record: Any) -> str:
    return msgspec.json.encode(record, order="deterministic").decode()


def digest(text: str) -> str:
    """SHA-256 (first 32 hex digits) of a row's text."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "document": claim.document,
        "exact": claim.quote.exact,
        "prefix": claim.quote.prefix,
        "suffix": claim.quote.suffix,
        "subject": claim.subject.name,
        "subject_type": claim.subject.type.value,
        "predicate": claim.predicate,
        "object": claim.object.name if claim.object else None,
        "object_type": claim.object.type.value if claim.object else None,
        "value": encode(claim.value) if claim.value is not None else None,
        "extent": claim.extent,
        "members": encode(claim.members),
        "negated": claim.negated,
    }


def to_claim(row: Any) -> Claim:
    return Claim(
        id=row.id,
        document=row.document,
        quote=Quote(exact=row.exact, prefix=row.prefix, suffix=row.suffix),
        subject=Argument(row.subject, _type(row.subject_type)),
        predicate=row.predicate,
        object=Argument(row.object, _type(row.object_type)) if row.object is not None else None,
        value=_value.decode(row.value) if row.value is not None else None,
        extent=row.extent,
        members=_members.decode(row.members) if row.members != "[]" else (),
        negated=bool(row.negated),
    )


def reading_row(reading: Reading, *, memo: int, ordinal: int, document: str, text: str) -> dict[str, Any]:
    record = encode(reading)
    return {
        "memo": memo,
        "ordinal": ordinal,
        "claim": reading.claim,
        "document": document,
        "text": text,
        "start": reading.quote.start,
        "end": reading.quote.end,
        "stance": reading.stance.value,
        "confidence": reading.confidence,
        "record": record,
        "digest": digest(record),
        "lapsed": False,
    }


def to_reading(record: str) -> Reading:
    return _reading.decode(record)


def mention_row(mention: Mention, *, memo: int) -> dict[str, Any]:
    return {
        "memo": memo,
        "id": mention.id,
        "document": mention.document,
        "name": mention.name,
        "type": mention.type.value,
        "named": mention.named,
    }


def to_mention(row: Any) -> Mention:
    return Mention(id=row.id, document=row.document, name=row.name, type=_type(row.type), named=bool(row.named))


def to_source(row: Any) -> Source:
    return Source(
        id=row.id,
        path=row.path,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        date=row.date,
        date_inferred=row.date_inferred,
        url=row.url,
        language=row.language,
    )

"""Records as rows and rows as records; nothing else knows both."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from rawi.model import Argument, Claim, EntityType, Mention, Quote, Reading, Source, Value
from rawi.workspace.schema import documents

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
    """The claim of a row that begins with the columns of `claims`; taken apart at once, for there are thousands."""
    (id, document, exact, prefix, suffix, subject, subject_type, predicate, object, object_type, value, extent,
     members, negated) = row[:14]  # fmt: skip
    return Claim(
        id=id,
        document=document,
        quote=Quote(exact, prefix, suffix),
        subject=Argument(subject, _type(subject_type)),
        predicate=predicate,
        object=Argument(object, _type(object_type)) if object is not None else None,
        value=_value.decode(value) if value is not None else None,
        extent=extent,
        members=_members.decode(members) if members != "[]" else (),
        negated=bool(negated),
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
    _, id, document, name, type, named = row
    return Mention(id=id, document=document, name=name, type=_type(type), named=bool(named))


SOURCE = (
    documents.c.id,
    documents.c.path,
    documents.c.title,
    documents.c.author,
    documents.c.publisher,
    documents.c.date,
    documents.c.date_inferred,
    documents.c.url,
    documents.c.language,
)
"""The columns that a `Source` is made of."""


def to_source(row: Any) -> Source:
    """What listings say of the document of a row that begins with the columns of `SOURCE`."""
    id, path, title, author, publisher, date, date_inferred, url, language = row[: len(SOURCE)]
    return Source(
        id=id,
        path=path,
        title=title,
        author=author,
        publisher=publisher,
        date=date,
        date_inferred=date_inferred,
        url=url,
        language=language,
    )

"""A claim as one record of the lossless export: every key always present, in the order of the form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec

from rawi.dates import to_edtf
from rawi.model import Argument, KeptClaim, Reading, Span, Value, When
from rawi.publish.knowledge import in_order

Record = dict[str, Any]


def export_record(kept: KeptClaim) -> Record:
    """One claim with its first reading's chain, time and stance, and all its readings; unknown is None or []."""
    claim, reading, source = kept.claim, kept.reading, kept.source
    return {
        "id": claim.id,
        "subject": _argument(claim.subject, kept.subject),
        "predicate": claim.predicate,
        "object": _argument(claim.object, kept.object),
        "value": value_record(claim.value),
        "extent": claim.extent,
        "members": list(claim.members),
        "time": time_record(reading.time),
        "place": _argument(reading.place, kept.place),
        "chain": [{"tellers": list(link.tellers), "mode": link.mode, **_offsets(link.span)} for link in reading.chain],
        "reserve": [
            {"kind": r.kind, "holder": r.holder, "words": r.words, **_offsets(r.span)} for r in reading.reserve
        ],
        "stance": str(reading.stance),
        "negated": claim.negated,
        "quote": {
            "exact": claim.quote.exact,
            "prefix": claim.quote.prefix,
            "suffix": claim.quote.suffix,
            **_offsets(reading.quote),
        },
        "document": {
            "id": source.id,
            "path": source.path,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "language": source.language,
        },
        "review": {"state": kept.review.state, "by": kept.review.by, "at": kept.review.at},
        "readings": [reading_record(r) for r in kept.readings],
    }


def jsonl(kept: Iterable[KeptClaim]) -> str:
    """The claims, one JSON object a line, sorted by document path, quote and predicate; the same in every run."""
    encoder = msgspec.json.Encoder()
    return "".join(encoder.encode(export_record(k)).decode() + "\n" for k in in_order(list(kept)))


def _argument(argument: Argument | None, entity: str | None) -> Record | None:
    return None if argument is None else {"id": entity, "name": argument.name, "type": str(argument.type)}


def value_record(value: Value | None) -> Record | None:
    return None if value is None else dict(msgspec.to_builtins(value))


def time_record(when: When | None) -> Record | None:
    if when is None:
        return None
    bounds = [bound.isoformat() if isinstance(bound, dt.date) else bound for bound in when.bounds]
    return {"edtf": to_edtf(when), "bounds": bounds, "words": when.words}


def _offsets(span: Span | None) -> dict[str, int | None]:
    return {"start": span.start if span else None, "end": span.end if span else None}


def reading_record(reading: Reading) -> Record:
    """Who read it, by which rule, where each part stands, and how parts were got that their words do not give."""
    return {
        "reader": reading.reader,
        "version": reading.version,
        "rule": reading.rule,
        "confidence": reading.confidence,
        "spans": {part: [span.start, span.end] for part, span in sorted(reading.spans.items())},
        "resolved": dict(sorted(reading.resolved.items())),
    }

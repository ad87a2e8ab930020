"""What of a claim is compared, drawn from a line of gold and from a line of the export alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rawi.errors import RawiError

DATE_VALUED = frozenset({"founded", "dissolved", "happened", "died", "active", "reorganised"})
NUMBER_VALUED = frozenset({"size", "suffered_deaths", "killed"})
SYMMETRIC = frozenset({"allied_with", "opposed_to", "linked_to", "met"})
BEYOND_GOLD = frozenset({"detained", "wounded", "disappeared", "charged_with", "convicted_of", "delisted_by"})
"""Predicates that the gold files never use; they are left out."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as it is scored. `tellers` are those named in the text, without the document itself."""

    predicate: str
    negated: bool
    subject: str | None
    object: str | None
    subject_type: str | None
    object_type: str | None
    value: str | None
    time: str | None
    stance: str | None
    tellers: tuple[str, ...]
    quote: str
    start: int | None = None
    end: int | None = None
    document: tuple[str, ...] = ()
    """What the line says of its document: one of these holds the stem of the gold file that it belongs to."""

    @property
    def filler(self) -> str | None:
        """What the claim says of its subject."""
        if self.predicate in DATE_VALUED:
            return self.value or self.time
        return self.object or self.value


def statement(record: Mapping[str, Any]) -> Statement:
    """A statement from a decoded line. "A trained B" is taken as "B is supported by A, trained"."""
    exported = isinstance(record.get("subject"), Mapping)
    quote, time = record.get("quote"), record.get("time")
    placed = quote if isinstance(quote, Mapping) else record
    made = Statement(
        predicate=record["predicate"],
        negated=bool(record.get("negated")),
        subject=_part(record, "subject", "name", exported),
        object=_part(record, "object", "name", exported),
        subject_type=_part(record, "subject", "type", exported),
        object_type=_part(record, "object", "type", exported),
        value=_value(record.get("value")),
        time=time.get("edtf") if isinstance(time, Mapping) else time,
        stance=record.get("stance"),
        tellers=_tellers(record.get("chain") or (), exported),
        quote=(quote.get("exact") if isinstance(quote, Mapping) else quote) or "",
        start=placed.get("start"),
        end=placed.get("end"),
        document=tuple(said for said in (record.get("document") or {}).values() if isinstance(said, str)),
    )
    if made.predicate != "trained" or not made.object:
        return made
    return msgspec.structs.replace(
        made,
        predicate="supported_by",
        value="trained",
        subject=made.object,
        subject_type=made.object_type,
        object=made.subject,
        object_type=made.subject_type,
    )


def read_gold(path: Path) -> list[Statement]:
    """The statements of a gold file, one JSON object a line. Raises `RawiError` that names the line that is wrong."""
    statements = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RawiError(f"cannot be read: {error}", where=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                statements.append(statement(msgspec.json.decode(line)))
            except (msgspec.DecodeError, KeyError, AttributeError) as error:
                raise RawiError(f"line {number} is no gold claim: {error}", where=str(path)) from error
    return statements


def _part(record: Mapping[str, Any], role: str, field: str, exported: bool) -> str | None:
    if exported:
        return (record.get(role) or {}).get(field)
    return record.get(role if field == "name" else f"{role}_{field}")


def _value(raw: Any) -> str | None:
    if not isinstance(raw, Mapping):
        return None if raw is None else str(raw)
    for field in ("edtf", "number", "text"):
        if raw.get(field) is not None:
            return str(raw[field])
    if raw.get("min") is not None or raw.get("max") is not None:
        return f"{raw.get('min')} {raw.get('max')}"
    return "none" if raw.get("none") else None


def _tellers(chain: Sequence[Any], exported: bool) -> tuple[str, ...]:
    """One name for each link but works cited; an exported chain ends in the document itself."""
    names = [
        " and ".join(link.get("tellers") or []) if isinstance(link, Mapping) else link
        for link in chain
        if not isinstance(link, Mapping) or link.get("mode") != "cites"
    ]
    return tuple(names[:-1] if exported and names else names)

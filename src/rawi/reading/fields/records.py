"""Records: the fields that belong together, and what or whom they are about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from rawi.model import Argument, Document, EntityType, Segment, SegmentKind, Span
from rawi.reading.fields.keys import rules_of
from rawi.reading.fields.kinds import head_kind, listed_kind
from rawi.reading.fields.values import items_of

_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_CODE = re.compile(r"\b[A-Z]{2,3}(?P<kind>[ei])\.?\d+")
_SENTENCE = re.compile(r"[?!]|\.\s|:\s")
# fmt: off
_SMALL = {
    "of", "the", "for", "and", "in", "on", "de", "la", "las", "los", "del", "du", "des", "et", "y", "al", "el", "ul",
    "wa", "fi", "bin", "ibn", "e", "da", "do", "dos", "pour", "le", "les", "ag", "von", "van", "der", "to",
}
# fmt: on
_MARKS = "*_\"“”'‘’ "


@dataclass(slots=True)
class Record:
    """Fields of one subject; `fields` are (index of the segment, segment)."""

    fields: list[tuple[int, Segment]] = field(default_factory=list)
    above: tuple[int, Segment] | None = None
    """The line above the box that names what it is about."""
    subject: Argument | None = None
    named: int | None = None
    """Index of the field that gives the name, where one does."""

    def key_span(self, document: Document, segment: Segment) -> Span:
        """From the label to the end of the value."""
        at = document.text.find(segment.key or "", segment.span.start, segment.content.start)
        return Span(at if at >= 0 else segment.content.start, segment.content.end)


def records_of(document: Document) -> list[Record]:
    """The records of a document in order, each with its subject; tables and records without a subject are left out."""
    found: dict[int, Record] = {}
    for index, segment in enumerate(document.segments):
        if segment.record is None:
            continue
        record = found.setdefault(segment.record, Record())
        if segment.kind is SegmentKind.FIELD and segment.key:
            record.fields.append((index, segment))
        elif segment.kind in (SegmentKind.HEADING, SegmentKind.TITLE):
            record.above = (index, segment)
    kept = [record for record in found.values() if record.fields and not _is_table_row(document, record)]
    for record in kept:
        record.subject = _subject(document, record)
    return [record for record in kept if record.subject is not None]


def _is_table_row(document: Document, record: Record) -> bool:
    """Whether the labels are heads of columns: they do not stand before their values."""
    return any(
        segment.key is not None and segment.key not in document.text[segment.span.start : segment.content.start]
        for _, segment in record.fields
    )


def _subject(document: Document, record: Record) -> Argument | None:
    kind = _kind(document, record)
    for index, segment in record.fields:
        if any(rule.takes == "name" and rule.subject is kind for rule in rules_of(segment.key or "")):
            items = items_of(document.text, segment.content, commas=False)
            if items and items[0].name is not None:
                record.named = index
                return Argument(bare_name(items[0].name.cut(document.text)), kind)
    if record.above is not None:
        name = bare_name(record.above[1].content.cut(document.text))
    else:
        title = title_entity(document)
        if title is None:
            return None
        name = title.name
    listed = head_kind(name) or listed_kind(name)
    if listed in (EntityType.EVENT, EntityType.PERSON) and kind is EntityType.GROUP:
        kind = listed
    return Argument(name, kind) if name else None


def _kind(document: Document, record: Record) -> EntityType:
    """What the record is about: its reference code, else what its labels are used for."""
    first = record.fields[0][1]
    code = _CODE.search(document.text[first.span.start : first.content.start])
    if code:
        return EntityType.PERSON if code["kind"] == "i" else EntityType.GROUP
    votes: Counter[EntityType] = Counter()
    for _, segment in record.fields:
        kinds = {rule.subject for rule in rules_of(segment.key or "")}
        if len(kinds) == 1:
            votes[kinds.pop()] += 1
    order = (EntityType.GROUP, EntityType.PERSON, EntityType.EVENT)
    return max(order, key=lambda kind: votes[kind])


def bare_name(words: str) -> str:
    """A name without the bracket behind it and the marks around it."""
    plain = _BRACKET.sub("", " ".join(words.split()).strip(_MARKS)).strip(_MARKS)
    # Lists of persons number the parts of a name: "1: KARIM 2: SULE 3: na".
    parts = re.split(r"\s*\b\d:\s*", plain) if re.match(r"1:\s", plain) else [plain]
    return " ".join(part for part in parts if part and part.lower() != "na")


def title_entity(document: Document) -> Argument | None:
    """What the document is about, if its title is a name and no sentence; its type is Group unless the name tells."""
    title = next((s for s in document.segments if s.kind is SegmentKind.TITLE), None)
    words = title.content.cut(document.text) if title is not None else document.title or ""
    name = bare_name(words)
    kind = head_kind(name) or listed_kind(name)
    if not name or len(name.split()) > 8 or _SENTENCE.search(name + " "):
        return None
    if kind is not EntityType.EVENT and not _is_written_as_name(name):
        return None
    return Argument(name, kind or EntityType.GROUP)


def _is_written_as_name(words: str) -> bool:
    """Whether every word but the small ones has a capital, as names have and sentences have not."""
    return all(
        not part[0].isascii() or not part[0].isalpha() or part[0].isupper() or part.lower() in _SMALL or "-" in part
        for part in words.split()
    )

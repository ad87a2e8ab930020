"""Lists of designations: who keeps the list, what it is called, when an entry came onto it."""

from __future__ import annotations

import re

from rawi.dates import read_date
from rawi.model import Argument, Document, EntityType, SegmentKind, Value
from rawi.reading.fields.context import Field
from rawi.reading.fields.kinds import listed_kind

_KEEPER = re.compile(
    r"^(?P<body>.+?)[’']?s?\s+(?:consolidated |sanctions |designations? |terrorist |specially designated nationals )*"
    r"(?:(?:sanctions|designations?) )?lists?\b",
    re.I,
)
_LIST = re.compile(r"^(?P<list>.+?\blists?)\b(?!\s+of\b)", re.I)


_UNDER = re.compile(
    r"\b(?:pursuant to|under|of|by)\s+(?:the )?(?P<body>[A-Z]\w+(?: [A-Z]\w+)*)\s+res(?:olution|\.)?s?\b"
)


def keeper_of(document: Document) -> Argument | None:
    """The body whose list a document is: from its headings ("X Consolidated List"), else its publisher."""
    for words in _headlines(document):
        for match in (_KEEPER.match(words), _UNDER.search(words)):
            kind = listed_kind(match["body"]) if match else None
            if match and kind in (EntityType.ORGANIZATION, EntityType.STATE, EntityType.GROUP):
                return Argument(match["body"], kind)
    if document.publisher:
        return Argument(document.publisher, listed_kind(document.publisher) or EntityType.ORGANIZATION)
    return None


def list_name(document: Document) -> str | None:
    """What the list is called: the headline that names it, without the one that names its keeper."""
    keeper = keeper_of(document)
    found = []
    for words in _headlines(document):
        match = _LIST.match(words)
        if match:
            found.append(match["list"])
    other = [name for name in found if keeper is None or keeper.name not in name]
    return other[0] if other else found[0] if found else None


def read_listing(field: Field) -> None:
    """When the subject came onto the list that the document is: `designated_by` its keeper, the list as value."""
    keeper = keeper_of(field.document)
    day = re.match(r"[^(;]*", field.words)
    when = read_date(day[0].strip()) if day else None
    if keeper is not None and when is not None:
        name = list_name(field.document)
        value = Value(text=name) if name else None
        field.state(field.whole, object=keeper, value=value, when=when, at={"time": field.content})


def _headlines(document: Document) -> list[str]:
    """The lines above the first record, and the stated title."""
    lines = []
    for segment in document.segments:
        if segment.kind is SegmentKind.FIELD:
            break
        if segment.kind in (SegmentKind.TITLE, SegmentKind.HEADING):
            lines.append(" ".join(segment.content.cut(document.text).split()))
    return [*lines, document.title] if document.title and document.title not in lines else lines

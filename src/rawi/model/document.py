"""A document as it was read: its stored text, the segments of that text, its notes, and what is known of its origin."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from rawi.model.span import Span
from rawi.model.when import When


class SegmentKind(StrEnum):
    """What a stretch of text is; only `CHROME` yields no claims."""

    TITLE = "title"
    BODY = "body"
    HEADING = "heading"
    FIELD = "field"
    LIST_ITEM = "list_item"
    ENDNOTE = "endnote"
    QUOTATION = "quotation"
    CAPTION = "caption"
    CHROME = "chrome"


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the stored text of one kind.

    `span` covers the whole segment; `content` what is to be read (without bullet, marker or key). For a `FIELD`,
    `key` is the label as it stands and `record` numbers the box or list entry it belongs to, so that the fields of
    one subject stay together. `section` are the headings above it, outermost first. `depth` is the nesting of a list
    item (0 outermost) or the level of a heading (1 highest).
    """

    kind: SegmentKind
    span: Span
    content: Span
    section: tuple[str, ...] = ()
    depth: int = 0
    key: str | None = None
    record: int | None = None
    frame: int = 0
    """Which of the document's times governs it: an index into `Document.times`."""


class Footnote(msgspec.Struct, frozen=True, kw_only=True):
    """An endnote tied to its markers in the text, with the work that it cites as far as it could be read."""

    label: str
    span: Span
    markers: tuple[Span, ...] = ()
    author: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: When | None = None
    url: str | None = None


class DocumentTime(msgspec.Struct, frozen=True, kw_only=True):
    """A time at which the document, or a part of it, was published; `inferred` says why where it is not written."""

    when: When
    role: str
    """`published`, `updated`, `body` (the republished text), `frame` (its new introduction), `retrieved`."""
    inferred: str | None = None
    span: Span | None = None


class Omission(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the document had and this capture has not."""

    kind: str
    """`paywall`, `lost_name`, `lost_footnotes`, `picture` (a page that has no text)."""
    reason: str
    span: Span | None = None


class Box(msgspec.Struct, frozen=True, array_like=True):
    """Where a line of the stored text stands on its page, so that a picture of the page can be marked.

    `page` counts from 1; the sides are in points (1/72 inch) from the page's upper left corner.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One original as it was read. `id` is the SHA-256 of its bytes; offsets of everything count in `text`."""

    id: str
    path: str
    format: str
    """`text`, `markdown`, `html`, `wikitext`, `boxtext` (flattened encyclopedia text), `pdf`, `docx`, `mail`,
    `sheet`."""
    reader: str
    """Name and version of the reader, as in `html/1`."""
    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    times: tuple[DocumentTime, ...] = ()
    """The document's own time first; empty if nothing is known."""
    segments: tuple[Segment, ...] = ()
    notes: tuple[Footnote, ...] = ()
    omissions: tuple[Omission, ...] = ()
    captured: str | None = None
    """When a web archive or a saved page was fetched, as it says: ISO 8601 with its zone."""
    encoding: str | None = None
    """The encoding of its bytes where nothing declared it and it had to be found out."""
    pages: tuple[tuple[float, float], ...] = ()
    """Width and height of each page in points, for formats that have pages."""
    layout: tuple[Box, ...] = ()
    """Where the lines of the text stand on those pages."""

    @property
    def narrator(self) -> str:
        """The last teller of every claim in it: its publisher, else its author, else `unknown`."""
        return self.publisher or self.author or "unknown"

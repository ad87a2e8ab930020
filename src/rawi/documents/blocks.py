"""What a format reader gives: the stored text and its blocks, each a stretch whose kind may still be open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rawi.model import Box, Omission, SegmentKind


@dataclass(slots=True, eq=False)
class Block:
    """A stretch of the stored text on its way to become a segment; `kind` is None while nobody has judged it.

    `content_start`/`content_end` leave out bullets, markers and keys. `gap` counts the blank lines above it, `chunk`
    numbers the runs of lines without a blank line between them. `marked` says that the kind was written in the
    document's markup; `role` is what markup or shape says beyond the kind (`bullet`, `number`, `key`, `table`, `nav`).
    """

    start: int
    end: int
    content_start: int
    content_end: int
    kind: SegmentKind | None = None
    depth: int = 0
    key: str | None = None
    record: int | None = None
    gap: int = 0
    chunk: int = 0
    marked: bool = False
    role: str = ""
    label: str = ""
    """The number or sign of a list item or endnote."""
    links: float = 0.0
    """The share of the text that stands in links (HTML only)."""
    bold: bool = False
    """Whether all of it stands in bold (HTML only)."""
    href: str = ""
    """The first outward link in it (HTML only)."""

    def words(self, text: str) -> int:
        return len(text[self.content_start : self.content_end].split())

    def cut(self, text: str) -> str:
        return text[self.content_start : self.content_end]


@dataclass(slots=True)
class Hints:
    """What a format says of the document outside its text; strings as they stand there."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    dates: list[tuple[str, str]] = field(default_factory=list)
    """(role, words) with role `published` or `updated`."""


@dataclass(slots=True)
class Cited:
    """A note whose parts the format itself names (a wikitext cite template)."""

    block: Block | None = None
    author: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Page:
    """The stored text, its blocks in order, and what the format said besides."""

    text: str
    format: str
    blocks: list[Block]
    hints: Hints = field(default_factory=Hints)
    cited: list[Cited] = field(default_factory=list)
    markers: list[tuple[str, int, int]] = field(default_factory=list)
    """Note markers that the markup declares: (label, start, end)."""
    dropped: list[tuple[str, int]] = field(default_factory=list)
    """What the format reader left out of the text, such as a flag icon: (what, where)."""
    lacking: list[Omission] = field(default_factory=list)
    """What the format reader saw and could not read, such as a page that is a picture."""
    captured: str | None = None
    encoding: str | None = None
    sizes: list[tuple[float, float]] = field(default_factory=list)
    """Width and height of each page in points."""
    layout: list[Box] = field(default_factory=list)
    """Where the lines stand on those pages."""

    def open(self) -> Iterator[Block]:
        """Blocks that nobody has judged yet."""
        return (block for block in self.blocks if block.kind is None)


_SENTENCE_END = re.compile(r"[.!…][\"'”’)\]]*(?:\s?\[\^?\w{1,6}\]|[⁰¹²³⁴-⁹])*$|[?][\"'”’]$")


def ends_sentence(words: str) -> bool:
    """Whether words end as a sentence does, note markers and emphasis aside; a bare question may be a headline."""
    return _SENTENCE_END.search(words.strip("_*` ")) is not None


def lines_of(text: str) -> list[tuple[int, int]]:
    """Start and end of every line, ends without the newline."""
    found = []
    start = 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

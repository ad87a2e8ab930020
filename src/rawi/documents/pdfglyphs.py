"""What a page of a PDF is made of: characters with their boxes, and runs of them on one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median


@dataclass(slots=True)
class Glyph:
    """A character and its box, in points from the upper left corner of the page."""

    char: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True, eq=False)
class Piece:
    """A run of characters on one line. `slanted` text does not lie as the page does: a stamp, a watermark."""

    glyphs: list[Glyph] = field(default_factory=list)
    bold: bool = False
    angle: int = 0
    slanted: bool = False
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def measure(self) -> None:
        """Takes the box of its characters, raised ones aside."""
        while self.glyphs and self.glyphs[-1].char == " ":
            self.glyphs.pop()
        inked = [glyph for glyph in self.glyphs if glyph.char != " "] or self.glyphs
        tall = max(glyph.height for glyph in inked)
        full = [glyph for glyph in inked if glyph.height > 0.8 * tall]
        self.left, self.right = min(glyph.left for glyph in inked), max(glyph.right for glyph in inked)
        self.top, self.bottom = median(glyph.top for glyph in full), median(glyph.bottom for glyph in full)

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def words(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)


@dataclass(slots=True)
class Sheet:
    """A page: its number from 1, its size in points, its pieces as they stand in the file."""

    number: int
    width: float
    height: float
    pieces: list[Piece]
    laid: int = 0
    """By how many degrees the characters were turned to be read."""

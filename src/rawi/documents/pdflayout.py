"""From pieces of text on a page to lines in columns, in the order in which a person reads them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rawi.documents.pdfbidi import TAB, logical
from rawi.documents.pdfglyphs import Glyph, Piece, Sheet
from rawi.documents.writing import tidy

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FEWEST = 3
"""Lines that a column has at least."""
_CROSSING = 0.34
"""The share of pieces that may reach over the gutter between two columns: titles, pictures' captions, notes."""


@dataclass(slots=True, eq=False)
class Line:
    """A line of a column. `column` are the left and right edge of that, `first` says that the column begins with it."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    bold: bool
    marked: bool
    """Whether it begins with a raised number or sign, as a note does."""
    column: tuple[float, float] = (0.0, 0.0)
    first: bool = False

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def rtl(self) -> bool:
        return is_rtl(self.text)


def is_rtl(text: str) -> bool:
    """Whether most letters are of a script that is written from right to left."""
    strong = [unicodedata.bidirectional(char) for char in text]
    return strong.count("R") + strong.count("AL") > strong.count("L")


def columns_of(sheet: Sheet) -> list[list[Line]]:
    """The columns of a page in reading order, each from the top down."""
    pieces = [piece for piece in sheet.pieces if not piece.slanted and piece.words.strip()]
    rtl = is_rtl("".join(piece.words for piece in pieces))
    found = []
    for column in _arranged(pieces, rtl):
        lines = lines_of(column, sheet.number)
        if lines:
            edges = (min(line.left for line in lines), max(line.right for line in lines))
            for line in lines:
                line.column = edges
            lines[0].first = True
            found.append(lines)
    return found


def _arranged(pieces: list[Piece], rtl: bool) -> list[list[Piece]]:
    """Pieces by column: where a gutter runs through, what reaches over it cuts the columns into bands."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [pieces] if pieces else []
    across = sorted((piece for piece in pieces if piece.left < gutter < piece.right), key=lambda piece: piece.top)
    bands: list[tuple[list[Piece], list[Piece]]] = []
    rest = [piece for piece in pieces if not piece.left < gutter < piece.right]
    for piece in across:
        middle = (piece.top + piece.bottom) / 2
        above = [other for other in rest if (other.top + other.bottom) / 2 < middle]
        rest = [other for other in rest if (other.top + other.bottom) / 2 >= middle]
        if above or not bands:
            bands.append((above, [piece]))
        else:
            bands[-1][1].append(piece)
    bands.append((rest, []))
    found: list[list[Piece]] = []
    for beside, over in bands:
        halves = [
            [piece for piece in beside if piece.right <= gutter],
            [piece for piece in beside if piece.left >= gutter],
        ]
        for half in reversed(halves) if rtl else halves:
            found += _arranged(half, rtl) if half else []
        if over:
            found.append(over)
    return found


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a gutter between two columns of prose runs, if one does."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    best: tuple[int, float, float] | None = None
    edges = sorted({round(piece.right, 1) for piece in pieces} | {round(piece.left, 1) for piece in pieces})
    for edge, following in pairwise(edges):
        at = (edge + following) / 2
        if following - edge < 2 or not left + 0.15 * (right - left) < at < right - 0.15 * (right - left):
            continue
        crossing = [piece for piece in pieces if piece.left < at < piece.right]
        before = [piece for piece in pieces if piece.right <= at]
        after = [piece for piece in pieces if piece.left >= at]
        if len(crossing) > _CROSSING * len(pieces) or not _are_columns(before, after):
            continue
        rank = (len(crossing), -(following - edge), at)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def _are_columns(before: list[Piece], after: list[Piece]) -> bool:
    """Whether two groups stand side by side and both are prose, not the cells of a table."""
    if min(len(before), len(after)) < _FEWEST:
        return False
    spans = [(min(p.top for p in side), max(p.bottom for p in side)) for side in (before, after)]
    shared = min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0])
    if shared < 0.5 * min(span[1] - span[0] for span in spans):
        return False
    return all(median(len(piece.words.split()) for piece in side) >= 3 for side in (before, after))


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """Pieces of a column joined to lines, top down; a wide gap inside a line becomes a tab."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.bottom, piece.left)):
        for row in reversed(rows[-3:]):
            overlap = min(row[0].bottom, piece.bottom) - max(row[0].top, piece.top)
            if overlap > 0.5 * min(row[0].height, piece.height):
                row.append(piece)
                break
        else:
            rows.append([piece])
    rows.sort(key=lambda row: max(row, key=lambda piece: piece.height).top)
    return [line for line in (_line(row, page) for row in rows) if line.text]


def _line(row: list[Piece], page: int) -> Line:
    rtl = is_rtl("".join(piece.words for piece in row))
    row.sort(key=lambda piece: -piece.right if rtl else piece.left)
    tallest = max(row, key=lambda piece: (piece.height, len(piece.glyphs)))
    signs = logical([glyph for piece in row for glyph in piece.glyphs]) if rtl else _spaced(row, tallest.height)
    words = "".join(_char(glyph, tallest) for glyph in signs)
    inked = [glyph for glyph in row[0].glyphs if glyph.char != " "]
    return Line(
        text="\t".join(part for part in (_plain(part) for part in words.split("\t")) if part),
        page=page,
        left=min(piece.left for piece in row),
        top=tallest.top,
        right=max(piece.right for piece in row),
        bottom=tallest.bottom,
        bold=all(piece.bold for piece in row if piece.words.strip()),
        marked=bool(inked) and _is_raised(inked[0], tallest),
    )


def _spaced(row: list[Piece], height: float) -> list[Glyph]:
    """The characters of the pieces of a line, a space or a tab between them where a gap shows."""
    found: list[Glyph] = []
    for before, piece in zip([None, *row], row, strict=False):
        gap = piece.left - before.right if before is not None else 0.0
        if before is not None and gap > 0.15 * height:
            sign = "\t" if gap > TAB * height else " "
            found.append(Glyph(sign, before.right, piece.top, piece.left, piece.bottom))
        found += piece.glyphs
    return found


def _is_raised(glyph: Glyph, piece: Piece) -> bool:
    return glyph.height < 0.85 * piece.height and glyph.bottom < piece.bottom - 0.12 * piece.height


def _char(glyph: Glyph, piece: Piece) -> str:
    """A character; a raised figure as such, a shaped Arabic letter as the letter."""
    if glyph.char in "0123456789" and _is_raised(glyph, piece):
        return glyph.char.translate(_RAISED)
    if "\ufb00" <= glyph.char <= "\ufeff" and glyph.char != "\ufeff":
        return unicodedata.normalize("NFKC", glyph.char)
    return glyph.char


def _plain(words: str) -> str:
    """The words of a line; two halves of a character become one, and no mark stands at the beginning."""
    whole = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    plain = tidy(whole)
    return plain[1:] if plain and unicodedata.combining(plain[0]) else plain

"""Pages that are pictures, read with tesseract where the user has it and asks for it in rawi.toml."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from statistics import median
from typing import Any, NamedTuple

from rawi.documents.pdfglyphs import Glyph, Piece, Sheet
from rawi.documents.pdflayout import is_rtl
from rawi.errors import UnreadableDocument
from rawi.settings import DocumentSettings

_DOTS = 300
"""Per inch: what tesseract is made for."""
_SURE = 30
"""Words that tesseract itself gives less than this share of a hundred are specks and lines."""
_ALIKE = 0.3
"""Lines whose heights differ by less than this share are of one size."""
_RUNS = re.compile(r"(?P<forward>[A-Za-zÀ-ɏ\d]+(?:[.,:/-][A-Za-zÀ-ɏ\d]+)*)|(?P<back>[^A-Za-zÀ-ɏ\d]+)")
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that tesseract puts beside words of another direction."""
_LARGEST = 60_000_000
"""Dots of one page at most."""


def recognised(page: Any, sheet: Sheet, limits: DocumentSettings) -> list[Piece]:
    """The words that tesseract finds on a page, each a piece with its box.

    Raises `UnreadableDocument` where tesseract is missing or fails; it gets the picture only, and sends nothing.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise UnreadableDocument(
            "needs OCR, which rawi.toml asks for, but tesseract is not installed",
            advice="install tesseract, or set ocr = false",
        )
    scale = min(_DOTS / 72, (_LARGEST / max(1.0, sheet.width * sheet.height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    rows = bytes(bitmap.buffer)
    grey = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + grey
    bitmap.close()
    done = subprocess.run(
        [program, "stdin", "stdout", "-l", limits.ocr_languages, "--dpi", str(_DOTS), "tsv"],
        input=picture,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise UnreadableDocument(
            f"tesseract failed on page {sheet.number}: {said}",
            advice="check ocr_languages in rawi.toml against `tesseract --list-langs`",
        )
    return list(_words(done.stdout.decode("utf-8", "replace"), scale))


class _Word(NamedTuple):
    """A word with its box, in points."""

    words: str
    left: float
    top: float
    width: float
    height: float


def _words(table: str, scale: float) -> list[Piece]:
    """The lines of tesseract's table of words, as pieces."""
    lines: dict[tuple[str, ...], list[_Word]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        words = _DIRECTIONS.sub("", row.get("text") or "").strip()
        if not words or float(row.get("conf") or -1) < _SURE:
            continue
        box = (float(row[key]) / scale for key in ("left", "top", "width", "height"))
        place = tuple(row[key] for key in ("block_num", "par_num", "line_num"))
        lines.setdefault(place, []).append(_Word(words, *box))
    if not lines:
        return []
    usual = median(_extent(line)[1] for line in lines.values())
    pieces = []
    for line in lines.values():
        top, height = _extent(line)
        # The box of a line is that of its letters, and so lower where none of them hangs below it.
        piece = _piece(line, top, usual if abs(height - usual) < _ALIKE * usual else height)
        piece.measure()
        pieces.append(piece)
    return pieces


def _extent(line: list[_Word]) -> tuple[float, float]:
    """Where a line begins and how high it is."""
    top = min(word.top for word in line)
    return top, max(word.top + word.height for word in line) - top


def _piece(line: list[_Word], top: float, height: float) -> Piece:
    """A line of words; every character gets the height of the line, for the boxes of words tell nothing of it."""
    rtl = is_rtl(" ".join(word.words for word in line))
    piece = Piece()
    for word in line:
        if piece.glyphs:
            piece.glyphs.append(Glyph(" ", word.left, top, word.left, top + height))
        step = word.width / len(word.words)
        for char, at in zip(word.words, _places(word.words, rtl=rtl), strict=True):
            left = word.left + at * step
            piece.glyphs.append(Glyph(char, left, top, left + step, top + height))
    return piece


def _places(words: str, *, rtl: bool) -> list[int]:
    """Where the characters of a word stand from the left; tesseract gives them in the order in which they are read.

    In a line from right to left a word does, save for the figures and Latin letters in it.
    """
    if not (rtl or is_rtl(words)):
        return list(range(len(words)))
    places, end = [0] * len(words), len(words)
    for match in _RUNS.finditer(words):
        forward = match.lastgroup == "forward"
        end -= len(match[0])
        for step in range(len(match[0])):
            places[match.start() + step] = end + (step if forward else len(match[0]) - 1 - step)
    return places

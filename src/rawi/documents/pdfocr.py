"""Pages that are pictures, read with tesseract where the user has it and asks for it in rawi.toml."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from typing import Any

from rawi.documents.pdfglyphs import Glyph, Piece, Sheet
from rawi.errors import UnreadableDocument
from rawi.settings import DocumentSettings

_DOTS = 300
"""Per inch: what tesseract is made for."""
_SURE = 30
"""Words that tesseract itself gives less than this share of a hundred are specks and lines."""
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


def _words(table: str, scale: float) -> list[Piece]:
    """The lines of tesseract's table of words, as pieces."""
    found: dict[tuple[str, ...], Piece] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        words = (row.get("text") or "").strip()
        if not words or float(row.get("conf") or -1) < _SURE:
            continue
        left, top, width, height = (float(row[key]) / scale for key in ("left", "top", "width", "height"))
        piece = found.setdefault(tuple(row[key] for key in ("block_num", "par_num", "line_num")), Piece())
        if piece.glyphs:
            piece.glyphs.append(Glyph(" ", left, top, left, top + height))
        step = width / len(words)
        for at, char in enumerate(words):
            piece.glyphs.append(Glyph(char, left + at * step, top, left + (at + 1) * step, top + height))
    pieces = list(found.values())
    for piece in pieces:
        piece.measure()
    return pieces

"""PDF: the text of born-digital pages in reading order, with the place of every line on its page.

pdfium gives characters with their boxes, those of a right-to-left line in logical order already. What is a column, a
paragraph, a note or a running head is read from where they stand (`pdflayout`, `pdfstory`). No script in the file is
run, no form filled in, no attachment opened, no link followed.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from rawi.documents.blocks import Page
from rawi.documents.pdfglyphs import Glyph, Piece, Sheet
from rawi.documents.pdfocr import recognised
from rawi.documents.pdfstory import tell
from rawi.documents.writing import tidy
from rawi.errors import UnreadableDocument
from rawi.model import Box, Omission
from rawi.settings import DocumentSettings

_PASSWORD = 4
"""pdfium's number for a file that is locked."""
_END = 4096
"""In how many bytes at its end a PDF must say that it ends."""
_APART = 0.9
"""A gap as wide as this share of a line's height is between two pieces, not two words."""


def read_pdf(data: bytes, path: str, limits: DocumentSettings) -> Page:
    """A page over the text of a PDF. Raises `UnreadableDocument` for what is locked, cut off, or has no text."""
    opened = opened_pdf(data, path)
    try:
        if len(opened) > limits.pages:
            raise UnreadableDocument(
                f"has {len(opened)} pages, more than {limits.pages}",
                where=path,
                advice="split it, or raise pages in rawi.toml",
            )
        sheets, lacking = _sheets(opened, path, limits)
        about = opened.get_metadata_dict(skip_empty=True)
    finally:
        opened.close()
    page = tell(sheets)
    page.lacking = lacking
    page.sizes = [(sheet.width, sheet.height) for sheet in sheets]
    page.layout = [_as_shown(box, sheets[box.page - 1]) for box in page.layout]
    page.hints.title = _title(about.get("Title", ""))
    page.hints.author = tidy(about.get("Author", "")) or None
    return page


def opened_pdf(data: bytes, path: str) -> Any:
    """The PDF, to be closed by who asked. Raises `UnreadableDocument` for what is locked, cut off or broken."""
    if b"%%EOF" not in data[-_END:]:
        raise UnreadableDocument("the PDF is cut off: its end is missing", where=path, advice="fetch it again")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableDocument(
                "the PDF is locked with a password", where=path, advice="save a copy without the password, and add that"
            ) from error
        raise UnreadableDocument(
            "the PDF is broken and cannot be opened", where=path, advice="fetch it again, or print it to a new PDF"
        ) from error


def _title(words: str) -> str | None:
    """A title that somebody gave, not the name of the file that it was made from."""
    words = tidy(words)
    file = words.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".qxd"))
    return None if not words or file or words.lower().startswith(("untitled", "microsoft word -")) else words


def _sheets(opened: Any, path: str, limits: DocumentSettings) -> tuple[list[Sheet], list[Omission]]:
    sheets, lacking, pictures = [], [], 0
    for number in range(1, len(opened) + 1):
        try:
            page = opened[number - 1]
        except pypdfium2.PdfiumError:
            lacking.append(Omission(kind="picture", reason=f"page {number} is broken and could not be read"))
            sheets.append(Sheet(number, 0.0, 0.0, []))
            continue
        sheet = _sheet(page, number)
        if not sheet.pieces and pdfium.FPDFPage_CountObjects(page) > 0:
            sheet.pieces = recognised(page, sheet, limits) if limits.ocr else []
            if not sheet.pieces:
                pictures += 1
                reason = f"page {number} has no text, only a picture: it needs OCR"
                lacking.append(Omission(kind="picture", reason=reason))
        page.close()
        sheets.append(sheet)
    if not any(sheet.pieces for sheet in sheets):
        if not pictures:
            raise UnreadableDocument("the PDF has no text in it", where=path, advice="leave it out")
        raise UnreadableDocument(
            f"the PDF has no text: its {pictures} pages are pictures and need OCR",
            where=path,
            advice="install tesseract and set ocr = true in rawi.toml, or run it through OCR and add the result",
        )
    return sheets, lacking


def _sheet(page: Any, number: int) -> Sheet:
    """The pieces of text of a page: runs of characters on one line without a wide gap."""
    width, height = page.get_size()
    turn = _Turn(page, width, height)
    sheet = Sheet(number, width, height, [])
    text = page.get_textpage()
    try:
        pieces = _pieces(text, turn)
    finally:
        text.close()
    angles: Counter[int] = Counter()
    for piece in pieces:
        angles[piece.angle] += len(piece.glyphs)
    upright = angles.most_common(1)[0][0] if angles else 0
    if upright:
        # A page laid on its side by its text alone is read as it lies; its boxes are turned back at the end.
        sheet.laid = upright
        for piece in pieces:
            for glyph in piece.glyphs:
                _lay(glyph, upright, width, height)
    for piece in pieces:
        piece.slanted = piece.angle != upright
        piece.measure()
    sheet.pieces = pieces
    return sheet


def _lay(glyph: Glyph, angle: int, width: float, height: float) -> None:
    """Turns a character back that was turned clockwise by `angle`, so that its line runs from left to right."""
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    if angle == 270:
        glyph.left, glyph.top, glyph.right, glyph.bottom = height - bottom, left, height - top, right
    elif angle == 90:
        glyph.left, glyph.top, glyph.right, glyph.bottom = top, width - right, bottom, width - left
    else:
        glyph.left, glyph.top, glyph.right, glyph.bottom = width - right, height - bottom, width - left, height - top


def _as_shown(box: Box, sheet: Sheet) -> Box:
    """A box on the page as a viewer shows it: what `_lay` did to the characters of a page is undone."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    width, height = sheet.width, sheet.height
    if sheet.laid == 270:
        left, top, right, bottom = top, height - right, bottom, height - left
    elif sheet.laid == 90:
        left, top, right, bottom = width - bottom, left, width - top, right
    elif sheet.laid == 180:
        left, top, right, bottom = width - right, height - bottom, width - left, height - top
    return Box(box.start, box.end, box.page, *(round(side, 1) for side in (left, top, right, bottom)))


class _Turn:
    """From the page's own coordinates to points from the upper left corner of the page as it is shown."""

    def __init__(self, page: Any, width: float, height: float):
        self.left, self.bottom, _, _ = page.get_bbox()
        self.rotation = page.get_rotation()
        self.width, self.height = width, height

    def __call__(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as shown."""
        left, right, bottom, top = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.rotation == 90:
            return bottom, left, top, right
        if self.rotation == 180:
            return self.width - right, bottom, self.width - left, top
        if self.rotation == 270:
            return self.width - top, self.height - right, self.width - bottom, self.height - left
        return left, self.height - top, right, self.height - bottom


def _pieces(text: Any, turn: _Turn) -> list[Piece]:
    pieces: list[Piece] = []
    box = pdfium.FS_RECTF()
    here: Piece | None = None
    before: Glyph | None = None
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            here = before = None
            continue
        if not 0 < code < 0x110000 or not pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        char = "-" if code in (2, 0xFFFE) else chr(code)
        glyph = Glyph(char, *turn(box.left, box.bottom, box.right, box.top))
        if char.isspace():
            if here is not None:
                here.glyphs.append(Glyph(" ", glyph.left, glyph.top, glyph.right, glyph.bottom))
            continue
        if here is None or before is None or _is_apart(before, glyph):
            angle = round(pdfium.FPDFText_GetCharAngle(text, index) * 57.29577951308232 / 90) * 90 % 360
            weight = pdfium.FPDFText_GetFontWeight(text, index)
            here = Piece(bold=weight >= 600 or _is_bold(text, index), angle=(angle + turn.rotation) % 360)
            pieces.append(here)
        here.glyphs.append(glyph)
        before = glyph
    return pieces


def _is_bold(text: Any, index: int) -> bool:
    """Whether the name of a font says that it is bold; most fonts give no weight."""
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text, index, name, 128, ctypes.byref(flags))
    return 0 < length <= 128 and (b"bold" in name.value.lower() or b"black" in name.value.lower())


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    """Whether two characters stand on different lines, or on one with more than a word's gap between them."""
    height = min(before.height, glyph.height)
    overlap = min(before.bottom, glyph.bottom) - max(before.top, glyph.top)
    gap = max(glyph.left - before.right, before.left - glyph.right)
    return overlap < 0.3 * height or gap > _APART * max(before.height, glyph.height)

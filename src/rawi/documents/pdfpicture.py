"""A page of a PDF as a picture, as a viewer shows it: turned, cut to its box, with its annotations, no form filled in.

Written as PNG (W3C, Portable Network Graphics, third edition): eight bits each of red, green and blue.
"""

from __future__ import annotations

import struct
import zlib

import pypdfium2

from rawi.documents.pdf import opened_pdf
from rawi.errors import UnreadableDocument

SCALE = 2.0
"""Dots for each point (1/72 inch): small print is legible, also on a fine screen."""
_LARGEST = 6_000_000
"""Dots of one picture at most: larger pages are drawn coarser."""
_LONGEST = 14_400.0
"""Points of one side of a page at most (ISO 32000-1, annex C.2)."""


def picture_of(data: bytes, path: str, number: int) -> bytes:
    """Page `number`, from 1, as the bytes of a PNG.

    Raises `UnreadableDocument` for a PDF that cannot be opened, a page that it does not have, and a page that is
    broken, empty or larger than a page may be.
    """
    opened = opened_pdf(data, path)
    try:
        if not 1 <= number <= len(opened):
            raise UnreadableDocument(f"has no page {number}, only {len(opened)}", where=path)
        try:
            page = opened[number - 1]
            width, height = page.get_size()
            if not (0 < width <= _LONGEST and 0 < height <= _LONGEST):
                raise UnreadableDocument(
                    f"page {number} is {width:g} by {height:g} points large, and no picture is made of it",
                    where=path,
                    advice=f"no side may be longer than {_LONGEST:g} points; print it to a new PDF",
                )
            scale = min(SCALE, (_LARGEST / (width * height)) ** 0.5)
            bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(
                f"page {number} is broken and cannot be drawn", where=path, advice="fetch it again"
            ) from error
        return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
    finally:
        opened.close()


def _png(width: int, height: int, stride: int, dots: bytes) -> bytes:
    """Rows of red, green and blue, each row `stride` bytes after the one before, as a PNG."""
    rows = b"".join(b"\0" + dots[y * stride : y * stride + 3 * width] for y in range(height))
    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))

"""Where the quotes of claims stand on the pages of a document, for formats that have pages.

A document keeps a box for each line, not for each letter: where a quote begins or ends inside a line, its box is cut
at that share of the line's letters, right to within some letters. A line that is set on its side, or has words of
both directions, is marked whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

import msgspec

from rawi.model import Box, Document, Span
from rawi.publish.page import direction


class Patch(msgspec.Struct, frozen=True):
    """A part of a page, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class Highlight(msgspec.Struct, frozen=True, kw_only=True):
    """Words on a page, line by line, and the claims that quote exactly them, in the order of the text."""

    page: int
    patches: tuple[Patch, ...]
    claims: tuple[str, ...]


def highlights(document: Document, spans: Mapping[str, Span]) -> tuple[Highlight, ...]:
    """Page after page, on each in the order of the text; words that lie within others come after them.

    `spans` gives the quote of each claim; a quote that goes over the end of a page is marked on both.
    """
    quoting: dict[Span, list[str]] = defaultdict(list)
    for id, span in spans.items():
        quoting[span].append(id)
    boxes = sorted(document.layout, key=lambda box: (box.start, box.end))
    starts, ends = [box.start for box in boxes], [box.end for box in boxes]
    found = []
    for span, claims in sorted(quoting.items(), key=lambda one: (one[0].start, -one[0].end)):
        pages: dict[int, list[Patch]] = defaultdict(list)
        for box in islice(boxes, bisect_right(ends, span.start), bisect_left(starts, span.end)):
            pages[box.page].append(_patch(document, box, span))
        found += [
            Highlight(page=page, patches=tuple(patches), claims=tuple(sorted(claims)))
            for page, patches in pages.items()
        ]
    return tuple(sorted(found, key=lambda one: one.page))


def _patch(document: Document, box: Box, span: Span) -> Patch:
    words = document.text[box.start : box.end]
    width, height = box.right - box.left, box.bottom - box.top
    sides = {direction(word) for word in words.split()} - {"auto"}
    left, right = box.left, box.right
    if width > height and len(sides) == 1:
        before = max(0, span.start - box.start) / len(words) * width
        after = max(0, box.end - span.end) / len(words) * width
        if sides == {"rtl"}:
            before, after = after, before
        left, right = left + before, right - after
    return Patch(*(round(side, 1) for side in (left, box.top, right - left, height)))

"""Quotations that fill a whole paragraph: another's words, told by their marks and by the colon before them."""

from __future__ import annotations

import re

from rawi.documents.blocks import Page
from rawi.model import SegmentKind

_OPEN = re.compile(r"[_*]*[\"“«„‘']")
_CLOSE = re.compile(r"[\"”»“’'][_*]*[.,]?$")
_ANNOUNCED = re.compile(r":[\"”*_]*$")


def mark_quotations(page: Page) -> None:
    """Marks paragraphs that stand wholly in quotation marks, or are the end of a quotation opened elsewhere."""
    previous = None
    for block in page.blocks:
        if block.kind is SegmentKind.CHROME:
            continue
        words = block.cut(page.text)
        if block.kind is None and block.words(page.text) >= 12 and _CLOSE.search(words):
            announced = previous is not None and bool(_ANNOUNCED.search(previous.cut(page.text)))
            opened = bool(_OPEN.match(words))
            alone = not re.search(r"[\"“”]", words[1:-1])
            unopened = not opened and words.count('"') % 2 == 1 and words.endswith('"') and "“" not in words
            if (opened and (announced or alone)) or unopened:
                block.kind = SegmentKind.QUOTATION
        previous = block

"""Captions: lines that stand alone and belong to a picture, told by their words or by their unfinished end."""

from __future__ import annotations

from rawi.documents.blocks import Page, ends_sentence
from rawi.documents.cues import find
from rawi.documents.headings import is_short_line
from rawi.model import SegmentKind


def mark_captions(page: Page) -> None:
    """Short lines that stand alone and speak of a picture, or name what it shows without a verb."""
    for block in page.open():
        words = block.cut(page.text)
        if "\n" in words or len(words.split()) > 45 or not block.gap:
            continue
        if find("captions.yaml", "captions", words):
            block.kind = SegmentKind.CAPTION


def mark_unfinished_captions(page: Page) -> None:
    """Lines that stand alone between prose and do not end as sentences do: what pictures leave behind."""
    prose = [block for block in page.blocks if block.kind is None and block.words(page.text) > 15]
    ended = sum(ends_sentence(block.cut(page.text)) for block in prose)
    if len(prose) < 3 or ended < 0.8 * len(prose):
        return
    for number, block in enumerate(page.blocks[1:-1], 1):
        above, below = page.blocks[number - 1], page.blocks[number + 1]
        words = block.cut(page.text)
        alone = above.chunk != block.chunk != below.chunk and above.kind in (
            None,
            SegmentKind.CAPTION,
            SegmentKind.CHROME,
        )
        if (
            block.kind is not None
            or block.key is not None
            or not alone
            or not words[0].isupper()
            or words.endswith("?")
        ):
            continue
        over_heading = below.kind is SegmentKind.HEADING and below.gap <= block.gap
        if is_short_line(page.text, block, most=25) and (block.words(page.text) > 12 or over_heading):
            block.kind = SegmentKind.CAPTION

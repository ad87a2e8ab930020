"""Titles, headings and captions that no markup declares: short lines that stand alone."""

from __future__ import annotations

import re
from collections import Counter

from rawi.documents.blocks import Block, Page
from rawi.documents.chrome import YEAR, holds_content
from rawi.documents.cues import find
from rawi.model import SegmentKind

_SENTENCE = re.compile(r"[.!…;,][\"'”’)\]]*$|[^?]\?[\"'”’]$")
_MARKUP = re.compile(r"^[\W_]+|[\W_]+$")


def mark_title(page: Page, stated: str | None) -> str | None:
    """Marks the line that is the title and returns it; `stated` is the title that the side file or the page's head gives."""
    head = _head(page)
    line = _stated_line(page, head, stated) or _marked_title(head) or _repeated_line(page, head)
    if line is None and stated is None:
        line = _first_line(page, head)
    if line is None:
        return stated
    words = " ".join(line.cut(page.text).split())
    line.kind = SegmentKind.TITLE
    line.depth = 0
    for block in head:
        if block is not line and block.record is None and _fold(block.cut(page.text)) == _fold(words):
            block.kind = SegmentKind.CHROME
    if stated and _fold(words) in _fold(stated):
        return words
    return stated or words


def judge_around_title(page: Page) -> None:
    """Short lines above the title are furniture of a page, or a heading where they touch it; a subtitle heads nothing."""
    title = next((block for block in page.blocks if block.kind is SegmentKind.TITLE), None)
    if title is None:
        return
    at = page.blocks.index(title)
    for block in page.blocks[:at]:
        if block.kind is not None or not is_short_line(page.text, block, most=20):
            continue
        if block.chunk == title.chunk:
            block.kind, block.depth = SegmentKind.HEADING, 0
        elif page.format == "html":
            block.kind = SegmentKind.CHROME
    below = page.blocks[at + 1 : at + 3]
    if below and below[0].kind in (None, SegmentKind.HEADING) and is_short_line(page.text, below[0], most=30):
        byline_follows = len(below) > 1 and below[1].kind is SegmentKind.CHROME
        if below[0].record is None and (byline_follows or below[0].chunk == title.chunk):
            below[0].kind, below[0].depth = SegmentKind.HEADING, 0


def _head(page: Page) -> list[Block]:
    """The blocks above the first prose, field or list, or the first twenty."""
    head: list[Block] = []
    for block in page.blocks:
        if block.role == "front":
            continue
        if block.kind is SegmentKind.FIELD:
            break
        if block.kind is None and block.words(page.text) > 30:
            break
        head.append(block)
    return head or page.blocks[:1]


def _fold(words: str) -> str:
    return re.sub(r"[\W_]+", " ", words).casefold().strip()


def _stated_line(page: Page, head: list[Block], stated: str | None) -> Block | None:
    if not stated:
        return None
    wanted = _fold(stated)
    same = [block for block in head if _fold(block.cut(page.text)) == wanted]
    # A page's title often goes on with the name of the site.
    same = same or [
        block
        for block in head
        if block.kind is SegmentKind.HEADING
        and block.depth == 1
        and block.marked
        and _fold(block.cut(page.text)) in wanted
    ]
    return same[-1] if same else None


def _marked_title(head: list[Block]) -> Block | None:
    for block in head:
        if block.kind is SegmentKind.HEADING and block.marked and block.depth <= 1 and block.record is None:
            return block
    return None


def _repeated_line(page: Page, head: list[Block]) -> Block | None:
    """The line that sharing buttons repeat: the longest of those that stand twice or more above the text."""
    count = Counter(_fold(block.cut(page.text)) for block in head)
    often = [block for block in head if count[_fold(block.cut(page.text))] >= 2 and 4 <= block.words(page.text) <= 40]
    often = [block for block in often if not _SENTENCE.search(block.cut(page.text)) and block.role != "rule"]
    if not often:
        return None
    longest = max(block.words(page.text) for block in often)
    return [block for block in often if block.words(page.text) == longest][-1]


def _first_line(page: Page, head: list[Block]) -> Block | None:
    for block in head:
        if block.kind is SegmentKind.CHROME or (block.kind is SegmentKind.HEADING and block.record is None):
            continue
        if block.kind is None and is_short_line(page.text, block, most=25):
            return block
        return None
    return None


def is_short_line(text: str, block: Block, *, most: int) -> bool:
    """Whether a block is one line of few words that does not end as a sentence does."""
    words = block.cut(text)
    return "\n" not in words and len(words.split()) <= most and not _SENTENCE.search(words.strip("_*` "))


def mark_captions(page: Page) -> None:
    """Short lines that stand alone and speak of a picture, or name what it shows without a verb."""
    for block in page.open():
        words = block.cut(page.text)
        if "\n" in words or len(words.split()) > 45 or not block.gap:
            continue
        if find("captions.yaml", "captions", words):
            block.kind = SegmentKind.CAPTION


def mark_unfinished_captions(page: Page) -> None:
    """Lines that stand alone and do not end as sentences do, too long for a heading: what pictures leave behind."""
    prose = [block for block in page.blocks if block.kind is None and block.words(page.text) > 25]
    ended = sum(bool(_SENTENCE.search(block.cut(page.text).strip("_*` "))) for block in prose)
    if len(prose) < 3 or ended < 0.8 * len(prose):
        return
    for number, block in enumerate(page.blocks[1:-1], 1):
        before, after = page.blocks[number - 1], page.blocks[number + 1]
        alone = before.chunk != block.chunk != after.chunk
        if block.kind is None and block.key is None and alone and 6 <= block.words(page.text) <= 40:
            over_heading = after.kind is SegmentKind.HEADING and after.gap <= block.gap
            long = block.words(page.text) > 12
            if is_short_line(page.text, block, most=40) and (long or over_heading):
                block.kind = SegmentKind.CAPTION


def mark_headings(page: Page) -> None:
    """Short lines between paragraphs that have something below them."""
    blocks = page.blocks
    upper = not any(char.islower() for char in page.text)
    deepest = {block.gap for block in blocks if _may_head(page.text, block, upper)}
    last = max((number for number, block in enumerate(blocks) if holds_content(page.text, block)), default=-1)
    for number, block in enumerate(blocks[:last]):
        below = blocks[number + 1]
        if not _may_head(page.text, block, upper) or block.kind is not None:
            continue
        alone = below.chunk != block.chunk and (number == 0 or blocks[number - 1].chunk != block.chunk)
        over_list = below.kind in (SegmentKind.LIST_ITEM, SegmentKind.FIELD) and block.gap > 0
        if alone or over_list:
            block.kind = SegmentKind.HEADING
            capitals = block.cut(page.text).isupper() and not upper
            _demote_headline(page, number)
            block.depth = 1 if capitals or (block.gap >= 2 and len(deepest) > 1) or len(deepest) <= 1 else 2


def _demote_headline(page: Page, number: int) -> None:
    """A long line right above another heading of the same look heads nothing: it is the line of a picture or video."""
    block = page.blocks[number]
    above = page.blocks[number - 1] if number else None
    if (
        above is None
        or above.kind is not SegmentKind.HEADING
        or above.marked
        or above.record is not None
        or not above.depth
    ):
        return
    if above.words(page.text) >= 6 and above.gap <= block.gap and above.chunk != block.chunk:
        above.kind, above.depth = SegmentKind.CAPTION, 0


def _may_head(text: str, block: Block, upper: bool) -> bool:
    if block.kind is not None or block.key is not None:
        return False
    words = _MARKUP.sub("", block.cut(text))
    if YEAR.fullmatch(words):
        return True
    first = words[:1]
    return (
        is_short_line(text, block, most=8 if upper else 12)
        and bool(first)
        and not first.islower()
        and any(char.isalpha() for char in words)
        and not words.startswith(("http", "www."))
    )

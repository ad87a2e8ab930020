"""Titles, headings and captions that no markup declares: short lines that stand alone."""

from __future__ import annotations

import re
from collections import Counter

from rawi.documents.blocks import Block, Page
from rawi.documents.chrome import holds_content
from rawi.documents.cues import find
from rawi.model import SegmentKind

_SENTENCE = re.compile(r"[.!…;,][\"'”’)\]]*$|[^?]\?[\"'”’]$")
_MARKUP = re.compile(r"^[\W_]+|[\W_]+$")
YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\s*[-–—/]\s*(?:(?:1[89]|20)?\d\d|present))?$")


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
        if block is not line and _fold(block.cut(page.text)) == _fold(words):
            block.kind = SegmentKind.CHROME
    return stated or words


def _head(page: Page) -> list[Block]:
    """The blocks above the first prose, field or list, or the first twenty."""
    head: list[Block] = []
    for block in page.blocks:
        if block.kind is SegmentKind.FIELD and block.role != "front":
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
            block.depth = 1 if capitals or (block.gap >= 2 and len(deepest) > 1) or len(deepest) <= 1 else 2


def _may_head(text: str, block: Block, upper: bool) -> bool:
    if block.kind is not None or block.key is not None:
        return False
    words = _MARKUP.sub("", block.cut(text))
    if YEAR.match(words):
        return True
    first = words[:1]
    return (
        is_short_line(text, block, most=8 if upper else 12)
        and bool(first)
        and not first.islower()
        and any(char.isalpha() for char in words)
        and not words.startswith(("http", "www."))
    )

"""The title of a document: the line that its side file or head names, its highest heading, or its first line."""

from __future__ import annotations

import re
from collections import Counter

from rawi.documents.blocks import Block, Page, ends_sentence
from rawi.documents.cues import lines
from rawi.documents.headings import is_short_line
from rawi.model import SegmentKind


def mark_title(page: Page, stated: str | None) -> str | None:
    """Marks the line that is the title and returns it; `stated` is what the side file or the page's head gives."""
    head = _head(page)
    line = _stated_line(page, head, stated) or _marked_title(head) or _repeated_line(page, head)
    if line is None and stated is None:
        line = _first_line(page, head)
    if line is None:
        # An article whose title is only above its box.
        boxed = next((b for b in page.blocks if b.kind is SegmentKind.HEADING and b.record is not None), None)
        return stated or (boxed.cut(page.text) if boxed is not None else None)
    words = " ".join(line.cut(page.text).split())
    line.kind = SegmentKind.TITLE
    line.depth = 0
    for block in head:
        if block is not line and block.record is None and _fold(block.cut(page.text)) == _fold(words):
            block.kind = SegmentKind.CHROME
    if stated and _fold(words) in _fold(stated):
        _site_behind(page, words, stated)
        return words
    return stated or words


def _site_behind(page: Page, title: str, stated: str) -> None:
    """The site that a page's stated title names behind its headline: "Headline - The Long Ledger"."""
    site = (
        re.match(r"\s+[-–—|·:•]\s+(?P<site>[^-–—|·•]{2,60})$", stated[len(title) :])
        if stated.startswith(title)
        else None
    )
    if site and page.hints.publisher is None:
        page.hints.publisher = site["site"].strip()


def judge_around_title(page: Page) -> None:
    """Short lines above the title are furniture, or a heading where they touch it; a subtitle heads nothing."""
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
    often = [block for block in often if not ends_sentence(block.cut(page.text)) and block.role != "rule"]
    if not often:
        return None
    longest = max(block.words(page.text) for block in often)
    return [block for block in often if block.words(page.text) == longest][-1]


def _first_line(page: Page, head: list[Block]) -> Block | None:
    for block in head:
        if block.kind is SegmentKind.CHROME or (block.kind is SegmentKind.HEADING and block.record is None):
            continue
        if block.kind is None and block.cut(page.text).strip(" :*_").lower() in lines("metadata.yaml", "genres"):
            block.kind = SegmentKind.CHROME
            continue
        if block.kind is None and is_short_line(page.text, block, most=25):
            return block
        return None
    return None

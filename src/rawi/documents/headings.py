"""Headings that no markup declares: short lines that stand alone and have something below them."""

from __future__ import annotations

import re

from rawi.documents.blocks import Block, Page, ends_sentence
from rawi.documents.chrome import YEAR, holds_content
from rawi.model import SegmentKind

_MARKUP = re.compile(r"^[\W_]+|[\W_]+$")
_INNER_SENTENCE = re.compile(r"[a-z)\]][.!?]\s+[A-Z]|\]\(|\[\^")
_BOLD = re.compile(r"(\*\*|__)[^*_\n]+\1:?$")
_SMALL = {
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "de",
    "la",
    "vs",
}


def is_short_line(text: str, block: Block, *, most: int) -> bool:
    """Whether a block is one line of few words that does not end as a sentence or a clause does."""
    words = block.cut(text)
    if "\n" in words or len(words.split()) > most or ends_sentence(words):
        return False
    return not words.rstrip('_*` "”').endswith((",", ";"))


def mark_headings(page: Page) -> None:
    """Marks short lines between paragraphs, and short lines in capitals right above their paragraph."""
    blocks = page.blocks
    upper = not any(char.islower() for char in page.text)
    declared = sum(block.kind is SegmentKind.HEADING and block.marked for block in blocks)
    candidates = {id(block) for block in blocks if _may_head(page, block, upper=upper, strict=declared >= 2)}
    gaps = {block.gap for block in blocks if id(block) in candidates}
    last = max((number for number, block in enumerate(blocks) if holds_content(page.text, block)), default=-1)
    for number, block in enumerate(blocks[:last]):
        below, above = blocks[number + 1], blocks[number - 1] if number else None
        if id(block) not in candidates or block.kind is not None or below.role == "quote":
            continue
        alone = below.chunk != block.chunk and (above is None or above.chunk != block.chunk)
        over_list = below.kind in (SegmentKind.LIST_ITEM, SegmentKind.FIELD) and (block.gap > 0 or number == 0)
        if alone or over_list:
            block.kind = SegmentKind.HEADING
            capitals = block.cut(page.text).isupper() and not upper
            block.depth = 1 if capitals or (block.gap >= 2 and len(gaps) > 1) or len(gaps) <= 1 else 2
            _demote_headline(blocks, number)
    _mark_touching(page, candidates, last)


def _mark_touching(page: Page, candidates: set[int], last: int) -> None:
    """Headings right above their paragraph, where the document has several such pairs."""
    blocks = page.blocks
    found = []
    for number, block in enumerate(blocks[:last]):
        below = blocks[number + 1]
        first = block.gap > 0 or number == 0
        prose = below.kind is None and (ends_sentence(below.cut(page.text)) or below.words(page.text) >= 5)
        touching = id(block) in candidates and block.kind is None and first and below.chunk == block.chunk
        if touching and prose and block.words(page.text) <= 6 and _in_title_case(block.cut(page.text)):
            found.append(block)
    headed = any(block.kind is SegmentKind.HEADING and block.depth for block in blocks)
    for block in found if len(found) >= 2 or headed else ():
        block.kind = SegmentKind.HEADING
        block.depth = max((b.depth for b in blocks if b.kind is SegmentKind.HEADING and not b.marked), default=1) or 1


def _in_title_case(words: str) -> bool:
    return all(part[0].isupper() or not part[0].isalpha() or part.lower() in _SMALL for part in words.split())


def _demote_headline(blocks: list[Block], number: int) -> None:
    """A long line right above another heading of the same look heads nothing: it is the line of a picture or video."""
    block, above = blocks[number], blocks[number - 1] if number else None
    if above is None or above.kind is not SegmentKind.HEADING or above.marked or above.record is not None:
        return
    long = len(range(above.content_start, above.content_end)) >= 30
    if above.depth and long and above.gap <= block.gap and above.chunk != block.chunk:
        above.kind, above.depth = SegmentKind.CAPTION, 0


def _may_head(page: Page, block: Block, *, upper: bool, strict: bool) -> bool:
    """Whether a block looks like a heading; `strict` where the document declares its headings by markup."""
    if block.kind is not None or block.key is not None:
        return False
    raw = block.cut(page.text)
    words = _MARKUP.sub("", raw)
    if YEAR.fullmatch(words):
        return True
    first = words[:1]
    if not first or first.islower() or not any(char.isalpha() for char in words) or words.startswith(("http", "www.")):
        return False
    if strict and not (block.bold or _BOLD.match(raw) or (words.isupper() and not upper and len(words) > 3)):
        return False
    return is_short_line(page.text, block, most=8 if upper else 12) and not _INNER_SENTENCE.search(raw)

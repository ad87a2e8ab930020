"""Page furniture: set aside by its words, its repetition, its place and its shape, never dropped from the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from rawi.documents.blocks import Block, Page, ends_sentence
from rawi.documents.cues import find, lines
from rawi.model import SegmentKind

_ENDS = " \t.:!·•∙|*_–—-→›»←"
_PULLED = " _*`\"“”'‘’>"
YEAR = re.compile(r"(?:1[89]|20)\d\d(?:\s*[-–—/]\s*(?:(?:1[89]|20)?\d\d|present))?")


def set_aside_by_cue(page: Page) -> None:
    """Lines that say what sites say around their texts."""
    _set_aside_templates(page)
    menus = _menus(page)
    for number, block in enumerate(page.blocks):
        if block.role == "nav":
            if not _is_long_prose(page.text, block):
                block.kind = SegmentKind.CHROME
            continue
        if block.kind in (SegmentKind.FIELD, SegmentKind.ENDNOTE):
            continue
        if block.kind is SegmentKind.HEADING and block.marked:
            continue
        if block.kind is SegmentKind.LIST_ITEM and not menus[number]:
            # "Facebook" in a list under a heading says where a group is present.
            if find("chrome.yaml", "patterns", " ".join(block.cut(page.text).split())[:400]):
                block.kind = SegmentKind.CHROME
            continue
        words = page.text[block.start : block.end] if block.key is not None else block.cut(page.text)
        linked = block.kind is None and block.links > 0.6 and block.words(page.text) <= 12
        if linked or is_chrome_line(words):
            block.kind = SegmentKind.CHROME


def set_aside_tails(page: Page) -> None:
    """Comments, related texts and newsletters below the text, from their heading to the next one of its level."""
    blocks = page.blocks
    number = 0
    while number < len(blocks):
        block = blocks[number]
        words = " ".join(block.cut(page.text).split())
        late = block.start > len(page.text) / 3
        heading = block.kind is SegmentKind.HEADING or (block.kind is None and len(words.split()) <= 8)
        if not (late and heading and block.record is None and find("chrome.yaml", "tails", words)):
            number += 1
            continue
        level = block.depth if block.kind is SegmentKind.HEADING else None
        block.kind = SegmentKind.CHROME
        number += 1
        while level is not None and number < len(blocks):
            below = blocks[number]
            if below.kind is SegmentKind.ENDNOTE or (below.kind is SegmentKind.HEADING and below.depth <= level):
                break
            below.kind, below.key, below.record = SegmentKind.CHROME, None, None
            number += 1


def _menus(page: Page) -> list[bool]:
    """For each block, whether most items of the list around it are lines of page furniture.

    Every item is looked at once, however long its list.
    """
    blocks = page.blocks
    items = [block.role == "bullet" or block.kind is SegmentKind.LIST_ITEM for block in blocks]
    furniture = [
        item and (is_chrome_line(block.cut(page.text)) or block.links > 0.8)
        for item, block in zip(items, blocks, strict=True)
    ]
    before = [0, *accumulate(furniture)]
    first, last = list(range(len(blocks))), list(range(len(blocks)))
    for number in range(1, len(blocks)):
        if blocks[number - 1].role == "bullet":
            first[number] = first[number - 1]
    for number in range(len(blocks) - 2, -1, -1):
        if blocks[number + 1].role == "bullet":
            last[number] = last[number + 1]
    spans = ((start, end + 1) for start, end in zip(first, last, strict=True))
    return [end - start >= 3 and before[end] - before[start] > (end - start) / 2 for start, end in spans]


def _set_aside_templates(page: Page) -> None:
    """What is left of a template that a mirror could not render: from `{{` to the block that closes it."""
    opened, since = 0, 0
    if page.format in ("html", "wikitext"):
        return
    for block in page.blocks:
        words = page.text[block.start : block.end]
        if not opened and not words.startswith("{{"):
            continue
        since = since + 1 if opened else 0
        opened += words.count("{{") - words.count("}}")
        if since > 20:
            return
        block.kind = SegmentKind.CHROME


def is_chrome_line(words: str) -> bool:
    folded = " ".join(words.split()).lower().strip(_ENDS)
    if YEAR.fullmatch(folded):
        return False
    if folded in lines("chrome.yaml", "lines"):
        return True
    return len(words) <= 400 and find("chrome.yaml", "patterns", " ".join(words.split())) is not None


def _is_long_prose(text: str, block: Block) -> bool:
    return block.words(text) >= 40 and block.links < 0.2


def set_aside_by_repetition(page: Page) -> None:
    """Short lines that stand in the text three times or more, or twice beside furniture."""
    count: Counter[str] = Counter()
    for block in page.blocks:
        if block.kind in (None, SegmentKind.CHROME):
            count[_fold(block.cut(page.text))] += 1
    for number, block in enumerate(page.blocks):
        if block.kind is not None or block.words(page.text) > 25 or ends_sentence(block.cut(page.text)):
            continue
        times = count[_fold(block.cut(page.text))]
        if times >= 3 or (times == 2 and _beside_chrome(page.blocks, number)):
            block.kind = SegmentKind.CHROME


def set_aside_pull_quotes(page: Page) -> None:
    """Lines set off in the layout that only repeat a sentence of the text."""
    for block in page.open():
        words = block.cut(page.text)
        inner = words.strip(_PULLED)
        repeats = inner != words and 8 <= len(inner.split()) <= 60 and page.text.count(inner) > 1
        if repeats and any(
            inner in other.cut(page.text) for other in page.blocks if other.end - other.start > len(words)
        ):
            block.kind = SegmentKind.CHROME


def _fold(words: str) -> str:
    return " ".join(words.split()).casefold()


def _beside_chrome(blocks: list[Block], number: int) -> bool:
    near = blocks[max(0, number - 1) : number] + blocks[number + 1 : number + 2]
    return any(block.kind is SegmentKind.CHROME and block.role not in ("rule", "front") for block in near)


def set_aside_by_place(page: Page) -> None:
    """Short lines in a run that is mostly furniture, and what is left after the last prose of a page."""
    blocks = page.blocks
    chunks: dict[int, list[Block]] = {}
    for block in blocks:
        chunks.setdefault(block.chunk, []).append(block)
    for chunk in chunks.values():
        furniture = sum(block.kind is SegmentKind.CHROME for block in chunk)
        if len(chunk) >= 3 and furniture >= len(chunk) / 2:
            for block in chunk:
                if block.kind is None and block.words(page.text) <= 6 and not ends_sentence(block.cut(page.text)):
                    block.kind = SegmentKind.CHROME
    last = max((number for number, block in enumerate(blocks) if holds_content(page.text, block)), default=-1)
    tail = blocks[last + 1 :]
    if any(block.kind is SegmentKind.CHROME and block.role != "rule" for block in tail):
        for block in tail:
            if block.kind is None:
                block.kind = SegmentKind.CHROME


def holds_content(text: str, block: Block) -> bool:
    """Whether a block is certainly no furniture: prose, a field, a list item, a note."""
    if block.kind is None:
        return block.words(text) >= 12 or ends_sentence(block.cut(text))
    return block.kind not in (SegmentKind.CHROME, SegmentKind.HEADING, SegmentKind.TITLE)

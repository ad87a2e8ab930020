"""Page furniture: set aside by its words, by its repetition, by its place and by its shape, never dropped from the text."""

from __future__ import annotations

import re
from collections import Counter

from rawi.documents.blocks import Block, Page
from rawi.documents.cues import find, lines
from rawi.model import SegmentKind

_ENDS = " \t.:!·•∙|*_–—-→›»←"
_LETTERLESS = re.compile(r"[\W\d_]*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


def set_aside_by_cue(page: Page) -> None:
    """Lines that say what sites say around their texts."""
    for block in page.blocks:
        if block.kind in (SegmentKind.FIELD, SegmentKind.ENDNOTE) or (
            block.kind is SegmentKind.HEADING and block.marked
        ):
            if block.role != "nav":
                continue
        if (
            (block.role == "nav" and not _is_long_prose(page.text, block))
            or (block.key is None and is_chrome_line(block.cut(page.text)))
            or (block.key is not None and is_chrome_line(page.text[block.start : block.end]))
            or (block.links > 0.6 and block.words(page.text) <= 12 and block.kind is None)
        ):
            block.kind = SegmentKind.CHROME


def is_chrome_line(words: str) -> bool:
    folded = " ".join(words.split()).lower().strip(_ENDS)
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
        if block.kind is not None or block.words(page.text) > 25 or _SENTENCE.search(block.cut(page.text)):
            continue
        times = count[_fold(block.cut(page.text))]
        if times >= 3 or (times == 2 and _beside_chrome(page.blocks, number)):
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
                if block.kind is None and block.words(page.text) <= 6 and not _SENTENCE.search(block.cut(page.text)):
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
        return block.words(text) >= 12 or bool(_SENTENCE.search(block.cut(text)))
    return block.kind not in (SegmentKind.CHROME, SegmentKind.HEADING, SegmentKind.TITLE)


def letterless(words: str) -> bool:
    return bool(_LETTERLESS.match(words))

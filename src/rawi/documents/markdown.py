"""Markdown: markdown-it says which lines are headings, lists and quotations; the source text is kept as it is."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from rawi.documents.blocks import Block, Hints, Page, lines_of, trimmed
from rawi.documents.frontmatter import read_front_matter
from rawi.documents.lines import FIELD, is_label, read_lines
from rawi.model import SegmentKind

_HEADING = re.compile(r"\s{0,3}#{1,6}\s*")
_MARKERS = re.compile(r"(?:\s*(?:>|[-*+•]|\d{1,3}[.)])(?:\s+|(?=>)))+")
_LABEL = re.compile(r"(\d{1,3})[.)]\s+$")
_ONLY_TAGS = re.compile(r"(?:\s*<[^>]{0,500}>)+\s*$")


def read_markdown(text: str, format: str = "markdown") -> Page:
    """A page over the unchanged source of a Markdown document."""
    hints = Hints()
    blocks, body = read_front_matter(text, hints)
    # Whatever Markdown leaves open (paragraphs, what is nested too deep) is read as plain text is.
    masked = re.sub(r"[^\n]", " ", text[:body]) + text[body:]
    page = read_lines(masked, format)
    page.text = text
    page.hints = hints
    structured = _structure(masked)
    taken = [(block.start, block.end) for block in structured]
    rest = [block for block in page.blocks if not _touches(block, taken)]
    page.blocks = sorted([*blocks, *structured, *rest], key=lambda block: (block.start, block.end))
    page.blocks += _left_over(text, page.blocks)
    page.blocks.sort(key=lambda block: (block.start, block.end))
    _count_gaps(text, page.blocks)
    return page


def _structure(text: str) -> list[Block]:
    """Headings, list items, quotations and rules with their lines; the rest is left to the line reader."""
    lines = lines_of(text)
    found: list[Block] = []
    lists = quotes = 0
    heading = 0
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "blockquote_open":
            quotes += 1
        elif token.type == "blockquote_close":
            quotes -= 1
        elif token.type == "heading_open":
            heading = int(token.tag[1:])
        elif token.type == "heading_close":
            heading = 0
        elif token.map is None:
            continue
        elif token.type == "hr" or (token.type == "html_block" and _ONLY_TAGS.match(token.content)):
            start, end = trimmed(text, lines[token.map[0]][0], lines[max(token.map[1] - 1, token.map[0])][1])
            found.append(Block(start, end, start, end, SegmentKind.CHROME, role="rule", marked=True))
        elif token.type == "inline" and (heading or lists or quotes):
            found += _inline(text, lines[token.map[0] : token.map[1]], heading, lists, quotes)
    return found


def _inline(text: str, lines: list[tuple[int, int]], heading: int, lists: int, quotes: int) -> list[Block]:
    """The block of a heading, a list item or a quotation that stands on these lines."""
    if not lines:
        return []
    start, end = trimmed(text, lines[0][0], lines[-1][1])
    if heading:
        prefix = _HEADING.match(text, start)
        inner_start = prefix.end() if prefix else start
        inner_end = end
        while inner_end > inner_start and text[inner_end - 1] in "# \t":
            inner_end -= 1
        # A setext heading has its rule on the line below.
        if not prefix and len(lines) > 1:
            inner_end = trimmed(text, start, lines[-2][1])[1]
        if RULE_ONLY.match(text[start:end]):
            return []
        return [Block(start, end, inner_start, inner_end, SegmentKind.HEADING, heading, marked=True)]
    prefix = _MARKERS.match(text[start:end])
    inner = start + prefix.end() if prefix else start
    if inner >= end:
        return []
    if quotes:
        return [Block(start, end, inner, end, SegmentKind.QUOTATION, role="quote", marked=True)]
    number = _LABEL.search(text[start:inner])
    field = FIELD.match(text[inner:end]) if not number else None
    if field and is_label(field["key"], field["sign"]) and "\n" not in text[inner:end]:
        key, value = field["key"].strip(), inner + field.start("value")
        return [Block(start, end, value, end, depth=lists - 1, key=key, role="bullet key", label=text[start])]
    return [
        Block(
            start,
            end,
            inner,
            end,
            SegmentKind.LIST_ITEM,
            depth=lists - 1,
            role="number" if number else "bullet",
            label=number[1] if number else text[start],
        )
    ]


RULE_ONLY = re.compile(r"[\W_]+$")


def _left_over(text: str, blocks: list[Block]) -> list[Block]:
    """What no block covers, line by line: an empty list item, half of a paragraph that Markdown sees otherwise."""
    found: list[Block] = []
    at = 0
    for start, end in [*((block.start, block.end) for block in blocks), (len(text), len(text))]:
        for first, last in lines_of(text[at:start]) if text[at:start].strip() else ():
            inner = trimmed(text, at + first, at + last)
            if inner[0] < inner[1]:
                found.append(Block(*inner, *inner))
        at = max(at, end)
    return found


def _touches(block: Block, taken: list[tuple[int, int]]) -> bool:
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle][1] <= block.start:
            low = middle + 1
        else:
            high = middle
    return low < len(taken) and taken[low][0] < block.end


def _count_gaps(text: str, blocks: list[Block]) -> None:
    chunk = 0
    for previous, block in zip([None, *blocks], blocks, strict=False):
        between = text[previous.end : block.start] if previous else text[: block.start]
        block.gap = max(0, between.count("\n") - (1 if previous else 0))
        chunk += bool(block.gap)
        block.chunk = chunk

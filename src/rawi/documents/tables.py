"""Tables in text: each row becomes a record, each cell a field under the head of its column."""

from __future__ import annotations

import re
from itertools import pairwise

from rawi.documents.blocks import Block, trimmed
from rawi.model import SegmentKind

_PIPES = re.compile(r"\s*\|.*\|\s*$")
_PIPE_RULE = re.compile(r"[\s|:+-]+$")
_DASHES = re.compile(r"\s*-{3,}(?:\s+-{3,})+\s*$")


def table_at(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[Block]] | None:
    """How many lines the table that begins at `index` has, and its blocks; None if none begins there."""
    if _PIPES.match(text[slice(*lines[index])]):
        return _pipe_table(text, lines, index)
    if index + 2 < len(lines) and _DASHES.match(text[slice(*lines[index + 1])]):
        return _column_table(text, lines, index)
    return None


def _pipe_table(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[Block]] | None:
    count = 0
    while index + count < len(lines) and _PIPES.match(text[slice(*lines[index + count])]):
        count += 1
    if count < 2:
        return None
    rows = []
    for start, end in lines[index : index + count]:
        bars = [start + found.start() for found in re.finditer(r"(?<!\\)\|", text[start:end])]
        rows.append([(left + 1, right) for left, right in pairwise(bars)])
    return count, _records(text, lines[index : index + count], rows)


def _column_table(text: str, lines: list[tuple[int, int]], index: int) -> tuple[int, list[Block]]:
    columns = [found.span() for found in re.finditer(r"-{3,}", text[slice(*lines[index + 1])])]
    rows = []
    for start, end in lines[index:]:
        cells = []
        for number, (left, _) in enumerate(columns):
            right = columns[number + 1][0] if number + 1 < len(columns) else end - start
            cells.append((min(start + left, end), min(start + right, end)))
        rows.append(cells)
    return len(lines) - index, _records(text, lines[index:], rows)


def _records(text: str, lines: list[tuple[int, int]], rows: list[list[tuple[int, int]]]) -> list[Block]:
    """Blocks of the rows: the head and the rule below it are set aside, every other cell is a field."""
    heads = [" ".join(text[left:right].split()) for left, right in rows[0]]
    blocks: list[Block] = []
    for number, ((line_start, line_end), cells) in enumerate(zip(lines, rows, strict=True)):
        first, last = trimmed(text, line_start, line_end)
        if number == 0 or _PIPE_RULE.match(text[first:last]):
            blocks.append(Block(first, last, first, last, SegmentKind.CHROME, role="table", marked=True))
            continue
        row: list[Block] = []
        for column, (left, right) in enumerate(cells):
            inner = trimmed(text, left, right)
            if inner[0] >= inner[1]:
                continue
            key = heads[column] if column < len(heads) and heads[column] else None
            start = first if not row else row[-1].end
            row.append(
                Block(start, inner[1], *inner, SegmentKind.FIELD, key=key, role="table", marked=True, label=str(number))
            )
        if row:
            row[-1].end = last
        blocks += row or [Block(first, last, first, last, SegmentKind.CHROME, role="table", marked=True)]
    return blocks

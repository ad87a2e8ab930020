"""Field lists: which `Key: value` lines are fields of a record, and which records belong together.

A single line with a colon is more often a heading or a sentence; a run of them is a box or a list entry.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import groupby

from rawi.documents.blocks import Block, Page, ends_sentence, trimmed
from rawi.model import SegmentKind
from rawi.vocabulary import load_yaml

_LABEL = re.compile(r"(?<!\S)(?P<key>(?:[A-Z][\w.]*|[af]\.k\.a\.)(?: [a-z][\w.()]*){0,4}|DOB|POB)\s?:\s+")

_CLOSING = "\"'”’)] "


def mark_fields(page: Page) -> None:
    """Gives `FIELD` and a record number to what is a field, and takes the key away from what is not."""
    records = 1 + max((block.record for block in page.blocks if block.record is not None), default=-1)
    records = _number_tables(page.blocks, records)
    page.blocks = [part for block in page.blocks for part in _cut_at_labels(page.text, block)]
    position = {block: number for number, block in enumerate(page.blocks)}
    for run in _runs(page.blocks):
        while len(run) > 1 and _heads_records(run):
            _unmark(page.text, run.pop(0))
        if not _is_field_list(page.text, run):
            for block in run:
                _unmark(page.text, block)
            continue
        first_key = None
        for number, block in enumerate(run):
            new = number == 0 or (block.gap and (block.key == first_key or (block.label and block.role == "key")))
            if new:
                records += number > 0
                first_key = block.key
            block.kind, block.record = SegmentKind.FIELD, records
            if _is_paragraph(page.text, block):
                # "Overview: The brigade was …" is prose under a label.
                block.kind, block.record, block.key = None, None, None
        for _, record in groupby((block for block in run if block.record is not None), key=lambda block: block.record):
            _name_above(page, list(record), position)
        records += 1


def _cut_at_labels(text: str, block: Block) -> list[Block]:
    """The fields of a line that holds several ("Name: X Title: na DOB: 1970"), or the block as it is."""
    if block.kind is not None or block.key is None or block.role != "key":
        return [block]
    labels = [
        match
        for match in _LABEL.finditer(text, block.content_start, block.end)
        if len(match["key"]) > 1 and is_field_key(match["key"])
    ]
    if len(labels) < 2:
        return [block]
    ends = [match.start("key") for match in labels[1:]] + [block.end]
    first = replace(block, end=trimmed(text, block.start, labels[0].start("key"))[1])
    first.content_end = max(first.content_start, first.end)
    parts = [first]
    for match, end in zip(labels, ends, strict=True):
        start, last = match.start("key"), trimmed(text, match.start("key"), end)[1]
        inner = min(match.end(), last)
        parts.append(replace(block, start=start, end=last, content_start=inner, content_end=last))
        parts[-1].key, parts[-1].gap, parts[-1].label = match["key"], 0, ""
    return parts


def _number_tables(blocks: list[Block], records: int) -> int:
    label, table = None, None
    for position, block in enumerate(blocks):
        if block.role != "table" or block.kind is not SegmentKind.FIELD:
            continue
        contiguous = table == position - 1
        if label is not None and (block.label != label or not contiguous):
            records += 1
        label, table, block.record = block.label, position, records
    return records + (label is not None)


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """Neighbouring blocks with a key, blank lines between them allowed; a gap of three lines ends a run."""
    runs: list[list[Block]] = []
    previous = None
    for block in blocks:
        keyed = block.kind is None and block.key is not None
        if keyed:
            if previous is None or (block.gap > 2 and block.key != runs[-1][0].key):
                runs.append([])
            runs[-1].append(block)
        previous = block if keyed else None
    return runs


def _heads_records(run: list[Block]) -> bool:
    """A first line that stands apart from the records below it and has no label that records use."""
    first, second = run[:2]
    alone = bool(second.gap) and not first.label and len([block for block in run if block.chunk == second.chunk]) > 1
    return alone and not is_field_key(first.key or "")


def _is_field_list(text: str, run: list[Block]) -> bool:
    known = sum(is_field_key(block.key or "") for block in run)
    if len(run) == 1:
        return known == 1 and not ends_sentence(run[0].cut(text))
    said = sum(block.words(text) > 3 and block.cut(text).rstrip(_CLOSING).endswith((".", "?", "!")) for block in run)
    if len({block.key for block in run}) <= len(run) / 2 and said >= 0.7 * len(run):
        return False  # an interview: the labels are speakers
    if known >= 2 and known >= len(run) / 3:
        return True
    prose = sum(block.words(text) > 12 and ends_sentence(block.cut(text)) for block in run)
    repeated = len({block.key for block in run}) <= len(run) / 2 and known == 0
    return prose < len(run) / 2 and not repeated


def _is_paragraph(text: str, block: Block) -> bool:
    words = block.cut(text)
    return block.words(text) > 6 and ends_sentence(words) and not is_field_key(block.key or "")


def is_field_key(key: str) -> bool:
    """Whether a label is one that boxes and lists of armed groups and persons use (`fields.yaml`)."""
    return fold_key(key) in _known()


def fold_key(key: str) -> str:
    """A label without case, spaces, signs and trailing numbers."""
    return re.sub(r"[\W_]+|\d+$", "", key.lower())


@cache
def _known() -> frozenset[str]:
    raw = load_yaml("fields.yaml", "rawi.documents")["keys"]
    return frozenset(re.sub(r"[\W_]+", "", str(key).lower()) for key in raw)


def _unmark(text: str, block: Block) -> None:
    block.key = None
    if block.role.startswith("bullet"):
        block.kind, block.role = SegmentKind.LIST_ITEM, "bullet"
        block.content_start = text.index(block.label, block.start) + len(block.label)
        while text[block.content_start].isspace():
            block.content_start += 1
    else:
        block.role = ""
        block.content_start = block.start


def _name_above(page: Page, run: list[Block], position: dict[Block, int]) -> None:
    """A short line right above a record, without a blank line between, names what the record is about."""
    first = run[0]
    number = position[first]
    if number == 0 or first.gap or any(fold_key(block.key or "") == "name" for block in run):
        return
    above = page.blocks[number - 1]
    plain = above.kind is None or (above.kind is SegmentKind.LIST_ITEM and above.role == "number")
    if plain and above.words(page.text) <= 12 and not ends_sentence(above.cut(page.text)):
        above.kind, above.record, above.depth = SegmentKind.HEADING, first.record, 1

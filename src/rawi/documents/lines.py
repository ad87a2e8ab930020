"""Plain text and flattened encyclopedia text: lines and paragraphs, told apart by their signs and their widths.

Also the paragraph shapes that other formats share. Field candidates (`Key: value`) only get their `key` here; whether
they are a field list is judged from their neighbours in `fields`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rawi.documents.blocks import Block, Page, lines_of, trimmed
from rawi.documents.tables import table_at
from rawi.model import SegmentKind

WIKI_HEADING = re.compile(r"\s*(={1,6})\s*([^=\s].*?)\s*\1\s*$")
BULLET = re.compile(r"(\s*)([-*•▪◦‣●○■□►▸·][-*•▪◦‣●○■□►▸·]{0,5})(\s+)(?=\S)|(\s*)(\*{1,6})(?=[^\s*])(?!\S.*\*)")
NUMBER = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)]|\^?(\d{1,3})\.)\s+(?=\S)")
QUOTE = re.compile(r"\s{0,3}>\s?")
RULE = re.compile(r"\s*([-*_=~])(?:\s*\1){2,}\s*$")
# An optional entry number of a list ("RVe.12"), then a short label, a colon and something after it.
FIELD = re.compile(
    r"(?:(?P<id>[A-Z]{1,6}[a-z]{0,2}[.\-/]?\d{1,6}[.\d]*)\s+)?"
    r"(?P<bold>\*\*|__|\*|_)?"
    r"(?P<key>[^\W\d_][^\n:=.!?,;“”\"*]{0,39}?(?:\([^()\n:]{1,30}\))?|(?:[^\W\d_]\.){1,4}(?:[^\W\d_]\.?)?)"
    r"\s?(?P<sign>[:：](?(bold)(?P=bold))|(?(bold)(?P=bold))[:：]|\s=)\s+(?P<value>\S.*)$"
)
_NARROWEST, _WIDEST = 45, 130


def read_lines(text: str, format: str) -> Page:
    """A page whose blocks cover every line of `text` that is not blank."""
    page = Page(text=text, format=format, blocks=[])
    blank = chunk = 0
    lines = lines_of(text)
    index = 0
    document_width = _width(text, lines)
    while index < len(lines):
        start, end = lines[index]
        if not text[start:end].strip():
            blank += 1
            index += 1
            continue
        last = index
        while last + 1 < len(lines) and text[lines[last + 1][0] : lines[last + 1][1]].strip():
            last += 1
        blocks = _chunk(text, lines[index : last + 1], document_width)
        blocks[0].gap = blank
        for block in blocks:
            block.chunk = chunk
        page.blocks += blocks
        chunk += 1
        blank = 0
        index = last + 1
    return page


def _chunk(text: str, lines: list[tuple[int, int]], document_width: int) -> list[Block]:
    """The blocks of a run of lines without a blank line in it."""
    wrapped = _is_wrapped(text, lines, document_width)
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        rows = table_at(text, lines, index)
        if rows:
            count, cells = rows
            blocks += cells
            index += count
            continue
        start, end = lines[index]
        index += 1
        block = marked_line(text, start, end, keys=not wrapped or not blocks)
        previous = blocks[-1] if blocks else None
        if wrapped and previous is not None and not previous.role and block is not None and block.role == "bullet":
            # A dash that a broken line happens to begin with.
            block = None
        if block is None or (block.key is not None and wrapped and not block.role.startswith("bullet")):
            if previous is not None and _continues(text, previous, start, end, wrapped):
                previous.end = previous.content_end = trimmed(text, start, end)[1]
                continue
            block = block or plain(text, start, end)
        blocks.append(block)
    return blocks


def _continues(text: str, previous: Block, start: int, end: int, wrapped: bool) -> bool:
    """Whether a line without a sign of its own goes on with the block before it."""
    if previous.role in {"rule", "table"} or (previous.kind is SegmentKind.HEADING and previous.marked):
        return False
    if wrapped:
        return True
    line = text[start:end]
    indented = line[0].isspace() and not text[_line_start(text, previous.start) : previous.end][0].isspace()
    return bool(previous.role) and (indented or line.lstrip()[:1].islower())


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def plain(text: str, start: int, end: int) -> Block:
    """A paragraph that nothing is known of yet."""
    start, end = trimmed(text, start, end)
    return Block(start, end, start, end)


def marked_line(text: str, start: int, end: int, *, keys: bool = True) -> Block | None:
    """The block of a line that carries a sign: heading, bullet, number, quotation mark, rule or `Key: value`."""
    line = text[start:end]
    if RULE.match(line):
        first, last = trimmed(text, start, end)
        return Block(first, last, first, last, SegmentKind.CHROME, role="rule", marked=True)
    heading = WIKI_HEADING.match(line)
    if heading:
        first, last = trimmed(text, start, end)
        level = len(heading[1])
        return Block(
            first, last, start + heading.start(2), start + heading.end(2), SegmentKind.HEADING, level, marked=True
        )
    quote = QUOTE.match(line)
    if quote:
        first, last = trimmed(text, start, end)
        inner = trimmed(text, min(start + quote.end(), last), last)
        return Block(first, last, *inner, SegmentKind.QUOTATION, role="quote", marked=True)
    bullet = BULLET.match(line)
    if bullet:
        return _item(text, start, end, bullet, keys=keys)
    number = NUMBER.match(line)
    if number:
        first, last = trimmed(text, start, end)
        label = next(group for group in number.groups() if group)
        return Block(first, last, start + number.end(), last, SegmentKind.LIST_ITEM, role="number", label=label)
    field = FIELD.match(line) if keys and not line[0].isspace() else None
    if field and is_label(field["key"], field["sign"]):
        first, last = trimmed(text, start, end)
        return Block(
            first,
            last,
            start + field.start("value"),
            last,
            key=field["key"].strip(),
            role="key",
            label=field["id"] or "",
        )
    return None


def _item(text: str, start: int, end: int, bullet: re.Match[str], *, keys: bool) -> Block:
    first, last = trimmed(text, start, end)
    sign = bullet[2] or bullet[5]
    indent = len((bullet[1] or bullet[4] or "").expandtabs(4))
    depth = len(sign) - 1 if len(sign) > 1 else indent // 2 if indent > 3 else 0
    inner = start + bullet.end()
    field = FIELD.match(text[inner:last])
    if field and is_label(field["key"], field["sign"]):
        value = inner + field.start("value")
        return Block(first, last, value, last, depth=depth, key=field["key"].strip(), role="bullet key", label=sign)
    return Block(first, last, inner, last, SegmentKind.LIST_ITEM, depth=depth, role="bullet", label=sign)


def is_label(key: str, sign: str) -> bool:
    """Whether the words before a colon can be the label of a field: at most five words, no bracket open."""
    words = key.split()
    if "=" in sign:
        return len(words) <= 2
    return 0 < len(words) <= 5 and key.count("(") == key.count(")") and not key.lower().startswith(("http", "www"))


def _breaks(text: str, lines: list[tuple[int, int]], width: int) -> list[bool]:
    """For each line break, whether the next line's first word would not have fitted any more."""
    found = []
    for (start, end), (next_start, next_end) in pairwise(lines):
        word = text[next_start:next_end].split(None, 1)[0]
        found.append(len(text[start:end].rstrip()) + 1 + len(word) > width - 2)
    return found


def _is_wrapped(text: str, lines: list[tuple[int, int]], document_width: int) -> bool:
    """Whether the lines are one paragraph that was broken at a fixed width."""
    width = max(len(text[start:end].rstrip()) for start, end in lines)
    if len(lines) < 2 or width > _WIDEST:
        return False
    if document_width:
        width = max(width, document_width)
    elif len(lines) == 2:
        return width >= _NARROWEST and text[lines[1][0] : lines[1][1]].lstrip()[:1].islower()
    breaks = _breaks(text, lines, width)
    return width >= _NARROWEST and sum(breaks) >= 0.7 * len(breaks)


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which the document breaks its lines, 0 if it does not."""
    full: list[int] = []
    run: list[tuple[int, int]] = []
    for start, end in [*lines, (0, 0)]:
        if text[start:end].strip():
            run.append((start, end))
            continue
        if len(run) >= 4:
            width = max(len(text[first:last].rstrip()) for first, last in run)
            if _NARROWEST <= width <= _WIDEST:
                breaks = _breaks(text, run, width)
                full += [width] if sum(breaks) >= 0.7 * len(breaks) else [0]
        run = []
    widths = sorted(width for width in full if width)
    return widths[len(widths) // 2] if len(widths) >= 2 and len(widths) > len(full) / 2 else 0

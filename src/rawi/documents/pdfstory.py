"""From lines in columns to a story: paragraphs over columns and pages, headings, notes at the end, furniture aside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from rawi.documents.blocks import Page, ends_sentence
from rawi.documents.pdfglyphs import Sheet
from rawi.documents.pdflayout import Line, columns_of, lines_of
from rawi.documents.writing import Writer
from rawi.model import Box, SegmentKind

_EDGE = 0.12
"""The share of a page's height, at its top and its foot, where running heads stand."""
_SMALL = 0.93
"""Lines lower than this share of the body's are notes or captions."""
_LARGE = 1.12
_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|página|صفحة)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of|de|من)\s*\d{1,4})?\W*", re.I
)
_LABEL = re.compile(r"[\[(]?([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|\d{1,3}|[*†‡§])[\])]?[.:]?\s*(?=\S)")
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGN = re.compile(r"(?:[•▪◦‣●○■□►▸·–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_KEPT = {
    "anti", "pro", "non", "ex", "self", "semi", "vice", "co", "al", "el", "ash", "ad", "as", "an", "ar", "at", "az",
    "two", "three", "four", "five", "long", "short", "high", "low", "well", "so",
}  # fmt: skip
"""First halves that keep their hyphen at the end of a line."""
_SECOND = {
    "backed", "led", "based", "born", "held", "aligned", "affiliated", "controlled", "allied", "run", "made", "in",
    "and", "to", "old", "year", "like", "wide", "funded", "trained", "owned", "linked", "style", "era", "speaking",
}  # fmt: skip


def tell(sheets: list[Sheet]) -> Page:
    """The page of all sheets; running heads and notes stand after the text that they would interrupt."""
    furniture, columns = _set_aside([(sheet, columns_of(sheet)) for sheet in sheets])
    lines = [line for column in columns for line in column]
    body = _body_size(lines)
    notes: list[list[Line]] = []
    flow: list[Line] = []
    for column in columns:
        at = _notes_from(column, body)
        flow += column[:at]
        if column[at:]:
            notes.append(column[at:])
    writer, boxes = Writer(), list[Box]()
    paragraphs = list(_paragraphs(flow, _leading(columns)))
    sizes = _heading_sizes(paragraphs, body)
    known = _compounds(lines)
    for paragraph in paragraphs:
        _write(writer, boxes, paragraph, body=body, sizes=sizes, known=known)
    for label, note in _notes(notes):
        words, spans = _joined(note, known)
        block = writer.note(label, words) if label else writer.add(words, SegmentKind.ENDNOTE, role="note")
        boxes += _boxes(note, spans, block.content_start if label else block.start)
    for line in furniture:
        block = writer.add(line.text, SegmentKind.CHROME, role="nav")
        boxes += _boxes([line], [(0, len(line.text))], block.start)
    page = writer.page("pdf")
    page.layout = boxes
    return page


def _set_aside(pages: list[tuple[Sheet, list[list[Line]]]]) -> tuple[list[Line], list[list[Line]]]:
    """Running heads, page numbers and slanted stamps, and the columns without them."""
    seen: Counter[tuple[str, bool]] = Counter()
    edges: dict[int, list[tuple[Line, tuple[str, bool]]]] = defaultdict(list)
    for sheet, columns in pages:
        here = set()
        for line in (line for column in columns for line in column):
            if line.bottom < _EDGE * sheet.height or line.top > (1 - _EDGE) * sheet.height:
                key = (re.sub(r"\d+|\b[ivxlc]+\b", "#", line.text.casefold()), line.top > sheet.height / 2)
                edges[sheet.number].append((line, key))
                here.add(key)
        seen.update(here)
    often = max(2, 0.3 * len(pages))
    furniture: list[Line] = []
    kept: list[list[Line]] = []
    for sheet, columns in pages:
        aside = {
            id(line) for line, key in edges[sheet.number] if seen[key] >= often or _is_page_number(line, sheet, columns)
        }
        furniture += [line for column in columns for line in column if id(line) in aside]
        furniture += lines_of([p for p in sheet.pieces if p.slanted and p.words.strip()], sheet.number)
        kept += [rest for rest in ([line for line in column if id(line) not in aside] for column in columns) if rest]
    return furniture, kept


def _is_page_number(line: Line, sheet: Sheet, columns: list[list[Line]]) -> bool:
    """A number alone, above or below all other lines of its page."""
    if not _NUMBER.fullmatch(line.text):
        return False
    others = [other for column in columns for other in column if other is not line]
    return all(other.bottom <= line.top + 1 for other in others) or all(
        other.top >= line.bottom - 1 for other in others
    )


def _body_size(lines: list[Line]) -> float:
    """The height of most of the text."""
    heights: Counter[float] = Counter()
    for line in lines:
        heights[round(line.size * 2) / 2] += len(line.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def _notes_from(column: list[Line], body: float) -> int:
    """From which line on a column holds footnotes: small lines at its foot, the first of them with a mark."""
    at = len(column)
    while at and column[at - 1].size < _SMALL * body:
        at -= 1
    while at < len(column) and not (column[at].marked or _LABEL.match(column[at].text)):
        at += 1
    return at


def _leading(columns: list[list[Line]]) -> float:
    """The usual distance from one line to the next, in line heights."""
    steps = [
        (below.top - above.top) / above.size
        for column in columns
        for above, below in pairwise(column)
        if above.size and abs(above.size - below.size) < 0.5 and below.top > above.top
    ]
    return median(steps) if steps else 1.2


def _paragraphs(flow: list[Line], leading: float) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in flow:
        if paragraph and _breaks(paragraph, line, leading):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _breaks(paragraph: list[Line], line: Line, leading: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = paragraph[-1]
    if abs(line.size - last.size) > 0.08 * last.size or line.bold != last.bold or "\t" in line.text + last.text:
        return True
    if _SIGN.match(line.text):
        return True
    short = _room(last, line)
    if line.first:
        # Over the end of a column or page a sentence goes on; a paragraph that ended is not taken up again.
        return short or ends_sentence(last.text)
    if (line.top - last.top) / last.size > leading + 0.35:
        return True
    indent = last.column[1] - line.right if line.rtl else line.left - line.column[0]
    before = last.column[1] - last.right if line.rtl else last.left - last.column[0]
    indented = indent > 0.6 * line.size and indent > before + 0.4 * line.size and ends_sentence(last.text)
    return short or indented


def _room(last: Line, line: Line) -> bool:
    """Whether the first word of a line would still have stood on the one before, so that the break was meant."""
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / max(1, len(line.text)) * (len(word) + 1)
    left = last.left - last.column[0] if last.rtl else last.column[1] - last.right
    return left > width + 0.5 * last.size


def _heading_sizes(paragraphs: list[list[Line]], body: float) -> list[float]:
    """The heights of headings, largest first."""
    return sorted({round(p[0].size) for p in paragraphs if p[0].size > _LARGE * body}, reverse=True)


def _write(
    writer: Writer, boxes: list[Box], lines: list[Line], *, body: float, sizes: list[float], known: Counter[str]
) -> None:
    words, spans = _joined(lines, known)
    if not words:
        return
    short = len(words.split()) <= 25 and not ends_sentence(words)
    if short and lines[0].size > _LARGE * body:
        block = writer.add(words, SegmentKind.HEADING, depth=1 + sizes.index(round(lines[0].size)))
    elif short and lines[0].bold and len(words.split()) <= 15 and ":" not in words[:-1]:
        block = writer.add(words.rstrip(), SegmentKind.HEADING, depth=1 + len(sizes))
    else:
        block = writer.paragraph(words)
    boxes += _boxes(lines, spans, block.start)


def _joined(lines: list[Line], known: Counter[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words of lines as one, words that were cut at an end made whole; and where in it each line stands."""
    words = ""
    spans: list[tuple[int, int]] = []
    for line in lines:
        if words and _HYPHEN.search(words) and line.text[:1].isalpha():
            if not _keeps_hyphen(words, line.text, known):
                words = words[:-1]
                spans[-1] = (spans[-1][0], min(spans[-1][1], len(words)))
        elif words:
            words += " "
        spans.append((len(words), len(words) + len(line.text)))
        words += line.text
    return words, spans


def _keeps_hyphen(words: str, following: str, known: Counter[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: as it stands elsewhere, else as such words do."""
    first = re.split(r"[^\w]", words[:-1])[-1]
    second = re.match(r"[\w]+", following)
    after = second[0] if second else ""
    whole, parted = known[f"{first}{after}".casefold()], known[f"{first}-{after}".casefold()]
    if whole != parted:
        return parted > whole
    return not after[:1].islower() or first.lower() in _KEPT or after.lower() in _SECOND


def _compounds(lines: list[Line]) -> Counter[str]:
    """How often each word, with and without hyphens, stands inside a line."""
    count: Counter[str] = Counter()
    for line in lines:
        count.update(word.casefold() for word in re.findall(r"\w+(?:-\w+)*", line.text)[:-1])
    return count


def _boxes(lines: list[Line], spans: list[tuple[int, int]], offset: int) -> list[Box]:
    return [
        Box(
            offset + start,
            offset + end,
            line.page,
            round(line.left, 1),
            round(line.top, 1),
            round(line.right, 1),
            round(line.bottom, 1),
        )
        for line, (start, end) in zip(lines, spans, strict=True)
        if start < end
    ]


def _notes(columns: list[list[Line]]) -> Iterator[tuple[str, list[Line]]]:
    """Each note with its label, which is cut from its first line."""
    label, note = "", list[Line]()
    for column in columns:
        for line in column:
            match = _LABEL.match(line.text)
            if match and (line.marked or _counts_on(label, match[1])):
                if note:
                    yield label, note
                label, note = "".join(str(_SUPER.index(c)) if c in _SUPER else c for c in match[1]), []
                line.text = line.text[match.end() :]
            note.append(line)
    if note:
        yield label, note


def _counts_on(label: str, found: str) -> bool:
    """Whether a plain number at the start of a line is the next note's, or the first."""
    plain = "".join(str(_SUPER.index(c)) if c in _SUPER else c for c in found)
    if not plain.isdigit():
        return True
    return not label.isdigit() or int(plain) == int(label) + 1 or int(plain) == 1

"""Passages: the text of a segment made fit for a parser, with the way back to the stored text.

Brackets, note markers, quotation marks and emphasis break parsers, yet hold what a reader wants (other names, dates,
verdicts). So they are lifted out as asides, and every character that stays knows where it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from rawi.model import Document, Segment, SegmentKind, Span

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', " ": " "})
BRACKETED = re.compile(r"\(([^()\[\]]*(?:\([^()]*\)[^()]*)?)\)|\[([^\[\]]*)\]|<(https?://[^>\s]+)>")
DESCRIBING = re.compile(
    r"(?:led|headed|commanded|chaired|founded|formed|established|created|backed|supported|sponsored|funded|based|run)\s"
    r"(?:by|in|near|from|at|on|with|as)\s+\w"
)
"""What a bracket says of the name before it in a clause of its own."""
NOTE_MARK = re.compile(r"\^?\d{1,3}|\^\w+|citation needed|note \d+|[a-z]")
REFERENCE_CODE = re.compile(r"[A-Z]{2,4}[a-z]\.?\d+[a-z]?")
QUOTED_SINGLE = re.compile(r"(?<![\w'])'([^'\n]{1,120}?)'(?!\w)")
INSERTED_WORD = re.compile(r"[A-Za-z][a-z]*")
LONGEST = 4000
"""Characters of one passage at most: some six hundred words, more than a paragraph of any editor's."""
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[A-Z\"“(])")
NO_PROSE = re.compile(r"[^\s]{200}")
DASHES = re.compile(r"\s+(?:—|–|--|-)\s+|—|\s--\s?")


@dataclass(frozen=True)
class Aside:
    """What stood in brackets: its stored span (without the brackets), its text, and where in the passage it stood."""

    span: Span
    text: str
    at: int


@dataclass
class Passage:
    """`text[i]` stands at `origin[i]` of the stored text; `quoted` are ranges of `text` that stood in quotes."""

    segment: Segment
    index: int
    text: str
    origin: list[int]
    stored: str
    """The whole stored text, to which `origin` points."""
    asides: list[Aside] = field(default_factory=list)
    quoted: list[tuple[int, int]] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """The stored span of `text[start:end]`."""
        return Span(self.origin[start], self.origin[end - 1] + 1)

    def written(self, start: int, end: int) -> str:
        """`text[start:end]` as the document writes it, with its own apostrophes and capitals."""
        letters = (self.stored[at] for at in self.origin[start:end])
        return "".join(" " if letter.isspace() else letter for letter in letters)


READ_KINDS = (
    SegmentKind.TITLE,
    SegmentKind.BODY,
    SegmentKind.LIST_ITEM,
    SegmentKind.QUOTATION,
    SegmentKind.CAPTION,
    SegmentKind.HEADING,
)


def passages(document: Document, extra: dict[int, Span] | None = None) -> list[Passage]:
    """The prose of a document, a passage per segment; `extra` adds segments of other kinds with the span to read."""
    found: list[Passage] = []
    for index, segment in enumerate(document.segments):
        span = segment.content if segment.kind in READ_KINDS else (extra or {}).get(index)
        if span is not None:
            found.extend(passage(document.text, segment, index, piece) for piece in pieces(document.text, span))
    return [p for p in found if any(c.isalpha() for c in p.text)]


def pieces(text: str, span: Span) -> list[Span]:
    """A span in stretches of prose that a parser can take: cut at sentence ends, or where it must be at white space.

    Paragraphs of any length are read in time that grows with their length; without white space there is no prose.
    """
    if span.end - span.start <= LONGEST:
        return [span] if not NO_PROSE.search(text, span.start, span.end) else []
    found: list[Span] = []
    start = span.start
    while start < span.end:
        end = min(start + LONGEST, span.end)
        if end < span.end:
            stops = [m.end() for m in SENTENCE_END.finditer(text, start + LONGEST // 2, end)]
            gap = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
            end = stops[-1] if stops else gap + 1 if gap > start else end
        if not NO_PROSE.search(text, start, end):
            found.append(Span(start, end))
        start = end
    return found


def passage(text: str, segment: Segment, index: int, span: Span) -> Passage:
    """One segment's passage; see the module's docstring."""
    source = text[span.start : span.end].translate(STRAIGHT)
    drop, swap, lifted = _plan(source)
    out: list[str] = []
    origin: list[int] = []
    asides: list[Aside] = []
    quote_marks: list[tuple[int, bool]] = []
    pending = {start: end for start, end, _ in lifted}
    i = 0
    while i < len(source):
        if i in pending:
            start, end = i + 1, pending[i] - 1
            inner = source[start:end]
            asides.append(Aside(Span(span.start + start, span.start + end), " ".join(inner.split()), len(out)))
            i = pending[i]
            continue
        char = swap.get(i, source[i])
        if i in drop or not char:
            if source[i] == '"':
                ahead = source[i + 1 : i + 2]
                quote_marks.append((len(out), not ahead.isspace() and (i == 0 or source[i - 1] in " \n([-–—:'")))
            i += 1
            continue
        if char.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                origin.append(span.start + i)
        else:
            if char in ",.;:" and out and out[-1] == " ":
                out.pop()
                origin.pop()
            out.append(char)
            origin.append(span.start + i)
        i += 1
    while out and out[-1] == " ":
        out.pop()
        origin.pop()
    while out and out[0] in " ,;:.–—-":
        out.pop(0)
        origin.pop(0)
        asides = [replace_at(a) for a in asides]
        quote_marks = [(max(0, at - 1), opens) for at, opens in quote_marks]
    quoted = _quotes(quote_marks, len(out))
    clean = "".join(out)
    return Passage(segment, index, clean, origin, text, [a for a in asides if not _is_mark(a.text)], quoted)


def _quotes(marks: list[tuple[int, bool]], end: int) -> list[tuple[int, int]]:
    """The stretches between marks, each with whether it opens. One that opens and never closes runs to the end of its
    paragraph, as where a speech goes on in the next; one that closes what nothing opened began before."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for at, opens in marks:
        if opened is not None:
            found.append((opened, at))
            opened = None
        elif opens:
            opened = at
        elif not found:
            found.append((0, at))
    if opened is not None:
        found.append((opened, end))
    return found


def replace_at(aside: Aside) -> Aside:
    """The aside after a character before it was dropped."""
    return replace(aside, at=max(0, aside.at - 1))


def _plan(source: str) -> tuple[set[int], dict[int, str], list[tuple[int, int, str]]]:
    """Which characters are dropped, which replaced, and which ranges are lifted out."""
    drop: set[int] = set()
    swap: dict[int, str] = {}
    lifted: list[tuple[int, int, str]] = []
    for m in BRACKETED.finditer(source):
        inner = m.group(m.lastindex or 1) or ""
        after = source[m.end() : m.end() + 2]
        if m[1] is not None and DESCRIBING.match(inner):
            swap[m.start()] = ","  # "X (led by Y)": said as between commas
            swap[m.end() - 1] = "," if re.match(r"\s+[A-Za-z]", source[m.end() : m.end() + 2] + " ") else ""
        elif m[2] is not None and INSERTED_WORD.fullmatch(inner) and re.match(r"\s[a-z']", after):
            drop.update((m.start(), m.end() - 1))  # "[Syrian] army": the translator's word is part of the sentence
        else:
            lifted.append((m.start(), m.end(), inner))
    inside = [range(a, b) for a, b, _ in lifted]
    for i, char in enumerate(source):
        inside_word = source[i - 1 : i].isalnum() and source[i + 1 : i + 2].isalnum()
        if char in SUPERSCRIPT or char == '"' or (char in "*_" and not inside_word):
            drop.add(i)
    for m in QUOTED_SINGLE.finditer(source):
        drop.update((m.start(), m.end() - 1))
    for m in DASHES.finditer(source):
        if any(m.start() in r for r in inside):
            continue
        if source[m.end() : m.end() + 1].isdigit() and source[m.start() - 1 : m.start()].isdigit():
            continue
        swap[m.start()] = ","
        swap.update({k: "" for k in range(m.start() + 1, m.end() - 1)})
        if m.end() - m.start() > 1:
            swap[m.end() - 1] = " "
    return drop, swap, lifted


def _is_mark(text: str) -> bool:
    return (
        not text or bool(NOTE_MARK.fullmatch(text)) or bool(REFERENCE_CODE.fullmatch(text)) or text.startswith("http")
    )

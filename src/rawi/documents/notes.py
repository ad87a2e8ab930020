"""Endnotes: found at the end of a text, cut into author, title, publisher, date and address, tied to their markers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from rawi.documents.blocks import Block, Page
from rawi.documents.citations import works_of
from rawi.documents.lines import NUMBER
from rawi.model import Footnote, SegmentKind, Span

_HEADING = re.compile(
    r"\W*(?:end ?|foot ?)?notes?\W*$|\W*(?:references|sources|citations|works cited|bibliography)\W*$", re.I
)
_CITED = re.compile(r"https?://|\bwww\.|[“\"«].{3,}[”\"»]|\*[^*]+\*|\b(?:ibid|op\. cit)\b|\b(?:1[89]|20)\d\d\b", re.I)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = re.compile(rf"[{_SUPERSCRIPTS}]{{1,3}}(?:[,\s]?[{_SUPERSCRIPTS}]{{1,3}})*")
_BRACKET = re.compile(r"(?<!\])\[(\d{1,3})\](?!\(|:)|(?<=\])\[(\d{1,3})\](?!\(|:)")
_CARET = re.compile(r"\[\^([^\]\n]{1,40})\](?!:)")
_DEFINITION = re.compile(r"\s*\[\^([^\]\n]{1,40})\]:\s*")
_BACK = re.compile(r"^(?:[↑^↩⬆︎\s]|(?:[a-z]\s(?=[a-z]\s|[A-Z“\"])))+|[\s↩↑⬆︎]+$")


def mark_endnotes(page: Page) -> None:
    """Gives `ENDNOTE` and a label to notes: markdown definitions, note elements, numbered lists below the text."""
    text = page.text
    for block in page.blocks:
        definition = _DEFINITION.match(text, block.start, block.end)
        if definition:
            block.kind, block.label, block.content_start = SegmentKind.ENDNOTE, definition[1], definition.end()
        elif block.role == "note" and block.kind is not SegmentKind.CHROME:
            _mark(text, block)
    candidates = [block for block in page.blocks if block.kind is SegmentKind.LIST_ITEM and block.role == "number"]
    if not candidates:
        return
    at = {id(block): number for number, block in enumerate(page.blocks)}
    markers = {label for label, _, _ in _markers(page)}
    for run in _runs(at, candidates):
        if _is_notes(page, run, at[id(run[0])], markers):
            for block in run:
                _mark(text, block)


def _mark(text: str, block: Block) -> None:
    block.kind = SegmentKind.ENDNOTE
    number = NUMBER.match(text[block.start : block.end])
    if number:
        block.label = next(group for group in number.groups() if group)
        block.content_start = block.start + number.end()
    back = _BACK.match(text[block.content_start : block.end])
    if back:
        block.content_start += back.end()
    block.depth = 0


def _runs(at: Mapping[int, int], candidates: list[Block]) -> list[list[Block]]:
    """Numbered items that follow each other and count on from the first; `at` says where a block stands, by its id."""
    runs: list[list[Block]] = []
    for block in candidates:
        label = int(block.label) if block.label.isdigit() else 0
        last = runs[-1][-1] if runs else None
        if last is not None and label == int(last.label or 0) + 1 and at[id(block)] - at[id(last)] <= 3:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _is_notes(page: Page, run: list[Block], first: int, markers: Set[str]) -> bool:
    """Notes stand below a heading that says so, or cite, stand late, and have markers above them."""
    above = page.blocks[max(0, first - 1) : first]
    if any(_HEADING.match(block.cut(page.text)) for block in above):
        return True
    if run[0].label not in ("0", "1") or run[0].start < len(page.text) / 4:
        return False
    citing = sum(bool(_CITED.search(block.cut(page.text))) for block in run) >= len(run) / 2
    marked = sum(block.label in markers for block in run)
    return citing and marked >= max(1, len(run) / 2)


def notes_of(page: Page) -> tuple[Footnote, ...]:
    """The notes with their markers and works; a note that cites several works gives several notes of one label."""
    spans: dict[str, list[Span]] = {}
    notes = [block for block in page.blocks if block.kind is SegmentKind.ENDNOTE]
    inside = [(block.start, block.end) for block in notes]
    for label, start, end in _markers(page):
        if not any(left <= start < right for left, right in inside):
            spans.setdefault(label, []).append(Span(start, end))
    found: list[Footnote] = []
    cited = {id(entry.block): entry for entry in page.cited}
    seen: dict[str, int] = {}
    for number, block in enumerate(notes, 1):
        label = block.label or str(number)
        seen[label] = seen.get(label, 0) + 1
        markers = tuple(spans.get(label, ())) if seen[label] == 1 else ()
        span = Span(block.start, block.end)
        entry = cited.get(id(block))
        works = works_of(block.cut(page.text), entry, address=block.href or None)
        for author, title, publisher, date, url in works:
            found.append(
                Footnote(
                    label=label,
                    span=span,
                    markers=markers,
                    author=author,
                    title=title,
                    publisher=publisher,
                    date=date,
                    url=url,
                )
            )
    return tuple(found)


def _markers(page: Page) -> list[tuple[str, int, int]]:
    """Every marker in the text: superscripts, `[n]`, `[^n]`."""
    found: list[tuple[str, int, int]] = []
    for match in _RAISED.finditer(page.text):
        # "10²" and "km²" are powers, not notes.
        before = page.text[max(0, match.start() - 2) : match.start()]
        if before[-1:].isdigit() or before in ("km", "m", " m", "cm"):
            continue
        for part in re.finditer(rf"[{_SUPERSCRIPTS}]{{1,3}}", match[0]):
            label = "".join(str(_SUPERSCRIPTS.index(char)) for char in part[0])
            found.append((label, match.start() + part.start(), match.start() + part.end()))
    found += [(next(g for g in match.groups() if g), *match.span()) for match in _BRACKET.finditer(page.text)]
    found += [(match[1], *match.span()) for match in _CARET.finditer(page.text)]
    return sorted(found, key=lambda marker: marker[1])

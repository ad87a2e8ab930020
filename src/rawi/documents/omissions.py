"""What the capture lost: text behind a paywall, names that stood in links or pictures, footnotes of an encyclopedia."""

from __future__ import annotations

import re

from rawi.documents.blocks import Page
from rawi.documents.cues import find
from rawi.model import Omission, SegmentKind, Span

# Where a name should stand in a list, there is only its bracket, or nothing between two commas.
_LOST_BRACKET = re.compile(r"(?:^|[,;·\n])\s*(?P<rest>\((?:until|since|from|to|\d{4})[^()]*\))")
_LOST_EMPTY = re.compile(r"(?:^|[,;])\s*(?P<rest>[,;])")
_ENCYCLOPEDIA_MARKER = re.compile(r"\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]|<ref")


def omissions_of(page: Page, *, has_notes: bool) -> tuple[Omission, ...]:
    """Everything the document had and the capture has not, in the order of the text."""
    found: list[Omission] = []
    paywall = None
    for block in page.blocks:
        words = block.cut(page.text)
        if paywall is None and len(words) < 400:
            cue = find("paywall.yaml", "cuts", " ".join(words.split()))
            if cue:
                paywall = Omission(
                    kind="paywall",
                    reason=f"the text ends at a paywall: “{' '.join(words.split())}”",
                    span=Span(block.start, block.end),
                )
                found.append(paywall)
        if block.kind is SegmentKind.FIELD and not block.role.startswith("front"):
            found += _lost_names(page.text, block.content_start, block.content_end, block.key or "")
    if page.format == "boxtext" and not has_notes and not _ENCYCLOPEDIA_MARKER.search(page.text):
        reason = "an encyclopedia article without any reference mark: its footnotes are not in this capture"
        found.append(Omission(kind="lost_footnotes", reason=reason))
    elif not has_notes and page.format in ("text", "markdown", "boxtext"):
        orphan = re.search(r"(?<=[\w.,;”\"])\[\d{1,3}\]", page.text)
        if orphan:
            reason = "the text has reference marks, but this capture has not the notes that they point to"
            found.append(Omission(kind="lost_footnotes", reason=reason, span=Span(*orphan.span())))
    for what, where in page.dropped:
        found.append(Omission(kind="dropped_markup", reason=what, span=Span(where, where + 1) if where else None))
    return tuple(sorted(found, key=lambda entry: entry.span.start if entry.span else len(page.text)))


def _lost_names(text: str, start: int, end: int, key: str) -> list[Omission]:
    found = []
    for pattern in (_LOST_BRACKET, _LOST_EMPTY):
        for match in pattern.finditer(text[start:end]):
            at = Span(start + match.start("rest"), start + match.end("rest"))
            reason = f"a name under “{key}” is missing before “{match['rest']}”"
            found.append(Omission(kind="lost_name", reason=reason, span=at))
    return found

"""The times of a document: its own, that of a republished body, and the one inferred where none is written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from rawi.documents.blocks import Block, Page
from rawi.documents.cues import find, named
from rawi.documents.dating import date_in, dateline_in, month_number, when
from rawi.documents.metadata import side_words
from rawi.model import DocumentTime, SegmentKind, Span, When

Frames = list[tuple[int, int]]

_MONTH = r"[A-Z][a-z]{2,8}"
_YEAR = r"(?:19|20)\d\d"
_FULL = re.compile(rf"\b(?P<month>{_MONTH})\.?(?:\s+\d{{1,2}})?,?\s+(?P<year>{_YEAR})\b|\b(?P<alone>{_YEAR})\b")
_YEARLESS = re.compile(
    rf"\b(?P<a>{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!,?\s+{_YEAR}|,\d{{3}}|\s*[-–]\s*\d+,)"
    rf"|\b\d{{1,2}}\s+(?P<b>{_MONTH})\b(?!,?\s+{_YEAR})"
    rf"|\b(?:weeks?|days?|half|end|beginning|middle|month|start|in|since|during|early|late|mid)[ -](?:of\s+)?"
    rf"(?P<c>{_MONTH})\b(?!,?\s+(?:\d|of\s+{_YEAR}))"
)


def times_of(page: Page, side: Mapping[str, object] | None) -> tuple[tuple[DocumentTime, ...], Frames]:
    """The document's times, its own first, and from which offset on which of them governs."""
    own = _stated(page, side)
    body = _republished(page)
    dispatch = _dateline(page)
    if own is None or (dispatch is not None and _narrows(dispatch.when, own.when)):
        own = dispatch
    if body is None:
        if own is None:
            own = _inferred(page)
        return ((own,) if own else ()), []
    sentence, time, start, end = body
    if own is None:
        return (DocumentTime(when=time.when, role="published", span=sentence),), []
    own = DocumentTime(
        when=own.when, role="frame" if own.role == "published" else own.role, inferred=own.inferred, span=own.span
    )
    return (own, time), [(start, 1), (end, 0)]


def _stated(page: Page, side: Mapping[str, object] | None) -> DocumentTime | None:
    given = side_words(side, "date")
    time = when(given) if given else None
    found = DocumentTime(when=time, role="published") if time else None
    for role in ("published", "updated"):
        for stated, words in page.hints.dates:
            time = when(words) if stated == role else None
            if time and (found is None or _narrows(time, found.when)):
                at = page.text.find(words)
                span = Span(at, at + len(words)) if at >= 0 else None
                found = DocumentTime(when=time, role=role, span=span)
    return found


def _narrows(inner: When, outer: When) -> bool:
    """Whether a time lies within a vaguer one and says more."""
    bounds = (inner.earliest_start, inner.latest_end, outer.earliest_start, outer.latest_end)
    days = [bound for bound in bounds if isinstance(bound, dt.date)]
    if len(days) < 4:
        return False
    return days[2] <= days[0] and days[1] <= days[3] and days[1] - days[0] < days[3] - days[2]


def _dateline(page: Page) -> DocumentTime | None:
    first = next((block for block in page.blocks if block.kind is None and block.words(page.text) > 8), None)
    words = dateline_in(page.text[first.start : first.start + 120]) if first else None
    if first is None or words is None:
        return None
    at = page.text.index(words, first.start)
    time = when(words)
    return DocumentTime(when=time, role="published", span=Span(at, at + len(words))) if time else None


def _republished(page: Page) -> tuple[Span, DocumentTime, int, int] | None:
    """The sentence that says when the text first appeared, its time, and from where to where the text reaches."""
    prose = [block for block in page.blocks if block.kind in (None, SegmentKind.QUOTATION, SegmentKind.CAPTION)]
    for number, block in enumerate(prose):
        found = find("frames.yaml", "republished", block.cut(page.text))
        words = date_in(named(found[1])["date"] or "") if found else None
        time = when(words) if words else None
        if found is None or words is None or time is None:
            continue
        start = block.content_start + found[1].start()
        at = page.text.index(words, start)
        sentence = Span(start, block.content_start + found[1].end())
        body = DocumentTime(when=time, role="body", span=Span(at, at + len(words)))
        if number >= len(prose) / 2:
            # A note below the text speaks of all that stands above it.
            return sentence, body, prose[0].start, block.start
        following = [later for later in prose[number + 1 :] if later.start > block.start]
        if not following:
            return sentence, body, prose[0].start, block.start
        return sentence, body, following[0].start, _back_to_frame(page, following)
    return None


def _back_to_frame(page: Page, following: list[Block]) -> int:
    """Where the new frame speaks again below the republished text: at a pointer to the original."""
    for number, block in enumerate(following):
        if number >= len(following) / 2 and find("frames.yaml", "pointers", block.cut(page.text)):
            return block.start
    return len(page.text)


def _inferred(page: Page) -> DocumentTime | None:
    """The month of a report without a date, from what it dates with a year and what without.

    A reporter leaves the year out for what is recent and needs it for what is not. So the report is later than the
    latest month that it gives a year, and its days without a year are of the next one; the latest of their months is
    its own. A bare year ("founded in 2012") says nothing of when a text was written, unless it is later still.
    """
    prose = [block for block in page.blocks if block.kind in (None, SegmentKind.LIST_ITEM, SegmentKind.CAPTION)]
    written: list[tuple[int, str]] = []
    bare: list[tuple[int, str]] = []
    years: list[int] = []
    for block in prose:
        words = block.cut(page.text)
        for match in _FULL.finditer(words):
            if match["alone"]:
                years.append(int(match["alone"]))
            elif month_number(match["month"]):
                written.append((int(match["year"]), match[0]))
        for match in _YEARLESS.finditer(words):
            month = month_number(match["a"] or match["b"] or match["c"] or "")
            if month:
                bare.append((month, match[0]))
    if not written or not bare or len(prose) > 400:
        return None
    year, latest = max(written, key=lambda entry: entry[0])
    months = sorted({month for month, _ in bare})
    if months[-1] - months[0] > 3 or max(years, default=0) > year:
        return None
    month, example = max(bare, key=lambda entry: entry[0])
    time = when(f"{year + 1}-{month:02d}")
    if time is None:
        return None
    reason = (
        f"no date is written; the text gives the year of “{latest}” but none for “{example}”, so it was written after "
        f"{year}, and its latest day or month without a year is in month {month}: taken as {year + 1}-{month:02d}"
    )
    return DocumentTime(when=time, role="published", inferred=reason)

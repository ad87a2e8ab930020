"""Which of two documents is the later: by what is known of their days, else by who quotes whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from rawi.model import Document, KeptClaim
from rawi.weigh.days import Days, possible_days
from rawi.weigh.origins.texts import SHORTEST_QUOTE, Shared, Words, is_quotation


def published(documents: Iterable[Document], kept: Iterable[KeptClaim]) -> dict[str, Days]:
    """When each document was published, as far as is known: by its date, else after the last thing that it dates."""
    told: dict[str, dt.date] = {}
    for k in kept:
        when = k.reading.time
        start = when.earliest_start if when is not None and not when.yearless else None
        if isinstance(start, dt.date):
            told[k.source.id] = max(start, told.get(k.source.id, start))
    found = {}
    for document in documents:
        own = possible_days(document.times[0].when) if document.times else Days(None, None)
        first = own.first if own.first is not None else told.get(document.id)
        found[document.id] = Days(first, own.last)
    return found


def first_day(days: Days) -> dt.date:
    """The first day that is known of a document, for a standing order of all."""
    return days.first or days.last or dt.date.max


def later_first(one: str, other: str, days: Mapping[str, Days]) -> tuple[str, str] | None:
    """The two in the order later, earlier; None where either may have come first."""
    a, b = days.get(one, Days(None, None)), days.get(other, Days(None, None))
    if a.first is not None and b.last is not None and a.first > b.last:
        return one, other
    if b.first is not None and a.last is not None and b.first > a.last:
        return other, one
    return None


def quoter_first(runs: Iterable[Shared], one: Words, other: Words) -> tuple[str, str] | None:
    """Where the dates leave the order open: who quotes words that the other writes as its own is the later one."""
    quoting = {
        (one.document, other.document) if by_one else (other.document, one.document)
        for run in runs
        if run.length >= SHORTEST_QUOTE
        for by_one, by_other in [(is_quotation(run, one, first=True), is_quotation(run, other, first=False))]
        if by_one != by_other
    }
    return quoting.pop() if len(quoting) == 1 else None

"""What a text says of its own day: a claim without a time that is told in the present, and since when it may hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cache

from rawi.model import Document, KeptClaim
from rawi.vocabulary import load_yaml, plain
from rawi.weigh.days import UNLIMITED, possible_days

RETRIEVED = "retrieved"


class Present:
    """Knows since when each document can have been written: its own date, else the latest work that it cites."""

    def __init__(self, documents: Iterable[Document]):
        held = list(documents)
        self._written: Mapping[str, dt.date] = {d.id: day for d in held if (day := _written(d)) is not None}
        self._framed: Mapping[str, Document] = {d.id: d for d in held if len(d.times) > 1}

    def since(self, kept: KeptClaim) -> dt.date | None:
        """The first day of which a claim may speak that is told in the present; None for every other claim.

        Only what lasts is told so (a position, a leader, a base); one word of the past in the quote is enough to
        leave it out.
        """
        if kept.claim.predicate not in _listed()["lasting"] or possible_days(kept.reading.time) != UNLIMITED:
            return None
        if _past().search(plain(kept.claim.quote.exact)):
            return None
        return self._frame(kept) or self._written.get(kept.claim.document)

    def _frame(self, kept: KeptClaim) -> dt.date | None:
        """The first day of the passage's own time, in a text republished later."""
        document = self._framed.get(kept.claim.document)
        if document is None:
            return None
        start = kept.reading.quote.start
        frame = next((s.frame for s in document.segments if s.span.start <= start < s.span.end), 0)
        return possible_days(document.times[frame].when).first if frame < len(document.times) else None


def _written(document: Document) -> dt.date | None:
    own = [possible_days(time.when).first for time in document.times if time.role != RETRIEVED][:1]
    if own and own[0] is not None:
        return own[0]
    cited = [possible_days(note.date).first for note in document.notes if note.date is not None]
    return max((day for day in cited if day is not None), default=None)


@cache
def _listed() -> Mapping[str, list[str]]:
    listed: Mapping[str, list[str]] = load_yaml("present.yaml", "rawi.weigh")
    return listed


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(plain(words)) for words in _listed()['past'])})\b")

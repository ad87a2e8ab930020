"""Between which times a text tells what it gives no time for: the dated claims before and after it in the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from rawi.model import KeptClaim
from rawi.weigh.days import Days, possible_days

REACH = 1500
"""Characters on either side within which a dated claim says where the story stands."""
LONGEST = 366
"""Days from the one to the other within which what stands between them is taken to have happened in between."""


class Narration:
    """Made of the claims of all documents. A guess at best: a text may look back or ahead without saying so."""

    def __init__(self, kept: Iterable[KeptClaim]):
        dated: dict[str, list[tuple[int, Days]]] = defaultdict(list)
        for k in kept:
            when = k.reading.time
            days = possible_days(when)
            if when is not None and when.words and days.first is not None and days.last is not None:
                dated[k.claim.document].append((k.reading.quote.start, days))
        self._dated = {document: sorted(at, key=_order) for document, at in dated.items()}
        self._starts = {document: [start for start, _ in at] for document, at in self._dated.items()}

    def of(self, kept: KeptClaim) -> Days | None:
        """From the first day of the dated claim before to the last of the one after; None where they do not follow."""
        document, start = kept.claim.document, kept.reading.quote.start
        dated, starts = self._dated.get(document, []), self._starts.get(document, [])
        before, after = bisect_left(starts, start) - 1, bisect_right(starts, start)
        if before < 0 or after >= len(dated):
            return None
        (at, early), (then, late) = dated[before], dated[after]
        if start - at > REACH or then - start > REACH or early.first is None or late.last is None:
            return None
        if late.first is None or late.first < early.first or (late.last - early.first).days > LONGEST:
            return None
        return Days(early.first, late.last)


def _order(dated: tuple[int, Days]) -> tuple[int, str, str]:
    start, days = dated
    return (start, str(days.first), str(days.last))

"""The two clocks: what may hold in the world at a day, and what had been published by a day."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from rawi.dates import from_edtf
from rawi.errors import RawiError
from rawi.model import KeptClaim, When
from rawi.vocabulary import predicates
from rawi.weigh import Days, days_of_edtf, possible_days, sure_days

LASTING = "active"
"""The one date-valued predicate whose value is a span that ends, not an event that stays true."""


class Clock(msgspec.Struct, frozen=True):
    """Where a clock stands: the words of whoever set it, and the days that they allow."""

    words: str
    days: Days


class Known(msgspec.Struct, frozen=True):
    """The claims of documents that were certainly published by a day, and the documents that had to be left out."""

    kept: tuple[KeptClaim, ...]
    later: tuple[str, ...] = ()
    """Ids of documents published after the day, or perhaps after it where their date is not exact."""
    undated: tuple[str, ...] = ()


def known_by(kept: Iterable[KeptClaim], clock: Clock) -> Known:
    """What one could have read by the last day of the clock."""
    inside: list[KeptClaim] = []
    later: set[str] = set()
    undated: set[str] = set()
    for k in kept:
        published = days_of_date(k.source.date)
        if published is None or published.last is None:
            undated.add(k.source.id)
        elif clock.days.last is None or published.last > clock.days.last:
            later.add(k.source.id)
        else:
            inside.append(k)
    return Known(tuple(inside), tuple(sorted(later)), tuple(sorted(undated)))


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """The claims that both clocks leave, and what they left out."""

    kept: tuple[KeptClaim, ...]
    documents: frozenset[str] = frozenset()
    """Ids of the documents that were out, whether or not their claims reach the other clock."""
    outside: int = 0
    """Claims whose time does not reach the clock."""
    later: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    rejected: int = 0


def seen_at(kept: Iterable[KeptClaim], as_of: Clock | None, as_known: Clock | None) -> Seen:
    """What of the claims that nobody rejected may hold at one clock, in documents certainly out by the other."""
    known = known_by(kept, as_known) if as_known is not None else Known(tuple(kept))
    standing = [k for k in known.kept if k.review.state != "rejected"]
    shown = [k for k in standing if as_of is None or may_hold(k, as_of)]
    return Seen(
        kept=tuple(shown),
        documents=frozenset(k.source.id for k in known.kept),
        outside=len(standing) - len(shown),
        later=known.later,
        undated=known.undated,
        rejected=len(known.kept) - len(standing),
    )


class Holding(StrEnum):
    """Whether a claim is true, if it is true at all, of some day that a clock stands at."""

    IN = "in"
    POSSIBLE = "possible"
    OUT = "out"


def holding(kept: KeptClaim, clock: Clock) -> Holding:
    """Whether the claim's time reaches the clock: in or out where its bounds are sure, possible where they are vague.

    A date-valued event ("founded in 2012") holds from its day on, a span ("active 2012–2024") and everything else
    only at the days that its time allows. What has no time may hold at any.
    """
    dated = kept.claim.value.edtf if kept.claim.value else None
    predicate = predicates().get(kept.claim.predicate)
    if dated is None or predicate is None or predicate.value != "date":
        return _at(kept.reading.time, clock.days)
    days = days_of_date(dated)
    if days is None:
        return Holding.POSSIBLE
    if predicate.name == LASTING:
        return _at(from_edtf(dated), clock.days)
    if days.first is not None and clock.days.last is not None and days.first > clock.days.last:
        return Holding.OUT
    begun = days.last is not None and clock.days.last is not None and days.last <= clock.days.last
    return Holding.IN if begun else Holding.POSSIBLE


def may_hold(kept: KeptClaim, clock: Clock) -> bool:
    """Whether the claim may be true of some day that the clock stands at."""
    return holding(kept, clock) is not Holding.OUT


def _at(when: When | None, days: Days) -> Holding:
    possible = possible_days(when)
    if not possible.may_meet(days):
        return Holding.OUT
    sure = sure_days(when)
    if sure is not None and sure.may_meet(days):
        return Holding.IN
    return Holding.IN if possible.within(days) else Holding.POSSIBLE


def is_dated(kept: KeptClaim) -> bool:
    """Whether a claim has any time: of its own, or as its value."""
    if kept.claim.value is not None and kept.claim.value.edtf is not None:
        return True
    return possible_days(kept.reading.time) != Days(None, None)


def days_of_date(edtf: str | None) -> Days | None:
    """The possible days of an EDTF date; None for no date, for one without limits and for one that cannot be read."""
    if edtf is None:
        return None
    try:
        days = days_of_edtf(edtf)
    except (RawiError, ValueError):
        return None
    return None if days == Days(None, None) else days


def read_clock(text: str) -> Clock:
    """The clock of a date that a person typed: `2018`, `2018-02` or `2018-02-20`, or any other EDTF date.

    Raises `RawiError` with advice if it is no date.
    """
    days = days_of_date(text.strip())
    if days is None or days.first is None or days.last is None:
        raise RawiError(f"not a date: {text!r}", advice="write it as 2018, 2018-02 or 2018-02-20")
    return Clock(text.strip(), days)

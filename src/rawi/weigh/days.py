"""The days at which something may hold: the outermost bounds of a time, and whether two times can meet."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import msgspec

from rawi.dates import from_edtf
from rawi.model import When


class Days(msgspec.Struct, frozen=True):
    """First and last possible day, both included; None where there is no limit, or none that is known."""

    first: dt.date | None
    last: dt.date | None

    def may_meet(self, other: Days) -> bool:
        """False only if the two certainly have no day in common."""
        return not (_before(self.last, other.first) or _before(other.last, self.first))

    def within(self, other: Days) -> bool:
        """Whether these days have limits and all of them lie in the other's."""
        if self.first is None or self.last is None:
            return False
        return not (_before(self.first, other.first) or _before(other.last, self.last))


UNLIMITED = Days(None, None)
"""The days of what has no date."""


def possible_days(when: When | None) -> Days:
    """The widest days of a time; no limits for None, for what has no year, and for open or unknown bounds."""
    if when is None:
        return Days(None, None)
    return Days(_day(when.earliest_start), _day(when.latest_end))


@lru_cache(maxsize=16384)
def days_of_edtf(edtf: str) -> Days:
    """The widest days of an EDTF string; an approximate date is as wide again on either side.

    "around 2014" may thus be 2013 or 2015: the words give no narrower limit.
    """
    when = from_edtf(edtf)
    days = possible_days(when)
    if not when.approximate or days.first is None or days.last is None:
        return days
    slack = days.last - days.first + dt.timedelta(days=1)
    return Days(days.first - slack, days.last + slack)


def _before(left: dt.date | None, right: dt.date | None) -> bool:
    return left is not None and right is not None and left < right


def _day(bound: object) -> dt.date | None:
    return bound if isinstance(bound, dt.date) else None

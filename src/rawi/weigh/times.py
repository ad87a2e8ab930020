"""Whether what two claims say held at the same time: never, perhaps or surely, as far as their words tell."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from rawi.model import When
from rawi.weigh.days import UNLIMITED, Days, possible_days


class Meeting(StrEnum):
    """Whether two times have a day in common."""

    NEVER = "never"
    PERHAPS = "perhaps"
    SURELY = "surely"


def meeting(one: When | None, other: When | None) -> Meeting:
    """Whether two times meet. A time that is not given may be any; the same words of time meet surely.

    What happened at some point within a stretch ("in 2018") surely shares a day with another such only where both
    stretches are the same and no longer than a month: allied and at war "in 2018" may have been one after the other.
    """
    first, second = possible_days(one), possible_days(other)
    if not first.may_meet(second):
        return Meeting.NEVER
    if one is None or other is None or UNLIMITED in (first, second):
        return Meeting.PERHAPS
    if first == second and _short(first):
        return Meeting.SURELY
    sure, sure_other = sure_days(one), sure_days(other)
    if sure is not None and sure_other is not None and sure.may_meet(sure_other):
        return Meeting.SURELY
    if sure is not None and second.within(sure):
        return Meeting.SURELY
    return Meeting.SURELY if sure_other is not None and first.within(sure_other) else Meeting.PERHAPS


def sure_days(when: When | None) -> Days | None:
    """The days at which what has this time certainly held: from its latest start to its earliest end; None for none.

    A time without a known start ("until 2024") or end surely holds on its known boundary only where that is one day.
    """
    if when is None or when.within:
        first = possible_days(when)
        return first if when is not None and first.first is not None and first.first == first.last else None
    start, end = when.latest_start, when.earliest_end
    if isinstance(start, dt.date) and isinstance(end, dt.date):
        return Days(start, end) if start <= end else None
    if isinstance(start, dt.date) and end == "..":
        return Days(start, None)
    if isinstance(end, dt.date) and start == "..":
        return Days(None, end)
    return None


def given_end(when: When | None) -> dt.date | None:
    """The last day of an end that the words speak of ("until 2015"); None where they give a stretch of time or no end.

    "From May to July" says when something was seen to be so, "until July" that it was so no longer.
    """
    if when is None or not when.end_asserted or isinstance(when.earliest_start, dt.date):
        return None
    return when.latest_end if isinstance(when.latest_end, dt.date) else None


def certainly_after(days: Days, other: Days) -> bool:
    """Whether the first certainly lies after the second."""
    return days.first is not None and other.last is not None and days.first > other.last


_SHORT = dt.timedelta(days=31)


def _short(days: Days) -> bool:
    return days.first is not None and days.last is not None and days.last - days.first < _SHORT

"""Dates in EDTF as day intervals, and when two of them are the same answer."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

FAR = dt.date(2100, 1, 1).toordinal()
HALF_A_YEAR = 183
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
"""EDTF's numbers of the seasons and the month in which each begins."""


class Interval(NamedTuple):
    """First and last day as ordinals, and whether the start or the end is open or unknown."""

    first: int
    last: int
    open_start: bool = False
    open_end: bool = False


def interval(edtf: str | None) -> Interval | None:
    """The days that an EDTF date spans, or None for what cannot be placed ("XXXX-02-06")."""
    if not edtf or "XXXX" in edtf:
        return None
    said = edtf.strip()
    if said[0] in "[{":
        parts = [part for part in re.split(r",|\.\.", said[1:-1]) if part]
        days = [day for part in parts for day in (_day(part, end=False), _day(part, end=True)) if day]
        return Interval(min(days), max(days)) if days else None
    start, slash, end = said.partition("/")
    if not slash:
        end = start
    first = 0 if start in ("", "..") else _day(start, end=False)
    last = FAR if end in ("", "..") else _day(end, end=True)
    if first is None or last is None:
        return None
    return Interval(first, last, start in ("", ".."), end in ("", ".."))


def dates_match(left: str | None, right: str | None) -> bool:
    """Whether two dates share half of their joint length at least; open ends agree, and there half a year is near."""
    x, y = interval(left), interval(right)
    if not x or not y:
        return bool(left) and left == right
    if (x.open_start, x.open_end) != (y.open_start, y.open_end):
        return False
    if x.open_start and x.open_end:
        return True
    if x.open_start:
        return abs(x.last - y.last) <= HALF_A_YEAR
    if x.open_end:
        return abs(x.first - y.first) <= HALF_A_YEAR
    shared = min(x.last, y.last) - max(x.first, y.first) + 1
    joint = max(x.last, y.last) - min(x.first, y.first) + 1
    return shared > 0 and shared / joint >= 0.5


def _day(part: str, *, end: bool) -> int | None:
    """The first or the last day of a year, decade, season, month or day, as an ordinal."""
    part = part.strip("~?%")
    if decade := re.fullmatch(r"(\d{3})X", part):
        part = decade[1] + ("9" if end else "0")
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", part)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month in SEASONS:
        month = SEASONS[month] + (2 if end else 0)
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
    try:
        if day:
            return dt.date(year, month, day).toordinal()
        if not end:
            return dt.date(year, month or 1, 1).toordinal()
        year, month = (year + 1, 1) if (month or 12) == 12 else (year, month + 1)
        return dt.date(year, month, 1).toordinal() - 1
    except ValueError:
        return None

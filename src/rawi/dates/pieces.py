"""A period as words give it: a day, month, season, year, decade or century, perhaps a part of it, perhaps yearless."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from rawi.dates.calendar import DAY, Stretch, months, season, years


class Piece(NamedTuple):
    """A period that may lack its year. `kind` says which of the other fields count."""

    kind: str
    """`day`, `month`, `season`, `year`, `decade`, `century`, `months` (month to month2 of a year)."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    name: str = ""
    month2: int | None = None
    parts: tuple[dict[str, Any], ...] = ()

    def stretch(self) -> Stretch:
        """Its days; it must have a year. Raises ValueError for a day that no calendar has."""
        assert self.year is not None
        match self.kind:
            case "day":
                day = dt.date(self.year, self.month or 0, self.day or 0)
                return Stretch(day, day)
            case "month":
                whole = months(self.year, self.month or 0, self.month or 0)
            case "months":
                whole = months(self.year, self.month or 0, self.month2 or 0)
            case "season":
                whole = season(self.year, self.name)
            case "decade":
                whole = years(self.year, self.year + 9)
            case "century":
                whole = years(self.year, self.year + 99)
            case _:
                whole = years(self.year, self.year)
        for part in self.parts:
            whole = part_of(whole, self.kind, part)
        return whole

    def yearless(self) -> str | None:
        if self.kind == "day":
            return f"XXXX-{self.month:02}-{self.day:02}"
        return f"XXXX-{self.month:02}" if self.kind == "month" else None


def part_of(whole: Stretch, kind: str, part: dict[str, Any]) -> Stretch:
    """The part of a period that "early", "first half of", "first two weeks of" and the like mean."""
    if "unit" in part:
        return _counted_part(whole, part)
    if "share" in part:
        number, of = part["share"]
        if kind == "year":
            size = 12 // of
            return months(whole.first.year, (number - 1) * size + 1, number * size)
        return whole
    if kind == "year":
        return months(whole.first.year, *part["months"])
    if kind in ("decade", "century"):
        size = (whole.last.year - whole.first.year + 1) // 10
        low, high = part["tenths"]
        return years(whole.first.year + low * size, whole.first.year + (high + 1) * size - 1)
    return whole


def _counted_part(whole: Stretch, part: dict[str, Any]) -> Stretch:
    n, unit, first = part["n"], part["unit"], part["first"]
    if unit == "month":
        start, end = (1, n) if first else (13 - n, 12)
        spans_year = (whole.first.month, whole.last.month) == (1, 12)
        return months(whole.first.year, start, end) if spans_year and n <= 12 else whole
    days = DAY * (n * (7 if unit == "week" else 1) - 1)
    part_days = Stretch(whole.first, whole.first + days) if first else Stretch(whole.last - days, whole.last)
    return part_days if whole.covers(part_days) else whole

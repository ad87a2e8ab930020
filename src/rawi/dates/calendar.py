"""Stretches of whole days: what a year, month, season or decade covers, and which of them a stretch is exactly."""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from functools import cache
from typing import Any, Literal, NamedTuple

from rawi.vocabulary import load_yaml

Grain = Literal["day", "month", "year", "more"]
DAY = dt.timedelta(days=1)


class Stretch(NamedTuple):
    """From `first` to `last`, both days included."""

    first: dt.date
    last: dt.date

    @property
    def grain(self) -> Grain:
        """The smallest calendar unit that it fits into."""
        if self.first == self.last:
            return "day"
        if self.first.year != self.last.year:
            return "more"
        return "month" if self.first.month == self.last.month else "year"

    def covers(self, other: Stretch) -> bool:
        return self.first <= other.first and other.last <= self.last


@cache
def words() -> dict[str, Any]:
    """The tables of `calendar.yaml`."""
    tables: dict[str, Any] = load_yaml("calendar.yaml", "rawi.dates")
    return tables


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Stretch:
    """Months counted from January of `year`; below 1 or above 12 they run into the years beside it."""
    low, high = divmod(first - 1, 12), divmod(last - 1, 12)
    return Stretch(dt.date(year + low[0], low[1] + 1, 1), month_end(year + high[0], high[1] + 1))


def years(first: int, last: int) -> Stretch:
    return Stretch(dt.date(first, 1, 1), dt.date(last, 12, 31))


def month_of(day: dt.date) -> Stretch:
    return months(day.year, day.month, day.month)


def year_of(day: dt.date) -> Stretch:
    return years(day.year, day.year)


def season(year: int, name: str) -> Stretch:
    """A season of the north; winter runs into the next year, as its EDTF code does."""
    first, last = words()["seasons"][name]["months"]
    return months(year, first, last)


def is_year(s: Stretch) -> bool:
    return s.first.year == s.last.year and s == year_of(s.first)


def is_month(s: Stretch) -> bool:
    return s == month_of(s.first)


def fold(word: str) -> str:
    """Lower case, without accents or Arabic diacritics, so that a name is looked up in one spelling."""
    word = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i"))
    return "".join(c for c in word if not unicodedata.combining(c) and c != "ـ")


@cache
def month_names(language: str | None = None) -> dict[str, int]:
    """Folded month names, full and short, to 1–12: of one language, or of all of them."""
    table = words()["months"]
    names: dict[str, int] = {}
    for tongue in [language] if language else table:
        for number, forms in enumerate(table[tongue], start=1):
            for form in forms:
                names.setdefault(fold(form), number)
    return names

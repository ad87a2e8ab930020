"""Times written as EDTF, out of four bounds and back into them.

EDTF says less than four bounds do. What it cannot say, and `to_edtf` therefore loses (the bounds keep it):

- "by X" (started no later than X, end unknown) has the same head as "until X": both print `/X`, and `from_edtf`
  reads that as "until X".
- "since at least X" and "until at least X" print as "since X" and "until X".
- A start or end that is itself vague over several months or years ("since late 2015") prints by its outer part
  (`2015-10/..`; an end by its last part).
- Whether something happened at some point within an interval or went on from its first part to its last: the
  caller says so with `within`.
- Different marks on the two ends (`2000~/2010?`): both marks on both.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from rawi.dates.calendar import Stretch, is_month, is_year, month_end, months, words, years
from rawi.errors import RawiError
from rawi.model import OPEN, Bound, When


class UnreadableDate(RawiError):
    """A text that should be a date of EDTF and is none, or lies outside the years 1 to 9999."""


_PART = re.compile(
    r"(?P<before>[~?%])?(?:(?P<century>\d\d)XX|(?P<decade>\d{3})X|(?P<year>\d{4}|XXXX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?:T[0-9:.+Z-]+)?)?)?)(?P<after>[~?%])?"
)


def from_edtf(text: str, *, words: str = "", within: bool = False) -> When:
    """The time that an EDTF string gives, with `words` kept as the words it came from.

    An interval lasts from some day of its first part to some day of its last; with `within` it is the time in which
    something happened at some point. Raises `UnreadableDate` with the text and what is wrong with it.
    """
    text = text.strip()
    if "/" in text:
        head, _, tail = text.partition("/")
        return _interval(text, head.strip(), tail.strip(), words, within)
    stretch, mark, yearless = _part(text, text)
    if yearless:
        return When(yearless=yearless, within=True, **_marks(mark), words=words, rule="edtf")
    assert stretch is not None
    return point(stretch, words=words, rule="edtf", **_marks(mark))


def point(s: Stretch, *, approximate: bool = False, uncertain: bool = False, words: str = "", rule: str = "") -> When:
    """Some time within a stretch: start and end between the same two days."""
    return When(
        earliest_start=s.first,
        latest_start=s.last,
        earliest_end=s.first,
        latest_end=s.last,
        within=True,
        approximate=approximate,
        uncertain=uncertain,
        words=words,
        rule=rule,
    )


def _interval(text: str, head: str, tail: str, words: str, within: bool) -> When:
    bounds: list[tuple[Bound, Bound]] = []
    marks, yearless = ["", ""], False
    for end, part in enumerate((head, tail)):
        if part in ("", ".."):
            bounds.append((OPEN, OPEN) if part else (None, None))
            continue
        stretch, marks[end], is_yearless = _part(part, text)
        yearless |= is_yearless is not None
        bounds.append((stretch.first, stretch.last) if stretch else (None, None))
    if yearless:
        if not (head.strip("~?%").startswith("XXXX") and tail.strip("~?%").startswith("XXXX")):
            raise UnreadableDate("only one end of an interval has a year", where=text, advice="give both ends a year")
        return When(yearless=text, within=within, **_marks(marks[0] + marks[1]), words=words, rule="edtf")
    (es, ls), (ee, le) = bounds
    if isinstance(es, dt.date) and isinstance(le, dt.date) and es > le:
        raise UnreadableDate("an interval that ends before it starts", where=text, advice="turn its ends round")
    if head in ("", "..") and tail in ("", ".."):
        raise UnreadableDate("an interval without a date", where=text, advice="give it a start or an end")
    flags = _marks("".join(marks))
    dated = [e for e, part in zip(("start", "end"), (head, tail), strict=True) if part not in ("", "..")]
    if len(dated) == 2 and bool(marks[0]) != bool(marks[1]):
        flags["marked"] = "start" if marks[0] else "end"
    if within:
        return When(
            earliest_start=es, latest_start=le, earliest_end=es, latest_end=le, within=True, words=words, rule="edtf",
            **flags,
        )  # fmt: skip
    return When(
        earliest_start=es, latest_start=ls, earliest_end=ee, latest_end=le, start_asserted="start" in dated,
        end_asserted="end" in dated, words=words, rule="edtf", **flags,
    )  # fmt: skip


def _marks(mark: str) -> dict[str, Any]:
    return {
        "approximate": "~" in mark or "%" in mark,
        "uncertain": "?" in mark or "%" in mark,
    }


def _part(part: str, whole: str) -> tuple[Stretch | None, str, str | None]:
    """The days of one date, its mark, and the text itself if it has no year."""
    m = _PART.fullmatch(part)
    if not m:
        raise UnreadableDate(
            f"{part!r} is no date of EDTF", where=whole, advice="write YYYY, YYYY-MM or YYYY-MM-DD, with / between ends"
        )
    mark = (m["before"] or "") + (m["after"] or "")
    try:
        if m["century"] or m["decade"]:
            size = 100 if m["century"] else 10
            first = int(m["century"] or m["decade"]) * size
            return years(first, first + size - 1), mark, None
        if m["year"] == "XXXX":
            return None, mark, _yearless(m["month"], m["day"])
        return _dated(int(m["year"]), m["month"], m["day"]), mark, None
    except ValueError as error:
        raise UnreadableDate(f"{part!r} is no day of the calendar", where=whole, advice="check it") from error


def _yearless(month: str | None, day: str | None) -> str:
    if month in (None, "XX"):
        raise ValueError("neither year nor month")
    if day in (None, "XX"):
        dt.date(2000, int(month or 0), 1)
        return f"XXXX-{month}"
    dt.date(2000, int(month or 0), int(day or 0))  # a leap year: 29 February may be meant
    return f"XXXX-{month}-{day}"


def _dated(year: int, month: str | None, day: str | None) -> Stretch:
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise ValueError("a day without a month")
        return years(year, year)
    number = int(month or 0)
    if number > 12:
        if day is not None or number not in _codes():
            raise ValueError("no such season")
        return months(year, *_codes()[number])
    if day in (None, "XX"):
        return months(year, number, number)
    whole = dt.date(year, number, int(day or 0))
    return Stretch(whole, whole)


@cache
def _codes() -> dict[int, tuple[int, int]]:
    """Months of the codes above 12: seasons, quarters, halves."""
    codes = {s["code"]: tuple(s["months"]) for s in words()["seasons"].values()}
    codes |= {code: tuple(span) for code, span in words()["divisions"].items()}
    return codes


def to_edtf(when: When) -> str | None:
    """The time as EDTF, or None where nothing is known of it."""
    if when.yearless:
        return _marked(when.yearless, when) if "/" not in when.yearless else when.yearless
    if when.within:
        return _within(when)
    es, ls, ee, le = when.bounds
    if (es, ls) == (ee, le) and isinstance(es, dt.date):  # the whole of one part
        return _within(when)
    start, end = _outer(es, ls, first=True), _outer(ee, le, first=False)
    if isinstance(ls, dt.date) and es is None:  # started no later than
        start, end = ("", start) if end == "" else (start, end)
    return _joined(start, end, when)


def _within(when: When) -> str | None:
    first, last = when.earliest_start, when.latest_end
    if isinstance(first, dt.date) and isinstance(last, dt.date):
        name = exact(Stretch(first, last))
        if name:
            return _marked(name, when)
        by_month = first.day == 1 and last == month_end(last.year, last.month)
        by_year = by_month and first.month == 1 and last.month == 12
        size = 4 if by_year else 7 if by_month else 10
        return _joined(first.isoformat()[:size], last.isoformat()[:size], when)
    return _joined(_outer(first, None, first=True), _outer(None, last, first=False), when)


def _outer(low: Bound, high: Bound, *, first: bool) -> str:
    """How one end of an interval prints: its exact name, else its outermost part."""
    if OPEN in (low, high):
        return OPEN
    if isinstance(low, dt.date) and isinstance(high, dt.date):
        name = exact(Stretch(low, high))
        if name:
            return name
        if low.day != 1 or high != month_end(high.year, high.month):
            return (low if first else high).isoformat()
        size = 4 if low.month == 1 and high.month == 12 else 7
        return (low if first else high).isoformat()[:size]
    if isinstance(low, dt.date):
        return low.isoformat()[: 4 if (low.month, low.day) == (1, 1) else 7 if low.day == 1 else 10]
    if isinstance(high, dt.date):
        whole = high == month_end(high.year, high.month)
        return high.isoformat()[: 4 if whole and high.month == 12 else 7 if whole else 10]
    return ""


def _joined(start: str, end: str, when: When) -> str | None:
    if start in ("", OPEN) and end in ("", OPEN):
        return None
    if start not in ("", OPEN) and when.marked != "end":
        start = _marked(start, when)
    if end not in ("", OPEN) and when.marked != "start":
        end = _marked(end, when)
    return f"{start}/{end}"


def _marked(name: str, when: When) -> str:
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((when.approximate, when.uncertain), "")
    return name + mark


def exact(s: Stretch) -> str | None:
    """The EDTF name of a stretch that is exactly a day, month, season, year, decade or century."""
    year = s.first.isoformat()[:4]
    if s.first == s.last:
        return s.first.isoformat()
    if is_month(s):
        return s.first.isoformat()[:7]
    if is_year(s):
        return year
    for row in words()["seasons"].values():
        if s.first.month == row["months"][0] and s == months(s.first.year, *row["months"]):
            return f"{year}-{row['code']}"
    for size, unknown in ((10, "X"), (100, "XX")):
        if s.first.year % size == 0 and s == years(s.first.year, s.first.year + size - 1):
            return year[: -len(unknown)] + unknown
    return None

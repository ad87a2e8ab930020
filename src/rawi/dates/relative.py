"""Times told from another time: "two months later", "last year", "around this time", "over the past two weeks".

What cannot be told (no date before, a document without date, "several months later") is found all the same, with
bounds that are all None.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import msgspec

from rawi.dates.anchors import Anchors, hull
from rawi.dates.atoms import number
from rawi.dates.calendar import DAY, Stretch, fold, month_names, month_of, months, season, words, year_of, years
from rawi.dates.edtf import point
from rawi.dates.senses import framed
from rawi.model import When

NOTHING = When()
_AHEAD = {"next": 1, "following": 1, "last": -1, "previous": -1, "preceding": -1}


def _document(anchors: Anchors) -> Stretch | None:
    """The days of the document's date, unless it is a mere year and the text tells of an earlier one: there "last
    month" is a month before what is told."""
    document, told = hull(anchors.document), hull(anchors.last)
    coarse = document is not None and document.grain in ("year", "more")
    return None if coarse and document and told is not None and told.first.year < document.first.year else document


def told_from(m: re.Match[str], means: str, anchors: Anchors) -> When:
    """The time that a match of a relative pattern means, from the anchors; `NOTHING` where they do not tell."""
    return _READERS[means](m, anchors)


def moved(s: Stretch, n: int, unit: str) -> Stretch | None:
    """`s` so many units on, at the grain of the unit; None where `s` is too coarse to tell, or time runs out."""
    try:
        match unit:
            case "day" | "week":
                by = n * (7 if unit == "week" else 1) * DAY
                return Stretch(s.first + by, s.last + by) if s.grain == "day" else None
            case "month":
                if s.grain == "more" or (s.last - s.first).days > 123:
                    return None
                first = s.first.year * 12 + s.first.month - 1 + n
                last = s.last.year * 12 + s.last.month - 1 + n
                return months(first // 12, first % 12 + 1, last - first // 12 * 12 + 1)
            case _:
                by_years = n * (10 if unit == "decade" else 1)
                return None if s.grain == "more" else years(s.first.year + by_years, s.last.year + by_years)
    except (ValueError, OverflowError):
        return None


def _shifted(base: When | None, n: int | None, unit: str) -> When:
    s = hull(base)
    to = moved(s, n, unit) if s is not None and n is not None else None
    if to is None:
        return _yearless_day(base, n, unit)
    return point(to, approximate=unit in ("week", "decade") or bool(base and base.approximate))


def _yearless_day(base: When | None, n: int | None, unit: str) -> When:
    """Some days from a day of unknown year, where leap years make no difference."""
    if base is None or not base.yearless or n is None or unit != "day" or len(base.yearless) != len("XXXX-02-06"):
        return NOTHING
    month, day = int(base.yearless[5:7]), int(base.yearless[8:10])
    try:
        days = [dt.date(year, month, day) + n * DAY for year in (2003, 2004)]
    except ValueError:
        return NOTHING
    same = f"{days[0]:%m-%d}" == f"{days[1]:%m-%d}"
    return When(yearless=f"XXXX-{days[0]:%m-%d}", within=True) if same else NOTHING


def _narrated(anchors: Anchors, unit: str) -> When | None:
    """The last date told at the grain that the unit needs."""
    last = hull(anchors.last)
    if last is None:
        return anchors.last
    finer = {"day": anchors.day, "week": anchors.day, "month": anchors.month}.get(unit)
    return finer if finer is not None and last.grain not in (unit, "day") else anchors.last


def _later(m: re.Match[str], anchors: Anchors) -> When:
    unit = m["unit"].lower()
    return _shifted(_narrated(anchors, unit), number(m["n"]), unit)


def _earlier(m: re.Match[str], anchors: Anchors) -> When:
    unit, n = m["unit"].lower(), number(m["n"])
    return _shifted(_narrated(anchors, unit), None if n is None else -n, unit)


def _ago(m: re.Match[str], anchors: Anchors) -> When:
    n, document = number(m["n"]), _document(anchors)
    return NOTHING if n is None or document is None else _shifted(point(document), -n, m["unit"].lower())


def _window(m: re.Match[str], anchors: Anchors) -> When:
    n = number(m["n"]) if "n" in m.re.groupindex and m["n"] else 1
    if n is None:
        return _recent(m, anchors)
    return _back_from(_document(anchors), n, m["unit"].lower())


def _window_before(m: re.Match[str], anchors: Anchors) -> When:
    n = number(m["n"])
    base = hull(_narrated(anchors, m["unit"].lower()))
    return NOTHING if n is None else _back_from(base, n, m["unit"].lower())


def _back_from(end: Stretch | None, n: int, unit: str) -> When:
    """Within the last `n` units before a date, both ends at the grain of the unit."""
    start = moved(end, -n, unit) if end is not None else None
    if end is None or start is None:
        return NOTHING
    last = {"month": month_of, "year": year_of, "decade": year_of}.get(unit, lambda _: end)(end.last)
    return point(Stretch(start.first, last.last))


def _recent(m: re.Match[str], anchors: Anchors) -> When:
    """Months, the only grain that "recent days" or "recent weeks" give; "recent years" tell none."""
    document, unit = _document(anchors), m["unit"].lower()
    if document is None or document.grain not in ("day", "month") or unit in ("year", "decade"):
        return NOTHING
    days = {"day": 7, "week": 42, "month": 183}[unit]
    try:
        first = month_of(document.first - days * DAY).first if document.grain == "day" else document.first
    except OverflowError:
        return NOTHING
    return point(Stretch(first, month_of(document.last).last), approximate=unit == "month")


def _year_named(which: str, anchors: Anchors) -> int | None:
    """The year of "last year", "that year", "the following year"."""
    from_text = which in ("that", "same", "following", "previous", "preceding")
    s = hull(anchors.last if from_text else anchors.document)
    if s is None or s.grain == "more":
        return None
    return s.last.year + _AHEAD.get(which, 0)


def _month_of_year(m: re.Match[str], anchors: Anchors) -> When:
    year = _year_named(m["which"].lower(), anchors)
    month = month_names("english")[fold(m["month"])]
    return NOTHING if year is None else point(months(year, month, month))


def _season_of_year(m: re.Match[str], anchors: Anchors) -> When:
    year = _year_named(m["which"].lower(), anchors)
    return NOTHING if year is None else point(season(year, words()["season_names"][fold(m["season"])]))


def _named_month(m: re.Match[str], anchors: Anchors) -> When:
    which, month = m["which"].lower(), month_names("english")[fold(m["month"])]
    base = _base(which, anchors)
    if base is None or (base.grain not in ("day", "month") and which not in ("this", "that", "same")):
        return NOTHING
    year = _occurrence(which, base, lambda y: months(y, month, month))
    return NOTHING if year is None else point(months(year, month, month))


def _named_season(m: re.Match[str], anchors: Anchors) -> When:
    which, name = m["which"].lower(), words()["season_names"][fold(m["season"])]
    base = _base(which, anchors)
    if base is None or (base.grain == "year" and which not in ("this", "that", "same")):
        return NOTHING
    year = _occurrence(which, base, lambda y: season(y, name))
    return NOTHING if year is None else point(season(year, name))


def _base(which: str, anchors: Anchors) -> Stretch | None:
    s = hull(anchors.document if which in ("last", "this", "next") else anchors.last)
    return None if s is None or s.grain == "more" else s


def _occurrence(which: str, base: Stretch, period: Callable[[int], Stretch]) -> int | None:
    """The year in which a month or season comes last before, at, or next after a date."""
    if which in ("this", "that", "same"):
        return base.first.year
    near = [base.first.year + n for n in (-2, -1, 0, 1, 2)]
    if which in ("last", "previous"):
        return max((y for y in near if period(y).last < base.first), default=None)
    return min((y for y in near if period(y).first > base.last), default=None)


def _weekday(m: re.Match[str], anchors: Anchors) -> When:
    """The nearest such day up to the document's day; "next" after it, "last" before it."""
    document = _document(anchors)
    if document is None or document.grain != "day":
        return NOTHING
    which = (m["which"] or "").lower()
    wanted, today = words()["weekdays"].index(m["weekday"].lower()), document.first
    back = (today.weekday() - wanted) % 7
    if which == "next" or (which == "this" and back):
        day = today + DAY * ((wanted - today.weekday()) % 7 or 7)
    else:
        day = today - DAY * (7 if which == "last" and not back else back)
    return point(Stretch(day, day))


def _unit_of_document(m: re.Match[str], anchors: Anchors) -> When:
    return _unit_near(m["which"].lower(), m["unit"].lower(), _document(anchors))


def _told_unit(m: re.Match[str], anchors: Anchors) -> When:
    which, unit = m["which"].lower(), m["unit"].lower()
    base = _narrated(anchors, unit)
    if base is not None and base.yearless and unit == "month" and which in ("that", "same"):
        return When(yearless=base.yearless[:7], within=True)
    if base is not None and base.yearless and unit == "day":
        return _yearless_day(base, _AHEAD.get(which, 0), "day")
    return _unit_near(which, unit, hull(base))


def _unit_near(which: str, unit: str, base: Stretch | None) -> When:
    """The day, week, month, year or decade that holds a date, or the one before or after it."""
    if base is None or base.grain == "more":
        return NOTHING
    n = _AHEAD.get(which, 0)
    if unit == "week":
        if base.grain != "day":
            return NOTHING
        monday = base.first - DAY * base.first.weekday() + DAY * 7 * n
        return point(Stretch(monday, monday + 6 * DAY))
    if unit == "decade":
        first = base.first.year // 10 * 10 + 10 * n
        return point(years(first, first + 9))
    if unit == "month" and base.grain == "year":
        return NOTHING
    to = moved(base, n, unit)
    return NOTHING if to is None else point(to)


def _part_of_told(m: re.Match[str], anchors: Anchors) -> When:
    part, which, unit = m["part"].lower(), m["which"].lower(), m["unit"].lower()
    from_text = which in ("that", "same", "following", "previous")
    base = hull(anchors.last if from_text else anchors.document)
    whole = hull(_unit_near(which, unit, base))
    if whole is None or base is None:
        return NOTHING
    if part in ("earlier", "later") and whole.covers(base) and base.grain != "year":
        return point(Stretch(whole.first, base.last) if part == "earlier" else Stretch(base.first, whole.last))
    if unit != "year" or part in ("earlier", "later"):
        return point(whole)
    first, last = _PARTS[part]
    return point(months(whole.first.year, first, last))


_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "middle": (5, 8),
    "late": (10, 12),
    "beginning": (1, 1),
    "start": (1, 1),
    "end": (12, 12),
}


def _neighbour(m: re.Match[str], anchors: Anchors) -> When:
    unit = m["unit"].lower()
    n = -1 if m["which"].lower() == "before" else 1
    return _shifted(_narrated(anchors, unit), n, unit)


def _around_told(_: re.Match[str], anchors: Anchors) -> When:
    """About the last date, a day widened to its month."""
    s = hull(anchors.last)
    if s is None:
        yearless = anchors.last.yearless if anchors.last else None
        return When(yearless=yearless[:7], approximate=True, within=True) if yearless else NOTHING
    return point(month_of(s.first) if s.grain == "day" else s, approximate=True)


def _told(_: re.Match[str], anchors: Anchors) -> When:
    last = anchors.last
    return NOTHING if last is None else msgspec.structs.replace(last, words="", rule="")


def _framed(sense: str) -> Callable[[re.Match[str], Anchors], When]:
    def read(_: re.Match[str], anchors: Anchors) -> When:
        s = hull(anchors.last)
        return NOTHING if s is None else framed(s, sense, attributive=True)

    return read


def _day_of_document(m: re.Match[str], anchors: Anchors) -> When:
    document = _document(anchors)
    n = {"yesterday": -1, "tomorrow": 1}.get(m["which"].lower(), 0)
    if document is None or (n and document.grain != "day"):
        return NOTHING
    return point(Stretch(document.first + n * DAY, document.last + n * DAY))


def _until_document(_: re.Match[str], anchors: Anchors) -> When:
    document = _document(anchors)
    return NOTHING if document is None else framed(document, "until")


def _now(_: re.Match[str], anchors: Anchors) -> When:
    return NOTHING if anchors.document is None else msgspec.structs.replace(anchors.document, words="", rule="")


_READERS: dict[str, Callable[[re.Match[str], Anchors], When]] = {
    "later": _later,
    "earlier": _earlier,
    "untold": lambda _m, _a: NOTHING,
    "ago": _ago,
    "window": _window,
    "window before": _window_before,
    "recent": _recent,
    "month of year": _month_of_year,
    "season of year": _season_of_year,
    "named month": _named_month,
    "named season": _named_season,
    "weekday": _weekday,
    "part of told": _part_of_told,
    "told unit": _told_unit,
    "unit of document": _unit_of_document,
    "neighbour": _neighbour,
    "around told": _around_told,
    "told": _told,
    "since told": _framed("since"),
    "by told": _framed("by"),
    "until told": _framed("until"),
    "day of document": _day_of_document,
    "until document": _until_document,
    "now": _now,
}

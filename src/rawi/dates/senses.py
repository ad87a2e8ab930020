"""What cue and dates come to: the four bounds of "since 2015", "until 2024", "by early 2020", "2012–2024"."""

from __future__ import annotations

import datetime as dt

import msgspec

from rawi.dates.calendar import DAY, Stretch
from rawi.dates.edtf import point
from rawi.dates.pieces import Piece
from rawi.model import OPEN, Bound, When


def times(low: Piece, high: Piece, sense: str, *, lasting: bool, open_end: bool, attributive: bool) -> When:
    """The time from one piece to another: `lasting`, or within both; to the present with `open_end`."""
    if low.year is None or high.year is None:
        return _yearless(low, high, sense)
    first, last = low.stretch(), high.stretch()
    whole = Stretch(first.first, last.last)
    if open_end:
        return _starting(first.first, first.last, OPEN)
    if lasting and sense in ("", "around", "since", "from", "throughout"):
        return When(
            earliest_start=first.first, latest_start=first.last, earliest_end=last.first, latest_end=last.last,
            start_asserted=True, end_asserted=True,
        )  # fmt: skip
    return framed(whole, sense, attributive=attributive)


def _yearless(low: Piece, high: Piece, sense: str) -> When:
    names = [low.yearless(), high.yearless()]
    yearless = names[0] if names[0] == names[1] else "/".join(n for n in names if n) if all(names) else None
    starts, ends = sense in ("since", "from", "by", "since at least"), sense in ("until", "until at least")
    return When(yearless=yearless, start_asserted=starts, end_asserted=ends, within=not (starts or ends))


def _starting(earliest: Bound, latest: Bound, end: Bound) -> When:
    return When(
        earliest_start=earliest, latest_start=latest, earliest_end=end, latest_end=end, start_asserted=True
    )  # fmt: skip


def framed(s: Stretch, sense: str, *, attributive: bool = False) -> When:
    """The time that a cue of this sense makes of a stretch of days.

    `before` and `after` take in an event's own days where the date only describes the event (`attributive`), and
    the day itself where it is a day: no bound is put on a day that the words do not give.
    """
    match sense:
        case "since" | "from" | "since at least":
            end = None if sense == "from" else OPEN
            start = None if sense == "since at least" else s.first
            return _starting(start, s.last, end)
        case "until" | "until at least":
            last = s.last if sense == "until" else None
            return When(earliest_end=s.first, latest_end=last, end_asserted=True)
        case "by":
            return When(latest_start=s.last, start_asserted=True)
        case "before":
            last_day: dt.date = s.last if attributive or s.grain == "day" else s.first - DAY
            return When(latest_start=last_day, latest_end=last_day, within=True)
        case "after":
            return When(earliest_start=s.first, earliest_end=s.first, within=True)
        case "or later":
            return When(earliest_start=s.first, earliest_end=s.first, latest_start=OPEN, latest_end=OPEN, within=True)
        case "or earlier" | "back to":
            return When(earliest_start=OPEN, earliest_end=OPEN, latest_start=s.last, latest_end=s.last, within=True)
        case "throughout":
            return msgspec.structs.replace(point(s), within=False, start_asserted=True, end_asserted=True)
        case _:
            return point(s)

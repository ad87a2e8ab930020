"""What a relative time is told from: the document's date and the dates last mentioned.

A caller makes one `Anchors` for a document (with its date only where the date is written there, not inferred),
calls `enter` at each heading, and threads what `read_dates` returns through the section.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from rawi.dates.calendar import Stretch, month_of, year_of
from rawi.dates.edtf import point
from rawi.model import When

FAR = 600
"""Code points over which an earlier date still governs a month without a year, against a dated document."""
SOON = 31
"""Days after a document's date within which a day without a year is taken as the coming one."""
DOUBTFUL = 120
"""Days ahead within which a date without a year may as well be the coming one as last year's."""


class Anchors(msgspec.Struct, frozen=True, kw_only=True):
    """The document's date, and the last dates told: at the grain of a day, a month, a year, and of any grain."""

    document: When | None = None
    day: When | None = None
    month: When | None = None
    year: When | None = None
    last: When | None = None
    at: int = 0
    """Where `last` was told, counted back from the end of what has been read (0 or less)."""
    frame: When | None = None
    """The year that the last sentence to open with one opened with ("In 2017, …")."""
    section: When | None = None
    """The year that the heading of the section gives."""

    def enter(self, heading: str = "") -> Anchors:
        """The anchors at the start of a section: only the document's date, and the date of its heading if it has one
        that does not reach beyond the section ("2016", "Defection in 2024", but not "Operations since 2015")."""
        from rawi.dates.prose import read_dates

        blank = Anchors(document=self.document)
        found, after = read_dates(heading, anchors=blank)
        if len(found) != 1 or not found[0].when.within or found[0].relative:
            return blank
        s = hull(found[0].when)
        if s is None or s.grain == "more":
            return blank
        return msgspec.structs.replace(after, last=found[0].when, section=point(year_of(s.first)), at=0)

    def told(self, when: When, at: int, *, opens: bool = False) -> Anchors:
        """The anchors after one more date was told at `at` of the passage; `opens` that it opens its sentence."""
        s = hull(when)
        if s is None:
            if not when.yearless:
                return self
            return msgspec.structs.replace(self, last=when, at=at, frame=None, section=None)
        kept: dict[str, Any] = {"last": when, "at": at}
        for grain in ("day", "month", "year"):
            old = hull(getattr(self, grain))
            if old is not None and not s.covers(old):
                kept[grain] = None
        match s.grain:
            case "day":
                kept |= {"day": when, "month": point(month_of(s.first)), "year": point(year_of(s.first))}
            case "month":
                kept |= {"month": when, "year": point(year_of(s.first))}
            case "year":
                kept |= {"year": when}
        if opens and s.grain != "more":
            kept["frame"] = when if s.grain == "year" else self._frame_of(s)
        return msgspec.structs.replace(self, **kept)

    def _frame_of(self, s: Stretch) -> When | None:
        frame = hull(self.frame)
        return self.frame if frame is not None and frame.first.year == s.first.year else None


def hull(when: When | None) -> Stretch | None:
    """First to last day that a time touches, as far as it has days at all."""
    if when is None:
        return None
    days = [b for b in when.bounds if isinstance(b, dt.date)]
    return Stretch(min(days), max(days)) if days else None


def year_for(month: int, day: int | None, anchors: Anchors, *, at: int, upcoming: bool) -> int | None:
    """The year of a month, or a day of a month, that is told without one; None where nothing settles it.

    In a dated document it is the nearest past one (the coming one where the words look ahead or it is a month off at
    most), unless a date told shortly before in the text runs on to it. In an undated one it is the year of the date
    last told where that runs on to it, else the year that the sentence before or the section's heading set.
    """
    document = hull(anchors.document)
    runs_on = _running_on(month, anchors, at)
    if document is None or document.grain not in ("day", "month"):
        return runs_on or _framing(anchors, at)
    if runs_on and (upcoming or _is_ahead(anchors, document) or dt.date(runs_on, month, 1) <= document.last):
        return runs_on
    return _nearest(month, day, document, upcoming=upcoming, told=hull(anchors.year))


def _close_by(anchors: Anchors, at: int) -> Stretch | None:
    """The day or month last told, if it was told shortly before."""
    told = hull(anchors.last)
    near = told is not None and told.grain in ("day", "month") and 0 <= at - anchors.at <= FAR
    return told if near else None


def _running_on(month: int, anchors: Anchors, at: int) -> int | None:
    """The year of the day or month told shortly before, if the new one is no earlier in that year; but an old date
    told within a section about a later year is an aside."""
    told, section = _close_by(anchors, at), hull(anchors.section)
    if told is None or month < told.first.month:
        return None
    aside = section is not None and told.first.year < section.first.year
    return None if aside else told.first.year


def _framing(anchors: Anchors, at: int) -> int | None:
    """The year that a sentence or a heading set, unless the text has told a later one since."""
    frame, told = hull(anchors.frame) or hull(anchors.section), _close_by(anchors, at)
    if frame is None or frame.grain == "more" or (told is not None and told.first.year > frame.first.year):
        return None
    return frame.first.year


def _is_ahead(anchors: Anchors, document: Stretch) -> bool:
    told = hull(anchors.last)
    return told is not None and told.first > document.last


def _nearest(
    month: int, day: int | None, document: Stretch, *, upcoming: bool, told: Stretch | None = None
) -> int | None:
    """The year of the nearest past one, or of the coming one where that is meant or hardly a month off; None where
    the past one is long past and the coming one near, and the year last told is not the past one's."""
    past, coming = _past(month, day, document), _coming(month, day, document)
    if past is None or coming is None:
        return None
    if month_of(document.first).covers(month_of(past)) or past >= document.first:
        return past.year
    ahead = (coming - document.first).days
    if upcoming or (day is not None and document.grain == "day" and ahead <= SOON):
        return coming.year
    doubtful = ahead <= DOUBTFUL and (document.last - past).days > 365 - DOUBTFUL
    return None if doubtful and (told is None or told.first.year != past.year) else past.year


def _past(month: int, day: int | None, document: Stretch) -> dt.date | None:
    for year in range(document.last.year, document.last.year - 9, -1):
        try:
            past = dt.date(year, month, day or 1)
        except ValueError:  # 29 February
            continue
        if past <= document.last:
            return past
    return None


def _coming(month: int, day: int | None, document: Stretch) -> dt.date | None:
    for year in range(document.first.year, document.first.year + 9):
        try:
            coming = dt.date(year, month, day or 1)
        except ValueError:
            continue
        if coming >= document.first:
            return coming
    return None

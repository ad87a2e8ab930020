"""Dates as documents write them about themselves and their sources; the only door to `rawi.dates` in this package."""

from __future__ import annotations

import re

from rawi.dates import from_edtf, read_publication_date, to_edtf
from rawi.errors import RawiError
from rawi.model import When

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b{_YEAR}-\d\d-\d\d(?:T[\d:.+-]+Z?)?\b|\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"
    rf"|\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b|\b{_MONTH},?\s+{_YEAR}\b|\b{_YEAR}-\d\d\b(?!-)"
    rf"|\b(?:spring|summer|autumn|fall|winter|early|mid|late)[ -]{_YEAR}\b|\b{_YEAR}\b",
    re.I,
)
_DATELINE = re.compile(rf"\b(\d{{1,2}})\s+({_MONTH})\s+(\d\d|{_YEAR})\b", re.I)


def date_in(words: str) -> str | None:
    """The first date written in `words`, the fullest form that stands there; None if there is none."""
    found = [match[0] for match in _DATE.finditer(words)]
    full = [date for date in found if not re.fullmatch(_YEAR, date)]
    return full[0] if full else found[0] if found else None


def when(words: str) -> When | None:
    """The time that a date line or citation names, or None; a span such as "1989-1990" is some time within it."""
    short = _DATELINE.fullmatch(words.strip())
    if short and len(short[3]) == 2:
        year = int(short[3]) + (1900 if int(short[3]) > 40 else 2000)
        words = f"{short[1]} {short[2]} {year}"
    try:
        found = read_publication_date(words)
    except RawiError:
        return None
    edtf = to_edtf(found) if found is not None else None
    if found is not None and edtf is not None and "/" in edtf and not found.within and ".." not in edtf:
        return from_edtf(edtf, words=words, within=True)
    return found


def dateline_in(words: str) -> str | None:
    """The date of a dispatch ("KELM, 3 MAY 89"), or None."""
    found = _DATELINE.search(words)
    return found[0] if found else None


def month_number(name: str) -> int | None:
    """The number of an English month, written out or shortened; None for any other word."""
    if not re.fullmatch(_MONTH, name, re.I):
        return None
    return _MONTHS.index(name[:3].lower()) + 1

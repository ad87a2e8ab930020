"""Dates as documents write them about themselves and their sources; the only door to `rawi.dates` in this package."""

from __future__ import annotations

import re

from rawi.dates import UnreadableDate, from_edtf
from rawi.model import When

_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?:1[89]|20)\d\d"
_DATE = re.compile(
    rf"\b{_YEAR}-\d\d-\d\d(?:T[\d:.+-]+Z?)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}\b|\b{_MONTH},?\s+{_YEAR}\b|\b{_YEAR}-\d\d\b(?!-)"
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
    """The time that a date expression of a page or a citation names, or None; "1989-1990" is some time within both."""
    edtf = _edtf(" ".join(words.split()))
    if edtf is None:
        return None
    try:
        return from_edtf(edtf, words=words, within="/" in edtf)
    except UnreadableDate:
        return None


def _edtf(words: str) -> str | None:
    about = "~" if re.match(r"(?:c|ca|circa|about|around)\b\.?", words, re.I) else ""
    years = re.search(rf"\b({_YEAR})\s*[-–—/]\s*({_YEAR})\b", words)
    if years and not re.search(r"\d{4}-\d\d-\d\d", words):
        return f"{years[1]}{about}/{years[2]}{about}"
    iso = re.search(rf"\b({_YEAR})-(\d\d)(?:-(\d\d))?(?!\d)", words)
    if iso:
        return "-".join(part for part in iso.groups() if part)
    year = re.search(rf"\b{_YEAR}\b", words)
    month = re.search(rf"\b{_MONTH}(?!\w)", words, re.I)
    short = _DATELINE.search(words)
    if short:
        number = int(short[3])
        full = number if number > 99 else number + (1900 if number > 40 else 2000)
        return f"{full}-{_month(short[2]):02d}-{int(short[1]):02d}"
    if year is None:
        return None
    if month is None:
        return f"{year[0]}{about}"
    day = re.search(
        rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?\b", words, re.I
    )
    number = int(next(part for part in day.groups() if part)) if day else 0
    return f"{year[0]}-{_month(month[0]):02d}" + (f"-{number:02d}" if number else "") + about


def _month(name: str) -> int:
    return ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].index(
        name[:3].lower()
    ) + 1


def dateline_in(words: str) -> str | None:
    """The date of a dispatch ("SAN SALVADOR, 28 NOV 89"), or None."""
    found = _DATELINE.search(words)
    return found[0] if found else None


def month_number(name: str) -> int | None:
    """The number of an English month, written out or shortened; None for any other word."""
    return _month(name) if re.fullmatch(_MONTH, name, re.I) else None

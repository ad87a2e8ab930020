"""One date by itself, as it stands at one place of a text: "6 April 2018", "the late 1990s", "November and December".

An `Atom` may lack its year, which the frame around it or the anchors give later.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from rawi.dates.calendar import fold, month_names, words
from rawi.dates.context import counted_next, is_year_here, may_stand_alone, names_a_body
from rawi.dates.patterns import DIGITS, by_start
from rawi.dates.pieces import Piece

_WORD = re.compile(r"[^\W\d_]+|\d+")


class Atom(NamedTuple):
    """A date at `text[start:end]`, from `low` to `high` (the same where it is no range)."""

    start: int
    end: int
    name: str
    low: Piece
    high: Piece
    lasting: bool = False
    bare: bool = False

    def with_year(self, year: int) -> Atom:
        """The atom with the year of its last part; a first part that would come after it goes a year back."""
        high = self.high._replace(year=year)
        back = (self.low.month or 0) > (self.high.month or 0) and self.kind_is_monthly
        return self._replace(low=self.low._replace(year=year - back), high=high)

    @property
    def kind_is_monthly(self) -> bool:
        return self.low.kind in ("day", "month")

    @property
    def year(self) -> int | None:
        return self.high.year


def read_atom(text: str, at: int, *, cue: str | None, sure: bool = False, told_before: bool = False) -> Atom | None:
    """The date that starts at `at`, or None.

    `cue` is the word before it; `sure` that what stands before already makes it a date (the other end of a range);
    `told_before` that a date ends right before it ("2016 and 2017").
    """
    start = _beginning(text, at)
    return _modified(text, at, start) or _plain(text, at, start, cue=cue, sure=sure, told_before=told_before)


def _beginning(text: str, at: int) -> str:
    """What patterns are looked up by: the word that begins there, in small letters."""
    word = _WORD.match(text, at)
    return "" if not word else DIGITS if word[0].isdecimal() else word[0].lower()


def _plain(text: str, at: int, start: str, *, cue: str | None, sure: bool, told_before: bool) -> Atom | None:
    """A date without a part before it."""
    for pattern in by_start("dates").get(start, ()):
        m = pattern.regex.match(text, at)
        if not m or not _capitalised(m, text):
            continue
        atom = _atom(m, pattern.name)
        if atom is None:
            continue
        if pattern.row.get("bare") and not sure:
            if pattern.name == "year" and not is_year_here(text, at, m.end(), cue, told_before=told_before):
                continue
            if pattern.name == "month" and not may_stand_alone(text, m, cue):
                continue
        if names_a_body(text, at, m.end(), cue):
            return None
        if atom.high.kind == "day" and atom.year is None and _counts(text, atom, cue):
            continue
        return atom._replace(bare=bool(pattern.row.get("bare")))
    return None


def _counts(text: str, atom: Atom, cue: str | None) -> bool:
    """Whether its last number counts people or things: "in May 15 fighters were killed"."""
    if not text[atom.end - 1].isdecimal() or cue in ("on", "since", "until"):
        return False
    described = re.search(r"\bthe\s+\Z", text[max(0, atom.start - 8) : atom.start], re.IGNORECASE)
    return described is None and counted_next(text, atom.end)


def _capitalised(m: re.Match[str], text: str) -> bool:
    groups = m.re.groupindex
    return all(text[m.start(g)].isupper() for g in ("month", "month2") if g in groups and m[g])


_TO = re.compile(r"(?P<a>early|mid|late)(?:-| )(?:to|or)(?:-| )(?=(?P<b>mid|late|early)\b)", re.IGNORECASE)


def _modified(text: str, at: int, start: str) -> Atom | None:
    """A date with a part before it, or two that it lies between: "late 2015", "early to mid-1990s"."""
    here, first = at, None
    while (atom := _parted(text, here, start)) is None:
        m = _TO.match(text, here) if start in ("early", "mid", "late") else None
        if m is None:
            return None
        first = first or _named_part(m, by_start("parts")[start][0].row)
        here, start = m.end(), m["b"].lower()
    if first is None:
        return atom
    return atom._replace(start=at, low=atom.low._replace(parts=(first, *atom.low.parts[1:])))


def _parted(text: str, at: int, start: str) -> Atom | None:
    """A date with one part before it: "late 2015", "the second half of 2021"."""
    for section, reader in (("parts", _named_part), ("fractions", _fraction)):
        for pattern in by_start(section).get(start, ()):
            m = pattern.regex.match(text, at)
            part = reader(m, pattern.row) if m else None
            if m is None or part is None:
                continue
            rest = _after_article(text, m.end())
            inner = _plain(text, rest, _beginning(text, rest), cue="in", sure=True, told_before=False)
            if inner is None or inner.low is not inner.high or inner.low.parts or inner.low.kind == "day":
                continue
            piece = inner.low._replace(parts=(part,))
            name = f"{pattern.name} + {inner.name}"
            return Atom(at, inner.end, name, piece, piece)
    return None


def _after_article(text: str, at: int) -> int:
    m = re.compile(r"the\s+(?:year\s+)?|year\s+", re.IGNORECASE).match(text, at)
    return m.end() if m else at


def _named_part(m: re.Match[str], row: dict[str, Any]) -> dict[str, Any]:
    first_word = re.split(r"[^a-z]", m[0].lower())[0].removesuffix("s")
    table = row["month_of_year"]
    return {"months": table.get(first_word, next(iter(table.values()))), "tenths": row["tenths"]}


def _fraction(m: re.Match[str], row: dict[str, Any]) -> dict[str, Any] | None:
    nth = m["nth"].lower()
    if row["name"] == "counted":
        n = number(m["n"]) if m["n"] else 1
        return {"unit": m["unit"].lower(), "n": n, "first": nth == "first"} if n else None
    of = 2 if row["name"] == "half" else 4
    which = of if nth in ("latter", "last", "final") else words()["ordinals"][nth]
    return {"share": (which, of)}


def number(word: str) -> int | None:
    """A number in digits or words; None for "several" and its like."""
    if word.isdecimal():
        return int(word)
    found: int | None = words()["numbers"].get(word.lower())
    return found


def _atom(m: re.Match[str], name: str) -> Atom | None:
    """The pieces that the groups of a match give; None where they give no date after all."""
    g = {k: v for k, v in m.groupdict().items() if v}
    start, end = m.span()
    year = int(g["year"]) if "year" in g else None
    low = high = None
    lasting = False
    if "decade" in g:
        low = Piece("decade", int(g["decade"]))
    elif "nth" in g or "nthword" in g:
        nth = int(g["nth"]) if "nth" in g else words()["centuries"][g["nthword"].lower()]
        low = Piece("century", (nth - 1) * 100)
    elif "quarter" in g:
        q = int(g["quarter"])
        low = Piece("months", year, 3 * q - 2, month2=3 * q)
    elif "season" in g:
        low = Piece("season", year, name=words()["season_names"][fold(g["season"])])
        high = Piece("season", year, name=words()["season_names"][fold(g["season2"])]) if "season2" in g else None
    elif "d1" in g:
        low = _numeric(int(g["d1"]), int(g["d2"]), year or 0, g["sep"])
    elif "mm" in g:
        low = Piece("day", year, int(g["mm"]), int(g["dd"])) if "dd" in g else Piece("month", year, int(g["mm"]))
    elif "month" in g:
        low, high, lasting = _monthly(g, year)
    elif "yy" in g and year:
        second = _second_year(year, g["yy"], g["sep"])
        low, high, lasting = Piece("year", year), Piece("year", second or 0), True
        if second is None:
            return None
    else:
        low = Piece("year", year)
    high = high or low
    if low is None or high is None or not (_exists(low) and _exists(high)):
        return None
    return Atom(start, end, name, low, high, lasting)


def _monthly(g: dict[str, str], year: int | None) -> tuple[Piece | None, Piece | None, bool]:
    month = month_names("english")[fold(g["month"].rstrip("."))]
    if "yy" in g:
        year = _century(int(g["yy"]))
    if "month2" in g:
        month2 = month_names("english")[fold(g["month2"].rstrip("."))]
        low = Piece("month", None if year is None else year - (month > month2), month)
        return low, Piece("month", year, month2), _lasts(g["sep"])
    if "day2" in g:
        if int(g["day"]) >= int(g["day2"]):
            return None, None, False
        return Piece("day", year, month, int(g["day"])), Piece("day", year, month, int(g["day2"])), _lasts(g["sep"])
    if "day" in g:
        return Piece("day", year, month, int(g["day"])), None, False
    return Piece("month", year, month), None, False


def _lasts(separator: str) -> bool:
    """ "May–July" and "November and December" last; "May or June" is one or the other."""
    return separator.strip(", \n").lower() not in ("or", "/")


def _century(short: int) -> int:
    """Two digits as cables write them: up to 35 this century, else the last."""
    return 2000 + short if short <= 35 else 1900 + short


def _second_year(year: int, short: str, separator: str) -> int | None:
    second = year - year % 100 + int(short)
    if second <= year:
        second = year + 1 if (year + 1) % 100 == int(short) else 0
    if separator == "-" and 1 <= int(short) <= 12 and second != year + 1:
        return None  # a month: 2014-06
    return second or None


def _numeric(first: int, second: int, year: int, separator: str) -> Piece:
    """Day and month in digits. Which is which must follow from the numbers or the dots; else only the year is told."""
    if first > 12 or separator == ".":
        return Piece("day", year, second, first) if second <= 12 else Piece("day", year, first, second)
    if second > 12 or first == second:
        return Piece("day", year, first, second)
    return Piece("year", year)


def _exists(piece: Piece) -> bool:
    try:
        piece._replace(year=piece.year or 2000, parts=()).stretch()
    except ValueError:
        return False
    return True

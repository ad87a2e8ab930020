"""A date with the words around it: the cue before, the other end of a range, the words after, and what they make."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import msgspec

from rawi.dates.anchors import Anchors, year_for
from rawi.dates.atoms import Atom, read_atom
from rawi.dates.context import counted_next, looks_ahead
from rawi.dates.patterns import SPACE, compiled, expressions, listed
from rawi.dates.pieces import Piece
from rawi.dates.senses import times
from rawi.model import When

INCLUDED = frozenset({"since", "since at least", "from", "until", "until at least", "by", "back to", "before", "after",
                      "between", "around"})  # fmt: skip
"""What a cue must mean to belong to the words of the time: without it they would say something else."""


class Cue(NamedTuple):
    """The words before a date, what they mean, where they start, and whether they hedge it."""

    words: str
    means: str
    start: int
    hedge: str = ""


class Frame(NamedTuple):
    """A time read at `text[start:end]`; `relative` that its year came from elsewhere; `moves` that the text goes on
    from it, which it does not from a date that only describes a noun."""

    start: int
    end: int
    when: When
    relative: bool
    cue: str | None
    moves: bool = True


@cache
def _cue_pattern() -> re.Pattern[str]:
    rows = [w for words, _ in listed("cues") for w in words.split("|")]
    cues = "|".join(sorted(rows, key=lambda w: (-len(w), w)))
    hedges = "|".join(words for words, _ in listed("hedges"))
    pattern = (
        rf"(?<![A-Za-z-])(?=[A-Za-z])(?:(?P<cue>{cues})(?![A-Za-z])(?: |(?<=[.-])))?"
        rf"(?:(?<![A-Za-z-])(?P<hedge>{hedges}) ?)?(?:(?<![A-Za-z-])(?:{expressions()['skipped']}) ){{0,2}}"
    )
    return re.compile(pattern.replace(" ?", r"\s*").replace(" ", SPACE) + r"\Z", re.IGNORECASE)


@cache
def _meanings(section: str) -> dict[str, str]:
    return {w.replace("\\", ""): means for words, means in listed(section) for w in words.split("|")}


def cue_before(text: str, at: int) -> Cue | None:
    """The cue whose words end right before `at`."""
    window = max(0, at - 48)
    m = _cue_pattern().search(text[window:at])
    if m is None or (m["cue"] is None and m["hedge"] is None):
        year = m is not None and "year" in m[0].lower()
        return Cue("year", "at", window + m.start()) if m and year else None
    hedge = _plain(m["hedge"])
    if m["cue"] is None:
        return Cue(hedge, _meanings("hedges")[hedge], window + m.start("hedge"))
    told = _plain(m["cue"])
    return Cue(told, _meanings("cues")[told], window + m.start("cue"), _meanings("hedges").get(hedge, ""))


def _plain(words: str | None) -> str:
    return " ".join((words or "").lower().split())


_ARTICLE = re.compile(r"(?:(?<![A-Za-z-])(?:the|a|an|its|their|his|her|this|that)|['’]s|s['’])\s+\Z", re.IGNORECASE)


def is_attributive(text: str, atom: Atom, cue: Cue | None) -> bool:
    """Whether a date only describes the noun after it: "the 2006 war", "the May 2021 coup"."""
    if text[atom.end : atom.end + 1] == "\n":
        line = text[max(0, atom.start - 8) : atom.start].rstrip(" #=*-•")
        if not line or line[-1] == "\n":
            return False  # a line of its own
    plain = atom.low is atom.high and not atom.low.parts and atom.low.kind in ("day", "month", "year")
    if not plain or not re.match(r"\s+[A-Za-z“\"‘']", text[atom.end : atom.end + 4]):
        return False
    return cue is None or bool(_ARTICLE.search(text, max(0, atom.start - 12), atom.start))


def read_frame(text: str, at: int, *, anchors: Anchors, told_before: bool = False, sure: bool = False) -> Frame | None:
    """The time whose date starts at `at`, with its cue before and what is joined to it after; None if there is none.

    `told_before`: a date ends right before; `sure`: what stands here is known to be a date, as in a date field.
    """
    cue = cue_before(text, at)
    words = cue.words if cue else None
    atom = read_atom(text, at, cue=words, sure=sure, told_before=told_before)
    must_join = atom is None
    atom = atom or _left_free(text, at, read_atom(text, at, cue=words, sure=True))
    range_ = _joined(text, atom, cue, must_join=must_join) if atom else None
    if atom is None or range_ is None:
        return None
    low, high, relative = _dated(text, range_.low, range_.high or range_.low, anchors)
    tail, end = _tail(text, range_.end)
    attributive = range_.end == atom.end and is_attributive(text, atom, cue)
    sense = _sense(text, cue, tail, range_.means, attributive=attributive)
    start = cue.start if cue and (sense in INCLUDED or cue.hedge == "around") else atom.start
    when = times(
        low, high, sense, lasting=range_.means == "lasting", open_end=range_.high is None, attributive=attributive
    )
    marks = {} if attributive else _marks(cue, range_)
    rule = f"{sense}: {atom.name}" if sense else atom.name
    when = msgspec.structs.replace(when, words=text[start:end], rule=rule, **marks)
    return Frame(start, end, when, relative, words, not attributive)


class Range(NamedTuple):
    """From `low` to `high` (None: to the present), ending at `end` of the text; `means` is how they are joined: not
    at all (""), `lasting`, `between`, `either`. `hedged`: the second is only about right."""

    low: Atom
    high: Atom | None
    end: int
    means: str
    hedged: bool = False


def _joined(text: str, atom: Atom, cue: Cue | None, *, must_join: bool) -> Range | None:
    """The atom with what is joined to it; None where it is a date only with something joined, and nothing is."""
    joined = _join(text, atom, cue, only_lasting=must_join)
    if joined or must_join:
        return joined
    if cue is not None and cue.means == "between":  # a single number after it is none: "between 1500 and 2000 men"
        return None if atom.low is atom.high else Range(atom, atom, atom.end, "between")
    return Range(atom, atom, atom.end, "lasting" if atom.lasting else "")


def _marks(cue: Cue | None, r: Range) -> dict[str, Any]:
    """What is approximate: all of it, or one end of a range."""
    start = cue is not None and "around" in (cue.means, cue.hedge)
    if not start and not r.hedged:
        return {}
    both = (cue is not None and cue.means == "around") or (start and r.hedged)
    ranged = r.high is not None and r.low is not r.high
    return {"approximate": True, "marked": "both" if both or not ranged else "start" if start else "end"}


def _left_free(text: str, at: int, atom: Atom | None) -> Atom | None:
    """A year or month that only a second date after it makes one ("Battle of the Ford 2012–2016")."""
    free = not at or not re.match(r"[\w$€£#№/.,=&+@-]", text[at - 1])
    return atom if atom and atom.bare and free else None


def _join(text: str, a: Atom, cue: Cue | None, *, only_lasting: bool) -> Range | None:
    between = cue is not None and cue.means == "between"
    for pattern, means in _joins():
        if (means == "between" and not between) or (only_lasting and means != "lasting"):
            continue
        m = pattern.match(text, a.end)
        if not m:
            continue
        now = _present().match(text, m.end()) if means == "lasting" else None
        if now and not m[0].isspace():
            return Range(a, None, now.end(), means)
        b = read_atom(text, m.end(), cue="in", sure=True)
        if b is None or (b.bare and counted_next(text, b.end)):
            continue
        pair = _share_years(a, b)
        if pair:
            return Range(*pair, b.end, "between" if between else means, bool(_hedge().search(m[0])))
    return None


@cache
def _hedge() -> re.Pattern[str]:
    return compiled("{about}")


@cache
def _joins() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(words), means) for words, means in listed("joins"))


@cache
def _present() -> re.Pattern[str]:
    return compiled(f"(?:{expressions()['present']})")


@cache
def _tails() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(f"(?:{words})"), means) for words, means in listed("tails"))


def _share_years(a: Atom, b: Atom) -> tuple[Atom, Atom] | None:
    """Both ends of a range with the years that one lends the other; None if the second is not the later."""
    if a.year is None and b.low.year is not None:
        a = a.with_year(b.low.year - ((a.high.month or 0) > (b.low.month or 12)))
    elif b.year is None and a.high.year is not None:
        b = b.with_year(a.high.year + ((a.high.month or 0) > (b.low.month or 0)))
    if a.year is None or b.year is None:
        monthly = a.kind_is_monthly and b.kind_is_monthly
        return (a, b) if monthly else None
    try:
        return (a, b) if a.low.stretch().first < b.high.stretch().last and a.high != b.low else None
    except ValueError:
        return None


def _dated(text: str, low: Atom, high: Atom, anchors: Anchors) -> tuple[Piece, Piece, bool]:
    """First and last piece, with the year that the anchors give where the words give none."""
    first, last = low.low, high.high
    if last.year is not None:
        return first, last, False
    month = last.month or 0
    ahead = looks_ahead(text, low.start)
    year = year_for(month, last.day, anchors, at=low.start, upcoming=ahead)
    if year is None:
        return first, last, False
    back = (first.month or 0) > month
    pair = first._replace(year=year - back), last._replace(year=year)
    try:
        pair[0].stretch(), pair[1].stretch()
    except ValueError:  # 29 February in a year that has none
        return first, last, False
    return *pair, True


def _tail(text: str, end: int) -> tuple[str, int]:
    for pattern, means in _tails():
        m = pattern.match(text, end)
        if m:
            return means, m.end()
    return "", end


@cache
def _dated_thing() -> re.Pattern[str]:
    return re.compile(rf"(?:{expressions()['dated_things']})s?\s+\Z", re.IGNORECASE)


def _sense(text: str, cue: Cue | None, tail: str, means: str, *, attributive: bool) -> str:
    """What cue, tail and join come to together."""
    if tail:
        return "since" if tail == "onward" else tail
    sense = cue.means if cue else ""
    if sense in ("from", "since") and cue and cue.hedge == "at least":
        return "since at least"
    if sense == "until" and cue and cue.hedge == "at least":
        return "until at least"
    if attributive and sense not in ("since", "until", "before", "after"):
        return ""
    if sense == "from" and not means and cue and _dated_thing().search(text, max(0, cue.start - 24), cue.start):
        return ""
    if sense == "between" and means != "between":
        return ""
    return "" if sense == "at" else sense

"""Every time that an English passage tells, in reading order."""

from __future__ import annotations

import re

import msgspec

from rawi.dates.anchors import Anchors, hull
from rawi.dates.frames import Cue, cue_before, read_frame
from rawi.dates.patterns import DIGITS, by_start
from rawi.dates.relative import told_from
from rawi.dates.senses import framed
from rawi.model import Span, When


class FoundDate(msgspec.Struct, frozen=True, kw_only=True):
    """A time as the text tells it.

    `span` holds the words that make the time what it is ("since 2015", "late 2016", "6 April 2018"), without a bare
    preposition before it. `cue` is the word before the date, in the span or not (`since`, `until`, `by`, `as of`,
    `in`, `on`, …), lower case. `relative` says that its time came at least in part from another date. A time that is
    found and cannot be told ("several months later") has a `when` whose bounds are all None.
    """

    span: Span
    when: When
    relative: bool = False
    cue: str | None = None


_WORD = re.compile(r"[A-Za-z]+|[0-9]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_OPENING = re.compile(
    r"(?:\A|[.!?:;)\]*•|>#=–—\n-]\s*|[”\"’]\s+)(?:(?:Already|As|At|During|By|From|In|On|Since|Then|Thus|Later)[ ,]+)*"
    r"(?:the\s+(?:[a-z]+\s+)?|of\s+|early\s+)*\Z",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:,|,?\s+(?:and|or|&))\s+(?:(?:in|of|again in|then in)\s+)?\Z")


def read_dates(
    passage: str, *, offset: int = 0, anchors: Anchors | None = None
) -> tuple[tuple[FoundDate, ...], Anchors]:
    """The times of a passage and the anchors after it.

    Spans count code points from `offset`, where the passage stands in the stored text. Pass the anchors that the
    passage before returned; at a heading, `anchors.enter(heading)`.
    """
    anchors = anchors or Anchors()
    found: list[FoundDate] = []
    done = 0
    starts = by_start("dates").keys() | by_start("parts").keys() | by_start("fractions").keys()
    relative = by_start("relative")
    addresses = [m.span() for m in _ADDRESS.finditer(passage)] if "://" in passage or "www." in passage else []
    for word in _WORD.finditer(passage):
        at = word.start()
        if at < done:
            continue
        start = DIGITS if word[0].isdecimal() else word[0].lower()
        date = None
        if start in relative:
            date = _relative(passage, at, start, offset, anchors)
        if date is None and start in starts:
            date = _absolute(passage, at, offset, anchors, after=found[-1].span.end - offset if found else -1)
        if date is None or any(a <= at < b for a, b in addresses):
            continue
        one, moves = date
        done = one.span.end - offset
        found.append(one)
        if moves:
            opens = bool(_OPENING.search(passage, max(0, at - 60), at))
            anchors = anchors.told(one.when, at, opens=opens)
    return tuple(found), msgspec.structs.replace(anchors, at=anchors.at - len(passage))


def _absolute(text: str, at: int, offset: int, anchors: Anchors, *, after: int) -> tuple[FoundDate, bool] | None:
    told_before = after >= 0 and bool(_AND.fullmatch(text, after, at))
    frame = read_frame(text, at, anchors=anchors, told_before=told_before)
    if frame is None or max(frame.start, 0) < after:
        return None
    span = Span(offset + frame.start, offset + frame.end)
    return FoundDate(span=span, when=frame.when, relative=frame.relative, cue=frame.cue), frame.moves


def _relative(text: str, at: int, start: str, offset: int, anchors: Anchors) -> tuple[FoundDate, bool] | None:
    for pattern in by_start("relative")[start]:
        m = pattern.regex.match(text, at)
        if not m:
            continue
        means = pattern.row["means"]
        cue = cue_before(text, at)
        if means == "weekday" and not m["which"] and not _is_one_day(m, text, cue):
            continue
        if not _months_are_capital(m, text):
            continue
        when = told_from(m, means, anchors)
        if means == "now" and not anchors.document:
            return None
        begin, s = m.start(), hull(when)
        if cue and cue.means in ("since", "until", "by", "before", "after") and s is not None and when.within:
            when, begin = framed(s, cue.means, attributive=True), cue.start
        when = msgspec.structs.replace(when, words=text[begin : m.end()], rule=pattern.name)
        span = Span(offset + begin, offset + m.end())
        moves = bool(pattern.row.get("moves", True))
        return FoundDate(span=span, when=when, relative=True, cue=cue.words if cue else None), moves
    return None


def _is_one_day(m: re.Match[str], text: str, cue: Cue | None) -> bool:
    """Whether a weekday is one day ("on Monday", "Monday's attack") and no name or habit ("the Monday paper")."""
    return (cue is not None and cue.words in _DAY_CUES) or text[m.end() : m.end() + 2] in ("'s", "’s")


_DAY_CUES = frozenset({"on", "since", "until", "by", "from", "before", "after", "late on"})


def _months_are_capital(m: re.Match[str], text: str) -> bool:
    return all(text[m.start(g)].isupper() for g in ("month", "weekday") if g in m.re.groupindex and m[g])

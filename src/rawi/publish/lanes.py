"""A timeline in lanes: one lane for each property, and within it as many rows as its moments need to lie side by side.

A bar is solid where its time is asserted, hatched where it is only bounded, and open at an end that nobody states. What
the documents are at odds about always has a row of its own, so that neither covers the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

import msgspec

from rawi.model import OPEN, When
from rawi.publish.timeline import Moment, Timeline

End = Literal["closed", "not stated", "goes on"]
LETTER_DAYS = 0.0078
"""How much of a picture's time a letter of a label takes, as a share."""
LEAST = dt.timedelta(days=30)
"""What a picture shows at least."""
BEFORE_ALL = 30
"""Years before most of the rest at which something no longer stretches the picture."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One moment as it is drawn; days are ISO dates. `point` is what happens once, on a day between the two bounds."""

    number: int
    """Of its moment among the dated ones of the timeline, from 1."""
    moment: Moment
    point: bool
    first: str
    last: str
    solid: tuple[str, str] | None
    """From the latest start to the earliest end: surely so throughout."""
    start: End
    end: End
    contested: bool
    row: int


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """A property with its bars in `rows` rows."""

    label: str
    rows: int
    bars: tuple[Bar, ...]


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """`first` and `last` bound the picture; `earlier` and `later` count the moments that lie outside of it."""

    entity: str
    name: str
    first: str
    last: str
    lanes: tuple[Lane, ...]
    earlier: int
    later: int


def lanes(
    shown: Timeline,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    contested: Collection[str] = (),
) -> Lanes | None:
    """The dated moments in lanes, between two days if any are given; None where nothing is dated.

    Without `since`, what lies a generation before everything else is counted as earlier. `contested` are the ids of
    claims that contradict others.
    """
    spans = [(number, moment, _span(moment.when)) for number, moment in enumerate(shown.dated, 1)]
    dated = [(number, moment, span) for number, moment, span in spans if span is not None]
    if not dated:
        return None
    first = since or _beginning([span[0] for _, _, span in dated])
    first = min(first, dt.date.max - LEAST)
    last = max(until or max(span[1] for _, _, span in dated), first + LEAST)
    inside = [one for one in dated if one[2][1] >= first and one[2][0] <= last]
    labels: dict[str, list[tuple[int, Moment, tuple[dt.date, dt.date]]]] = {}
    for one in inside:
        labels.setdefault(one[1].label, []).append(one)
    known = frozenset(contested)
    made = [_lane(label, own, first, last, known) for label, own in labels.items()]
    return Lanes(
        entity=shown.entity,
        name=shown.name,
        first=first.isoformat(),
        last=last.isoformat(),
        lanes=tuple(made),
        earlier=sum(span[1] < first for _, _, span in dated),
        later=sum(span[0] > last for _, _, span in dated),
    )


def _beginning(starts: Sequence[dt.date]) -> dt.date:
    """The first day that is not a generation before the middle of all."""
    ordered = sorted(starts)
    middle = ordered[len(ordered) // 2]
    near = [day for day in ordered if middle.year - day.year <= BEFORE_ALL]
    return near[0]


def _lane(
    label: str,
    own: Iterable[tuple[int, Moment, tuple[dt.date, dt.date]]],
    first: dt.date,
    last: dt.date,
    contested: frozenset[str],
) -> Lane:
    days = max(1, (last - first).days)
    ends: list[float] = []
    """For each row, where its last label ends, as a share of the picture."""
    bars = []
    for number, moment, (begin, end) in own:
        at_odds = any(t.claim in contested for t in moment.tellings)
        x = max(0.0, (begin - first).days / days)
        until = max(x, (end - first).days / days) + LETTER_DAYS * (len(label_of(moment)) + 5)
        row = next((n for n, taken in enumerate(ends) if taken <= x and not at_odds), len(ends))
        if row == len(ends):
            ends.append(until)
        else:
            ends[row] = until
        if at_odds:
            ends[row] = 2.0
        bars.append(_bar(number, moment, at_odds, row))
    return Lane(label=label, rows=len(ends), bars=tuple(bars))


def label_of(moment: Moment) -> str:
    """What stands beside a bar: the value, without its label; its time where it is nothing but a date."""
    words = moment.words or moment.time
    return f"not {words}" if moment.negated else words


def _bar(number: int, moment: Moment, contested: bool, row: int) -> Bar:
    when, span = moment.when, _span(moment.when)
    if when is None or span is None:  # only dated moments are drawn
        raise ValueError("a moment without a time has no bar")
    point = _is_point(when)
    start, end = when.latest_start, when.earliest_end
    solid = None
    if point and span[0] == span[1]:
        solid = span
    elif not point:
        head = start if isinstance(start, dt.date) else span[0] if start == OPEN else None
        tail = end if isinstance(end, dt.date) else span[1] if end == OPEN else None
        solid = (head, tail) if head is not None and tail is not None and head <= tail else None
    return Bar(
        number=number,
        moment=moment,
        point=point,
        first=span[0].isoformat(),
        last=span[1].isoformat(),
        solid=(solid[0].isoformat(), solid[1].isoformat()) if solid else None,
        start="closed" if point else _end(when.earliest_start),
        end="closed" if point else _end(when.latest_end),
        contested=contested,
        row=row,
    )


def _is_point(when: When) -> bool:
    """Whether start and end are the same unknown day."""
    return (
        when.within or (isinstance(when.earliest_start, dt.date) and when.earliest_start == when.earliest_end)
    ) and when.latest_start == when.latest_end


def _end(bound: object) -> End:
    return "closed" if isinstance(bound, dt.date) else "goes on" if bound == OPEN else "not stated"


def _span(when: When | None) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that are known of a time; an end that is not stated stands at its start."""
    if when is None:
        return None
    days = [bound for bound in when.bounds if isinstance(bound, dt.date)]
    return (min(days), max(days)) if days else None

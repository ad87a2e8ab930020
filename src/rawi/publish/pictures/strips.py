"""A timeline as SVG: solid where it is asserted, hatched where only bounded, open where no end is stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from rawi.publish.lanes import Bar, Lane, Lanes, label_of
from rawi.publish.pictures.svg import (
    ALARM,
    INK,
    LINE,
    NEITHER,
    PAPER,
    SOFT,
    Say,
    as_written,
    element,
    group,
    link,
    name,
    picture,
    title,
    words,
)

LEFT, RIGHT, TOP, ROW, THICK, GAP = 190.0, 150.0, 46.0, 26.0, 11.0, 10.0
DRAWN = 860.0
"""The width of the time itself."""
STUMP = 26.0
"""How far an end that nobody states is drawn."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
MOST_TICKS = 16


def lanes_svg(
    shown: Lanes,
    *,
    label: str,
    as_of: dt.date | None = None,
    say: Say = as_written,
    address: Callable[[int], str | None] = lambda number: None,
) -> str:
    """The lanes as a picture; `address` says where the bar of a moment leads."""
    first, last = dt.date.fromisoformat(shown.first), dt.date.fromisoformat(shown.last)
    days = max(1, (last - first).days)

    def x(day: str | dt.date) -> float:
        at = dt.date.fromisoformat(day) if isinstance(day, str) else day
        return LEFT + DRAWN * min(1.0, max(0.0, (at - first).days / days))

    parts, y = [], TOP
    for number, lane in enumerate(shown.lanes):
        height = lane.rows * ROW + GAP
        if number % 2 == 0:
            parts.append(element("rect", x=0, y=y, width=LEFT + DRAWN + RIGHT, height=height, fill="#f5f5f2"))
        parts.append(_lane(lane, y, x, say, address))
        y += height
    axis = list(_axis(first, last, x, y))
    if as_of is not None and first <= as_of <= last:
        axis.append(element("line", x1=x(as_of), x2=x(as_of), y1=TOP - 8, y2=y, stroke=ALARM, stroke_width=2))
        axis.append(words(as_of.isoformat(), x(as_of), TOP - 30, text_anchor="middle", fill=ALARM, font_size=12))
    width = LEFT + DRAWN + RIGHT
    return picture([*axis, *parts], width=width, height=y + 12, label=label, defs=_hatching(), class_="timeline")


def bar_words(bar: Bar) -> str:
    """A bar in one line, as its title says it."""
    moment = bar.moment
    said = f"{moment.label}: {label_of(moment)}"
    when = moment.time if not moment.bounds or moment.bounds == moment.time else f"{moment.time} [{moment.bounds}]"
    open_ends = [f"{which} {what}" for which, what in (("start", bar.start), ("end", bar.end)) if what != "closed"]
    unreviewed = all(t.review == "unreviewed" for t in moment.tellings)
    marks = [word for word, so in (("contested", bar.contested), ("unreviewed", unreviewed)) if so]
    facts = [when, *open_ends, *moment.stances, *marks]
    return f"{said} ({', '.join(facts)})"


def _lane(lane: Lane, top: float, x: Callable[[str], float], say: Say, address: Callable[[int], str | None]) -> str:
    label = say("property", lane.label)
    heading = name(label, LEFT - 14, top + ROW / 2 + 9, most=26, text_anchor="end", font_weight="bold")
    bars = []
    for bar in lane.bars:
        drawn = _bar(bar, top + GAP / 2 + bar.row * ROW, x, say)
        bars.append(link(address(bar.number), drawn, say("bar", bar_words(bar))))
    return group([heading, *bars])


def _bar(bar: Bar, top: float, x: Callable[[str], float], say: Say) -> str:
    unreviewed = all(t.review == "unreviewed" for t in bar.moment.tellings)
    stroke = ALARM if bar.contested else NEITHER
    look = {"stroke": stroke, "stroke_width": 1.4, "stroke_dasharray": "4 3" if unreviewed else None}
    y, left, right = top + (ROW - THICK) / 2, x(bar.first), x(bar.last)
    middle = y + THICK / 2
    parts = [title(say("bar", bar_words(bar)))]
    if bar.point and right - left < 7:
        at = (left + right) / 2
        shape = f"M{at:.1f} {middle - 7:.1f} l7 7 l-7 7 l-7 -7 z"
        parts.append(element("path", d=shape, fill=stroke if bar.solid else "url(#bounded)", **look))
        end = at + 9
    else:
        right = max(right, left + 5)
        parts.append(element("rect", x=left, y=y, width=right - left, height=THICK, fill=PAPER))
        parts.append(element("rect", x=left, y=y, width=right - left, height=THICK, fill="url(#bounded)", **look))
        if bar.solid is not None:
            head, tail = x(bar.solid[0]), x(bar.solid[1])
            parts.append(element("rect", x=head, y=y, width=max(3.0, tail - head), height=THICK, fill=stroke))
        end = right + 4
        if bar.end != "closed":
            parts.append(_arrow(right, middle, 1, bar.end, stroke))
            end += STUMP
        if bar.start != "closed":
            parts.append(_arrow(left, middle, -1, bar.start, stroke))
    mark = f"{bar.moment.marks[0]} " if bar.moment.marks else ""
    odds = "≠ " if bar.contested else ""
    beside = say("value", label_of(bar.moment))
    said = name(f"{odds}{mark}{beside}", end + 3, middle + 4.5, most=44, font_size=12.5, fill=INK)
    return group([*parts, said], class_="bar")


def _arrow(x: float, y: float, way: int, end: str, stroke: str) -> str:
    """Where it goes on, a filled arrow; where nobody states an end, an open one."""
    tip = x + way * STUMP
    line = element("line", x1=x, x2=tip - way * 8, y1=y, y2=y, stroke=stroke, stroke_width=1.6, stroke_dasharray="2 3")
    head = f"M{tip - way * 9:.1f} {y - 5:.1f} L{tip:.1f} {y:.1f} L{tip - way * 9:.1f} {y + 5:.1f}"
    goes_on = end == "goes on"
    return line + element("path", d=f"{head} z", fill=stroke if goes_on else PAPER, stroke=stroke, stroke_width=1.4)


def _axis(first: dt.date, last: dt.date, x: Callable[[dt.date], float], bottom: float) -> Iterator[str]:
    for day, said in _ticks(first, last):
        yield element("line", x1=x(day), x2=x(day), y1=TOP - 8, y2=bottom, stroke=LINE, stroke_opacity=0.35)
        yield words(said, x(day), TOP - 14, text_anchor="middle", font_size=12, fill=SOFT)


def _ticks(first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, str]]:
    years = last.year - first.year + 1
    if years <= 3:
        months = 1 if years == 1 else 3
        for year in range(first.year, last.year + 1):
            for month in range(1, 13, months):
                if first <= (day := dt.date(year, month, 1)) <= last:
                    yield day, f"{year}-{month:02}"
        return
    step = next((step for step in STEPS if years / step <= MOST_TICKS), STEPS[-1])
    for year in range(first.year - first.year % step, last.year + 1, step):
        if year >= dt.MINYEAR and first <= (day := dt.date(year, 1, 1)) <= last:
            yield day, str(year)


def _hatching() -> str:
    lines = element("path", d="M-2 2 l4 -4 M0 8 l8 -8 M6 10 l4 -4", stroke=NEITHER, stroke_width=1.3)
    return element("pattern", lines, id="bounded", width=8, height=8, patternUnits="userSpaceOnUse")

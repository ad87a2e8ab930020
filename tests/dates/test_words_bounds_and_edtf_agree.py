"""Text to time to EDTF and back: the bounds hold, and no day appears that the words do not give."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.dates import Anchors, from_edtf, read_dates, to_edtf
from rawi.dates.calendar import month_end
from rawi.model import OPEN, When

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
MONTHS += ["October", "November", "December"]
SHORT = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]

days = st.dates(dt.date(1900, 1, 1), dt.date(2035, 12, 31))
plain_days = st.sampled_from(
    ["{d} {M} {y}", "{M} {d}, {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "the {d}th of {M}, {y}", "{d} {m} {y}"]
)
coarse = st.sampled_from(
    ["{M} {y}", "{m} {y}", "{y}", "early {y}", "mid-{y}", "late {y}", "the end of {y}", "the summer of {y}",
     "the first half of {y}", "the second quarter of {y}", "the {D}s", "the late {D}s", "early {M} {y}"]
)  # fmt: skip
framed = st.sampled_from(
    ["In {}", "Since {}", "Until {}", "By {}", "Around {}", "As of {}", "After {}", "Before {}", "As far back as {}",
     "From {}", "Since at least {}", "Since around {}", "Throughout {}"]
)  # fmt: skip


def told(shape: str, day: dt.date) -> str:
    return shape.format(
        d=day.day, n=day.month, y=day.year, D=day.year // 10 * 10, M=MONTHS[day.month - 1], m=SHORT[day.month - 1]
    )


def only(text: str, **anchors: When) -> When:
    found, _ = read_dates(text, anchors=Anchors(**anchors))
    assert len(found) == 1, text
    return found[0].when


@given(days, plain_days)
def test_a_day_in_any_order_is_that_day(day: dt.date, shape: str) -> None:
    when = only(f"On {told(shape, day)}, the unit left.")
    assert when.bounds == (day, day, day, day)
    assert to_edtf(when) == day.isoformat()


@given(days)
def test_a_month_is_all_its_days_and_none_of_them(day: dt.date) -> None:
    when = only(f"In {MONTHS[day.month - 1]} {day.year} it fell.")
    assert (when.earliest_start, when.latest_end) == (day.replace(day=1), month_end(day.year, day.month))


@given(days, coarse, framed)
def test_no_day_that_the_words_do_not_give(day: dt.date, shape: str, frame: str) -> None:
    when = only(f"{frame.format(told(shape, day))}, the unit held the hill.")
    for low, high in ((when.earliest_start, when.latest_start), (when.earliest_end, when.latest_end)):
        assert low != high or not isinstance(low, dt.date)
    written = to_edtf(when)
    assert written is not None
    assert all(len(end.rstrip("~")) <= 7 for end in written.split("/"))


UNSAYABLE = ("by", "since at least", "until at least")
"""What EDTF cannot say, as the docstring of rawi.dates.edtf lists it; vague ends are the other case."""


@given(days, coarse, framed)
def test_the_bounds_come_back_from_edtf_wherever_it_can_say_them(day: dt.date, shape: str, frame: str) -> None:
    when = only(f"{frame.format(told(shape, day))}, the unit held the hill.")
    if when.rule.startswith(UNSAYABLE):
        return
    vague = not when.within and not shape.startswith(("{M} ", "{m} ", "{y}", "the {D}", "the summer", "early {M}"))
    if vague and shape not in ("the end of {y}",):
        return
    written = to_edtf(when)
    assert written is not None
    again = from_edtf(written, within=when.within)
    assert again.bounds == when.bounds
    assert again.approximate == when.approximate


@given(
    days,
    days,
    st.sampled_from(["from {a} to {b}", "between {a} and {b}", "{a}–{b}", "{a} - {b}", "from {a} until {b}"]),
)
def test_a_range_keeps_both_ends(one: dt.date, two: dt.date, shape: str) -> None:
    early, late = sorted((one, two))
    if (early.year, early.month) == (late.year, late.month):
        return
    ends = [f"{MONTHS[d.month - 1]} {d.year}" for d in (early, late)]
    when = only(f"The siege ({shape.format(a=ends[0], b=ends[1])}) was long.")
    assert to_edtf(when) in (
        f"{early:%Y-%m}/{late:%Y-%m}",
        to_edtf(from_edtf(f"{early:%Y-%m}/{late:%Y-%m}", within=True)),
    )
    assert when.within == shape.startswith("between")
    written = to_edtf(when)
    assert written is not None
    assert from_edtf(written, within=when.within).bounds == when.bounds


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80), st.integers(0, 9999))
def test_any_text_is_read_without_complaint(noise: str, offset: int) -> None:
    passage = f"{noise} 6 April 2018 {noise}"
    found, _ = read_dates(passage, offset=offset, anchors=Anchors())
    for f in found:
        assert passage[f.span.start - offset : f.span.end - offset] == f.when.words


CUES = ["in", "since", "until", "between", "around", "from", "early", "late", "mid-", "first", "last", "this", "that"]
NUMBERS = ["2015", "2012", "16", "31", "29", "13", "14", "99", "1980s", "two", "present"]
UNITS = [
    "May",
    "March",
    "February",
    "summer",
    "half",
    "weeks",
    "year",
    "month",
    "time",
    "same",
    "later",
    "ago",
    "present",
]
JOINS = ["and", "to", "or", "–", "of", "the", ",", ".", "/"]


@given(st.lists(st.sampled_from(CUES + NUMBERS + UNITS + JOINS), max_size=24))
def test_any_heap_of_time_words_gives_times_in_order_with_sound_bounds(pieces: list[str]) -> None:
    passage = " ".join(pieces)
    anchors = Anchors(document=from_edtf("2020-02-29"))
    found, after = read_dates(passage, anchors=anchors)
    assert read_dates(passage, anchors=anchors) == (found, after)
    end = 0
    for f in found:
        assert end <= f.span.start < f.span.end
        end = f.span.end
        low, high = f.when.earliest_start, f.when.latest_end
        assert not (isinstance(low, dt.date) and isinstance(high, dt.date) and low > high)
        written = to_edtf(f.when)
        if written and not f.when.yearless:
            from_edtf(written, within=f.when.within)


def test_by_is_a_latest_start_and_nothing_more() -> None:
    when = only("By early 2020, the unit was sending troops.")
    assert when.bounds == (None, dt.date(2020, 4, 30), None, None)
    assert when.start_asserted
    assert not when.end_asserted


def test_since_at_least_leaves_the_earliest_start_open_to_doubt() -> None:
    when = only("It has existed since at least 2012.")
    assert when.bounds == (None, dt.date(2012, 12, 31), OPEN, OPEN)


def test_since_a_vague_time_keeps_the_whole_of_it_inside() -> None:
    when = only("It has held the road since late 2015.")
    assert (when.earliest_start, when.latest_start) == (dt.date(2015, 10, 1), dt.date(2015, 12, 31))
    assert to_edtf(when) == "2015-10/.."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met on 03/04/2015.", "2015"),
        ("It met on 13/04/2015.", "2015-04-13"),
        ("It met on 04/13/2015.", "2015-04-13"),
        ("It met in early March 2019.", "2019-03"),
        ("It met on 30 February 2015.", "2015-02"),
    ],
)
def test_a_day_that_cannot_be_known_is_not_made_up(text: str, expected: str) -> None:
    assert to_edtf(only(text)) == expected

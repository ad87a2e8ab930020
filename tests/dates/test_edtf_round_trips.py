"""EDTF goes in and comes out unchanged, means what it says, and the standard library for it agrees."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.dates import UnreadableDate, from_edtf, to_edtf
from rawi.errors import RawiError
from rawi.model import OPEN, When

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
DATED = {"founded", "dissolved", "happened", "died", "active", "reorganised"}

days = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
marks = st.sampled_from(["", "", "~", "?", "%"])
dates = st.builds(lambda day, size: day.isoformat()[:size], days, st.sampled_from([4, 7, 10]))
seasons = st.builds(lambda year, code: f"{year}-{code}", st.integers(1000, 2998), st.integers(21, 24))
decades = st.builds(lambda decade: f"{decade}X", st.integers(100, 299))
yearless = st.sampled_from(["XXXX-02-06", "XXXX-02", "XXXX-02-29", "XXXX-12-31", "XXXX-02-03/XXXX-02-07"])
parts = st.one_of(dates, seasons, decades)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    early, late = sorted((draw(dates), draw(dates)))
    if early[:4] == late[:4]:
        late = f"{int(late[:4]) + 1}{late[4:]}".replace("-02-29", "-02-28")
    shape = draw(st.sampled_from(["{a}/{b}", "{a}/..", "../{b}", "/{b}", "{a}/", "{a}~/{b}~", "{a}~/{b}", "{a}/{b}?"]))
    return shape.format(a=early, b=late)


@given(st.one_of(st.builds(str.__add__, parts, marks), intervals(), yearless))
def test_what_is_read_is_written_the_same(text: str) -> None:
    assert to_edtf(from_edtf(text)) == text


@given(intervals(), st.booleans())
def test_bounds_survive_writing_and_reading(text: str, within: bool) -> None:
    when = from_edtf(text, within=within)
    written = to_edtf(when)
    assert written is not None
    assert from_edtf(written, within=within).bounds == when.bounds
    edtf.parse_edtf(written)


@given(parts, marks)
def test_a_date_is_some_time_within_its_days(part: str, mark: str) -> None:
    when = from_edtf(part + mark)
    first, last = when.earliest_start, when.latest_start
    assert isinstance(first, dt.date)
    assert isinstance(last, dt.date)
    assert first <= last
    assert when.bounds == (first, last, first, last)
    assert when.within
    assert (first == last) == (len(part) == 10)


MEANT = {
    "/2024": (None, None, dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    "../2014": (OPEN, OPEN, dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
    "2015/..": (dt.date(2015, 1, 1), dt.date(2015, 12, 31), OPEN, OPEN),
    "2012/2024": (dt.date(2012, 1, 1), dt.date(2012, 12, 31), dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    "198X": (dt.date(1980, 1, 1), dt.date(1989, 12, 31), dt.date(1980, 1, 1), dt.date(1989, 12, 31)),
    "2016-24": (dt.date(2016, 12, 1), dt.date(2017, 2, 28), dt.date(2016, 12, 1), dt.date(2017, 2, 28)),
    "XXXX-02-06": (None, None, None, None),
}


@pytest.mark.parametrize(("text", "bounds"), MEANT.items())
def test_open_unknown_and_half_known_ends_are_told_apart(text: str, bounds: tuple[object, ...]) -> None:
    assert from_edtf(text).bounds == bounds


def test_an_interval_may_be_the_time_within_which_something_happened() -> None:
    within, lasting = from_edtf("2015-10/2015-12", within=True), from_edtf("2015-10/2015-12")
    assert within.bounds == (dt.date(2015, 10, 1), dt.date(2015, 12, 31), dt.date(2015, 10, 1), dt.date(2015, 12, 31))
    assert lasting.latest_start == dt.date(2015, 10, 31)
    assert lasting.earliest_end == dt.date(2015, 12, 1)
    assert to_edtf(within) == to_edtf(lasting) == "2015-10/2015-12"


def test_asserted_ends_are_those_that_are_written() -> None:
    assert [from_edtf(t).start_asserted for t in ("/2024", "2015/..", "2012/2024", "2012")] == [
        False,
        True,
        True,
        False,
    ]
    assert [from_edtf(t).end_asserted for t in ("/2024", "2015/..", "2012/2024", "2012")] == [True, False, True, False]


def test_a_mark_on_one_end_stays_on_that_end() -> None:
    assert to_edtf(from_edtf("2000~/2010-04")) == "2000~/2010-04"
    assert to_edtf(from_edtf("2000/2010-04?")) == "2000/2010-04?"


def test_what_started_no_later_than_is_written_with_the_head_of_until_and_not_confused_inside() -> None:
    by = When(latest_start=dt.date(2020, 4, 30), start_asserted=True)
    assert to_edtf(by) == "/2020-04"
    assert from_edtf("/2020-04").bounds != by.bounds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "../..",
        "soon",
        "2012-13",
        "2012-02-30",
        "2012/2010",
        "99999",
        "0000",
        "XXXX",
        "2012-21-01",
        "2012/XXXX-02",
    ],
)
def test_what_is_no_date_is_refused_with_the_text_and_advice(text: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        from_edtf(text)
    assert isinstance(caught.value, RawiError)
    assert caught.value.where == text
    assert caught.value.advice


def test_every_time_of_the_gold_files_comes_through() -> None:
    if not GOLD.is_dir():
        pytest.skip("no ../shared/gold beside this checkout")
    rows = [json.loads(line) for file in GOLD.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    texts = {r["time"] for r in rows if r["time"]} | {
        r["value"] for r in rows if r["predicate"] in DATED and r["value"]
    }
    assert texts
    assert [to_edtf(from_edtf(text)) for text in sorted(texts)] == sorted(texts)

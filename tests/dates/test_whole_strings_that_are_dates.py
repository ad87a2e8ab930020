"""Field values and date lines: the whole string is one time, in any of the languages, or it is none."""

from __future__ import annotations

import pytest

from rawi.dates import read_date, read_publication_date, to_edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012– 2024", "2012/2024"),
        ("2012-2024", "2012/2024"),
        ("2012–", "2012/.."),
        ("2014-06-02", "2014-06-02"),
        ("2014-06", "2014-06"),
        ("2013/14", "2013/2014"),
        ("2012/2024", "2012/2024"),
        ("August 2016 – present", "2016-08/.."),
        ("c. 2012", "2012~"),
        ("2012?", "2012?"),
        ("until 2024", "/2024"),
        ("since late 2015", "2015-10/.."),
        ("late 1990s", "1997/1999"),
        ("198X", "198X"),
        ("(2017)", "2017"),
        ("5 May 2014[3]", "2014-05-05"),
        ("Friday, 6 April 2018", "2018-04-06"),
        ("Feb. 6", "XXXX-02-06"),
        ("12 de marzo de 2014", "2014-03-12"),
        ("1er mars 2019", "2019-03-01"),
        ("août 2014", "2014-08"),
        ("2 de março de 2011", "2011-03-02"),
        ("15 Mart 2019", "2019-03-15"),
        ("9 Şubat 2018", "2018-02-09"),
        ("21 марта 2016 г.", "2016-03-21"),
        ("6 أبريل 2018", "2018-04-06"),
        ("٦ نيسان ٢٠١٨", "2018-04-06"),
        ("نيسان/أبريل 2018", "2018-04"),
        ("كانون الأول 2016", "2016-12"),
    ],
)
def test_a_field_value_is_read_in_its_own_language(text: str, expected: str) -> None:
    when = read_date(text)
    assert when is not None
    assert to_edtf(when) == expected
    assert when.words == text


@pytest.mark.parametrize(
    "text",
    ["", "unknown", "None", "3,000", "Red Hill", "Red Hill 2012", "2012 and 2013", "2012, 2014", "31 April", "x" * 500],
)
def test_what_is_not_one_date_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Updated: May 21, 2018", "2018-05-21"),
        ("Published on 3 March 2014 at 10:23", "2014-03-03"),
        ("May 10, 2025", "2025-05-10"),
        ("2024-03-27 12:00:00 +0800", "2024-03-27"),
        ("2018-10-29T19:09:49.856-04:00", "2018-10-29"),
        ("Thu, 12 Mar 2020 10:11:12 GMT", "2020-03-12"),
        ("28 NOV 89", "1989-11-28"),
        ("HAVEN CITY, 28 NOV 89 (RADIO ONE) -- [TEXT]", "1989-11-28"),
        ("c. 2017-2019", "2017~/2019~"),
        ("20 mars 2019", "2019-03-20"),
        ("September 2017", "2017-09"),
    ],
)
def test_a_date_line_is_read_through_its_labels(text: str, expected: str) -> None:
    when = read_publication_date(text)
    assert when is not None
    assert to_edtf(when) == expected
    assert when.words == text


@pytest.mark.parametrize("text", ["", "Posted 5 hours ago", "By A. Writer", "Feb. 6", "yesterday"])
def test_a_line_without_a_year_dates_nothing(text: str) -> None:
    assert read_publication_date(text) is None

"""What looks like a time and is none: counts, hours, codes, addresses, people, movements named after a day."""

from __future__ import annotations

import pytest

from rawi.dates import Anchors, from_edtf, read_dates, to_edtf

DOCUMENT = from_edtf("2024-03-27")


def told(text: str) -> list[str | None]:
    found, _ = read_dates(text, anchors=Anchors(document=DOCUMENT))
    return [to_edtf(f.when) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "Some 2,015 men and 2000 fighters joined.",
        "A force of 2000 men held it against about 1900 armed men.",
        "It has between 1500 and 2000 fighters.",
        "Unit 2015 cited Resolution 2042 on page 1999.",
        "It counted 246 'martyrs' since its inception.",
        "They came at 2000 hours, at 1930 GMT, and again at about 1900.",
        "It cost $2000 and later 2015 dollars.",
        "He may march to the sea, and they may follow in march order.",
        "April Sands and August Keller met Jan Olsen and June Brown.",
        "The 23 March Movement split from the 19 April movement.",
        "The leaders of the March 14 alliance objected.",
        "THE 19 APRIL MOVEMENT LAID DOWN ITS ARMS; GOD MAY HELP.",
        "See http://example.org/2017/05/12/story-2016 for more.",
        "Call 2012-5555 or write to box 2014/3/7 B.",
        "In 1435 AH it was founded.",
        "The second half of the game and the first quarter of the brigade.",
        "It is now-defunct, now that its leader is gone.",
        "Shelling went on for three months, day after day.",
        "The day-to-day work is done by one-time members.",
    ],
)
def test_nothing_is_read(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May 15 fighters were killed.", ["2023-05"]),
        ("On May 15 fighters advanced.", ["2023-05-15"]),
        ("In 2015 men of the unit rebelled.", ["2015"]),
        ("The 2016 Red Army offensive followed the May 2021 coup.", ["2016", "2021-05"]),
        ("As of 2018, 2000 officers served there.", ["2018"]),
        ("One notorious 2001 kidnapping was theirs.", ["2001"]),
        ("The 2015-16 campaign; a raid in 2014-06.", ["2015/2016", "2014-06"]),
        ("ON 3 MARCH THE GROUP MOVED.", ["2024-03-03"]),
        ("2016 Southern campaign, ** Northern offensive (February 2016)", ["2016", "2016-02"]),
    ],
)
def test_what_stands_beside_a_number_decides(text: str, expected: list[str]) -> None:
    if text.startswith(("In May", "On May")):  # the coming May is near: only a document of summer settles it
        found, _ = read_dates(text, anchors=Anchors(document=from_edtf("2023-08-01")))
        assert [to_edtf(f.when) for f in found] == expected
    else:
        assert told(text) == expected

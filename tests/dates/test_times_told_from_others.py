"""What a time is told from: the text before it, its section, the document's date, or nothing at all."""

from __future__ import annotations

import pytest

from rawi.dates import Anchors, from_edtf, read_dates, to_edtf


def read(text: str, anchors: Anchors) -> tuple[list[str | None], Anchors]:
    found, after = read_dates(text, anchors=anchors)
    return [to_edtf(f.when) for f in found], after


def dated(edtf: str | None) -> Anchors:
    return Anchors(document=from_edtf(edtf) if edtf else None)


def test_the_text_before_gives_the_year_of_a_month() -> None:
    _, anchors = read("On 20 March 2016 it lost fifteen men, and five two days later.", dated(None))
    assert read("In April, it spoke of a front.", anchors)[0] == ["2016-04"]


def test_a_passage_read_on_its_own_offset_goes_on_from_the_one_before() -> None:
    first = "On 20 March 2016 it lost fifteen men."
    _, anchors = read_dates(first, offset=5000, anchors=dated(None))
    found, _ = read_dates("In April, it spoke.", offset=5000 + len(first) + 2, anchors=anchors)
    assert [(to_edtf(f.when), f.span.start) for f in found] == [("2016-04", 5042)]


def test_a_dispatch_means_the_nearest_past() -> None:
    assert read("On 11 November they attacked.", dated("1989-11-28"))[0] == ["1989-11-11"]
    assert read("On 16 and 17 October they met.", dated("1989-11-28"))[0] == ["1989-10-16/1989-10-17"]
    assert read("It was ended in January.", dated("2024-03-27"))[0] == ["2024-01"]
    assert read("It was ended in December.", dated("2024-03-27"))[0] == ["2023-12"]


def test_a_dispatch_means_the_coming_day_where_it_looks_ahead() -> None:
    assert read("The truce could end on 28 February.", dated("1990-02-18"))[0] == ["1990-02-28"]
    assert read("Elections will be held on 27 May.", dated("1990-02-18"))[0] == ["1990-05-27"]


def test_what_may_be_last_year_or_this_is_left_without_a_year() -> None:
    assert read("The vote of 27 May divides them.", dated("1990-02-18"))[0] == ["XXXX-05-27"]


def test_an_old_agreement_does_not_date_the_news() -> None:
    text = "It destroyed the June 2015 agreement (which was dropped in January)."
    assert read(text, dated("2024-03-27"))[0] == ["2015-06", "2024-01"]


def test_an_undated_report_leaves_its_days_without_a_year() -> None:
    _, anchors = read("In Jan. 2019, the ministry listed it.", dated(None))
    anchors = anchors.enter("Evidence of activity")
    assert read("On Feb. 6, an outlet showed a card. A day later it was gone.", anchors)[0] == [
        "XXXX-02-06",
        "XXXX-02-07",
    ]


def test_a_heading_gives_the_year_of_its_section() -> None:
    anchors = dated(None).enter("2016")
    assert read("August 10 - A pipeline was blown up.", anchors)[0] == ["2016-08-10"]
    anchors = dated(None).enter("Mutiny and defection in 2024")
    assert read("In November, it stood aside.", anchors)[0] == ["2024-11"]
    anchors = dated(None).enter("Operations since 2015")
    assert read("In November, it stood aside.", anchors)[0] == ["XXXX-11"]


def test_an_aside_about_an_older_year_does_not_move_the_section() -> None:
    anchors = dated(None).enter("2016")
    text = "In August 2006 it had been elsewhere. On 7 November it took the hill."
    assert read(text, anchors)[0] == ["2006-08", "2016-11-07"]


def test_an_encyclopedia_read_years_later_does_not_shift_what_it_quotes() -> None:
    text = "In May 2012, a panel said that arms had come over the past year."
    assert read(text, dated("2023"))[0] == ["2012-05", None]


def test_an_event_that_is_only_named_after_its_date_is_not_gone_on_from() -> None:
    text = "In 2014 it was founded by men of the 2006 Border War. Two years later it split."
    assert read(text, dated(None))[0] == ["2014", "2006", "2016"]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("In 2015 it was founded.", "Around this time, it was led by others.", "2015~"),
        ("On 29 April 2018 it raided a suburb.", "Around the same time, a photo was posted.", "2018-04~"),
        ("In late 2020, men were hired.", "Around this time, it sent troops.", "2020-10~/2020-12~"),
        ("Talks were held on 13 and 14 May 1989.", "At that time both signed.", "1989-05-13/1989-05-14"),
        ("In March 2019 it was hit.", "Two months later, it trained.", "2019-05"),
        ("In March 2019 it was hit.", "Two days later, it trained.", None),
        ("In March 2019 it was hit.", "Several months later, it trained.", None),
        ("In March 2019 it was hit.", "Later that year it trained.", "2019-03/2019-12"),
        ("In March 2019 it was hit.", "The following month it trained.", "2019-04"),
        ("In March 2019 it was hit.", "By then it had trained.", "/2019-03"),
        ("In March 2019 it was hit.", "A year earlier it had split.", "2018"),
        ("On 5 March 2019 it was hit.", "Two weeks later, it trained.", "2019-03-19~"),
        ("", "Two months later, it trained.", None),
        ("", "That year it trained.", None),
    ],
)
def test_told_from_the_last_date(before: str, text: str, expected: str | None) -> None:
    _, anchors = read(before, dated(None))
    assert read(text, anchors)[0] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It left yesterday.", "2024-03-26"),
        ("It left on Monday.", "2024-03-25"),
        ("It left last Wednesday.", "2024-03-20"),
        ("It left last week.", "2024-03-18/2024-03-24"),
        ("It left last month.", "2024-02"),
        ("It left late last year.", "2023-10/2023-12"),
        ("It left last October.", "2023-10"),
        ("It left in October of last year.", "2023-10"),
        ("It left last summer.", "2023-22"),
        ("It left three years ago.", "2021"),
        ("It left 16 months ago.", "2022-11"),
        ("It fought over the past two months.", "2024-01/2024-03"),
        ("It fought in recent weeks.", "2024-02/2024-03"),
        ("It fought in recent years.", None),
        ("It left earlier this month.", "2024-03-01/2024-03-27"),
        ("It currently fights there.", "2024-03-27"),
    ],
)
def test_told_from_the_document(text: str, expected: str | None) -> None:
    found, _ = read_dates(text, anchors=dated("2024-03-27"))
    assert [to_edtf(f.when) for f in found] == [expected]
    assert found[0].relative
    blind, _ = read_dates(text, anchors=dated(None))
    assert [to_edtf(f.when) for f in blind] in ([None], [])


def test_cues_are_told_and_part_of_the_words_where_they_change_the_time() -> None:
    text = "Since 2015 it fought; in 2016, until May 2017 and around June 2018."
    found, _ = read_dates(text, offset=100)
    assert [(f.cue, f.when.words) for f in found] == [
        ("since", "Since 2015"),
        ("in", "2016"),
        ("until", "until May 2017"),
        ("around", "around June 2018"),
    ]
    assert all(text[f.span.start - 100 : f.span.end - 100] == f.when.words for f in found)

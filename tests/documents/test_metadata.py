"""What a document says of itself: title, author, publisher, dates, frames, cuts."""

from __future__ import annotations

import pytest

from rawi.dates import to_edtf
from rawi.documents import is_side_file, read_document
from rawi.documents.cues import cues
from rawi.model import SegmentKind

PROSE = "The brigade left the town early, and its leader, who had come from the north, went with it to the river. "
BODY = "\n\n".join([PROSE * 2] * 4)


def read(text: str, path: str = "a.txt", side=None):
    return read_document(text.encode(), path, side)


def days(document) -> list[tuple[str, str | None]]:
    return [(time.role, to_edtf(time.when)) for time in document.times]


@pytest.mark.parametrize(
    ("file", "group"),
    [
        (file, group)
        for file, groups in {
            "chrome.yaml": ["patterns"],
            "captions.yaml": ["captions"],
            "paywall.yaml": ["cuts"],
            "frames.yaml": ["republished", "pointers"],
            "metadata.yaml": ["bylines", "biographies", "poster", "dates", "generated", "copyright"],
        }.items()
        for group in groups
    ],
)
def test_every_cue_finds_its_example(file, group):
    for cue in cues(file, group):
        match = cue.compiled().search(cue.example)
        assert match, cue
        if cue.expect is not None:
            groups = match.groupdict()
            assert (groups.get("name") or groups.get("date")).strip() == cue.expect


def test_a_newsletter_page():
    site, title = "Rowan’s Marginalia", "How the Brigade Left the River"
    text = (
        f"{site}\n\n{site}\n\nShare this post\n\n{site}\n{title}\nCopy link\n"
        f"Facebook\nEmail\n\n{title}\n\nRowan Halb's avatar\n"
        f"Rowan Halb\nMay 10, 2025\n∙ Paid\n5\n\nShare\n\n{BODY}\n\nThis post is for paid subscribers\n\n"
        "Already a paid subscriber? Sign in\n© 2025 Rowan Halb\nPrivacy ∙ Terms\n"
    )
    document = read(text)
    assert (document.title, document.author, document.publisher) == (title, "Rowan Halb", site)
    assert days(document) == [("published", "2025-05-10")]
    assert [omission.kind for omission in document.omissions] == ["paywall"]
    read_kinds = {s.kind for s in document.segments} - {SegmentKind.CHROME}
    assert read_kinds == {SegmentKind.TITLE, SegmentKind.BODY}


def test_a_page_that_was_republished_has_two_times():
    text = (
        "top of page\n  • Writer's pictureNORTHDESK\n\nWho are they?\n\nUpdated: May 21, 2018\n\nBy Amina Sele\n\n"
        f"{PROSE}\n\nThis piece was originally published in May 2016.\n\n"
        f"{BODY}\n\nTo read the rest, go to the original.\n\n"
        "281 views0 comments\n"
    )
    document = read(text)
    assert (document.author, document.publisher) == ("Amina Sele", "NORTHDESK")
    assert days(document) == [("updated", "2018-05-21"), ("body", "2016-05")]
    prose = [s for s in document.segments if s.kind is SegmentKind.BODY]
    assert [s.frame for s in prose] == [0, 0, 1, 1, 1, 1, 0]


def test_a_note_below_the_text_governs_all_that_stands_above_it():
    document = read(
        f"Who are they?\n\nJune 2, 2019\n\n{BODY}\n\nOriginally published by The Long Ledger on 3 May 2016.\n"
    )
    assert days(document) == [("frame", "2019-06-02"), ("body", "2016-05-03")]
    prose = [s.frame for s in document.segments if s.kind is SegmentKind.BODY]
    assert prose[:4] == [1, 1, 1, 1]


def test_an_undated_report_is_dated_by_the_year_it_writes_out():
    text = (
        f"Militia quits the river\n\n{PROSE}\n\nIn Jan. 2019, the council sanctioned it.\n\n"
        "On Feb. 6, it published a film.\n\n"
        "On Feb. 11, a helicopter was shot down, and 55 men died in the first two weeks of February.\n"
    )
    [time] = read(text).times
    assert to_edtf(time.when) == "2020-02"
    assert "2019" in time.inferred and "Feb. 6" in time.inferred


@pytest.mark.parametrize(
    "more", ["It was founded in 2012, and left in May.", "It left on 6 February.", "It left in May 2012."]
)
def test_a_text_without_such_dates_stays_undated(more):
    assert read(f"Militia quits the river\n\n{PROSE}\n\n{more}\n").times == ()


def test_a_dispatch_says_its_day_more_exactly_than_a_vague_side_file():
    text = "KELM, 28 NOV 89 (RADIO KELM) -- [TEXT] THE FRONT STATED THAT ALL MOVEMENTS OF THE NORTH AGREE WITH IT."
    assert days(read(text, side={"date": "1989-1990"})) == [("published", "1989-11-28")]
    assert days(read(text, side={"date": "2001-05-02"})) == [("published", "2001-05-02")]


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("2018-10-29", "2018-10-29"), ("c. 2017-2019", "2017~/2019~"), ("1989-1990", "1989/1990"), ("2023", "2023")],
)
def test_dates_of_a_side_file(words, edtf):
    [time] = read(PROSE, side={"date": words}).times
    assert to_edtf(time.when) in (edtf, edtf.replace("~", ""))


def test_a_side_file_comes_before_what_the_text_says():
    side = {
        "title": "Other title",
        "publisher": "The Ledger",
        "author": "Per Holm",
        "url": "https://x.example",
        "language": "fr",
    }
    document = read(f"Militia quits the river\n\nBy Amina Sele\n\n{PROSE}\n", side=side)
    assert (document.title, document.publisher, document.author) == ("Other title", "The Ledger", "Per Holm")
    assert (document.url, document.language) == ("https://x.example", "fr")


def test_the_biography_below_the_text_names_author_and_outlet():
    document = read(
        f"Militia quits the river\n\n{BODY}\n\nAmina Sele is a contributor to The Long Ledger.\n\nTags: , , ,\n"
    )
    assert (document.author, document.publisher) == ("Amina Sele", "The Long Ledger")


def test_meta_elements_and_linked_data_of_a_page():
    page = """<html lang="en-GB"><head><title>River - The Long Ledger</title>
    <meta property="og:site_name" content="The Long Ledger">
    <meta name="author" content="Amina Sele"><link rel="canonical" href="https://ledger.example/river">
    <script type="application/ld+json">
    {"@type": "NewsArticle", "datePublished": "2019-05-03T10:00:00Z", "author": {"name": "X"}}</script>
    </head><body><h1>River</h1><p>The brigade left.</p></body></html>"""
    document = read(page, "a.html")
    assert (document.title, document.author, document.publisher) == ("River", "Amina Sele", "The Long Ledger")
    assert (document.url, document.language, days(document)) == (
        "https://ledger.example/river",
        "en",
        [("published", "2019-05-03")],
    )


def test_front_matter_is_read_and_set_aside():
    text = "---\ntitle: River\nauthor: Amina Sele\ndate: 2019-05-03 12:00:00 +0800\n"
    text += f"site: The Long Ledger\n---\n\n{BODY}\n"
    document = read(text, "a.md")
    assert (document.title, document.author, document.publisher) == ("River", "Amina Sele", "The Long Ledger")
    assert days(document) == [("published", "2019-05-03")]
    assert document.text == text
    assert document.segments[0].kind is SegmentKind.CHROME


@pytest.mark.parametrize("front", ["---\na: [unclosed\n---\n", "---\n- just\n- a list\n---\n", "---\nnever closed\n"])
def test_broken_front_matter_does_not_stop_the_reading(front):
    assert PROSE.strip() in read(f"{front}\n{PROSE}\n", "a.md").text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        ("El grupo fue fundado por su líder en el norte del país hace años.", None),
        ("لواء النهر فصيل", None),
    ],
)
def test_only_english_is_recognised(text, language):
    assert read(text).language == language


def test_names_that_the_capture_lost_are_recorded():
    text = "= Dawn Brigade =\n\nDawn Brigade\n- Allies: (until 2024), Iran\n"
    text += "- Opponents: , (until 2014), Red Army\n\nIt was a militia.\n"
    document = read(text)
    lost = [(o.kind, o.span.cut(document.text)) for o in document.omissions if o.kind == "lost_name"]
    assert lost == [("lost_name", "(until 2024)"), ("lost_name", ","), ("lost_name", "(until 2014)")]


def test_reference_marks_without_notes_are_recorded():
    assert [o.kind for o in read(f"{PROSE}[1] It was so.[2]\n").omissions] == ["lost_footnotes"]


def test_a_side_file_is_known_by_the_document_beside_it(tmp_path):
    for name in ("a.txt", "a.json", "b.json", "c.html", "c.html.json"):
        (tmp_path / name).write_text("x")
    found = {name: is_side_file(tmp_path / name) for name in ("a.txt", "a.json", "b.json", "c.html.json")}
    assert found == {"a.txt": False, "a.json": True, "b.json": False, "c.html.json": True}

"""Endnotes: found, tied to their markers, and cut into the works that they cite."""

from __future__ import annotations

import pytest

from rawi.dates import to_edtf
from rawi.documents import read_document
from rawi.documents.citations import works_of
from rawi.model import SegmentKind


def works(note: str) -> list[tuple[str | None, str | None, str | None, str | None, str | None]]:
    return [(a, t, p, to_edtf(d) if d else None, u) for a, t, p, d, u in works_of(note)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Amina Sele and Per Holm, “Tribes of the River,” *Quillon Press*, September 2017. (<https://q.example/tribes>)",
            ("Amina Sele and Per Holm", "Tribes of the River", "Quillon Press", "2017-09", "https://q.example/tribes"),
        ),
        (
            "Its page shows many such images. For a recent one, see: Liwa al-Fajr, *Facebook*, January 28, 2018."
            " (https://f.example/1)",
            ("Liwa al-Fajr", None, "Facebook", "2018-01-28", "https://f.example/1"),
        ),
        (
            "@observer, “(5) They are 3,000,” *Twitter*, January 5, 2017. (<https://t.example/5>)",
            ("@observer", "(5) They are 3,000", "Twitter", "2017-01-05", "https://t.example/5"),
        ),
        (
            'Sele, Amina (3 March 2015). "Who are they?". The Long Ledger. Retrieved 5 May 2016.',
            ("Sele, Amina", "Who are they?", "The Long Ledger", "2015-03-03", None),
        ),
        (
            "Liwa al-Fajr, *Facebook*, accessed February 22, 2018.",
            ("Liwa al-Fajr", None, "Facebook", "2018-02-22", None),
        ),
        ("https://only.example/address", (None, None, None, None, "https://only.example/address")),
    ],
)
def test_a_note_is_cut_into_its_parts(note, expected):
    assert works(note) == [expected]


def test_a_note_that_cites_two_works_gives_two():
    found = works(
        "“One thing,” *Diary* (Egypt), July 31, 2017. (http://d.example/a);"
        " Liwa al-Fajr, *Facebook*, February 9, 2018. (<https://f.example/9>)"
    )
    assert [(publisher, date) for _, _, publisher, date, _ in found] == [
        ("Diary", "2017-07-31"),
        ("Facebook", "2018-02-09"),
    ]


def test_a_title_in_another_script_that_was_never_opened_is_kept():
    [(_, title, publisher, _, _)] = works("عنصر پیشین حکومت هم پیمان شده است.” *Diary*, July 31, 2017.")
    assert (title, publisher) == ("عنصر پیشین حکومت هم پیمان شده است", "Diary")


PROSE = "The brigade left the town in May, and its leader, who had come from the north, went with it to the river."
NOTES = (
    "1. Amina Sele, “Kelm falls,” *River News*, 4 May 2019.\n\n2. Per Holm, “Kelm rises,” *River News*, 5 May 2019.\n"
)


@pytest.mark.parametrize("marks", [("¹", "²"), ("[1]", "[2]")])
def test_markers_are_tied_to_their_notes(marks):
    text = f"Kelm\n\n{PROSE}{marks[0]} {PROSE} {PROSE}{marks[1]} {PROSE}\n\n{NOTES}"
    document = read_document(text.encode(), "a.txt")
    assert [(n.label, n.title, [m.cut(document.text) for m in n.markers]) for n in document.notes] == [
        ("1", "Kelm falls", [marks[0]]),
        ("2", "Kelm rises", [marks[1]]),
    ]
    assert sum(s.kind is SegmentKind.ENDNOTE for s in document.segments) == 2


def test_a_numbered_list_in_the_text_is_no_list_of_notes():
    text = f"Kelm\n\n{PROSE}\n\n1. It left in 2012.\n2. It came back in 2013.\n\n{PROSE} {PROSE}\n"
    assert read_document(text.encode(), "a.txt").notes == ()


def test_markdown_footnotes():
    text = (
        f"# Kelm\n\n{PROSE}[^a]\n\n[^a]: Per Holm, “Kelm falls,” *River News*, 4 May 2019. https://river.example/kelm\n"
    )
    [note] = read_document(text.encode(), "a.md").notes
    assert (note.label, note.author, note.url, len(note.markers)) == ("a", "Per Holm", "https://river.example/kelm", 1)


def test_references_of_wikitext_become_endnotes():
    text = """The '''Dawn Brigade''' left.<ref name="a">{{cite news
|last=Sele |first=Amina |title=Kelm falls |work=River News |date=4 May 2019 |url=https://r.example}}</ref>
It came back.<ref name="a" /> It left again.<ref>Per Holm, “Kelm rises,” ''River News'', 5 May 2019.</ref>
== References ==
{{reflist}}
"""
    document = read_document(text.encode(), "a.wiki")
    first, second = document.notes
    assert (first.author, first.title, first.publisher, first.url) == (
        "Amina Sele",
        "Kelm falls",
        "River News",
        "https://r.example",
    )
    assert [m.cut(document.text) for m in first.markers] == ["[1]", "[1]"]
    assert (second.label, second.title) == ("2", "Kelm rises")


def test_notes_of_a_page_keep_the_address_of_their_link():
    page = """<html><body><h1>Kelm</h1><p>The brigade left.<sup><a href="#cite_note-1">[1]</a></sup></p>
    <ol class="references">
    <li id="cite_note-1"><a href="#ref">^</a> Per Holm. <a href="https://r.example/k">"Kelm falls"</a>.
    <i>River News</i>. 4 May 2019.</li></ol></body></html>"""
    [note] = read_document(page.encode(), "a.html").notes
    assert (note.title, note.url, len(note.markers)) == ("Kelm falls", "https://r.example/k", 1)


def test_powers_are_no_markers():
    text = (
        f"Kelm\n\nIt holds 40 km² of land. {PROSE} {PROSE}¹\n\n1. Per Holm, “Kelm falls,” *River News*, 4 May 2019.\n"
    )
    document = read_document(text.encode(), "a.txt")
    assert [len(note.markers) for note in document.notes] == [1]

"""Field lists: boxes and list entries become fields of numbered records; sentences with a colon do not."""

from __future__ import annotations

import pytest

from rawi.documents import read_document
from rawi.model import SegmentKind


def fields(text: str, path: str = "a.txt") -> list[tuple[int | None, str | None, str]]:
    document = read_document(text.encode(), path)
    return [(s.record, s.key, s.content.cut(document.text)) for s in document.segments if s.kind is SegmentKind.FIELD]


def test_a_box_under_its_name():
    text = (
        "= Dawn Brigade =\n\nDawn Brigade\n- Active: 2012–2014\n- Leaders: Karim Sule\n\nThe brigade was a militia.\n"
    )
    assert fields(text) == [(0, "Active", "2012–2014"), (0, "Leaders", "Karim Sule")]
    document = read_document(text.encode(), "a.txt")
    assert [s.record for s in document.segments if s.kind is SegmentKind.HEADING] == [0]


def test_entries_of_a_list_are_records():
    text = """The Consolidated List
Northern list: groups of the river

QDe.901 Name: DAWN BRIGADE
a.k.a.: River Brigade
Address: Mali
Listed on: 2014-06-02
Other information: Led by Karim Sule (QDi.902). Active in the north.

QDi.902 Name: KARIM SULE
DOB: 1970
Listed on: 2014-06-03
"""
    found = fields(text)
    assert [record for record, _, _ in found] == [0, 0, 0, 0, 0, 1, 1, 1]
    assert found[0] == (0, "Name", "DAWN BRIGADE")
    assert found[4][1] == "Other information"


def test_several_fields_on_one_line_are_cut_apart():
    text = (
        "QDi.902 Name: 1: KARIM 2: SULE 3: na\n"
        "Title: na Designation: Leader of the Dawn Brigade DOB: 1 Jan. 1970 POB: Kelm"
        " Address: na Listed on: 6 Oct. 2001\n"
    )
    assert [(key, value) for _, key, value in fields(text)] == [
        ("Name", "1: KARIM 2: SULE 3: na"),
        ("Title", "na"),
        ("Designation", "Leader of the Dawn Brigade"),
        ("DOB", "1 Jan. 1970"),
        ("POB", "Kelm"),
        ("Address", "na"),
        ("Listed on", "6 Oct. 2001"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Iraq: Attacks Amount to Crimes\n\nThe brigade left the town, and its leader went with it to the river.\n",
        "He said this: the brigade left the town in May.\n\nShe said that: it had come back to the river since then.\n",
        "Q: Why did you leave the river, and who told you so?\nA: We left because the army had withdrawn from it.\n"
        "Q: Who told you that the army would not come back?\nA: Nobody told us; we saw it with our own eyes.\n",
    ],
)
def test_a_sentence_or_headline_with_a_colon_is_no_field(text):
    assert fields(text) == []


def test_prose_under_a_label_is_prose():
    text = (
        "Dawn Brigade\n\nFormed: 2011\nDisbanded: 2018\nOverview: The Dawn Brigade was an armed group in the north.\n"
    )
    document = read_document(text.encode(), "a.txt")
    assert [value for _, _, value in fields(text)] == ["2011", "2018"]
    body = [s.content.cut(document.text) for s in document.segments if s.kind is SegmentKind.BODY]
    assert body == ["The Dawn Brigade was an armed group in the north."]


def test_the_box_of_a_saved_page():
    page = """<html><body><h1>Dawn Brigade</h1><table class="infobox"><tr><th colspan="2">Dawn Brigade</th></tr>
    <tr><th>Leaders</th><td><ul><li><a>Karim Sule</a> (2012–2014)</li><li>Per Holm</li></ul></td></tr>
    <tr><th>Allies</th><td>Iran<br>River Front</td></tr></table><p>The brigade was a militia.</p></body></html>"""
    assert fields(page, "a.html") == [
        (0, "Leaders", "• Karim Sule (2012–2014)\n• Per Holm"),
        (0, "Allies", "Iran\nRiver Front"),
    ]


def test_the_box_of_wikitext_with_list_templates_and_flags():
    text = """{{Infobox war faction
| name = Dawn Brigade
| image = Banner.svg
| leaders = {{ubl|[[Karim Sule]] (2012–2014)|[[Per Holm]]}}
| allies = {{plainlist|
* {{flagicon|Iran}} [[Iran]]
* [[River Front (Kelm)|River Front]] (until 2016)
}}
| ideology = {{hlist|Regionalism|Secularism}}
| battles = {{flatlist|
* [[River war]]
** [[Battle of the Ford]]
}}
}}
The '''Dawn Brigade''' is a militia.
"""
    document = read_document(text.encode(), "a.wiki")
    assert fields(text, "a.wiki") == [
        (0, "Leaders", "Karim Sule (2012–2014) · Per Holm"),
        (0, "Allies", "Iran · River Front (until 2016)"),
        (0, "Ideology", "Regionalism · Secularism"),
        (0, "Battles", "River war · ** Battle of the Ford"),
    ]
    assert any("flagicon" in omission.reason for omission in document.omissions)
    assert "The Dawn Brigade is a militia." in document.text


def test_names_right_above_their_fields_are_heads_of_records():
    text = (
        "A short guide\n\n1. Dawn Brigade\nFounded: 2012\nLeader: Karim Sule\n\n"
        "2. River Front\nFounded: 2014\nLeader: Per Holm\n"
    )
    document = read_document(text.encode(), "a.txt")
    heads = [(s.record, s.content.cut(text)) for s in document.segments if s.kind is SegmentKind.HEADING]
    assert heads == [(0, "Dawn Brigade"), (1, "River Front")]
    assert [record for record, _, _ in fields(text)] == [0, 0, 1, 1]


def test_speakers_of_an_interview_are_no_labels():
    text = (
        "Interview with a commander\n\nThe Ledger: When was the brigade founded?\n\n"
        "Commander: It was founded in 2012, when the"
        " army left.\n\nThe Ledger: Who supports you now?\n\nCommander: Nobody supports us, and we ask no state"
        " for it.\n"
    )
    assert fields(text) == []


def test_a_long_list_is_read_in_time():
    entries = "".join(f"RVe.{n:04} Name: BRIGADE {n}\nAddress: Mali\nListed on: 2014-06-02\n\n" for n in range(3000))
    assert len(fields("A list\n\n" + entries)) == 9000

"""Segments: every word of the text stands in one, in order, under its headings."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.documents import read_document
from rawi.errors import UnreadableDocument
from rawi.model import Document, SegmentKind

LINES = st.sampled_from(
    [
        "",
        "",
        "# Title",
        "== History ==",
        "FOUNDING",
        "Background",
        "- Leader: Karim Sule",
        "Size: 300",
        "* item one",
        "** nested item",
        "1. First point",
        "> a quotation",
        "| Name | Date |",
        "|------|------|",
        "| Sule | 2012 |",
        "Share",
        "Copy link",
        "281 views",
        "The brigade left the town in May, and its leader, who had come from the north, went with it to the river.",
        "It was founded in 2012.¹",
        "1. Amina Sele, “Kelm falls,” *River News*, 4 May 2019. https://river.example",
        "---",
        "[^1]: A note",
        "{{Infobox war faction",
        "| leader = [[Karim Sule]]",
        "}}",
        "<p>A paragraph</p>",
        "<div><li>x</li>",
        "لواء النهر",
        "By Amina Sele",
        "May 4, 2019",
        "This post is for paid subscribers",
        "\u3000wide",
        "a:",
        ": b",
        "=",
        "* ",
    ]
)


def check(document: Document) -> None:
    covered = 0
    for segment in document.segments:
        assert covered <= segment.span.start < segment.span.end <= len(document.text)
        assert segment.span.contains(segment.content)
        assert not document.text[covered : segment.span.start].strip()
        covered = segment.span.end
    assert not document.text[covered:].strip()


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["a.txt", "a.md", "a.html", "a.wiki"]))
def test_every_word_stands_in_one_segment_in_order(lines, path):
    try:
        document = read_document("\n".join(lines).encode(), path)
    except UnreadableDocument:
        return
    check(document)


def test_the_examples_are_covered(examples):
    for file in sorted(examples.glob("0*")):
        if file.suffix != ".json":
            check(read_document(file.read_bytes(), file.name))


def test_the_measured_texts_are_covered(shared):
    for file in sorted([*shared.glob("seeds/*.txt"), *shared.glob("corpus/*.txt")]):
        check(read_document(file.read_bytes(), file.name))


def kinds(text: str, path: str = "a.txt") -> list[tuple[str, str]]:
    document = read_document(text.encode(), path)
    return [(segment.kind.value, segment.content.cut(document.text)) for segment in document.segments]


PROFILE = """Dawn Brigade (Liwa al-Fajr)

FOUNDING

- Group claims 2011, likely 2012 or later

SOCIAL MEDIA

- Facebook

ANALYSIS

The brigade holds the river crossing at Kelm and takes tolls from every lorry that passes there, witnesses said.
"""


def test_headings_in_capitals_and_their_bullets():
    document = read_document(PROFILE.encode(), "a.txt")
    assert kinds(PROFILE)[0] == ("title", "Dawn Brigade (Liwa al-Fajr)")
    sections = {s.content.cut(document.text): s.section for s in document.segments if s.kind is SegmentKind.LIST_ITEM}
    assert sections == {"Group claims 2011, likely 2012 or later": ("FOUNDING",), "Facebook": ("SOCIAL MEDIA",)}


def test_a_platform_in_a_list_is_no_furniture_but_between_buttons_it_is():
    menu = "Militia quits the river\n\nShare this post\n\nCopy link\nFacebook\nEmail\n\n" + "The militia left. " * 12
    assert ("list_item", "Facebook") in kinds(PROFILE)
    assert ("chrome", "Facebook") in kinds(menu)


def test_headings_without_markup_between_paragraphs():
    prose = "The brigade left the town in May, and its leader, who had come from the north, went with it."
    text = (
        f"Militia quits the river\n\n{prose}\n\nEvidence from the hills\n\n{prose} It is late.\n\n{prose} So it is.\n"
    )
    assert ("heading", "Evidence from the hills") in kinds(text)


def test_years_as_headings_stay_headings():
    prose = "The brigade left the town in May, and its leader, who had come from the north, went with it."
    assert ("heading", "2016") in kinds(f"{prose}\n\nTimeline\n\n2016\n\n- May 3 - It left.\n- May 9 - It came back.\n")


def test_broken_lines_of_a_cable_are_one_paragraph():
    said = "THE FRONT STATED THAT ALL MOVEMENTS OF THE NORTH AGREE - AS THEY CALL IT - THAT THE CHURCH SHOULD MEDIATE. "
    text = "\n\n".join(
        textwrap.fill(paragraph, width=70, initial_indent="   ", break_on_hyphens=False)
        for paragraph in ("KELM, 28 NOV 89 (RADIO KELM) -- [TEXT] " + said * 4, said * 5, said * 3)
    )
    assert [kind for kind, _ in kinds(text)] == ["body", "body", "body"]


def test_captions_stand_apart_from_headings():
    prose = "The brigade left the town in May, and its leader, who had come from the north, went with it."
    text = "\n\n".join(
        [
            "Militia quits the river",
            prose,
            "An emblem of the brigade, evoking older imagery.",
            prose + " Then it left.",
            "Karim Sule, leader of the Dawn Brigade.",
            "A banner hung in the port shows four dead fighters of the Dawn Brigade",
            prose + " It is over.",
        ]
    )
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "caption", "body", "caption", "caption", "body"]


def test_a_quotation_that_fills_a_paragraph_is_one():
    prose = "The brigade left the town in May, and its leader, who had come from the north, told this:"
    quoted = '"We were in the company of the men of the river when they came, and we did not harm them at all."'
    assert kinds(f"Militia quits the river\n\n{prose}\n\n{quoted}\n")[-1] == ("quotation", quoted)


def test_markdown_keeps_its_source_and_its_nesting():
    text = "# River\n\nThe **brigade** left.\n\n- one\n  - two\n\n> said so\n\nKey facts\n---------\n\n"
    text += "* Leader: Karim Sule\n* Size: 300\n"
    document = read_document(text.encode(), "a.md")
    assert document.text == text
    found = [(s.kind.value, s.content.cut(document.text), s.depth, s.key) for s in document.segments]
    assert ("list_item", "two", 1, None) in found
    assert ("quotation", "said so", 0, None) in found
    assert ("heading", "Key facts", 2, None) in found
    assert ("field", "Karim Sule", 0, "Leader") in found


def test_a_table_becomes_records_under_its_heads():
    text = "# Deaths\n\n| Name | Date |\n|---|---|\n| Karim Sule | May 2014 |\n| Per Holm | June 2015 |\n"
    document = read_document(text.encode(), "a.md")
    fields = [(s.key, s.content.cut(document.text), s.record) for s in document.segments if s.kind is SegmentKind.FIELD]
    first, second = fields[0][2], fields[2][2]
    assert fields == [
        ("Name", "Karim Sule", first),
        ("Date", "May 2014", first),
        ("Name", "Per Holm", second),
        ("Date", "June 2015", second),
    ]
    assert first != second


@pytest.mark.parametrize("path", ["a.html", "saved page"])
def test_html_keeps_furniture_in_the_text_but_apart(path):
    page = """<!doctype html><html><head><title>River - The Long Ledger</title></head><body>
    <nav><a href="/">Home</a> <a href="/about">Our team</a></nav><article>
    <h1>River</h1><p>The brigade left.<sup><a href="#fn1">1</a></sup></p>
    <blockquote>We left.</blockquote><figure><img><figcaption>The river</figcaption></figure>
    <ul><li>one<ul><li>two</li></ul></li></ul></article>
    <footer>Reach us by pigeon</footer></body></html>"""
    found = kinds(page, path)
    assert ("chrome", "Reach us by pigeon") in found
    assert ("title", "River") in found
    assert ("body", "The brigade left.¹") in found
    assert ("quotation", "We left.") in found
    assert ("caption", "The river") in found
    assert ("list_item", "two") in found


def test_what_stands_below_the_text_is_set_aside():
    page = f"""<html><body><h1>Who holds the river?</h1><p>{
        "The brigade holds the ford. " * 12
    }</p><p><b>Origins</b></p>
    <p>{"It was founded in the north. " * 12}</p><h3>More from River Watch</h3><p>The dams of the north</p>
    <h3>2 Comments</h3><p>Great article, thanks a lot for this!</p></body></html>"""
    found = kinds(page, "a.html")
    assert ("heading", "Origins") in found
    assert ("chrome", "The dams of the north") in found
    assert ("chrome", "Great article, thanks a lot for this!") in found


def test_the_kind_of_a_text_is_not_its_title():
    text = (
        "PRESS RELEASE\n\nCouncil Sanctions Militia Leaders\n\nMay 3, 2019\n\n"
        "The council sanctioned two leaders today.\n"
    )
    assert read_document(text.encode(), "a.txt").title == "Council Sanctions Militia Leaders"


def test_a_pull_quote_is_not_read_twice():
    said = "The brigade holds the only ford of the river and takes tolls there"
    text = (
        f"River\n\n{said}, witnesses said. It left.\n\n**“{said}”**\n\n"
        f"Then it came back to the river and stayed there.\n"
    )
    assert ("chrome", f"**“{said}”**") in kinds(text)


@pytest.mark.parametrize("written", ["- Nadir Ashfall, taken on {0} March\n", "1. Nadir Ashfall {0}\n"])
def test_the_cost_of_a_list_grows_with_its_length_and_no_faster(written):
    """Thousands of names in one list; each item was once held against the whole list, and against all markers."""

    def seconds(items):
        data = ("The detained\n\n" + "".join(written.format(number) for number in range(items))).encode()
        start = time.process_time()
        document = read_document(data, "a.txt")
        assert sum(segment.kind is SegmentKind.LIST_ITEM for segment in document.segments) >= 0.9 * items
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.02)

"""Bytes to text: what is refused says why, where and what to do; what is read keeps every word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rawi.documents import read_document
from rawi.errors import UnreadableDocument

SENTENCE = "The brigade was founded in 2012 near the river."


def refused(data: bytes, path: str = "a.txt") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(data, path)
    assert caught.value.where == path
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize("data", [b"", b"  \n\t \r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(data):
    assert "empty" in refused(data).reason or "white space" in refused(data).reason


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x0e\x0f" * 40, "binary"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(data, word):
    assert word in refused(data).reason


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"Founded in 2012. \xff\xfe broken", 17),
        (b"abc \xc3\x28 def", 4),
        ("لواء النهر".encode()[:-1], len("لواء النهر".encode()) - 2),
    ],
)
def test_broken_utf8_is_refused_with_the_byte_it_breaks_at(data, byte):
    assert f"at byte {byte}" in refused(data).reason


def test_a_line_of_fifty_megabytes_is_refused():
    assert "longer than" in refused(b"a " * 25_000_000).reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_and_without_a_mark_is_read(encoding):
    document = read_document(f"{SENTENCE} لواء النهر".encode(encoding), "a.txt")
    assert document.text.strip() == f"{SENTENCE} لواء النهر"


def test_a_page_in_a_declared_encoding_is_read():
    page = (
        '<html><head><meta charset="iso-8859-1"></head><body><p>El Ejército del Río “nunca” existió.</p></body></html>'
    )
    assert "Ejército del Río “nunca”" in read_document(page.encode("cp1252"), "a.html").text


def test_legacy_text_is_read_where_every_odd_byte_makes_sense():
    text = "The “brigade” met at the café; its Führer was naïve – they didn’t stay."
    assert read_document(text.encode("cp1252"), "a.txt").text == text


def test_the_text_is_in_one_form_of_unicode_and_one_kind_of_newline():
    document = read_document("Un café\r\nnoir.\rEnd.".encode(), "a.txt")
    assert document.text == "Un café\nnoir.\nEnd."


def test_the_id_is_of_the_bytes_and_not_of_the_text():
    one, other = read_document(SENTENCE.encode(), "a.txt"), read_document(SENTENCE.encode("utf-8-sig"), "a.txt")
    assert one.text == other.text
    assert one.id != other.id


@pytest.mark.parametrize("name", ["data.json", "rows.jsonl"])
def test_a_data_file_is_no_document(name):
    assert "data file" in refused(b'{"a": 1}', name).reason


def test_html_that_is_nested_without_end_is_refused():
    assert (
        "nested too deep" in refused(b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, "a.html").reason
    )


def test_html_that_is_nested_deep_is_read():
    page = (
        b"<html><body>" + b"<div>" * 1500 + b"<p>It was founded here.</p>" + b"</div>" * 1500 + b"<p>It left later.</p>"
    )
    assert read_document(page, "a.html").text.split("\n\n") == ["It was founded here.", "It left later."]


def test_wikitext_that_is_nested_without_end_is_refused():
    assert "nested too deep" in refused(b"{{" * 50_000 + b"x" + b"}}" * 50_000, "a.wiki").reason


@given(st.binary(max_size=400))
@example(b"<!")
def test_any_bytes_are_read_or_refused_with_a_reason(data):
    for path in ("a.txt", "a.md", "a.html", "a.wiki"):
        try:
            document = read_document(data, path)
        except UnreadableDocument as error:
            assert error.reason and error.advice
        else:
            assert unicodedata.is_normalized("NFC", document.text)
            assert "\r" not in document.text

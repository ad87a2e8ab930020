"""A short run of every fuzz target: whole documents with bytes changed, cut, doubled; nothing raises but on purpose."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_SPEC = importlib.util.spec_from_file_location("targets", Path(__file__).parents[2] / "fuzz" / "targets.py")
assert _SPEC is not None and _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
TARGETS = _MODULE.TARGETS

ZIP_WITHOUT_NAMES = b"".join(
    [
        b"PK\x03\x04" + bytes(26) + b"Liwa Zahr left.",
        b"PK\x01\x02" + bytes(42),
        b"PK\x05\x06" + bytes(4) + b"\x01\x00\x01\x00" + bytes([46, 0, 0, 0, 45, 0, 0, 0, 0, 0]),
    ]
)

MUTATION = st.tuples(
    st.sampled_from(["set", "cut", "insert", "double", "end"]), st.integers(0, 10**6), st.integers(0, 255)
)


def mutated(data: bytes, changes: list[tuple[str, int, int]]) -> bytes:
    out = bytearray(data)
    for how, where, value in changes:
        at = where % (len(out) + 1)
        if how == "set" and at < len(out):
            out[at] = value
        elif how == "cut":
            del out[at : at + value]
        elif how == "insert":
            out[at:at] = bytes([value]) * (1 + value % 7)
        elif how == "double":
            out[at:at] = out[at : at + value]
        elif how == "end" and value > 200:
            del out[at:]
    return bytes(out)


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_its_own_seeds(name):
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_changed_bytes_raise_nothing_but_on_purpose(name, data):
    seed = data.draw(st.sampled_from(TARGETS[name].seeds))
    TARGETS[name].run(mutated(seed, data.draw(st.lists(MUTATION, min_size=1, max_size=12))))


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.reshape])
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_changed_trees_raise_nothing_but_on_purpose(name, data):
    changed = data.draw(st.sampled_from(TARGETS[name].seeds))
    for chance in data.draw(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4)):
        changed = TARGETS[name].reshape(changed, chance)
    TARGETS[name].run(changed)


FOUND = {
    "a quotation mark with nothing behind it but blanks": ("markdown", b"\n\n|. one[^} a-\n>  "),
    "the same among controls": ("text", b">\t\x02 \t\x03"),
    "a box whose field has no name": ("wikitext", b"{{Infobox war faction|active=2012|=3}}\n== Past =="),
    "a member of a ZIP without a name": ("zip", ZIP_WITHOUT_NAMES),
    "a charset of a mail with a zero in it": (
        "mail",
        b'From: a@example.org\nContent-Type: text/plain; charset="utf\0"\n\n\xff Liwa Zahr left.\n',
    ),
    "a mail in a mail that has no parts though it says so": (
        "attachments",
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: message/rfc822\n\n'
        b'Content-Type: multipart/mixed; boundary="c"\n\n\xff Liwa Zahr left.\n--b--\n',
    ),
    "parts of times in a row without end": ("dates", b"early " * 400 + b"2015"),
    "spans between parts of times without end": ("dates", b"early to mid to late to " * 400 + b"2015"),
    "a row of a sheet numbered in billions": (
        "xlsx",
        TARGETS["xlsx"].seeds[0].replace(b'<row r="2">', b'<row r="99999999999">'),
    ),
    "names of which one has a word that is two of the other": ("names", b"HajjHajJ Hamza|Ham^za|Hu HH al"),
}

NO_NUMBERS = {"raised": "²", "half raised": "٣²", "endless": "9" * 5000, "below 0": "-1", "broken": "1.5", "none": ""}
"""What looks like a number and is none, or none that a document means."""


@pytest.mark.parametrize("number", NO_NUMBERS)
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("html", "<html><body><p>It rained.</p><ol start='%s'><li>Liwa Zahr left.<li>It rained.</ol>"),
        ("wikitext", "{{Infobox war faction|active={{start date|%s|3}}}}\n== Past ==\nIt rained."),
        ("markdown", "# Title\n\n%s. Liwa Zahr left.\n\n[^%s]: note\n"),
        ("text", "It rained.%s\n\nNotes\n\n%s. SANA, 3 May 2016.\n"),
        ("csv", "Date,Killed\n%s,%s\n2016,3\n"),
        ("dates", "%s March 2016"),
        ("names", "Brigade %s|Brigade 3"),
    ],
    ids=["html", "wikitext", "markdown", "text", "csv", "dates", "names"],
)
def test_what_looks_like_a_number_is_read_as_words(name, written, number):
    TARGETS[name].run(written.replace("%s", NO_NUMBERS[number]).encode())


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_levels_of_word_paragraphs_may_be_no_numbers(number):
    written = (
        TARGETS["docx"].seeds[0].replace(b'<w:ilvl w:val="1"/>', f'<w:ilvl w:val="{NO_NUMBERS[number]}"/>'.encode())
    )
    outlined = written.replace(b"<w:numPr>", f'<w:outlineLvl w:val="{NO_NUMBERS[number]}"/><w:numPr>'.encode())
    for data in (written, outlined):
        packed = _MODULE.in_a_zip(_MODULE._WORD)(data)
        assert "item" in _MODULE.read_document(packed, "a.docx").text


@pytest.mark.parametrize("what", FOUND)
def test_what_fuzzing_found_is_mended(what):
    name, data = FOUND[what]
    TARGETS[name].run(data)


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_part_whose_name_is_no_utf8_is_changed_and_keeps_its_name(name):
    parts = TARGETS[name].seeds[0].replace(b"styles.xml", b"st\xa0les.xml")
    for seed in range(20):
        assert b"st\xa0les.xml" in TARGETS[name].reshape(parts, seed)


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400))
def test_any_bytes_raise_nothing_but_on_purpose(name, data):
    TARGETS[name].run(data)

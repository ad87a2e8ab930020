"""The exports: every key always there, the same order every time, and safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.model import Value
from rawi.publish import csv_table, jsonl
from rawi.publish.spreadsheet import COLUMNS, safe

KEYS = [
    "id", "subject", "predicate", "object", "value", "extent", "members", "time", "place", "chain", "reserve", "stance",
    "negated", "quote", "document", "review", "readings",
]  # fmt: skip


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_key_is_there_in_the_order_of_the_form(knowledge):
    for record in records(jsonl(knowledge.kept)):
        assert list(record) == KEYS
        assert list(record["quote"]) == ["exact", "prefix", "suffix", "start", "end"]
        assert list(record["document"]) == ["id", "path", "title", "publisher", "date", "url", "language"]
        assert list(record["review"]) == ["state", "by", "at"]


def test_the_order_does_not_depend_on_how_the_claims_came(knowledge):
    shuffled = list(knowledge.kept)
    random.Random(7).shuffle(shuffled)
    assert jsonl(shuffled) == jsonl(knowledge.kept)
    assert csv_table(shuffled) == csv_table(knowledge.kept)
    places = [(r["document"]["path"], r["quote"]["start"]) for r in records(jsonl(knowledge.kept))]
    assert places == sorted(places)


def test_times_values_chains_and_absences_are_kept(knowledge):
    by = {(r["predicate"], r["quote"]["exact"]): r for r in records(jsonl(knowledge.kept))}
    until = by["allied_with", "Ostrava (until 2019)"]
    assert until["time"] == {"edtf": "/2019", "bounds": [None, None, "2019-01-01", "2019-12-31"], "words": "until 2019"}
    assert by["allied_with", "Allies: ,"]["value"] == {"lost": True}
    assert by["political_wing", "Political wing: none"]["negated"] is True
    assert by["size", "about 400 fighters"]["value"] == {"number": 400, "qualifier": "about"}
    told = by["founded", "The Coast Post claims that the Tidewater Guard was set up in 2014"]
    assert [link["tellers"] for link in told["chain"]] == [["Coast Post"], ["unknown"]]
    assert told["stance"] == "claimed" and told["reserve"][0]["words"] == "claims"
    assert told["object"] is None and told["members"] == []


def test_a_quote_that_lies_on_two_lines_stays_one_record(make):
    c = make()
    d = c.document("a.txt", "Reed Column has\n300 men,\u2028 they say.")
    c.claim(d, "Reed Column has\n300 men,\u2028 they say", "Reed Column", "size", value=Value(number=300))
    exported = jsonl(c.knowledge().kept)
    assert exported.count("\n") == 1
    assert json.loads(exported)["quote"]["exact"] == "Reed Column has\n300 men,\u2028 they say"


def test_the_table_has_one_row_a_claim_and_reads_back(knowledge):
    rows = list(csv.DictReader(io.StringIO(csv_table(knowledge.kept), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    assert [r["id"] for r in rows] == [r["id"] for r in records(jsonl(knowledge.kept))]
    assert {r["value"] for r in rows if r["predicate"] == "founded"} == {"2011", "2014"}


@pytest.mark.parametrize("cell", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u200e=1", "＝1", "\r=1"])
def test_no_cell_runs_as_a_formula(cell):
    assert safe(cell).startswith("'")


@given(st.text())
def test_a_harmless_cell_is_left_as_it_is(cell):
    made = safe(cell)
    assert made.lstrip()[:1] not in tuple("=+-@") or not made.lstrip()
    if cell.isprintable() and cell[:1].isalnum():
        assert made == cell

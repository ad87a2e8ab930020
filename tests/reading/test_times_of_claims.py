"""When a claim holds: the time of its own clause, never one of another clause and never the document's own."""

from __future__ import annotations

import pytest

from rawi.dates import to_edtf


@pytest.mark.parametrize(
    ("sentence", "predicate", "edtf"),
    [
        ("The Karsk Militia attacked an outpost in early 2003.", "attacked", "2003-01/2003-04"),
        ("In May 2003, the Karsk Militia attacked an outpost.", "attacked", "2003-05"),
        ("On 3 March 2009 the Karsk Militia attacked an outpost.", "attacked", "2009-03-03"),
        ("Until 2003, the Karsk Militia was backed by Iceland.", "supported_by", "/2003"),
        ("Since 2003, the Karsk Militia has been allied with the Ostian Liberation Front.", "allied_with", "2003/.."),
        ("The Karsk Militia was founded in the 1980s.", "founded", "198X"),
        ("The Karsk Militia, which was founded in 1994, attacked an outpost in May 2003.", "attacked", "2003-05"),
        ("The Karsk Militia, which was founded in 1994, attacked an outpost in May 2003.", "founded", "1994"),
        ("The Karsk Militia, which was founded in 1994, attacked an outpost.", "attacked", None),
        ("The Karsk Militia attacked an outpost.", "attacked", None),
        ("Around 2014, the Karsk Militia merged into the Ostian Liberation Front.", "merged_into", "2014~"),
    ],
)
def test_the_time_is_that_of_the_claims_own_clause(sentence: str, predicate: str, edtf: str | None, read) -> None:
    times = [r.time for c, r in read(sentence) if c.predicate == predicate]
    assert len(times) == 1
    assert (to_edtf(times[0]) if times[0] is not None else None) == edtf


def test_a_dated_claim_has_the_date_as_its_value(read) -> None:
    ((claim, _),) = [p for p in read("The Karsk Militia was founded in May 1994.") if p[0].predicate == "founded"]
    assert claim.value is not None
    assert claim.value.edtf == "1994-05"


def test_a_founding_without_a_date_is_no_claim_of_a_date(read) -> None:
    assert "founded" not in {c.predicate for c, _ in read("The Karsk Militia was founded by Dano Felk.")}


def test_the_documents_own_date_is_not_the_time_of_what_it_tells(read) -> None:
    pairs = read("The Karsk Militia attacked an outpost.", date="2014-05-02")
    assert [r.time for _, r in pairs] == [None]

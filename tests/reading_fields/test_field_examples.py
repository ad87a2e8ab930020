"""Every example of the data files gives what it says: labels, fragments."""

from __future__ import annotations

import pytest

from rawi.dates import to_edtf
from rawi.documents import read_document
from rawi.model import Claim, Reading
from rawi.reading.fields import read_fields
from rawi.reading.fields.fragments import fragments
from rawi.reading.fields.keys import fold_key, rules
from rawi.vocabulary import predicates


def told(claim: Claim, reading: Reading) -> str:
    """A claim about "Red Brigade" as the data files write it: predicate | object or value | time."""
    head = f"{'not ' if claim.negated else ''}{claim.predicate}"
    tellers = [name for link in reading.chain[:-1] for name in link.tellers]
    if reading.stance.value != "stated":
        head += f" ({reading.stance.value}{' by ' + ', '.join(tellers) if tellers else ''})"
    if claim.object is not None:
        filler = claim.object.name
        if claim.subject.name != "Red Brigade":
            filler = f"{claim.subject.name} > {claim.object.name}"
    else:
        value = claim.value
        assert value is not None
        number = f"{value.min}-{value.max}" if value.min is not None else value.number
        filler = value.text or value.edtf or (str(number) if number is not None else None)
        filler = filler or ("lost" if value.lost else "none" if value.none else "unknown")
        filler = f"{value.qualifier} {filler}" if value.qualifier and number is not None else filler
        if claim.subject.name != "Red Brigade" and claim.predicate != "also_known_as":
            head += f" < {claim.subject.name}"
    time = to_edtf(reading.time) if reading.time is not None and not (claim.value and claim.value.edtf) else None
    if claim.value is not None and claim.value.edtf and claim.subject.name != "Red Brigade":
        time = to_edtf(reading.time) if reading.time else None
        return f"{head} | {time}"
    return f"{head} | {filler}" + (f" | {time}" if time else "")


def claims_of(text: str, name: str = "example.txt") -> list[str]:
    return [told(claim, reading) for claim, reading in read_fields(read_document(text.encode(), name))]


LABELLED = [rule for rule in rules() if rule.example]


@pytest.mark.parametrize("rule", LABELLED, ids=lambda rule: rule.example)
def test_a_label_gives_what_its_example_says(rule):
    found = claims_of(f"Red Brigade\n- Name: Red Brigade\n- {rule.example}\n- Colour of the uniform: grey\n")
    assert sorted(found) == sorted(rule.expect)


@pytest.mark.parametrize("fragment", [f for f in fragments() if f.example], ids=lambda fragment: fragment.rule)
def test_a_fragment_gives_what_its_example_says(fragment):
    found = claims_of(f"Name: Red Brigade\nAcronym: -\nOther information: {fragment.example}\nListed by hand: yes\n")
    assert set(fragment.expect) <= set(found), found


def test_every_rule_names_a_predicate_that_exists():
    assert {rule.predicate for rule in rules() if rule.predicate} <= set(predicates())
    assert {gives.predicate for fragment in fragments() for gives in fragment.gives} <= set(predicates())


def test_no_label_means_two_things_for_one_kind_of_subject():
    seen: dict[tuple[str, str], str] = {}
    for rule in rules():
        for key in rule.keys:
            place = (fold_key(key), rule.subject.value)
            meaning = f"{rule.predicate} {rule.takes} {rule.inverse}"
            assert seen.setdefault(place, meaning) == meaning, key


@pytest.mark.parametrize("key", ["Leader1", "LEADER", "leader_2", "Leader "])
def test_case_signs_and_numbers_of_a_label_do_not_count(key):
    assert fold_key(key) == "leader"

"""A relative who bears no name is joined to nobody; where one is dead and a named one lives on, that is asked."""

from __future__ import annotations

import pytest

from rawi.model import Value


@pytest.fixture
def death(claim):
    return claim("died", Value(edtf="2016-03"), subject="Idris Qawwam's brother")


@pytest.fixture
def known(claim):
    """The man himself, by name, so that his document knows whose brother it speaks of."""
    return claim("led_by", object="Idris Qawwam")


@pytest.fixture
def brother(claim):
    return claim("kin_of", Value(text="brother"), subject="Tarek Qawwam", object="Idris Qawwam", document="b")


def test_a_named_brother_who_acts_after_the_death_may_be_another(claim, weigh_all, death, known, brother):
    later = claim("attended", subject="Tarek Qawwam", object="Battle of the Ford", time="2018-05", document="b")
    [asked] = [q for q in weigh_all(death, known, brother, later).questions if q.topic == "which kin"]
    assert asked.asks == "Which brother of this person is meant?"
    assert {a.label for a in asked.answers} == {"described", "named"}
    [bearing] = asked.contradictions
    assert (bearing.type, bearing.certain) == ("identity", False)
    assert later.claim.id in (*bearing.left_claims, *bearing.right_claims)


def test_a_named_brother_of_whom_nothing_later_is_told_may_be_the_dead_one(weigh_all, death, known, brother, claim):
    before = claim("attended", subject="Tarek Qawwam", object="Battle of the Ford", time="2015", document="b")
    assert not [q for q in weigh_all(death, known, brother, before).questions if q.topic == "which kin"]


def test_two_descriptions_in_two_documents_may_be_one_person_or_two(claim, weigh_all, death, known):
    other = claim("died", Value(edtf="2012"), subject="older brother of Idris Qawwam", document="b")
    there = claim("led_by", object="Idris Qawwam", document="b")
    claims = (death, known, other, there)
    [asked] = [q for q in weigh_all(*claims).questions if q.topic == "which kin"]
    assert [b.type for b in asked.contradictions] == ["identity"]


def test_an_uncle_is_no_brother(claim, weigh_all, death, known):
    uncle = claim("kin_of", Value(text="uncle"), subject="Tarek Qawwam", object="Idris Qawwam", document="b")
    later = claim("attended", subject="Tarek Qawwam", object="Battle of the Ford", time="2018-05", document="b")
    assert not [q for q in weigh_all(death, known, uncle, later).questions if q.topic == "which kin"]

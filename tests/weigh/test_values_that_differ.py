"""Dates and numbers that cannot all hold contradict, with a type; what follows in time or is less exact does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.model import Stance, Value
from rawi.weigh import value_words
from rawi.weigh.days import days_of_edtf


@pytest.fixture(scope="session")
def founded(claim):
    return lambda edtf, **more: claim("founded", Value(edtf=edtf), **more)


@pytest.fixture
def size(claim):
    def made(number, time=None, qualifier=None, **more):
        return claim("size", Value(number=number, qualifier=qualifier), time=time, **more)

    return made


def test_two_founding_years_contradict_and_the_question_names_both_claims(founded, question):
    one, other = founded("2012", document="a"), founded("2015", document="b")
    asked = question("founding", one, other)
    [bearing] = asked.contradictions
    assert (bearing.type, bearing.certain) == ("value", True)
    assert {*bearing.left_claims, *bearing.right_claims} == {one.claim.id, other.claim.id}
    assert [answer.words for answer in asked.answers] == ["2012", "2015"]
    assert asked.asks == "When was it founded?"
    assert asked.contested


@pytest.mark.parametrize("other", ["2012-07", "2012~", "2012/2013", "/2013", "2010/.."])
def test_a_less_exact_date_is_no_contradiction(founded, kinds, other):
    assert kinds(founded("2012"), founded(other))["founding"] == {"precision"}


def test_the_same_date_by_two_documents_is_one_answer(founded, question):
    asked = question("founding", founded("2012"), founded("2012", document="b"))
    assert len(asked.answers) == 1 and len(asked.answers[0].claims) == 2
    assert not asked.contested


def test_only_the_claims_that_are_at_odds_are_named(founded, question):
    loose, one, other = founded("/2020"), founded("2012"), founded("2015")
    [bearing] = question("founding", loose, one, other).contradictions
    assert loose.claim.id not in (*bearing.left_claims, *bearing.right_claims)


def test_founded_and_re_formed_may_be_two_events(founded, claim, contradictions):
    later = claim("reorganised", Value(edtf="2014"), document="b")
    assert contradictions(founded("2012"), later) == [("founding", "scope", False)]


def test_founded_and_later_re_formed_by_one_account_is_its_history(founded, claim, contradictions, kinds):
    later, earlier = claim("reorganised", Value(edtf="2015")), claim("reorganised", Value(edtf="2009"))
    assert kinds(founded("2012"), later)["founding"] == {"succession"}
    assert contradictions(founded("2012"), earlier) == [("founding", "scope", False)]


def test_active_before_its_founding_is_a_contradiction_of_scope(founded, claim, contradictions):
    assert contradictions(founded("2015"), claim("active", Value(edtf="2012/2024"))) == [("founding", "scope", False)]


def test_two_accounts_of_one_narrators_word_contradict_in_what_was_claimed(founded, contradictions):
    one = founded("2011", document="a", teller="Tidewater Guard", stance=Stance.CLAIMED)
    other = founded("2012", document="b", teller="Tidewater Guard", stance=Stance.CLAIMED)
    assert contradictions(one, other) == [("founding", "claimed", True)]


def test_two_tellers_without_a_name_are_never_one_narrator(founded, contradictions):
    one = founded("2011", document="a", teller="one eyewitness")
    other = founded("2012", document="b", teller="one eyewitness")
    assert contradictions(one, other) == [("founding", "value", True)]


def test_sizes_of_different_years_follow_each_other(size, kinds):
    assert kinds(size(13, "2012"), size(3000, "2017")) == {"size": {"succession"}}


def test_sizes_of_the_same_or_an_unknown_time_contradict(size, contradictions):
    assert contradictions(size(13, "2012-06"), size(3000, "2012-06")) == [("size", "value", True)]
    assert contradictions(size(13, "2012"), size(3000)) == [("size", "value", False)]


def test_a_year_is_not_a_day_so_two_sizes_of_one_year_may_follow_each_other(size, contradictions):
    assert contradictions(size(13, "2012"), size(3000, "2012-06")) == [("size", "value", False)]


def test_initially_says_that_the_other_number_came_later(size, kinds):
    first = size(13, quote="Initially it had only 13 members.")
    assert kinds(first, size(3000)) == {"size": {"succession"}}


def test_undated_sizes_of_documents_years_apart_may_follow_each_other(size, kinds, contradictions):
    early, late = size(3000, date="2014"), size(500, date="2022-03", document="b")
    assert kinds(early, late) == {"size": {"succession"}}
    assert contradictions(early, size(500, date="2014-05", document="b")) == [("size", "value", False)]


def test_numbers_that_allow_each_other_are_no_contradiction(size, claim, contradictions):
    for other in (
        size(2900, qualifier="about"),
        size(1000, qualifier="at least"),
        size(5000, qualifier="up to"),
        size(1000, qualifier="several"),
        claim("size", Value(min=2000, max=4000)),
        size(3000, document="b"),
    ):
        assert contradictions(size(3000), other) == []


def test_what_asserts_nothing_of_the_same_thing_contradicts_nothing(size, claim, contradictions):
    for silent in (
        claim("size", Value(unknown=True)),
        claim("size", Value(lost=True)),
        size(10, negated=True),
        size(10, stance=Stance.DENIED),
        size(10, review="rejected"),
        size(10, resolved=False),
        size(10, subject="Salt Battalion"),
        size(10, extent="contingent"),
    ):
        assert contradictions(size(3000), silent) == []


def test_counts_of_dead_without_a_time_of_their_own_are_not_held_against_each_other(claim, contradictions):
    def dead(number, time=None, **more):
        return claim("suffered_deaths", Value(number=number), time=time, **more)

    assert contradictions(dead(4), dead(200, document="b")) == []
    assert contradictions(dead(4, "2016-03-20"), dead(9, "2016-03-20", document="b")) == [("dead", "value", True)]
    elsewhere = dead(9, "2016-03-20", document="b", place="Port Ezra")
    assert contradictions(dead(4, "2016-03-20"), elsewhere) == []


@given(st.integers(1950, 2025), st.integers(0, 3))
def test_years_contradict_exactly_when_they_are_not_the_same(founded, contradictions, year, later):
    found = contradictions(founded(str(year)), founded(str(year + later), document="b"))
    assert bool(found) is (later != 0)


@given(
    st.sampled_from(["2012", "2012-03", "2012-03-05", "/2012", "2012/..", "2012~", "201X", "2012/2014", "XXXX-02-06"])
)
def test_every_date_may_meet_itself(edtf):
    assert days_of_edtf(edtf).may_meet(days_of_edtf(edtf))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Value(number=3000), "3,000"),
        (Value(number=3000, qualifier="about"), "about 3,000"),
        (Value(number=3000, qualifier="estimated"), "3,000 (estimated)"),
        (Value(min=10, max=15), "10–15"),
        (Value(min=10), "10 or more"),
        (Value(edtf="2012/2024"), "2012–2024"),
        (Value(edtf="/2014"), "2014 or before"),
        (Value(edtf="2015/.."), "since 2015"),
        (Value(edtf="2014~"), "around 2014"),
        (Value(edtf="198X"), "the 1980s"),
        (Value(none=True), "none"),
        (Value(unknown=True), "unknown"),
        (Value(lost=True), "name lost in the capture"),
        (None, ""),
    ],
)
def test_values_read_as_a_person_would_write_them(value, words):
    assert value_words(value) == words

"""Weighing finds what cannot all hold, and leaves what follows in time or is only less exact."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.dates import from_edtf
from rawi.model import (
    Argument,
    Entity,
    EntityType,
    Finding,
    KeptClaim,
    Quote,
    Reading,
    Review,
    Source,
    Span,
    Stance,
    Value,
    make_claim,
)
from rawi.weigh import value_words, weigh
from rawi.weigh.days import days_of_edtf

GUARD = Entity(id="e1", name="Tidewater Guard", type=EntityType.GROUP, mentions=())
SALT = Entity(id="e2", name="Salt Battalion", type=EntityType.GROUP, mentions=())


def kept(
    predicate: str,
    value: Value | None = None,
    *,
    time: str | None = None,
    document: str = "a",
    subject: str | None = "e1",
    object: str | None = None,
    stance: Stance = Stance.STATED,
    negated: bool = False,
    extent=None,
    review: str = "unreviewed",
) -> KeptClaim:
    id = hashlib.sha256(document.encode()).hexdigest()
    claim = make_claim(
        document=id,
        quote=Quote(f"{predicate} {value} {time} {object} {stance} {negated}"),
        subject=Argument("Tidewater Guard", EntityType.GROUP),
        predicate=predicate,
        object=Argument("Salt Battalion", EntityType.GROUP) if object else None,
        value=value,
        negated=negated,
        extent=extent,
    )
    reading = Reading(
        claim=claim.id,
        reader="hand",
        version="1",
        quote=Span(0, 1),
        chain=(),
        stance=stance,
        time=from_edtf(time) if time else None,
    )
    return KeptClaim(
        claim=claim,
        readings=(reading,),
        source=Source(id=id, path=f"{document}.txt"),
        review=Review(state=review),
        subject=subject,
        object=object,
    )


def found(*claims: KeptClaim) -> list[Finding]:
    return weigh(claims, [GUARD, SALT])


def founded(edtf: str, **more) -> KeptClaim:
    return kept("founded", Value(edtf=edtf), **more)


def size(number: int, time: str | None = None, qualifier: str | None = None, **more) -> KeptClaim:
    return kept("size", Value(number=number, qualifier=qualifier), time=time, **more)


def test_two_founding_years_differ_and_the_finding_names_both_claims():
    one, other = founded("2012", document="a"), founded("2015", document="b")
    [finding] = found(one, other)
    assert (finding.kind, finding.entity, finding.predicate) == ("differs", "e1", "founded")
    assert set(finding.claims) == {one.claim.id, other.claim.id}
    assert finding.reason == "values that cannot all hold: 2012 (1 document), 2015 (1 document)"


@pytest.mark.parametrize("other", ["2012-07", "2012~", "2012/2013", "/2013", "2010/.."])
def test_a_less_exact_date_agrees(other):
    assert found(founded("2012"), founded(other)) == []


def test_only_the_claims_that_are_at_odds_are_named():
    loose, one, other = founded("/2020"), founded("2012"), founded("2015")
    [finding] = found(loose, one, other)
    assert loose.claim.id not in finding.claims


def test_sizes_of_different_years_follow_each_other():
    assert found(size(13, "2012"), size(3000, "2017")) == []


def test_sizes_of_the_same_or_an_unknown_time_differ():
    assert len(found(size(13, "2012"), size(3000, "2012-06"))) == 1
    assert len(found(size(13, "2012"), size(3000))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (size(3000), size(2900, qualifier="about")),
        (size(3000), size(1000, qualifier="at least")),
        (size(3000), size(5000, qualifier="up to")),
        (size(3000), size(1000, qualifier="several")),
        (size(3000), kept("size", Value(min=2000, max=4000))),
        (size(3000), size(3000, document="b")),
    ],
)
def test_numbers_that_allow_each_other_agree(one, other):
    assert found(one, other) == []


@pytest.mark.parametrize(
    "silent",
    [
        kept("size", Value(unknown=True)),
        kept("size", Value(none=True)),
        kept("size", Value(lost=True)),
        size(10, negated=True),
        size(10, stance=Stance.DENIED),
        size(10, review="rejected"),
        size(10, subject=None),
        size(10, subject="e2"),
        size(10, extent="contingent"),
    ],
)
def test_what_asserts_nothing_of_the_same_thing_contradicts_nothing(silent):
    assert found(size(3000), silent) == []


def test_many_values_of_a_property_that_takes_many_are_no_finding():
    assert found(kept("ideology", Value(text="red")), kept("ideology", Value(text="blue"))) == []


def test_ally_and_opponent_at_once_is_found_whichever_side_speaks():
    ally = kept("allied_with", object="e2", time="2018-02")
    foe = kept("opposed_to", object="e1", subject="e2", time="2018", document="b")
    [finding] = found(ally, foe)
    assert finding.kind == "both"
    assert set(finding.claims) == {ally.claim.id, foe.claim.id}
    assert "Tidewater Guard and Salt Battalion" in finding.reason


def test_allies_first_and_opponents_later_are_no_finding():
    assert found(kept("allied_with", object="e2", time="/2015"), kept("opposed_to", object="e2", time="2016")) == []


def test_the_order_of_claims_changes_nothing():
    claims = [founded("2012"), founded("2015", document="b"), size(13), size(900, document="c")]
    assert weigh(claims, [GUARD]) == weigh(claims[::-1], [GUARD])


@given(st.integers(1950, 2025), st.integers(0, 3))
def test_years_differ_exactly_when_they_are_not_the_same(year, later):
    assert bool(found(founded(str(year)), founded(str(year + later), document="b"))) is (later != 0)


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

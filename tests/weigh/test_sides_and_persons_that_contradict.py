"""Sides, leaders, creeds, deaths: every contradicting pair has the type that says wherein it contradicts."""

from __future__ import annotations

import pytest

from rawi.model import Stance, Value


def test_ally_and_opponent_contradict_in_role_whichever_side_speaks(claim, contradictions):
    ally = claim("allied_with", object="Salt Battalion", time="2018-02")
    foe = claim("opposed_to", subject="Salt Battalion", object="Tidewater Guard", time="2018-02", document="b")
    assert contradictions(ally, foe) == [("side", "role", True)]
    vague = claim("opposed_to", subject="Salt Battalion", object="Tidewater Guard", time="2018", document="b")
    assert contradictions(ally, vague) == [("side", "role", False)]


@pytest.mark.parametrize("with_it", ["allied_with", "supports", "supported_by", "part_of", "controlled_by"])
@pytest.mark.parametrize("against_it", ["opposed_to", "attacked", "threatened"])
def test_whoever_is_with_somebody_is_not_against_him(claim, contradictions, with_it, against_it):
    one, other = claim(with_it, object="Salt Battalion"), claim(against_it, object="Salt Battalion", document="b")
    assert ("side", "role", False) in contradictions(one, other)


def test_allies_first_and_opponents_later_follow_each_other(claim, kinds):
    ally = claim("allied_with", object="Salt Battalion", time="/2015")
    assert kinds(ally, claim("opposed_to", object="Salt Battalion", time="2016")) == {"side": {"succession"}}


def test_a_mutiny_ends_a_loyalty_and_contradicts_none_before_it(claim, kinds, contradictions):
    mutiny = claim("mutinied_against", object="Ostrava", time="2024", document="b")
    assert kinds(claim("supports", object="Ostrava"), mutiny) == {"side": {"succession"}}
    assert contradictions(claim("supports", object="Ostrava", time="2025-03"), mutiny) == []
    late = claim("mutinied_against", object="Ostrava", time="2024-05", document="b")
    assert kinds(claim("supports", object="Ostrava", time="2024"), late) == {"side": {"succession"}}


def test_who_stood_aside_did_not_take_part(claim, contradictions):
    fought = claim("participated_in", object="Battle of the Ford")
    aside = claim("neutral_in", object="Battle of the Ford", document="b")
    assert ("participation", "role", False) in contradictions(fought, aside)


def test_one_account_may_tell_neutrality_and_defection_in_turn(claim, contradictions, kinds):
    aside = claim("neutral_in", object="Battle of the Ford")
    left = claim("defected_to", object="insurgents")
    assert kinds(aside, left)["conduct"] == {"succession"}
    elsewhere = claim("defected_to", object="insurgents", document="b")
    assert ("conduct", "role", False) in contradictions(aside, elsewhere)


def test_said_to_be_and_said_not_to_be_contradict_in_value(claim, contradictions):
    one = claim("part_of", object="Salt Battalion")
    other = claim("part_of", object="Salt Battalion", negated=True, document="b")
    assert contradictions(one, other) == [("part_of", "value", False)]
    denied = claim("part_of", object="Salt Battalion", stance=Stance.DENIED, document="b")
    assert contradictions(one, denied) == [("part_of", "value", False)]


def test_none_and_yet_something_contradict(claim, contradictions):
    none = claim("designated_by", Value(none=True), negated=True)
    some = claim("designated_by", object="Ostrava", document="b")
    assert contradictions(none, some) == [("designated_by", "value", False)]
    assert contradictions(none, claim("designated_by", Value(none=True), negated=True, document="b")) == []


def test_no_political_wing_and_a_political_leader_contradict(claim, contradictions):
    none = claim("political_wing", Value(none=True), negated=True)
    leader = claim(
        "holds_position",
        Value(text="political leader"),
        subject="Idris Qawwam",
        object="Tidewater Guard",
        document="b",
    )
    assert contradictions(none, leader) == [("politics", "value", False)]


def test_an_enmity_that_ended_and_is_told_again_contradicts_in_time(claim, contradictions):
    ended = claim("opposed_to", object="Salt Battalion", time="/2015", words="until 2015")
    again = claim("opposed_to", object="Salt Battalion", time="2018-02", document="b")
    assert contradictions(ended, again) == [("opposed_to", "time", True)]
    assert contradictions(ended, claim("opposed_to", object="Salt Battalion", time="2014", document="b")) == []


def test_two_leaders_at_once_contradict_in_identity_unless_one_account_names_both(claim, contradictions):
    idris = claim("led_by", object="Idris Qawwam", time="2018-02")
    tarek = claim("led_by", object="Tarek Qawwam", time="2018-02", document="b")
    assert contradictions(idris, tarek) == [("leader", "identity", True)]
    both = claim("led_by", object="Tarek Qawwam", time="2018-02")
    assert contradictions(idris, both) == []
    deputy = claim("led_by", Value(text="deputy commander"), object="Tarek Qawwam", time="2018-02", document="b")
    assert contradictions(idris, deputy) == []


def test_a_description_is_nobody_in_particular(claim, contradictions):
    idris = claim("killed", object="Idris Qawwam", subject="Salt Battalion")
    assert contradictions(idris, claim("killed", object="Idris Qawwam", subject="rebels", document="b")) == []
    other = claim("killed", object="Idris Qawwam", subject="Reed Column", document="b")
    assert contradictions(idris, other) == [("killer", "identity", True)]


def test_commanders_of_one_chain_of_command_do_not_contradict(claim, contradictions):
    one = claim("controlled_by", object="Ostrava")
    other = claim("controlled_by", object="Salt Battalion", document="b")
    assert contradictions(one, other) == [("control", "identity", False)]
    tie = claim("part_of", subject="Salt Battalion", object="Ostrava", document="c")
    assert contradictions(one, other, tie) == []


def test_creeds_contradict_by_their_class_and_not_by_their_words(claim, contradictions):
    def creed(text, **more):
        return claim("affiliated_creed", Value(text=text), **more)

    assert contradictions(creed("mostly Sunni"), creed("Shi'ite", document="b")) == [("creed", "value", False)]
    assert contradictions(creed("Sunni"), creed("largely Sunni Muslim", document="b")) == []
    assert contradictions(creed("Sunni"), creed("Muslim", document="b")) == []
    assert contradictions(creed("Shia"), creed("Sunnis who converted to Shiism", document="b")) == []


def test_a_brother_is_no_cousin(claim, contradictions):
    def kin(text, **more):
        return claim("kin_of", Value(text=text), subject="Idris Qawwam", object="Tarek Qawwam", **more)

    assert contradictions(kin("brother"), kin("cousin", document="b")) == [("kin", "identity", True)]
    assert contradictions(kin("brother"), kin("brother", document="b")) == []


def test_fallen_as_a_martyr_or_assassinated_contradict_in_manner(claim, contradictions):
    fell = claim("died", subject="Idris Qawwam", quote="The guard claimed his martyrdom.", trigger="martyrdom")
    shot = claim("died", subject="Idris Qawwam", quote="He was assassinated.", trigger="assassinated", document="b")
    assert contradictions(fell, shot) == [("manner of death", "manner", False)]


def test_two_days_of_one_death_contradict_in_time(claim, contradictions):
    def died(edtf, **more):
        return claim("died", Value(edtf=edtf), subject="Idris Qawwam", **more)

    assert contradictions(died("2016-03"), died("2017-01", document="b")) == [("death", "time", True)]
    assert contradictions(died("2016"), died("2016-03", document="b")) == []


def test_ideologies_may_stand_side_by_side(claim, contradictions):
    assert contradictions(claim("ideology", Value(text="red")), claim("ideology", Value(text="blue"))) == []


def test_the_same_told_with_and_without_reserve_is_shown_as_such(claim, kinds):
    stated = claim("supported_by", object="Ostrava")
    claimed = claim("supported_by", object="Ostrava", stance=Stance.CLAIMED, document="b")
    assert kinds(stated, claimed) == {"supported_by": {"reserve"}}
    here = claim("supported_by", object="Ostrava", stance=Stance.CLAIMED)
    assert kinds(stated, here) == {}, "within one document it is one narrator's own way of telling"


def test_what_its_own_narrator_doubts_is_in_dispute_though_nothing_stands_against_it(claim, question):
    boast = claim("size", Value(number=50000), stance=Stance.DOUBTED, reserve="an obvious exaggeration")
    asked = question("size", boast)
    [bearing] = asked.bearings
    assert (bearing.kind, bearing.left_claims) == ("doubted", (boast.claim.id,))
    assert "an obvious exaggeration" in bearing.reason
    assert asked.contested

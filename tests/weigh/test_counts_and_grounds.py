"""Counts of all so far never fall; and one place under several names is asked about once."""

from __future__ import annotations

import pytest

from rawi.model import Stance, Value


@pytest.fixture
def toll(claim):
    """A count of the guard's dead at a time; `so_far` where the document says that all so far are counted."""

    def made(number, time, *, so_far=True, qualifier=None, document="a"):
        quote = f"The guard lost {number} men as of {time}." if so_far else f"The guard lost {number} men in {time}."
        return claim(
            "suffered_deaths",
            Value(number=number, qualifier=qualifier),
            document=document,
            time=time,
            quote=quote,
            said=(str(number), time),
        )

    return made


class TestCounts:
    def test_of_two_counts_of_all_so_far_the_later_is_not_the_smaller(self, toll, contradictions):
        assert contradictions(toll(300, "2016-03"), toll(200, "2016-09", document="b")) == [("dead", "number", True)]

    def test_a_count_that_grows_adds_up(self, toll, kinds):
        assert kinds(toll(200, "2016-03"), toll(300, "2016-09"))["dead"] == {"succession"}

    def test_a_battle_does_not_cost_more_than_all_battles_so_far(self, toll, contradictions):
        battle = toll(80, "2016-02", so_far=False)
        assert contradictions(battle, toll(60, "2016-03", document="b")) == [("dead", "number", True)]

    def test_a_later_battle_may(self, toll, contradictions):
        assert contradictions(toll(80, "2016-05", so_far=False), toll(60, "2016-03")) == []

    def test_losses_of_two_months_have_nothing_to_do_with_each_other(self, toll, contradictions):
        assert contradictions(toll(80, "2016-05", so_far=False), toll(60, "2016-06", so_far=False)) == []

    @pytest.mark.parametrize("qualifier", ["about", "at least"])
    def test_a_vague_count_may_have_been_less(self, toll, contradictions, qualifier):
        earlier = toll(210, "2016-03", qualifier="about") if qualifier == "about" else toll(210, "2016-03")
        later = toll(200, "2016-09", qualifier=qualifier, document="b")
        assert contradictions(earlier, later) == []

    def test_two_counts_of_one_day_contradict_in_value(self, toll, contradictions):
        counts = toll(200, "2016-03-05"), toll(300, "2016-03-05", document="b")
        assert contradictions(*counts) == [("dead", "value", True)]

    def test_the_reason_gives_both_counts_with_their_times(self, toll, question):
        [bearing] = question("dead", toll(300, "2016-03"), toll(200, "2016-09", document="b")).contradictions
        assert "300 (2016-03)" in bearing.reason and "200 (2016-09)" in bearing.reason


class TestGrounds:
    def test_a_region_of_one_name_is_asked_about_with_its_town(self, claim, question):
        sent = claim("deployed_to", object="Orvan Region", document="a")
        entered = claim("deployed_to", object="Orvan", document="b", stance=Stance.CLAIMED)
        asked = question("deployment", sent, entered)
        assert asked.asks == "Was it sent to Orvan, or to the country around it?"
        assert [b.kind for b in asked.bearings] == ["reserve"]

    def test_sent_and_not_sent_contradict(self, claim, contradictions):
        sent = claim("deployed_to", object="Orvan", document="a")
        not_sent = claim("deployed_to", object="Orvan area", document="b", negated=True)
        assert contradictions(sent, not_sent) == [("deployment", "value", False)]

    def test_two_places_are_two_questions(self, claim, weigh_all):
        sent = claim("deployed_to", object="Orvan", document="a"), claim("deployed_to", object="Kelek", document="b")
        assert weigh_all(*sent).questions == ()

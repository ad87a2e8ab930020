"""An assessment stays with its question, whatever becomes of the ids of the entities that it is about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from rawi.model import Answer, Decision, Question, assessments
from rawi.model.assessment import change_of, state_of


def question(id: str, topic: str = "founding", claims: tuple[str, ...] = ("a", "b")) -> Question:
    answers = tuple(Answer(words=claim, label="founded", claims=(claim,)) for claim in claims)
    return Question(id=id, topic=topic, entity="e1", asks="When?", answers=answers)


def laid(id: int, asked: Question, state: str = "assessed", words: str = "the older") -> Decision:
    change = change_of(asked, state, words)  # type: ignore[arg-type]
    return Decision(id=id, action="assess", target=asked.id, by="R", reason="x", at="2026", change=change)


def test_the_last_assessment_gives_the_state_and_the_others_stay():
    asked = question("q1")
    held = assessments([laid(1, asked, "parked"), laid(2, asked)], [asked])["q1"]
    assert [one.state for one in held] == ["parked", "assessed"]
    assert state_of(held) == "assessed"
    assert state_of(()) == "unexamined"


def test_claims_that_came_in_since_are_named():
    (held,) = assessments([laid(1, question("q1"))], [question("q1")])["q1"]
    assert held.since(question("q1", claims=("a", "b", "c"))) == ("c",)


def test_a_question_that_bears_another_id_now_inherits_by_its_claims():
    before = question("q1", claims=("a", "b"))
    other, heir = question("q2", claims=("b", "x", "y")), question("q3", claims=("a", "b", "c"))
    assert set(assessments([laid(1, before)], [other, heir])) == {"q3"}
    assert set(assessments([laid(1, before)], [question("q4", topic="size")])) == {"q1"}


@given(some.dictionaries(some.sampled_from(["state", "words", "topic", "claims"]), some.text(max_size=20)))
def test_whatever_stands_in_the_log_is_read_or_left_out(change):
    odd = Decision(id=1, action="assess", target="q1", by="R", reason="x", at="2026", change=change)
    found = assessments([odd], [question("q1")])
    assert bool(found) is (change.get("state") in ("unexamined", "needs a source", "contested", "assessed", "parked"))

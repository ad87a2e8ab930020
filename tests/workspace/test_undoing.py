"""Undo of undo of undo: what is in force is what a plain replay says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from rawi.model import Decision, in_force
from rawi.workspace.verdicts import review_of

ACTIONS = some.lists(some.tuples(some.sampled_from(["accept", "reject", "undo"]), some.integers(0, 30)), max_size=30)


def laid(drawn: list[tuple[str, int]]) -> list[Decision]:
    """Decisions on one claim; an undo takes back one of those before it."""
    decisions: list[Decision] = []
    for number, (action, choice) in enumerate(drawn, start=1):
        if action == "undo" and not decisions:
            continue
        undoes = decisions[choice % len(decisions)].id if action == "undo" else None
        decisions.append(Decision(id=number, action=action, target="c", by="R", reason="x", at="", undoes=undoes))
    return decisions


def stands(decision: Decision, decisions: list[Decision]) -> bool:
    """The definition: nothing that stands takes it back."""
    return not any(other.undoes == decision.id and stands(other, decisions) for other in decisions)


@given(ACTIONS)
def test_in_force_is_what_nothing_in_force_takes_back(drawn):
    decisions = laid(drawn)
    wanted = [one for one in decisions if one.action != "undo" and stands(one, decisions)]
    assert in_force(decisions) == wanted
    state = review_of(wanted).state
    assert state == ({"accept": "accepted", "reject": "rejected"}[wanted[-1].action] if wanted else "unreviewed")


@given(ACTIONS)
def test_an_undo_and_its_undo_leave_everything_as_it_was(drawn):
    decisions = laid(drawn)
    if not decisions:
        return
    last = decisions[-1].id
    undone = Decision(id=last + 1, action="undo", target="c", by="R", reason="x", at="", undoes=last)
    again = Decision(id=last + 2, action="undo", target="c", by="R", reason="x", at="", undoes=last + 1)
    assert in_force([*decisions, undone, again]) == in_force(decisions)

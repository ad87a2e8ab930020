"""The queue gives every claim that waits once, in the order asked for, and nothing that was decided."""

from __future__ import annotations

import pytest

from rawi.model import in_force
from rawi.workspace import kinds, queue
from rawi.workspace.queue import Wanted


@pytest.fixture
def ids(claims):
    return [claim.id for claim in claims]


def asked(workspace, wanted: Wanted | None = None, **more) -> list[str]:
    with workspace.database.read() as connection:
        return queue.waiting(connection, queue.decided(workspace.in_force()), wanted or Wanted(), **more)


def test_everything_waits_in_the_order_of_the_text(workspace, ids):
    assert asked(workspace, most=10) == ids
    assert asked(workspace) == ids[:1]


def test_what_was_decided_waits_no_more_until_it_is_undone(workspace, ids):
    workspace.decide("accept", ids[0], by="Rana", reason="seen")
    assert asked(workspace, most=10) == ids[1:]
    assert asked(workspace, after=ids[0]) == ids[1:]
    workspace.undo(by="Rana", reason="in haste")
    assert asked(workspace, most=10) == ids


def test_the_claim_after_the_last_is_none(workspace, ids):
    assert asked(workspace, after=ids[1]) == []
    assert asked(workspace, after="f" * 32) == ids[:1]


def test_filters_meet(workspace, ids):
    assert asked(workspace, Wanted(predicate="size"), most=9) == ids[1:]
    assert asked(workspace, Wanted(entity="e1"), most=9) == ids
    assert asked(workspace, Wanted(stance="stated", predicate="allied_with"), most=9) == ids[:1]
    for field, value in (("stance", "denied"), ("document", "none"), ("entity", "e9"), ("predicate", "'; DROP x")):
        assert asked(workspace, Wanted(**{field: value}), most=9) == []


def test_grave_ones_come_first_where_that_is_asked_for(workspace, ids):
    wanted = Wanted(order="grave", grave=frozenset({"size"}))
    assert asked(workspace, wanted, most=9) == ids[::-1]
    assert asked(workspace, wanted, after=ids[1]) == ids[:1]
    assert asked(workspace, wanted, after=ids[0]) == []


def test_the_least_sure_come_first_where_that_is_asked_for(workspace, ids):
    assert asked(workspace, Wanted(order="confidence"), most=9) == ids


def test_kinds_are_counted_with_and_without_what_is_decided(workspace, ids):
    workspace.decide("reject", ids[1], by="Rana", reason="not so")
    with workspace.database.read() as connection:
        every = kinds.kinds(connection)
        gone = kinds.kinds(connection, queue.decided(in_force(workspace.decisions())))
    assert (every.predicates, every.total) == ({"allied_with": 1, "size": 1}, 2)
    assert every.less(gone).predicates == {"allied_with": 1}
    assert every.less(gone).stances == {"stated": 1}

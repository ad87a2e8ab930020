"""A sitting is one person's decisions without a long pause; undone ones are counted and stay in it."""

from __future__ import annotations

import datetime as dt

from rawi.model import Decision
from rawi.publish.sittings import sittings

START = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def laid(id: int, minute: int, by: str = "Rana", action: str = "accept", undoes: int | None = None) -> Decision:
    at = (START + dt.timedelta(minutes=minute)).isoformat()
    return Decision(id=id, action=action, target="c", by=by, reason="x", at=at, undoes=undoes)


def test_a_long_pause_and_another_person_begin_another_sitting():
    found = sittings([laid(1, 0), laid(2, 5, by="Samir"), laid(3, 20), laid(4, 60), laid(5, 61, by="Samir")])
    assert [(one.by, one.first, [d.decision.id for d in one.decisions]) for one in found] == [
        ("Samir", 5, [5]),
        ("Rana", 4, [4]),
        ("Rana", 1, [1, 3]),
        ("Samir", 2, [2]),
    ]
    assert found[2].seconds == 20 * 60


def test_what_was_taken_back_is_counted_and_still_told():
    (found,) = sittings([laid(1, 0), laid(2, 1, action="reject"), laid(3, 2, action="undo", undoes=2)])
    assert (found.undone, found.counts) == (1, {"accept": 1, "reject": 1, "undo": 1})
    assert [one.undone for one in found.decisions] == [False, True, False]


def test_nobody_decided_anything():
    assert sittings([]) == []

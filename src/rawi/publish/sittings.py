"""What a person decided in one sitting, told from the log alone: when, how long, what, and what was taken back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import msgspec

from rawi.model import Decision, undone_by

PAUSE = dt.timedelta(minutes=30)
"""After a longer pause another sitting begins."""


class Laid(msgspec.Struct, frozen=True):
    """A decision, and whether another one in force takes it back."""

    decision: Decision
    undone: bool


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """The decisions of one person without a long pause between them, oldest first. Times are UTC, ISO 8601."""

    first: int
    """The number of its first decision, by which it is asked for."""
    by: str
    begun: str
    ended: str
    seconds: int
    """From the first decision to the last."""
    counts: dict[str, int]
    """How many decisions of each kind, undoing among them, the most first."""
    undone: int
    decisions: tuple[Laid, ...]


def sittings(laid: Iterable[Decision], pause: dt.timedelta = PAUSE) -> list[Sitting]:
    """Every sitting, the last one first; whose sitting it is, is told by the name as it was given."""
    ordered = sorted(laid, key=lambda decision: decision.id)
    undone = undone_by(ordered)
    open_now: dict[str, list[Decision]] = {}
    found: list[list[Decision]] = []
    for decision in ordered:
        own = open_now.get(decision.by)
        if own is None or _when(decision) - _when(own[-1]) > pause:
            open_now[decision.by] = own = []
            found.append(own)
        own.append(decision)
    made = [_sitting(own, undone) for own in found]
    return sorted(made, key=lambda sitting: -sitting.decisions[-1].decision.id)


def _sitting(own: list[Decision], undone: set[int]) -> Sitting:
    counts = Counter(decision.action for decision in own)
    return Sitting(
        first=own[0].id,
        by=own[0].by,
        begun=own[0].at,
        ended=own[-1].at,
        seconds=int((_when(own[-1]) - _when(own[0])).total_seconds()),
        counts=dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        undone=sum(decision.id in undone for decision in own),
        decisions=tuple(Laid(decision, decision.id in undone) for decision in own),
    )


def _when(decision: Decision) -> dt.datetime:
    return dt.datetime.fromisoformat(decision.at)

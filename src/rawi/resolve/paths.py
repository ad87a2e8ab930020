"""How two mentions come to be one entity: the shortest chain of joins between them, step by step."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

import msgspec

from rawi.model import Join, Mention


class Step(msgspec.Struct, frozen=True):
    """One join of a chain, read from `left` to `right`."""

    left: str
    right: str
    reason: str
    decision: int | None = None
    claim: str | None = None
    """The claim that declares the alias, where there is one."""


def steps_of(joins: Iterable[Join]) -> list[Step]:
    """Joins as steps, with their rule before the reason where no person made them."""
    return [
        Step(
            join.left,
            join.right,
            join.reason if join.decision is not None or join.rule in join.reason else f"{join.rule}: {join.reason}",
            join.decision,
            join.claim,
        )
        for join in joins
    ]


def chain(steps: Iterable[Step], left: Collection[str], right: Collection[str]) -> tuple[Step, ...]:
    """The shortest chain of steps from a mention of `left` to one of `right`; () if none leads there.

    Among chains of one length the one of the first steps wins: the same in every run.
    """
    beside: dict[str, list[Step]] = {}
    for step in steps:
        beside.setdefault(step.left, []).append(step)
        beside.setdefault(step.right, []).append(msgspec.structs.replace(step, left=step.right, right=step.left))
    wanted = frozenset(right)
    came: dict[str, Step | None] = dict.fromkeys(left)
    waiting = deque(came)
    while waiting:
        here = waiting.popleft()
        if here in wanted:
            return _back(came, here)
        for step in beside.get(here, ()):
            if step.right not in came:
                came[step.right] = step
                waiting.append(step.right)
    return ()


def _back(came: Mapping[str, Step | None], end: str) -> tuple[Step, ...]:
    path: list[Step] = []
    step = came[end]
    while step is not None:
        path.append(step)
        step = came[step.left]
    return tuple(path[::-1])


def steps_words(path: Iterable[Step], mentions: Mapping[str, Mention]) -> str:
    """A chain in one line: “A” = “B” (why), “B” = “C” (why)."""
    return ", ".join(
        f"“{_name(step.left, mentions)}” = “{_name(step.right, mentions)}” ({step.reason})" for step in path
    )


def _name(mention: str, mentions: Mapping[str, Mention]) -> str:
    known = mentions.get(mention)
    return known.name if known is not None else mention

"""Decisions replayed over clusters: first what is apart, then what is one, each decision that cannot be met named."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rawi.model import Decision, Mention, Unmet
from rawi.resolve.clusters import Clusters, Wall
from rawi.resolve.decided import Decided, Pair
from rawi.resolve.paths import Step, chain, steps_words

RULE = "decision"


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A merge that cannot be made, for another decision forbids it: the path that would make the two sides one."""

    merge: Decision
    forbids: Decision
    path: tuple[Step, ...]
    """From a mention of one side of what is forbidden to a mention of the other."""


def replay(clusters: Clusters, decided: Decided) -> list[Conflict]:
    """Lays the walls and makes the merges; gives the merges that a wall forbids.

    A merge says of two entities that they are one, not that each of them was joined rightly: it ties the first two
    of their mentions that nothing holds apart, and leaves the rest to the rules.
    """
    for pair in decided.apart:
        clusters.hold_apart(pair.left, pair.right, wall_of(pair.decision))
    for pair in decided.taken_out:
        clusters.leave_alone(pair.left, wall_of(pair.decision))
    by_id = {pair.decision.id: pair.decision for pair in decided.apart}
    made: list[tuple[str, str, Decision]] = []
    conflicts = []
    for pair in decided.merges:
        if set(pair.left) & set(pair.right):
            continue  # what were two mentions is read as one now
        tie = _tie(clusters, pair)
        if tie is None:
            conflicts.append(_conflict(clusters, pair, by_id, decided, made))
            continue
        clusters.decide(*tie, rule=RULE, reason=reason_of(pair.decision), decision=pair.decision.id)
        made.append((*tie, pair.decision))
    return conflicts


def wall_of(decision: Decision) -> Wall:
    """What a decision that keeps apart says where a join is held back for it."""
    verb = "keeps them apart" if decision.action == "keep apart" else "took one of them out"
    return Wall(f"decision {decision.id} by {decision.by} {verb}: {decision.reason}", decision.id)


def reason_of(decision: Decision) -> str:
    """Who decided, when and why, in words."""
    return f"decision {decision.id} by {decision.by} on {decision.at[:10]}: {decision.reason}"


def unmet_of(conflict: Conflict, mentions: Mapping[str, Mention]) -> Unmet:
    """A conflict in words: the chain, and the decision that forbids it."""
    why = f"{steps_words(conflict.path, mentions)}; but {wall_of(conflict.forbids).because}"
    return Unmet(decision=conflict.merge.id, why=why)


def _tie(clusters: Clusters, pair: Pair) -> tuple[str, str] | None:
    for left in pair.left:
        for right in pair.right:
            if clusters.wall_between(left, right) is None:
                return left, right
    return None


def _conflict(
    clusters: Clusters,
    pair: Pair,
    by_id: Mapping[int, Decision],
    decided: Decided,
    made: list[tuple[str, str, Decision]],
) -> Conflict:
    """The shortest chain of decided ties, this merge among them, between two mentions that are held apart."""
    left, right = pair.left[0], pair.right[0]
    wall = clusters.wall_between(left, right)
    forbids = by_id[wall.decision] if wall is not None and wall.decision is not None else pair.decision
    ties = [Step(one, other, reason_of(decision), decision.id) for one, other, decision in made]
    ties.append(Step(left, right, "this merge", pair.decision.id))
    sides = next((apart for apart in decided.apart if apart.decision.id == forbids.id), pair)
    path = chain(ties, sides.left, sides.right) or (ties[-1],)
    return Conflict(merge=pair.decision, forbids=forbids, path=path)

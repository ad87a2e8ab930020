"""Whether a decision can stand beside those before it: no chain of "the same" leads to two that are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.model import Decision, Entity, Mention
from rawi.resolve.clusters import Clusters
from rawi.resolve.decided import Decided, Pair, decided
from rawi.resolve.paths import Step, chain, steps_of
from rawi.resolve.replay import Conflict, reason_of, replay


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """The chain that the decision would close, and the decision that keeps its two ends apart."""

    path: tuple[Step, ...]
    forbids: Decision


def refusal(
    decisions: Sequence[Decision],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    successors: Mapping[str, str] | None = None,
) -> Refusal | None:
    """Why the last of these decisions cannot be laid down; None if it can.

    It cannot where with it, and not before it, a merge in force meets a wall. Joins that rules made give way to
    decisions, but not silently: a merge of two entities is refused as well where rules have joined to one of them
    what is kept apart from the other. `entities` are those that stand now.
    """
    before = decided(decisions[:-1], mentions, successors)
    after = decided(decisions, mentions, successors)
    known = {conflict.merge.id for conflict in _conflicts(before, mentions)}
    for conflict in _conflicts(after, mentions):
        if conflict.merge.id not in known:
            return Refusal(path=_named(conflict.path, decisions[-1].id), forbids=_other(conflict, decisions[-1].id))
    stood = {pair.decision.id for pair in before.merges}
    for pair in after.merges:
        if pair.decision.id not in stood and (found := _across(pair, after, entities)):
            return found
    return None


def _conflicts(held: Decided, mentions: Iterable[Mention]) -> list[Conflict]:
    return replay(Clusters(mentions), held)


def _other(conflict: Conflict, drafted: int) -> Decision:
    """The decision to name: where it is the drafted one that forbids, the last merge of the chain stands against it."""
    if conflict.forbids.id != drafted:
        return conflict.forbids
    return conflict.merge


def _named(path: Sequence[Step], drafted: int) -> tuple[Step, ...]:
    return tuple(
        msgspec.structs.replace(step, reason="this decision") if step.decision == drafted else step for step in path
    )


def _across(pair: Pair, held: Decided, entities: Sequence[Entity]) -> Refusal | None:
    """Where the two entities of a merge, as they stand with all that rules joined, hold two that are kept apart."""
    owner = {mention: entity for entity in entities for mention in entity.mentions}
    one, other = owner.get(pair.left[0]), owner.get(pair.right[0])
    if one is None or other is None or one.id == other.id:
        return None
    tie = Step(pair.left[0], pair.right[0], "this decision", pair.decision.id)
    steps = [*steps_of(one.joins), *steps_of(other.joins), tie]
    for apart in held.apart:
        for side, facing in ((apart.left, apart.right), (apart.right, apart.left)):
            near, far = set(side) & set(one.mentions), set(facing) & set(other.mentions)
            if near and far:
                path = chain(steps, sorted(near), sorted(far))
                return Refusal(path=path or (tie,), forbids=apart.decision)
    return None


def reason_against(decision: Decision) -> str:
    """The decision that forbids, in words."""
    verbs = {"merge": "holds them to be one", "split": "took one of them out of the other's entity"}
    return f"{reason_of(decision)} ({verbs.get(decision.action, 'keeps them apart')})"

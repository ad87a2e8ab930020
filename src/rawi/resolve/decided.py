"""What of people's decisions bears on who is who: the merges, the splits and what is kept apart, replayed in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.model import Decision, Mention, Unmet, in_force
from rawi.names import fold
from rawi.resolve.anchors import Anchors

GONE = "none of the mentions it was made on is read any more; it comes back with them"


class Pair(msgspec.Struct, frozen=True):
    """A decision on two sides, as the ids of the mentions that stand for them now."""

    decision: Decision
    left: tuple[str, ...]
    right: tuple[str, ...]


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The decisions in force, as they bear on the mentions at hand."""

    rejected: frozenset[str] = frozenset()
    """Claims."""
    merges: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()
    """What is kept apart and what was taken out: no mention of the left is one with a mention of the right."""
    taken_out: tuple[Pair, ...] = ()
    """Splits: no rule joins a mention of the left to any but its fellows; a person may."""
    possible: tuple[Pair, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    denied: Mapping[tuple[str, tuple[str, ...]], Decision] = {}
    """By mention and folded name: this name is not the mention's, so an alias that declares it joins nothing."""


def decided(
    decisions: Sequence[Decision], mentions: Sequence[Mention], successors: Mapping[str, str] | None = None
) -> Decided:
    """The decisions that hold, on the mentions that stand for what they were made on.

    `successors` gives for a document the one that replaced it. What was taken out of an entity is held apart from
    what was left in it, save for what a later decision took out as well: two mentions that are both not that entity
    may yet be one. Decisions on entries of reference lists join and part no mentions.
    """
    standing = in_force(decisions)
    anchors = Anchors(mentions, successors)
    names = {mention.id: fold(mention.name) for mention in mentions} if standing else {}
    rejected: set[str] = set()
    pairs: dict[str, list[Pair]] = {"merge": [], "split": [], "keep apart": [], "possibly the same": []}
    unmet: list[Unmet] = []
    for decision in standing:
        if decision.action == "reject":
            rejected.add(decision.target)
        elif decision.action in ("accept", "edit"):
            rejected.discard(decision.target)
        elif decision.action == "detach":
            pairs["split"].append(Pair(decision, (decision.target,), ()))
        elif any(side.entry for side in decision.right):
            if not anchors.all(decision.left):
                unmet.append(Unmet(decision=decision.id, why=GONE))
        elif decision.action in pairs:
            pair = Pair(decision, anchors.all(decision.left), anchors.all(decision.right))
            pairs[decision.action].append(pair)
            if not pair.left or not (pair.right or decision.action == "split"):
                unmet.append(Unmet(decision=decision.id, why=GONE))
    splits = _without_later(pairs["split"])
    apart = [pair for pair in sorted([*pairs["keep apart"], *splits], key=lambda pair: pair.decision.id)]
    apart = [pair for pair in apart if pair.left and pair.right]
    return Decided(
        rejected=frozenset(rejected),
        merges=tuple(pair for pair in pairs["merge"] if pair.left and pair.right),
        apart=tuple(apart),
        taken_out=tuple(splits),
        possible=tuple(pairs["possibly the same"]),
        unmet=tuple(unmet),
        denied=dict(_denied(apart, names)),
    )


def _without_later(splits: Sequence[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    later: set[str] = set()
    for split in reversed(splits):
        left = set(split.left)
        right = tuple(mention for mention in split.right if mention not in later and mention not in left)
        kept.append(Pair(split.decision, split.left, right))
        later |= left
    return kept[::-1]


def _denied(
    apart: Iterable[Pair], names: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[tuple[str, tuple[str, ...]], Decision]]:
    for pair in apart:
        for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
            own = {names[mention] for mention in side if mention in names}
            for name in {names[mention] for mention in other if mention in names} - own:
                for mention in side:
                    yield (mention, name), pair.decision

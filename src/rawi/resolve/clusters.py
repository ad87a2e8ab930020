"""Mentions joined into clusters, with a record of every join, of every join that was held back, and why.

People come first: what a decision holds apart no rule joins, by no chain of joins however long.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from rawi.model import HeldApart, Join, Mention


class Wall(msgspec.Struct, frozen=True):
    """Why two sets of mentions are not one: in words, and the decision, if a person said so."""

    because: str
    decision: int | None = None


class Clusters:
    """A union of mentions; the smallest mention id of a cluster stands for it, whatever the order of the joins."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._parent = {mention.id: mention.id for mention in mentions}
        self._members: dict[str, set[str]] = {}
        self._joins: dict[tuple[str, str], Join] = {}
        self._held: dict[tuple[str, str], HeldApart] = {}
        self._walls: dict[str, list[tuple[frozenset[str], Wall]]] = {}
        self._alone: dict[str, Wall] = {}

    def of(self, mention: str) -> str:
        """The id that stands for the mention's cluster."""
        root = mention
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[mention] != root:
            self._parent[mention], mention = root, self._parent[mention]
        return root

    def hold_apart(self, left: Collection[str], right: Collection[str], wall: Wall) -> None:
        """No join made from now on makes a mention of the left one with a mention of the right."""
        for side, other in ((left, frozenset(right)), (right, frozenset(left))):
            for root in {self.of(mention) for mention in side}:
                self._walls.setdefault(root, []).append((other, wall))

    def leave_alone(self, mentions: Iterable[str], wall: Wall) -> None:
        """No rule joins these mentions to any but each other; a decision may."""
        self._alone.update(dict.fromkeys(mentions, wall))

    def wall_between(self, left: str, right: str) -> Wall | None:
        """What keeps the clusters of two mentions from being one; None if nothing does."""
        one, other = self.of(left), self.of(right)
        if one == other:
            return None
        nearer, farther = sorted((one, other), key=lambda root: len(self._walls.get(root, ())))
        for behind, wall in self._walls.get(nearer, ()):
            if not behind.isdisjoint(self._members.get(farther) or {farther}):
                return wall
        return None

    def join(self, left: Mention, right: Mention, rule: str, reason: str, claim: str | None = None) -> bool:
        """Holds two mentions to be one, provisionally; the first reason given for a pair is the one kept.

        Returns False, and keeps a record, where the two are held apart.
        """
        if left.id == right.id:
            return True
        low, high = sorted((left.id, right.id))
        wall = self.wall_between(low, high)
        if wall is None and self._alone.get(low) != self._alone.get(high):
            wall = self._alone.get(low) or self._alone.get(high)
        if wall is not None:
            self.hold_back(left, right, rule, reason, wall)
            return False
        self._joins.setdefault((low, high), Join(left=low, right=high, rule=rule, reason=reason, claim=claim))
        self._unite(low, high)
        return True

    def hold_back(self, left: Mention, right: Mention, rule: str, reason: str, wall: Wall) -> None:
        """Keeps a record of a join that a rule asks for and that is not made."""
        low, high = sorted((left.id, right.id))
        held = HeldApart(left=low, right=high, rule=rule, reason=reason, because=wall.because, decision=wall.decision)
        self._held.setdefault((low, high), held)

    def join_all(self, mentions: Iterable[Mention], rule: str, why: str) -> None:
        """Joins each mention to the first that nothing holds apart from it: a wall parts two of them and not all."""
        firsts: list[Mention] = []
        for mention in mentions:
            if not any(
                self.join(first, mention, rule, f"“{first.name}” and “{mention.name}” {why}") for first in firsts
            ):
                firsts.append(mention)

    def decide(self, left: str, right: str, *, rule: str, reason: str, decision: int) -> None:
        """Joins two mentions as a person decided; whether anything forbids it is for the caller to ask first."""
        low, high = sorted((left, right))
        self._joins[low, high] = Join(
            left=low, right=high, rule=rule, reason=reason, provisional=False, decision=decision
        )
        self._unite(low, high)

    def _unite(self, left: str, right: str) -> None:
        one, other = sorted((self.of(left), self.of(right)))
        if one == other:
            return
        self._parent[other] = one
        few, many = sorted((self._members.pop(one, {one}), self._members.pop(other, {other})), key=len)
        many |= few
        self._members[one] = many
        if other in self._walls:
            self._walls.setdefault(one, []).extend(self._walls.pop(other))

    def joins(self) -> dict[str, list[Join]]:
        """All joins by the id that stands for their cluster, sorted by the mentions that they join."""
        grouped: dict[str, list[Join]] = {}
        for pair in sorted(self._joins):
            grouped.setdefault(self.of(pair[0]), []).append(self._joins[pair])
        return grouped

    def held_apart(self) -> list[HeldApart]:
        """The joins that were held back and that no other way led to, sorted by their mentions."""
        return [self._held[pair] for pair in sorted(self._held) if self.of(pair[0]) != self.of(pair[1])]

    def members(self) -> dict[str, list[str]]:
        """All mentions by the id that stands for their cluster, sorted."""
        grouped: dict[str, list[str]] = {}
        for mention in sorted(self._parent):
            grouped.setdefault(self.of(mention), []).append(mention)
        return grouped

"""Mentions joined into clusters, with a record of every join and its reason."""

from __future__ import annotations

from collections.abc import Iterable

from rawi.model import Join, Mention


class Clusters:
    """A union of mentions; the smallest mention id of a cluster stands for it, whatever the order of the joins."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._parent = {mention.id: mention.id for mention in mentions}
        self._joins: dict[tuple[str, str], Join] = {}

    def of(self, mention: str) -> str:
        """The id that stands for the mention's cluster."""
        root = mention
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[mention] != root:
            self._parent[mention], mention = root, self._parent[mention]
        return root

    def join(self, left: Mention, right: Mention, rule: str, reason: str, claim: str | None = None) -> None:
        """Holds two mentions to be one, provisionally; the first reason given for a pair is the one kept."""
        if left.id == right.id:
            return
        low, high = sorted((left.id, right.id))
        self._joins.setdefault((low, high), Join(left=low, right=high, rule=rule, reason=reason, claim=claim))
        one, other = sorted((self.of(low), self.of(high)))
        self._parent[other] = one

    def joins(self) -> dict[str, list[Join]]:
        """All joins by the id that stands for their cluster, sorted by the mentions that they join."""
        grouped: dict[str, list[Join]] = {}
        for pair in sorted(self._joins):
            grouped.setdefault(self.of(pair[0]), []).append(self._joins[pair])
        return grouped

    def members(self) -> dict[str, list[str]]:
        """All mentions by the id that stands for their cluster, sorted."""
        grouped: dict[str, list[str]] = {}
        for mention in sorted(self._parent):
            grouped.setdefault(self.of(mention), []).append(mention)
        return grouped

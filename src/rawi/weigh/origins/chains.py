"""Chains: the way from a document that makes a claim back to whoever said it first, as far as it is told."""

from __future__ import annotations

from typing import Literal

import msgspec

from rawi.model import KeptClaim
from rawi.weigh.origins.parties import Interest, Parties
from rawi.weigh.origins.works import Library, name_key

Kind = Literal["document", "teller", "work", "narrator"]
Basis = Literal["witnessed", "told", "published by itself", "cited", "unknown"]
WITNESSES = frozenset(
    ["eyewitness", "witness", "survivor", "resident", "villager", "local", "inhabitant", "escapee", "bystander"]
)
"""Words for tellers who were there themselves; plurals count."""


class Node(msgspec.Struct, frozen=True, order=True):
    """A document, a teller, a cited work that is not in the workspace, or the narrator in whose voice a claim stands.

    `key` is equal wherever the node is the same: tellers of one full name are one in all documents, for to take two
    namesakes for independent would claim too much; anonymous ones never are.
    """

    kind: Kind
    key: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """`later` rests on `earlier`; `how` is the mode of the link that says so, `name` what it calls the earlier."""

    later: Node
    earlier: Node
    how: str
    name: str


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """From a witness, the document, to where the telling ends; tellers side by side give a chain each.

    `traced` is False where it ends in a narrator's own voice: where he has it from is not known.
    """

    claim: str
    steps: tuple[Step, ...]
    traced: bool
    basis: Basis
    interest: Interest

    @property
    def witness(self) -> Node:
        return self.steps[0].later

    @property
    def end(self) -> Node:
        return self.steps[-1].earlier


class Chains:
    """Makes the chains of claims; knows the works that the workspace holds, and who speaks for whom."""

    def __init__(self, library: Library, parties: Parties):
        self.library = library
        self.parties = parties

    def of(self, kept: KeptClaim) -> list[Chain]:
        """The chains of one claim, at least one."""
        paths = self._paths(kept)
        return [self._chain(kept, path) for path in paths] if paths != [[]] else [self._own_voice(kept)]

    def _paths(self, kept: KeptClaim) -> list[list[tuple[Node, str, str]]]:
        """Nodes with the mode and the name of their links, from the document backwards."""
        links = [link for link in kept.reading.chain[:-1] if link.tellers]
        cited = [(self._work(kept, n), "cites", n) for link in links if link.mode == "cites" for n in link.tellers]
        told = [link for link in links if link.mode != "cites"]
        if cited and told and not any(self.parties.is_named(kept.source.id, n) for n in told[-1].tellers):
            told = told[:-1]  # "one analyst" with a note: the work that is cited says who
        paths = [[work] for work in cited] or [[]]
        for link in reversed(told):
            paths = [[*path, (self._teller(kept, n), link.mode, n)] for path in paths for n in link.tellers]
        return paths

    def _chain(self, kept: KeptClaim, path: list[tuple[Node, str, str]]) -> Chain:
        steps = []
        later = document_node(kept.source.id)
        for node, how, name in path:
            steps.append(Step(later=later, earlier=node, how=how, name=name))
            later = node
        node, how, name = path[-1]
        basis: Basis = "told"
        if node.kind in {"work", "document"}:
            basis = "cited"
        elif how == "published":
            basis = "published by itself"
        elif any(word.rstrip("s") in WITNESSES or word in WITNESSES for word in name.lower().split()):
            basis = "witnessed"
        interest = self.parties.interest(self.parties.of(kept.source.id, name), kept)
        return Chain(claim=kept.claim.id, steps=tuple(steps), traced=True, basis=basis, interest=interest)

    def _own_voice(self, kept: KeptClaim) -> Chain:
        """Nobody is named: the narrator's own voice, traced only where the document is the subject's own."""
        name = kept.source.author or kept.source.publisher
        own = name is not None and self.parties.speaks_for(kept.source.id, name, kept)
        if name is None:
            narrator, entity = Node("narrator", kept.source.id), None
        else:
            entity = self.parties.of(kept.source.id, name)
            narrator = self._teller(kept, name) if own else Node("narrator", name_key(name))
        step = Step(later=document_node(kept.source.id), earlier=narrator, how="published", name=name or "unknown")
        interest: Interest = self.parties.interest(entity, kept) if own else "unknown"
        basis: Basis = "published by itself" if own else "unknown"
        return Chain(claim=kept.claim.id, steps=(step,), traced=own, basis=basis, interest=interest)

    def _work(self, kept: KeptClaim, name: str) -> Node:
        work = self.library.work(kept, name)
        held = self.library.held(work, kept.source.id)
        return document_node(held.id) if held is not None else Node("work", work.key)

    def _teller(self, kept: KeptClaim, name: str) -> Node:
        party = self.parties.of(kept.source.id, name)
        if party is not None and self.parties.is_party(party):
            return Node("teller", f"party {party}")
        if self.parties.is_named(kept.source.id, name):
            return Node("teller", f"name {name_key(self.parties.name(party) if party is not None else name)}")
        return Node("teller", f"{kept.source.id} {name_key(name)}")  # anonymous: never joined across documents


def document_node(id: str) -> Node:
    return Node("document", id)

"""Bundles: all chains behind one answer, and what their graph says of where it comes from.

Corroboration is the largest number of chains that share no document, teller or work (a maximum flow with unit
capacities, Menger). It is an interval: at least what is left when every dependence that is declared or inferred is
heeded and nothing untraced counts; at most what would be if every narrator whose source is untraced had one of his own.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
import networkx as nx
from msgspec.structs import replace

from rawi.model import Dependence, KeptClaim
from rawi.weigh.days import Days
from rawi.weigh.origins.chains import Basis, Chain, Node, document_node
from rawi.weigh.origins.parties import Interest
from rawi.weigh.origins.works import name_key

if TYPE_CHECKING:
    Graph = nx.DiGraph[Any]
SOURCE, SINK = ("source",), ("sink",)


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where chains end. `names` are what the documents call it, `claims` whose chains end there."""

    node: Node
    names: tuple[str, ...]
    basis: Basis
    interest: Interest
    claims: tuple[str, ...]
    traced: bool


class Bundle(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The chains of the claims that give one answer, with the dependences between the documents that they stand in."""

    chains: tuple[Chain, ...]
    relayed: tuple[Chain, ...] = ()
    """Chains of documents that these rest on and that answer otherwise: relays, not witnesses."""
    dependences: tuple[Dependence, ...] = ()

    @cached_property
    def documents(self) -> tuple[str, ...]:
        return tuple(sorted({chain.witness.key for chain in self.chains}))

    @cached_property
    def _telling(self) -> frozenset[Node]:
        """The documents that give the answer themselves, or are rested on by those that do."""
        return frozenset(chain.witness for chain in (*self.chains, *self.relayed))

    @cached_property
    def nodes(self) -> frozenset[Node]:
        """Everything that its chains run through."""
        chains = (*self.chains, *self.relayed)
        return frozenset({c.witness for c in chains} | {step.earlier for c in chains for step in c.steps})

    @cached_property
    def origins(self) -> tuple[Origin, ...]:
        """Known origins first, then narrators whose source is untraced; each with the rows that it comes from."""
        ends: dict[Node, list[Chain]] = {}
        for chain in (*self.chains, *self.relayed):
            if not self._leads_on(chain):
                ends.setdefault(chain.end, []).append(chain)
        found = [
            Origin(
                node=node,
                names=tuple(sorted({chain.steps[-1].name for chain in chains})),
                basis=min((chain.basis for chain in chains), key=_BASES.index),
                interest=min((chain.interest for chain in chains), key=_INTERESTS.index),
                claims=tuple(sorted({chain.claim for chain in chains})),
                traced=any(chain.traced for chain in chains),
            )
            for node, chains in ends.items()
        ]
        return tuple(sorted(found, key=lambda o: (not o.traced, o.node)))

    @cached_property
    def known(self) -> tuple[Origin, ...]:
        return tuple(origin for origin in self.origins if origin.traced)

    @cached_property
    def untraced(self) -> tuple[Origin, ...]:
        return tuple(origin for origin in self.origins if not origin.traced)

    @cached_property
    def corroboration(self) -> tuple[int, int]:
        """At least and at most so many chains that share nothing; (0, 0) for an empty bundle."""
        if not self.chains:
            return (0, 0)
        traced = {origin.node for origin in self.known}
        every = {origin.node for origin in self.origins}
        most = _disjoint(self._graph(declared_only=True), traced | every)
        least = _disjoint(self._graph(declared_only=False), traced)
        return (max(1, min(least, most)), max(1, most))

    @cached_property
    def common_links(self) -> tuple[Node, ...]:
        """What every chain runs through besides its witness, nearest to the documents first: all hangs on it."""
        graph = _parted(self._graph(declared_only=True), {origin.node for origin in self.origins})
        if len(self.documents) < 2 or not nx.has_path(graph, SOURCE, SINK):
            return ()
        dominators = nx.immediate_dominators(graph, SOURCE)
        found: list[Node] = []
        at = dominators.get(SINK)
        while at is not None and at != SOURCE:
            if isinstance(at[0], Node) and at[0] not in found:
                found.insert(0, at[0])
            at = dominators.get(at)
        return tuple(found)

    @cached_property
    def circles(self) -> tuple[tuple[Node, ...], ...]:
        """Circular reporting: who rests on each other."""
        graph = self._graph(declared_only=False)
        return tuple(sorted(tuple(sorted(part)) for part in nx.strongly_connected_components(graph) if len(part) > 1))

    @cached_property
    def fragility(self) -> tuple[Node, ...]:
        """The smallest set of documents, tellers and works whose loss leaves nothing of the answer."""
        if not self.chains:
            return ()
        graph = _parted(self._graph(declared_only=True), {origin.node for origin in self.origins})
        _, (near, _) = nx.minimum_cut(graph, SOURCE, SINK)
        return tuple(sorted({a[0] for a, b in graph.edges if a in near and b not in near and isinstance(a[0], Node)}))

    def without(self, gone: Iterable[Node]) -> Bundle:
        """What is left when nodes are lost: every chain that runs through one falls, and then whatever rested on it."""
        lost = set(gone)
        telling = {chain.witness for chain in (*self.chains, *self.relayed)}
        while True:
            left = [c for c in (*self.chains, *self.relayed) if not lost & {c.witness, *(s.earlier for s in c.steps)}]
            silent = telling - {chain.witness for chain in left} - lost
            if not silent:
                break
            lost |= silent
        return Bundle(
            chains=tuple(c for c in self.chains if c in left),
            relayed=tuple(c for c in self.relayed if c in left),
            dependences=tuple(d for d in self.dependences if not lost & set(ends(d))),
        )

    def _leads_on(self, chain: Chain) -> bool:
        """Whether a chain ends in a document of the workspace that itself gives the answer: its chains go on."""
        return chain.end in self._telling and chain.end != chain.witness

    def _graph(self, *, declared_only: bool) -> Graph:
        """The chains; without `declared_only` also what documents took from each other for whatever they tell.

        A quotation shows that a document knew the other, not that it has this from there.
        """
        graph: Graph = nx.DiGraph()
        heeded = [d for d in self.dependences if d.stands and (d.verdict == "confirmed" or not declared_only)]
        rest = {d.later for d in heeded}
        for chain in (*self.chains, *self.relayed):
            graph.add_node(chain.witness)
            if not chain.traced and chain.witness.key in rest:
                continue  # it has this from the other document: its own voice is no other one
            for step in chain.steps:
                graph.add_edge(step.later, step.earlier)
        for dependence in heeded:
            graph.add_edge(*ends(dependence))
        graph.graph["witnesses"] = {chain.witness for chain in self.chains}
        return graph


_BASES: tuple[Basis, ...] = ("witnessed", "published by itself", "told", "cited", "unknown")
_INTERESTS: tuple[Interest, ...] = ("the party itself", "its opponent", "its ally", "third", "unknown")


def bundle(
    claims: Sequence[KeptClaim],
    chains: Mapping[str, Sequence[Chain]],
    dependences: Sequence[Dependence],
    *,
    question: Sequence[KeptClaim] = (),
    days: Mapping[str, Days] | None = None,
) -> Bundle:
    """The bundle of claims that give one answer; `chains` are those of each claim, `dependences` of all documents.

    `question` are the claims that answer the same question otherwise: who is named as a teller may have written one of
    them, and then his own sources are behind what was made of his words. `days` are those of publication, by document:
    nobody passes on what appears only after him.
    """
    followed = Following([*claims, *question], days or {})
    own = [followed.on(chain) for k in claims for chain in chains[k.claim.id]]
    witnesses = {chain.witness.key for chain in own}
    told: dict[str, list[Chain]] = defaultdict(list)
    for k in question:
        if k.source.id not in witnesses:
            told[k.source.id].extend(chains[k.claim.id])
    relayed: list[Chain] = []
    todo = [chain.end.key for chain in own]
    while todo:
        more = [followed.on(chain) for chain in told.pop(todo.pop(0), ())]
        relayed.extend(more)
        todo.extend(chain.end.key for chain in more)
    documents = {chain.witness.key for chain in (*own, *relayed)}
    between = tuple(d for d in dependences if d.later in documents and d.earlier in documents)
    return Bundle(chains=tuple(own), relayed=tuple(relayed), dependences=between)


def ends(dependence: Dependence) -> tuple[Node, Node]:
    """The later document and the earlier one, as nodes."""
    return document_node(dependence.later), document_node(dependence.earlier)


class Following:
    """Follows a teller into his own document, where it tells of the same question: its chains go on from there.

    If it names nobody, he is no known origin: where he has it from is as untraced as if nobody had named him.
    """

    def __init__(self, question: Iterable[KeptClaim], days: Mapping[str, Days]):
        self._days = days
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for k in question:
            for name in sorted({name_key(n) for n in (k.source.author, k.source.publisher) if n}):
                if k.source.id not in self._by_name[name]:
                    self._by_name[name].append(k.source.id)

    def on(self, chain: Chain) -> Chain:
        last = chain.steps[-1]
        if last.earlier.kind not in {"teller", "work"}:
            return chain
        own = [d for d in self._by_name.get(name_key(last.name), ()) if self._may_precede(d, chain.witness.key)]
        if not own:
            return chain
        first = min(own, key=lambda d: (self._day(d).first or dt.date.max, d))
        return replace(chain, steps=(*chain.steps[:-1], replace(last, earlier=document_node(first))), basis="cited")

    def _may_precede(self, document: str, witness: str) -> bool:
        own, other = self._day(document), self._day(witness)
        return document != witness and (own.first is None or other.last is None or own.first <= other.last)

    def _day(self, document: str) -> Days:
        return self._days.get(document, Days(None, None))


def _parted(graph: Graph, ends: set[Node]) -> Graph:
    """The graph with every node cut in two joined by an edge of capacity 1, so that chains that meet are one."""
    parted: Graph = nx.DiGraph()
    parted.add_nodes_from([SOURCE, SINK])
    for node in graph.nodes:
        parted.add_edge((node, "in"), (node, "out"), capacity=1)
    for later, earlier in graph.edges:
        parted.add_edge((later, "out"), (earlier, "in"), capacity=1)
    for witness in sorted(graph.graph["witnesses"]):
        parted.add_edge(SOURCE, (witness, "in"), capacity=1)
    for end in sorted(ends & set(graph.nodes)):
        parted.add_edge((end, "out"), SINK, capacity=1)
    return parted


def _disjoint(graph: Graph, ends: set[Node]) -> int:
    return int(nx.maximum_flow_value(_parted(graph, ends), SOURCE, SINK))

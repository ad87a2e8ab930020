"""The network around an entity, or of everybody: who is tied to whom, how, by whose word, at the two clocks.

An edge is one kind of statement between two entities in one direction. Edges overlap: who is told to be an ally and an
opponent in the same month stands at the end of two edges, and neither is dropped for the other.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from rawi.model import Entity, EntityType, KeptClaim
from rawi.publish.backing import backing
from rawi.publish.clocks import Clock, seen_at
from rawi.publish.dossier import Telling
from rawi.publish.entries import Beside, holds, telling
from rawi.publish.knowledge import Knowledge, order
from rawi.publish.ties import TIED, Sign, Tie, kinds, ties
from rawi.publish.wording import MARKS, resolved_words
from rawi.weigh.origins import Lineage

MOST = 60
"""Nodes that a picture shows unless more are asked for."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody in the network. `step` is how far from the focus, 0 for the focus itself and for all without one."""

    id: str
    name: str
    type: EntityType
    step: int
    ties: int
    """Edges in this network, those that are not shown among them."""
    documents: int
    unresolved: bool = False
    """A name in one document that was joined to nobody."""


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told to be tied to whom, with everything that tells so. It runs from the one who acts to the other."""

    id: str
    source: str
    target: str
    predicate: str
    kind: str
    sign: Sign
    says: str
    """As in `is part of`, read from `source` to `target`."""
    directed: bool
    negated: bool
    """The documents say that it is not so."""
    times: tuple[str, ...]
    holds: str | None
    """With a date asked for: `in` where some telling surely reaches it, `possible` where they only may."""
    documents: int
    known_origins: tuple[str, ...]
    untraced: int
    stances: tuple[str, ...]
    marks: tuple[str, ...]
    contested: bool
    """Some claim contradicts another one of the workspace."""
    unreviewed: int
    tellings: tuple[Telling, ...]

    @property
    def claims(self) -> int:
        """How many tellings there are, however few of them stand here."""
        return len(self.tellings)


class ShortEdge(Edge, frozen=True, kw_only=True):
    """An edge without its tellings; everything else is said of all of them."""

    of: int

    @property
    def claims(self) -> int:
        return self.of


class Network(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What is drawn, and what is not: `beyond` counts by kind the edges that lead to nodes left out."""

    focus: str | None
    name: str | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    """Nodes that the limit kept away."""
    beyond: dict[str, int]
    kinds: dict[str, int]
    """Edges of each kind before any filter, in the order of the legend."""
    unreviewed: int
    as_of: str | None = None
    as_known: str | None = None

    @cached_property
    def node(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @property
    def undrawn(self) -> int:
        """Edges between nodes that are shown, which are left out because there are too many."""
        return 0


class ShortNetwork(Network, frozen=True, kw_only=True, dict=True):
    """A network with some of its edges: those of the focus before those of others."""

    too_many: int

    @property
    def undrawn(self) -> int:
        return self.too_many


class Draws(msgspec.Struct, frozen=True, kw_only=True):
    """How much a page draws: so many `edges`, or one for each node, and their tellings where few claims tell them.

    Few are `claims` of all edges together. `whole` is an edge, by its id, with its tellings in any case.
    """

    edges: int = 400
    claims: int | None = 500
    whole: str | None = None

    def few(self, inside: Mapping[Key, Sequence[KeptClaim]]) -> bool:
        """Whether every edge comes with its tellings."""
        return self.claims is None or sum(map(len, inside.values())) <= self.claims


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for; an empty tuple asks for everything."""

    kinds: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    types: tuple[EntityType, ...] = ()
    depth: int = 1
    most: int = MOST

    def passes(self, tie: Tie) -> bool:
        return (not self.kinds or tie.kind in self.kinds) and (not self.signs or tie.sign in self.signs)


ALL = Filter()


def network(
    knowledge: Knowledge,
    focus: Entity | None = None,
    *,
    asked: Filter = ALL,
    as_of: Clock | None = None,
    as_known: Clock | None = None,
    contested: Collection[str] = (),
    draws: Draws | None = None,
) -> Network:
    """The ties among whom `knowledge` speaks of: around `focus` as far as asked for, or of all.

    `as_of` keeps what may hold then, `as_known` what had certainly been published by then; rejected claims are left
    out. `contested` are the ids of claims that contradict others. Of more nodes than asked for, those stay that are
    nearest, and of these the ones with the most documents behind their ties. With `draws` no more is made than that
    of edges and tellings, and the rest is counted.
    """
    seen = seen_at(knowledge.kept, as_of, as_known).kept
    grouped: dict[tuple[str, str, str, bool], list[KeptClaim]] = defaultdict(list)
    for k in seen:
        if (pair := _ends(k, knowledge)) is not None:
            grouped[(*pair, k.claim.predicate, k.claim.negated)].append(k)
    counted = Counter(ties()[key[2]].kind for key in grouped)
    wanted = {key: claims for key, claims in grouped.items() if _asked(key, asked, knowledge, focus)}
    weight = _weights(wanted)
    steps = _steps(wanted, focus.id if focus else None, asked.depth)
    shown = sorted(steps, key=lambda id: (steps[id], -weight[id], knowledge.name(id), id))[: max(1, asked.most)]
    if focus is not None and focus.id not in shown:
        shown = [focus.id, *shown]
    inside = {key: claims for key, claims in wanted.items() if key[0] in shown and key[1] in shown}
    between = len(inside)
    if draws is not None and between > max(draws.edges, len(shown)):
        inside = _drawn(inside, steps, max(draws.edges, len(shown)))
    lineage = Lineage(
        [k for claims in inside.values() for k in claims], knowledge.entities, knowledge.mentions, knowledge.documents
    )
    beside = Beside(knowledge, lineage, as_of)
    at_odds, told_all = frozenset(contested), draws is None or draws.few(inside)
    edges = [
        _edge(key, claims, beside, at_odds, told=told_all or (draws is not None and draws.whole == edge_id(*key)))
        for key, claims in inside.items()
    ]
    degree = Counter(id for key in wanted for id in set(key[:2]))
    told = _documents(wanted)
    reached = [key for key in wanted if key not in inside and (key[0] in shown or key[1] in shown)]
    made = Network(
        focus=focus.id if focus else None,
        name=focus.name if focus else None,
        nodes=tuple(_node(id, steps.get(id, 0), degree[id], told[id], knowledge) for id in shown),
        edges=tuple(sorted(edges, key=_edge_order)),
        left_out=len(steps.keys() - set(shown)),
        beyond={kind: n for kind, n in _by_kind(reached).items() if n},
        kinds={kind: n for kind, n in ((kind, counted[kind]) for kind in kinds()) if n},
        unreviewed=sum(k.review.state == "unreviewed" for claims in inside.values() for k in claims),
        as_of=as_of.words if as_of else None,
        as_known=as_known.words if as_known else None,
    )
    if len(inside) == between:
        return made
    return ShortNetwork(**msgspec.structs.asdict(made), too_many=between - len(inside))


Key = tuple[str, str, str, bool]
"""Who acts, on whom, the predicate, and whether it is denied."""


def _drawn(inside: Mapping[Key, list[KeptClaim]], steps: Mapping[str, int], most: int) -> dict[Key, list[KeptClaim]]:
    """So many edges: for each node the one with most claims that leads nearer to the focus, then what is nearest."""
    ordered = sorted(inside, key=lambda key: (steps[key[0]] + steps[key[1]], -len(inside[key]), key))
    leading: dict[str, Key] = {}
    for key in ordered:
        near, far = sorted(key[:2], key=lambda id: steps[id])
        if steps[near] < steps[far]:
            leading.setdefault(far, key)
    kept = set(list(dict.fromkeys([*leading.values(), *ordered]))[:most])
    return {key: claims for key, claims in inside.items() if key in kept}


def _ends(k: KeptClaim, knowledge: Knowledge) -> tuple[str, str] | None:
    """Who acts and on whom; for a tie without direction the smaller id first. None for what ties nobody."""
    tie = ties().get(k.claim.predicate)
    if tie is None or k.subject is None or k.object is None or k.subject == k.object:
        return None
    if any(id not in knowledge.entity or knowledge.entity[id].type not in TIED for id in (k.subject, k.object)):
        return None
    if not tie.directed:
        return (min(k.subject, k.object), max(k.subject, k.object))
    return (k.subject, k.object) if tie.acts == "subject" else (k.object, k.subject)


def _asked(key: Key, asked: Filter, knowledge: Knowledge, focus: Entity | None) -> bool:
    if not asked.passes(ties()[key[2]]):
        return False
    others = [id for id in key[:2] if focus is None or id != focus.id]
    return not asked.types or all(knowledge.entity[id].type in asked.types for id in others)


def _steps(wanted: Iterable[Key], focus: str | None, depth: int) -> dict[str, int]:
    """How far each node is from the focus, those too far left out."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other, _, _ in wanted:
        beside[one].add(other)
        beside[other].add(one)
    if focus is None:
        return dict.fromkeys(sorted(beside), 0)
    steps, edge = {focus: 0}, {focus}
    for step in range(1, depth + 1):
        edge = {near for at in edge for near in beside[at]} - steps.keys()
        steps.update(dict.fromkeys(sorted(edge), step))
    return steps


def _weights(wanted: Mapping[Key, Sequence[KeptClaim]]) -> Counter[str]:
    """For each node the documents behind each of its edges, summed."""
    weight: Counter[str] = Counter()
    for (one, other, _, _), claims in wanted.items():
        documents = len({k.source.id for k in claims})
        weight[one] += documents
        weight[other] += documents
    return weight


def _documents(wanted: Mapping[Key, Sequence[KeptClaim]]) -> Counter[str]:
    found: dict[str, set[str]] = defaultdict(set)
    for (one, other, _, _), claims in wanted.items():
        for id in (one, other):
            found[id] |= {k.source.id for k in claims}
    return Counter({id: len(documents) for id, documents in found.items()})


def _node(id: str, step: int, ties_: int, documents: int, knowledge: Knowledge) -> Node:
    entity = knowledge.entity[id]
    named = [knowledge.mention[m].named for m in entity.mentions if m in knowledge.mention]
    if knowledge.described is not None:
        named = [id not in knowledge.described]
    return Node(
        id=id,
        name=entity.name,
        type=entity.type,
        step=step,
        ties=ties_,
        documents=documents,
        unresolved=bool(named) and not any(named),
    )


def _edge(key: Key, claims: Sequence[KeptClaim], beside: Beside, contested: frozenset[str], *, told: bool) -> Edge:
    """The edge that claims give, with their tellings if `told`."""
    source, target, predicate, negated = key
    tie = ties()[predicate]
    by_reserve = sorted(claims, key=lambda k: (k.reading.stance.strength, order(k)))
    behind = backing(by_reserve, beside.lineage)
    edge = Edge(
        id=edge_id(*key),
        source=source,
        target=target,
        predicate=predicate,
        kind=tie.kind,
        sign="none" if negated else tie.sign,
        says=f"not: {tie.says}" if negated else tie.says,
        directed=tie.directed,
        negated=negated,
        times=tuple(dict.fromkeys(words for k in by_reserve if (words := resolved_words(k.reading.time)))),
        holds=holds(by_reserve, beside.as_of),
        documents=behind.documents,
        known_origins=behind.known,
        untraced=len(behind.untraced),
        stances=tuple(dict.fromkeys(str(k.reading.stance) for k in by_reserve)),
        marks=tuple(dict.fromkeys(MARKS[k.reading.stance] for k in by_reserve)),
        contested=any(k.claim.id in contested for k in by_reserve),
        unreviewed=sum(k.review.state == "unreviewed" for k in by_reserve),
        tellings=tuple(telling(k, beside.knowledge) for k in by_reserve) if told else (),
    )
    return edge if told else ShortEdge(**msgspec.structs.asdict(edge), of=len(by_reserve))


def edge_id(source: str, target: str, predicate: str, negated: bool = False) -> str:
    """From whom the edge ties, and how, and from nothing else: the same in every run."""
    digest = hashlib.sha256(f"{source} {target} {predicate} {negated}".encode()).hexdigest()
    return f"t{digest[:20]}"


def _edge_order(edge: Edge) -> tuple[int, str, str, str]:
    return (list(ties()).index(edge.predicate), edge.source, edge.target, edge.id)


def _by_kind(keys: Iterable[Key]) -> dict[str, int]:
    found = Counter(ties()[key[2]].kind for key in keys)
    return {kind: found[kind] for kind in kinds()}

"""Who may be whom, for a person to look at: candidates with their evidence, and why two names are one entity or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from rawi.errors import UnknownName
from rawi.model import (
    Borne,
    Decision,
    Entity,
    EntityType,
    HeldApart,
    KeptClaim,
    Mention,
    Reference,
    Stance,
    make_mention,
)
from rawi.names import NameIndex, fold
from rawi.pipeline.report import Progress, silent
from rawi.resolve.candidates import FAR, Candidate, Near, candidate, kinds_beside, likely_pairs, likest, partners
from rawi.resolve.circumstances import rules
from rawi.resolve.evidence import Evidence
from rawi.resolve.paths import Step, chain, steps_of
from rawi.workspace import Workspace

LOOKED_INTO = 3
"""For each candidate that is shown, how many are looked into: the documents may turn the order of the names around."""
SHARING = 200
"""Names of any type that share keys with one name, of which the likeliest are compared."""
BESIDE = 30
"""Names compared with one name, when all are looked through."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Why two names belong to one entity, or what holds their entities apart and what speaks for either."""

    left: Entity
    right: Entity
    path: tuple[Step, ...] = ()
    """From a mention of the one name to one of the other; () for two entities, and for one mention."""
    quotes: dict[str, str] = {}
    """The words of the claims that steps of the path rest on, by their ids."""
    decisions: tuple[Decision, ...] = ()
    """In force on both: what keeps them apart, makes them one, or calls them possibly the same."""
    held_apart: tuple[HeldApart, ...] = ()
    """What rules would have joined, and why they did not."""
    candidate: Candidate | None = None
    """None for one entity."""


class Looker:
    """Answers about one state of a workspace; what was asked for is kept at hand: make a new one after a decision."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.entity = lru_cache(maxsize=4096)(workspace.entity)
        self.about = lru_cache(maxsize=512)(self._about)
        self.names = lru_cache(maxsize=4096)(self._names)
        self._decided = [one for one in workspace.in_force() if one.left]

    def explain(self, left: str, right: str, names: tuple[str, str] | None = None) -> Explanation:
        """About two entities, by their ids; `names` are the two that were asked for, where both are one entity's."""
        one, other = self.entity(left), self.entity(right)
        sides = set(one.mentions), set(other.mentions)
        decisions = tuple(laid for laid in self._decided if _concerns(laid, *sides))
        if one.id == other.id:
            path = self._path(one, *names) if names else ()
            claims = [step.claim for step in path if step.claim is not None]
            quoted = self.workspace.kept_claims(ids=claims, superseded=True) if claims else []
            quotes = {kept.claim.id: kept.claim.quote.exact for kept in quoted}
            return Explanation(left=one, right=other, path=path, quotes=quotes, decisions=decisions)
        held = [
            held
            for held in self.workspace.held_apart(sides[0] | sides[1])
            if (held.left in sides[0]) is not (held.right in sides[0])
        ]
        return Explanation(
            left=one, right=other, decisions=decisions, held_apart=tuple(held), candidate=self.pair(one, other)
        )

    def pair(self, left: Entity, right: Entity, rivals: Sequence[float] | None = None) -> Candidate:
        """Two entities as candidates, with all that speaks for and against their being one.

        `rivals` where they were found among many: the scores of the names that cannot be meant as well.
        """
        names = self.names(left.id), self.names(right.id)
        return candidate(left, right, names, self.about, noted=tuple(self._noted(left, right)), rivals=rivals)

    def beside(self, entity: str, most: int) -> list[Candidate]:
        """The entities that one entity may be as well, likeliest first; what people keep apart is left out."""
        whole = self.entity(entity)
        found = partners(entity, self.workspace.names_of(entity), self._sharing)
        others = {other.id: other for other in self.workspace.entities(list(found)[: most * LOOKED_INTO])}
        return self._ranked([(whole, others[id], rivals) for id, rivals in found.items() if id in others], most)

    def _sharing(self, keys: Sequence[str]) -> list[Borne]:
        return self.workspace.names_bearing(keys, most=SHARING)

    def worth_a_look(self, most: int, progress: Progress = silent) -> list[Candidate]:
        """The likeliest pairs of the whole workspace; every name is compared with the few that share its keys."""
        entities = {entity.id: entity for entity in self.workspace.entities()}
        names = _named(entities.values(), {mention.id: mention for mention in self.workspace.mentions()})
        index = NameIndex((id, name, kinds_beside(entities[id].type)[0]) for id in names for name in names[id])
        near: dict[str, dict[str, Near]] = defaultdict(dict)
        for done, (id, own) in enumerate(names.items()):
            if done % 100 == 0:
                progress("resolving", done, len(names), entities[id].name)
            kind = kinds_beside(entities[id].type)[0]
            beside = {near.id for name in own for near in index.candidates(name, kind, limit=BESIDE)}
            for other in sorted(beside):
                if other > id:
                    (mine, theirs), likeness = likest(own, names[other], kind)
                    if likeness.score > FAR:
                        near[id][other] = Near(theirs, entities[other].type, likeness)
                        near[other][id] = Near(mine, entities[id].type, likeness)
        found = likely_pairs(near)
        likely = sorted(found, key=lambda pair: (-found[pair].likeness.score, pair))[: most * LOOKED_INTO]
        return self._ranked([(entities[one], entities[other], found[one, other].rivals) for one, other in likely], most)

    def possible(self) -> list[Decision]:
        """What people have noted as possibly the same."""
        return [laid for laid in self._decided if laid.action == "possibly the same"]

    def undecided(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """The pairs of ids, by what their entities are now, that are still two and on which nobody has decided."""
        listed = list(pairs)
        known = {entity.id: entity for entity in self.workspace.entities({id for pair in listed for id in pair})}
        found = []
        for left, right in listed:
            try:
                one, other = known.get(left) or self.entity(left), known.get(right) or self.entity(right)
            except UnknownName:
                continue  # its mentions are gone
            if one.id != other.id and not self._is_decided(one, other):
                found.append((one.id, other.id))
        return list(dict.fromkeys(found))

    def _is_decided(self, one: Entity, other: Entity) -> bool:
        sides = set(one.mentions), set(other.mentions)
        return any(_concerns(laid, *sides) for laid in self._decided)

    def _ranked(self, pairs: Iterable[tuple[Entity, Entity, Sequence[float]]], most: int) -> list[Candidate]:
        open_pairs = [pair for pair in pairs if not self._kept_apart(*pair[:2])]
        found = [self.pair(*pair) for pair in open_pairs]
        return sorted(found, key=lambda one: (-one.score, one.left, one.right))[:most]

    def _kept_apart(self, one: Entity, other: Entity) -> bool:
        sides = set(one.mentions), set(other.mentions)
        return any(laid.action in ("keep apart", "split") and _concerns(laid, *sides) for laid in self._decided)

    def _about(self, entity: str) -> Sequence[KeptClaim]:
        return self.workspace.kept_claims(entity=entity)

    def _names(self, entity: str) -> tuple[str, ...]:
        whole = self.entity(entity)
        return _names_of(whole, {mention.id: mention for mention in self.workspace.mentions(whole.mentions)})

    def _path(self, entity: Entity, one: str, other: str) -> tuple[Step, ...]:
        own = self.workspace.mentions(entity.mentions)
        return chain(steps_of(entity.joins), _bearing(own, one, entity), _bearing(own, other, entity))

    def _noted(self, left: Entity, right: Entity) -> Iterator[Evidence]:
        """What was said of the two being one: by people as a possibility, by documents with a reserve."""
        sides = set(left.mentions), set(right.mentions)
        for laid in self._decided:
            if laid.action == "possibly the same" and _concerns(laid, *sides):
                weighing = rules().others["possibly"]
                says = weighing.says.format(one=laid.id, other=f"{laid.by}: {laid.reason}")
                yield Evidence(kind="possibly", says=says, weight=weighing.in_favour)
        for one, other in ((left, right), (right, left)):
            borne = {fold(name) for name in self.names(other.id)}
            for kept in self.about(one.id):
                said = kept.claim.value.text if kept.claim.value else None
                if kept.claim.predicate == "also_known_as" and said and fold(said) in borne and not kept.claim.negated:
                    yield _declared(kept, said)


def _declared(kept: KeptClaim, name: str) -> Evidence:
    denied = kept.reading.stance in (Stance.DENIED, Stance.DOUBTED)
    weighing = rules().others["denied" if denied else "declared"]
    says = (weighing.against_says or weighing.says).format(one=kept.claim.subject.name, other=name)
    quote = " ".join(kept.claim.quote.exact.split())
    return Evidence(
        kind="denied" if denied else "declared",
        says=f"{says}: “{quote}” ({kept.source.path})",
        weight=weighing.against if denied else weighing.in_favour,
        claims=(kept.claim.id,),
    )


def _concerns(laid: Decision, left: Collection[str], right: Collection[str]) -> bool:
    """Whether the two sides of a decision are mentions of the two entities, one each."""
    one, other = _mentions_of(laid.left), _mentions_of(laid.right)
    return bool((one & set(left) and other & set(right)) or (one & set(right) and other & set(left)))


def _mentions_of(references: Iterable[Reference]) -> set[str]:
    return {make_mention(document=one.document, name=one.name, type=one.type).id for one in references}


def _bearing(own: Iterable[Mention], name: str, entity: Entity) -> list[str]:
    """The mentions of an entity that bear a name, or, where none does, those under the name that heads it."""
    listed = list(own)
    for asked in (name, entity.name):
        exactly = [mention.id for mention in listed if mention.name == asked]
        found = exactly or [mention.id for mention in listed if fold(mention.name) == fold(asked)]
        if found:
            return found
    return list(entity.mentions)


def _named(entities: Iterable[Entity], mentions: dict[str, Mention]) -> dict[str, tuple[str, ...]]:
    """The names of the entities that have any, by their ids; who is only described is looked at by nobody's name."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in entities:
        if entity.type is not EntityType.ITEM and any(mentions[id].named for id in entity.mentions if id in mentions):
            found[entity.id] = _names_of(entity, mentions)
    return found


def _names_of(entity: Entity, mentions: dict[str, Mention]) -> tuple[str, ...]:
    """The names of an entity; its descriptions only where it has no name."""
    own = [mentions[id] for id in entity.mentions if id in mentions]
    named = {mention.name for mention in own if mention.named} or {mention.name for mention in own} or {entity.name}
    return tuple(sorted(named))

"""From mentions to entities: `resolve`, the one function of this stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from rawi.model import Claim, Decision, DeclaredName, Entity, EntityType, Join, Mention, Resolution
from rawi.names import fold, person_name, script_of
from rawi.resolve.aliases import DeclaredAlias, declared_aliases
from rawi.resolve.circumstances import Circumstances
from rawi.resolve.clusters import Clusters
from rawi.resolve.decided import decided
from rawi.resolve.names_used import join_by_name
from rawi.resolve.persons import join_persons
from rawi.resolve.persons_abroad import join_persons_abroad, namesakes_of, ties_of
from rawi.resolve.replay import replay, unmet_of
from rawi.resolve.touching import Placed, is_plain, local_kin, placed_of
from rawi.vocabulary import gazetteer, is_acronym


def resolve(
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    successors: Mapping[str, str] | None = None,
) -> Resolution:
    """The entities that the mentions name, sorted by id: the same for the same input in any order.

    First what people decided (`replay`); then, as far as that allows, declared aliases, equal names and equal group
    names of one type, and persons only as `persons` and `persons_abroad` say. Every join of a rule is provisional and
    carries its rule, its reason and the claim it rests on. `successors` gives for a document the one that replaced it.
    """
    by_id = {mention.id: mention for mention in mentions}
    held = decided(decisions, list(by_id.values()), successors)
    clusters = Clusters(by_id.values())
    conflicts = replay(clusters, held)
    named = {(mention.document, mention.type, mention.name): mention for mention in by_id.values()}
    aliases = declared_aliases(claims, named, held)
    circumstances: dict[str, Circumstances] = {}
    for kind in EntityType:
        of_kind = [mention for mention in by_id.values() if mention.type is kind]
        declared = [alias for alias in aliases if alias.subject.type is kind]
        if kind is EntityType.PERSON:
            join_persons(clusters, of_kind, declared)
        else:
            circumstances |= join_by_name(clusters, of_kind, declared, claims, named)
    persons = [mention for mention in by_id.values() if mention.type is EntityType.PERSON]
    of_persons = [alias for alias in aliases if alias.subject.type is EntityType.PERSON]
    join_persons_abroad(clusters, persons, of_persons, ties_of(claims, named), namesakes_of(claims, named))
    joins = clusters.joins()
    other = {(alias.subject.document, alias.subject.type, alias.name) for alias in aliases}
    other -= {(alias.subject.document, alias.subject.type, alias.subject.name) for alias in aliases}
    entities = tuple(
        _entity([by_id[mention] for mention in members], joins.get(root, ()), other)
        for root, members in sorted(clusters.members().items())
    )
    apart = clusters.held_apart()
    names: dict[str, list[str]] = {}
    for alias in aliases:
        names.setdefault(alias.subject.id, []).append(alias.name)
    kin = local_kin(by_id.values(), names)
    decided_on = {m for pair in (*held.merges, *held.apart, *held.taken_out) for m in (*pair.left, *pair.right)}
    entangled = {*kin, *names, *decided_on, *(m for one in apart for m in (one.left, one.right))}
    return Resolution(
        entities=entities,
        held_apart=tuple(apart),
        kin=kin,
        plain={
            entity.id: msgspec.json.encode(_placed(entity, circumstances)).decode()
            for entity in entities
            if is_plain(entity, [by_id[id] for id in entity.mentions], entangled)
        },
        declared=tuple(_declared(aliases, entities, by_id)),
        unmet=tuple(sorted((*held.unmet, *(unmet_of(one, by_id) for one in conflicts)), key=lambda one: one.decision)),
    )


def _placed(entity: Entity, circumstances: Mapping[str, Circumstances]) -> Placed:
    found = Placed()
    for mention in entity.mentions:
        if mention in circumstances:
            found = found.with_(placed_of(circumstances[mention]))
    return found


def _declared(
    aliases: Iterable[DeclaredAlias], entities: Iterable[Entity], mentions: Mapping[str, Mention]
) -> Iterator[DeclaredName]:
    owner = {mention: entity for entity in entities for mention in entity.mentions}
    borne = {(owner[id].id, mention.name) for id, mention in mentions.items()}
    for alias in aliases:
        entity = owner[alias.subject.id].id
        if (entity, alias.name) not in borne:
            borne.add((entity, alias.name))
            yield DeclaredName(entity, alias.name, alias.claim)


def _entity(mentions: Sequence[Mention], joins: Sequence[Join], other: Set[tuple[str, EntityType, str]]) -> Entity:
    kind = _type(mentions)
    return Entity(
        id=f"e{mentions[0].id[:20]}",
        name=_name([mention for mention in mentions if mention.type is kind], other),
        type=kind,
        mentions=tuple(mention.id for mention in mentions),
        joins=tuple(joins),
    )


def _type(mentions: Sequence[Mention]) -> EntityType:
    """The type of most mentions: only a person joins two types, where a reader took one for the other."""
    kinds = [mention.type for mention in mentions]
    return max(kinds, key=lambda kind: (kinds.count(kind), -list(EntityType).index(kind)))


def _name(mentions: Sequence[Mention], other: Set[tuple[str, EntityType, str]]) -> str:
    """The name most documents use, the longest on ties; a state's is its usual one.

    Names before descriptions, Latin script before others, words before acronyms, a person's full name before a part.
    A document that gives a name only as another name of something (`other`) does not use it for that.
    """
    if mentions[0].type is EntityType.STATE:
        for mention in mentions:
            if state := gazetteer().state(mention.name):
                return state
    documents: dict[tuple[str, ...], set[str]] = {}
    exactly: dict[str, set[str]] = {}
    for mention in mentions:
        used = {mention.document} if (mention.document, mention.type, mention.name) not in other else set()
        documents.setdefault(fold(mention.name), set()).update(used)
        exactly.setdefault(mention.name, set()).update(used)
    names = sorted({mention.name for mention in mentions})
    person = mentions[0].type is EntityType.PERSON
    named = {mention.name for mention in mentions if mention.named}
    return max(
        names,
        key=lambda name: (
            name in named,
            script_of(name) == "Latin",
            not is_acronym(name),
            person and person_name(name).full,
            len(documents[fold(name)]),
            len(exactly[name]),
            not name.lower().startswith("the "),
            not name.isupper(),
            len(name),
            name,
        ),
    )

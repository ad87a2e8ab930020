"""From mentions to entities: `resolve`, the one function of this stage."""

from __future__ import annotations

from collections.abc import Sequence, Set

from rawi.model import Claim, Decision, Entity, EntityType, Join, Mention
from rawi.names import fold, person_name, script_of
from rawi.resolve.aliases import declared_aliases, standing
from rawi.resolve.clusters import Clusters
from rawi.resolve.names_used import join_by_name
from rawi.resolve.persons import join_persons
from rawi.vocabulary import gazetteer, is_acronym


def resolve(mentions: Sequence[Mention], claims: Sequence[Claim], decisions: Sequence[Decision]) -> list[Entity]:
    """The entities that the mentions name, sorted by id: the same for the same input in any order.

    Joined are declared aliases, equal names and equal group names of one type; persons only as `persons` says. Every
    join is provisional and carries its rule, its reason and the claim it rests on. A mention that a person detached
    is an entity by itself until that is undone. Claims that are not `also_known_as` play no part.
    """
    decided = standing(decisions)
    by_id = {mention.id: mention for mention in mentions}
    clusters = Clusters(by_id.values())
    attached = {
        (mention.document, mention.type, mention.name): mention
        for mention in by_id.values()
        if mention.id not in decided.detached
    }
    aliases = declared_aliases(claims, attached, decided)
    for kind in EntityType:
        of_kind = [mention for mention in attached.values() if mention.type is kind]
        declared = [alias for alias in aliases if alias.subject.type is kind]
        if kind is EntityType.PERSON:
            join_persons(clusters, of_kind, declared)
        else:
            join_by_name(clusters, of_kind, declared)
    joins = clusters.joins()
    other = {(alias.subject.document, alias.name) for alias in aliases}
    other -= {(alias.subject.document, alias.subject.name) for alias in aliases}
    return [
        _entity([by_id[mention] for mention in members], joins.get(root, ()), other)
        for root, members in sorted(clusters.members().items())
    ]


def _entity(mentions: Sequence[Mention], joins: Sequence[Join], other: Set[tuple[str, str]]) -> Entity:
    smallest = mentions[0]
    return Entity(
        id=f"e{smallest.id[:20]}",
        name=_name(mentions, other),
        type=smallest.type,
        mentions=tuple(mention.id for mention in mentions),
        joins=tuple(joins),
    )


def _name(mentions: Sequence[Mention], other: Set[tuple[str, str]]) -> str:
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
        used = {mention.document} if (mention.document, mention.name) not in other else set()
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

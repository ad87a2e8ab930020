"""Persons of two documents: one only by names that a document declares, never by a name that merely recurs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from rawi.model import Claim, EntityType, Mention
from rawi.names import person_name
from rawi.names.folding import words_of
from rawi.names.sounds import agree, skeleton, sounds
from rawi.resolve.aliases import DeclaredAlias
from rawi.resolve.clusters import Clusters

DECLARED = "declared alias"
NAMESAKE = "namesake of one group"
_SAME_NAMESAKE = "both documents name one group after a person so called"
_TYING = ("led_by", "holds_position", "member_of")
"""Predicates that tie a person to a group."""

Ties = Mapping[str, frozenset[str]]
"""Mentions of groups by the mention of the person whom a document places in them."""


def ties_of(claims: Iterable[Claim], mentions: Mapping[tuple[str, EntityType, str], Mention]) -> Ties:
    """The groups that each person leads, holds a position in or belongs to, as the documents say."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        if claim.predicate not in _TYING or claim.negated or claim.object is None:
            continue
        sides = [mentions.get((claim.document, side.type, side.name)) for side in (claim.subject, claim.object)]
        person = next((side for side in sides if side is not None and side.type is EntityType.PERSON), None)
        group = next((side for side in sides if side is not None and side.type is EntityType.GROUP), None)
        if person is not None and group is not None and person.named and group.named:
            found.setdefault(person.id, set()).add(group.id)
    return {person: frozenset(groups) for person, groups in found.items()}


def namesakes_of(
    claims: Iterable[Claim], mentions: Mapping[tuple[str, EntityType, str], Mention]
) -> list[tuple[Mention, Mention]]:
    """Groups with the persons after whom documents say that they are named, sorted by both."""
    found = set()
    for claim in claims:
        if claim.predicate != "named_after" or claim.negated or claim.object is None:
            continue
        group, person = (mentions.get((claim.document, s.type, s.name)) for s in (claim.subject, claim.object))
        if group is not None and person is not None and person.type is EntityType.PERSON and person.named:
            found.add((group.id, person.id))
    by_id = {mention.id: mention for mention in mentions.values()}
    return [(by_id[group], by_id[person]) for group, person in sorted(found)]


def join_persons_abroad(
    clusters: Clusters,
    mentions: Sequence[Mention],
    aliases: Sequence[DeclaredAlias],
    ties: Ties,
    namesakes: Sequence[tuple[Mention, Mention]] = (),
) -> None:
    """Joins persons of different documents, after the groups were joined.

    Two documents that declare the same two names for somebody speak of one person. So do a document that declares a
    full name as another name of somebody and one that uses it, where both place its bearer in the same group; and
    documents that say after whom one group is named, where the names differ in spelling only.
    """
    _join_on_two_names(clusters, aliases)
    _join_in_one_group(clusters, mentions, aliases, ties)
    _join_namesakes(clusters, namesakes)


def _join_namesakes(clusters: Clusters, namesakes: Sequence[tuple[Mention, Mention]]) -> None:
    after: dict[str, list[Mention]] = {}
    for group, person in namesakes:
        after.setdefault(clusters.of(group.id), []).append(person)
    for persons in after.values():
        for one, other in combinations(persons, 2):
            if one.document != other.document and _is_spelling(one.name, other.name):
                reason = f"both documents name one group after “{one.name}” or, in another spelling, “{other.name}”"
                clusters.join(one, other, NAMESAKE, reason if one.name != other.name else _SAME_NAMESAKE)


def _is_spelling(one: str, other: str) -> bool:
    """Whether two names have the same parts in the same order, each in the same letters or the same sounds."""
    first, second = (" ".join(person_name(name).units).split() for name in (one, other))
    return len(first) == len(second) and all(
        a == b or (skeleton(a) == skeleton(b) and agree(sounds(a), sounds(b)))
        for a, b in zip(first, second, strict=True)
    )


def _join_in_one_group(
    clusters: Clusters, mentions: Sequence[Mention], aliases: Sequence[DeclaredAlias], ties: Ties
) -> None:
    groups: dict[str, set[str]] = {}
    for mention in mentions:
        groups.setdefault(clusters.of(mention.id), set()).update(clusters.of(tie) for tie in ties.get(mention.id, ()))
    declared: dict[tuple[str, ...], list[DeclaredAlias]] = {}
    for alias in aliases:
        if person_name(alias.name).full:
            declared.setdefault(person_name(alias.name).units, []).append(alias)
    users = [mention for mention in mentions if mention.named and person_name(mention.name).full]
    for mention in sorted(users, key=lambda mention: mention.id):
        placed = groups[clusters.of(mention.id)]
        bearers: dict[str, DeclaredAlias] = {}
        for alias in declared.get(person_name(mention.name).units, ()):
            bearer = clusters.of(alias.subject.id)
            if alias.subject.document != mention.document and placed & groups.get(bearer, set()):
                bearers.setdefault(bearer, alias)
        if len(bearers) == 1:
            (alias,) = bearers.values()
            reason = (
                f"“{alias.subject.name}” is also called “{alias.name}”, and both documents place the bearer of that "
                "name in the same group"
            )
            clusters.join(alias.subject, mention, DECLARED, reason, alias.claim)


class _Declared(msgspec.Struct):
    """What one document declares of one person: names by their words, each with a mention and a claim."""

    document: str
    names: dict[tuple[str, ...], tuple[Mention, str]]


def _join_on_two_names(clusters: Clusters, aliases: Sequence[DeclaredAlias]) -> None:
    """Persons of two documents are one if both declare the same two names for them, one of them telling enough."""
    by_person: dict[str, _Declared] = {}
    for alias in aliases:
        known = by_person.setdefault(clusters.of(alias.subject.id), _Declared(alias.subject.document, {}))
        for written in (alias.subject.name, alias.name):
            known.names.setdefault(words_of(written), (alias.subject, alias.claim))
    by_name: dict[tuple[str, ...], list[str]] = {}
    for person in sorted(by_person):
        for name in by_person[person].names:
            if _tells_enough(name):
                by_name.setdefault(name, []).append(person)
    for name in sorted(by_name):
        for one, other in combinations([by_person[person] for person in by_name[name]], 2):
            if one.document != other.document:
                _join_if_two_names(clusters, name, one, other)


def _join_if_two_names(clusters: Clusters, name: tuple[str, ...], one: _Declared, other: _Declared) -> None:
    shared = sorted(second for second in one.names if second in other.names and not _says_no_more(second, name))
    if not shared:
        return
    mention, claim = one.names[name]
    reason = f"both documents give “{' '.join(name)}” and “{' '.join(shared[0])}” as names of one person"
    clusters.join(mention, other.names[name][0], DECLARED, reason, claim)


def _tells_enough(name: tuple[str, ...]) -> bool:
    """Whether a name is a full one or a nom de guerre ("Abu X"), not a first name under a title."""
    parts = person_name(" ".join(name))
    return parts.full or any(" " in unit for unit in parts.units)


def _says_no_more(second: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a second name is only the first one under a title, or a part of it."""
    return person_name(" ".join(second)).units == person_name(" ".join(name)).units or set(second) <= set(name)

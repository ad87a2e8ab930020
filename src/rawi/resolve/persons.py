"""Joins of persons: by name within one document; across documents only on two declared names that both share."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rawi.model import Mention
from rawi.names import person_name
from rawi.names.folding import words_of
from rawi.resolve.aliases import DeclaredAlias
from rawi.resolve.clusters import Clusters
from rawi.vocabulary import plain

DECLARED = "declared alias"
FULL_NAME = "full name in one document"
SHORT_NAME = "part of the only such name in one document"
EQUAL = "equal name"


def join_persons(clusters: Clusters, mentions: Sequence[Mention], aliases: Sequence[DeclaredAlias]) -> None:
    """Joins mentions of persons; those of different documents only by `_join_across`."""
    by_document: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.id):
        by_document.setdefault(mention.document, []).append(mention)
    declared: dict[str, list[DeclaredAlias]] = {}
    for alias in aliases:
        declared.setdefault(alias.subject.document, []).append(alias)
    for document in sorted(by_document):
        here, names = by_document[document], declared.get(document, ())
        _join_declared(clusters, here, names)
        _join_equal(clusters, [mention for mention in here if mention.named])
        _join_short(clusters, [mention for mention in here if mention.named], names)
    _join_across(clusters, aliases)


def _join_declared(clusters: Clusters, mentions: Sequence[Mention], aliases: Sequence[DeclaredAlias]) -> None:
    for alias in aliases:
        for mention in mentions:
            if mention.named and words_of(mention.name) == words_of(alias.name):
                reason = f"“{alias.subject.name}” is also called “{alias.name}”"
                clusters.join(alias.subject, mention, DECLARED, reason, alias.claim)


def _join_equal(clusters: Clusters, mentions: Sequence[Mention]) -> None:
    full: dict[tuple[str, ...], Mention] = {}
    same: dict[str, Mention] = {}
    for mention in mentions:
        name = person_name(mention.name)
        if name.full:
            first = full.setdefault(name.units, mention)
            reason = f"“{first.name}” and “{mention.name}” are one full name in one document, titles apart"
            clusters.join(first, mention, FULL_NAME, reason)
        else:
            first = same.setdefault(plain(mention.name) or mention.name, mention)
            reason = f"“{first.name}” and “{mention.name}” are the same letters in one document"
            clusters.join(first, mention, EQUAL, reason)


def _join_short(clusters: Clusters, mentions: Sequence[Mention], aliases: Sequence[DeclaredAlias]) -> None:
    """A first name or surname alone, where one person of the document bears it: "Khalid" for "Khalid al-Hassan"."""
    bearers: dict[str, dict[str, Mention]] = {}
    ends: dict[str, set[str]] = {}
    full_names = [(mention, mention.name) for mention in mentions]
    full_names += [(alias.subject, alias.name) for alias in aliases]
    with_full_name = set()
    for mention, written in full_names:
        name = person_name(written)
        if not name.full:
            continue
        cluster = clusters.of(mention.id)
        with_full_name.add(cluster)
        for unit in name.units:
            bearers.setdefault(unit, {}).setdefault(cluster, mention)
        for unit in (name.units[0], name.units[-1]):
            ends.setdefault(unit, set()).add(cluster)
    for mention in mentions:
        name = person_name(mention.name)
        unit = name.units[0]
        if name.full or " " in unit or clusters.of(mention.id) in with_full_name:
            continue
        borne = bearers.get(unit, {})
        if len(borne) == 1 and set(borne) == ends.get(unit):
            (bearer,) = borne.values()
            reason = f"“{bearer.name}” is the only person of this document who bears the name “{mention.name}”"
            clusters.join(bearer, mention, SHORT_NAME, reason)


class _Declared(msgspec.Struct):
    """What one document declares of one person: names by their words, each with a mention and a claim."""

    names: dict[tuple[str, ...], tuple[Mention, str]]
    full: dict[tuple[str, ...], Mention]


def _join_across(clusters: Clusters, aliases: Sequence[DeclaredAlias]) -> None:
    """Persons of two documents are one if both declare the same full name and the same other name for them."""
    by_person: dict[tuple[str, str], _Declared] = {}
    for alias in aliases:
        known = by_person.setdefault((alias.subject.document, clusters.of(alias.subject.id)), _Declared({}, {}))
        for written in (alias.subject.name, alias.name):
            known.names.setdefault(words_of(written), (alias.subject, alias.claim))
            name = person_name(written)
            if name.full:
                known.full.setdefault(name.units, alias.subject)
    by_full: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for person in sorted(by_person):
        for units in by_person[person].full:
            by_full.setdefault(units, []).append(person)
    for units in sorted(by_full):
        people = by_full[units]
        for index, person in enumerate(people):
            for other in people[index + 1 :]:
                if person[0] != other[0]:
                    _join_if_two_names(clusters, units, by_person[person], by_person[other])


def _join_if_two_names(clusters: Clusters, units: tuple[str, ...], one: _Declared, other: _Declared) -> None:
    shared = sorted(name for name in one.names if name in other.names and not _says_no_more(name, units))
    if not shared:
        return
    mention, claim = one.names[shared[0]]
    reason = f"both documents give “{' '.join(units)}” and “{' '.join(shared[0])}” as names of one person"
    clusters.join(mention, other.full[units], DECLARED, reason, claim)


def _says_no_more(name: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether another name is only a part of the full name, or the full name itself under a title."""
    return person_name(" ".join(name)).units == full or set(name) <= set(" ".join(full).split())

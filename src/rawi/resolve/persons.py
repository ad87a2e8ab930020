"""Joins of persons: by name within one document; across documents only on two declared names that both share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

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
    full: dict[tuple[str, ...], list[Mention]] = {}
    same: dict[str, list[Mention]] = {}
    for mention in mentions:
        name = person_name(mention.name)
        if name.full:
            full.setdefault(name.units, []).append(mention)
        else:
            same.setdefault(plain(mention.name) or mention.name, []).append(mention)
    for bearers in full.values():
        clusters.join_all(bearers, FULL_NAME, "are one full name in one document, titles apart")
    for bearers in same.values():
        clusters.join_all(bearers, EQUAL, "are the same letters in one document")


def _join_short(clusters: Clusters, mentions: Sequence[Mention], aliases: Sequence[DeclaredAlias]) -> None:
    """A first name or surname alone, where one person of the document bears it: "Idris" for "Idris al-Matar"."""
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
    shorts = [mention for mention in mentions if clusters.of(mention.id) not in with_full_name]
    for mention in shorts:
        unit = person_name(mention.name).units[0]
        borne = bearers.get(unit, {})
        if " " not in unit and len(borne) == 1 and set(borne) == ends.get(unit):
            (bearer,) = borne.values()
            reason = f"“{bearer.name}” is the only person of this document who bears the name “{mention.name}”"
            clusters.join(bearer, mention, SHORT_NAME, reason)


class _Declared(msgspec.Struct):
    """What one document declares of one person: names by their words, each with a mention and a claim."""

    document: str
    names: dict[tuple[str, ...], tuple[Mention, str]]


def _join_across(clusters: Clusters, aliases: Sequence[DeclaredAlias]) -> None:
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

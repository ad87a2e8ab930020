"""Joins of persons within one document, by name."""

from __future__ import annotations

from collections.abc import Sequence

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
    """Joins mentions of persons, each document by itself; across documents see `persons_abroad`."""
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
        _join_without_middle(clusters, [mention for mention in here if mention.named])
        _join_short(clusters, [mention for mention in here if mention.named], names)


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


def _join_without_middle(clusters: Clusters, mentions: Sequence[Mention]) -> None:
    """A full name without what stands in its middle: "Idris al-Matar" for "Idris Yusuf al-Matar", the only one so."""
    longer: dict[tuple[str, str], dict[str, Mention]] = {}
    shorter: list[tuple[tuple[str, str], Mention]] = []
    for mention in mentions:
        units = person_name(mention.name).units
        if len(units) == 2:
            shorter.append(((units[0], units[1]), mention))
        elif len(units) > 2:
            longer.setdefault((units[0], units[-1]), {}).setdefault(clusters.of(mention.id), mention)
    for ends, mention in shorter:
        bearers = longer.get(ends, {})
        if len(bearers) == 1:
            (bearer,) = bearers.values()
            reason = (
                f"“{bearer.name}” is the only longer name of this document that begins and ends as “{mention.name}”"
            )
            clusters.join(bearer, mention, SHORT_NAME, reason)


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

"""Joins by acronym: explained ones within and across documents, and unexplained ones by the initials of one name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from rawi.names import fold
from rawi.resolve.clusters import Clusters
from rawi.resolve.uses import EQUAL, NameUse, by_acronym, join_to_firsts
from rawi.vocabulary import plain

INITIALS = "initials of the only such name in one document"
_FEWEST_INITIALS = 3


def join_initials(clusters: Clusters, uses: Sequence[NameUse]) -> None:
    """Joins an acronym that its document does not explain to the one name of the document that has these initials."""
    bearers: dict[tuple[str, str], list[NameUse]] = {}
    for use in uses:
        words = fold(use.name)
        if use.mention.named and not by_acronym(use) and len(words) >= _FEWEST_INITIALS:
            bearers.setdefault((use.mention.document, "".join(word[0] for word in words)), []).append(use)
    explained = {(use.mention.document, use.name) for use in uses if use.claim and by_acronym(use)}
    for use in uses:
        if use.claim or not by_acronym(use) or (use.mention.document, use.name) in explained:
            continue
        borne = bearers.get((use.mention.document, plain(use.name)), [])
        if borne and len({clusters.of(bearer.mention.id) for bearer in borne}) == 1:
            reason = f"“{borne[0].name}” is the only name of this document with the initials {use.name}"
            clusters.join(borne[0].mention, use.mention, INITIALS, reason, borne[0].claim)


def join_acronyms(clusters: Clusters, uses: Sequence[NameUse], abroad: Collection[tuple[str, str, str]]) -> None:
    """Acronyms join where they are declared for one entity only: NDF of one document may not be NDF of another.

    `abroad` are the uses, by their order, that may stand for the same thing in another document.
    """
    borne: dict[str, list[NameUse]] = {}
    for use in uses:
        borne.setdefault(use.name.replace(".", ""), []).append(use)
    for acronym in sorted(borne):
        bucket = borne[acronym]
        by_document: dict[str, list[NameUse]] = {}
        for use in bucket:
            by_document.setdefault(use.mention.document, []).append(use)
        for document in sorted(by_document):
            _join_if_one(clusters, by_document[document])
        _join_if_one(clusters, [use for use in bucket if use.mention.named and use.order in abroad])


def _join_if_one(clusters: Clusters, uses: Sequence[NameUse]) -> None:
    owners = _owners(clusters, (use for use in uses if use.claim))
    if len(owners) > 1 or not uses:
        return
    first = next((use for use in uses if use.claim), uses[0])
    rest = [use for use in uses if use is not first]
    join_to_firsts(clusters, [first, *rest], EQUAL, _acronym_because)


def _acronym_because(one: NameUse, other: NameUse) -> str:
    return f"“{other.name}” is used for nothing else in these documents"


def _owners(clusters: Clusters, declared: Iterable[NameUse]) -> set[str]:
    return {clusters.of(use.mention.id) for use in declared}

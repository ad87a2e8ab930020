"""Joins by name of what is no person: equal names, group names and declared aliases, within and across documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec

from rawi.model import EntityType, Mention
from rawi.names import (
    GroupName,
    fold,
    group_key,
    group_name,
    is_bare,
    same_group,
    same_rest,
    script_of,
    small_words,
)
from rawi.names.sounds import agree, skeleton, sounds
from rawi.resolve.aliases import DeclaredAlias
from rawi.resolve.clusters import Clusters
from rawi.vocabulary import gazetteer, is_acronym, plain

DECLARED = "declared alias"
EQUAL = "equal name"
EQUAL_GROUP = "equal group name after folding"
SPELLED = "equal name in another spelling"
INITIALS = "initials of the only such name in one document"
SHORT = "part of the only such name in one document"


_FEWEST_CONSONANTS = 3
"""Fewer do not tell the spellings of one name from two names."""


_FEWEST_INITIALS = 3


class NameUse(msgspec.Struct, frozen=True, kw_only=True):
    """A mention under one of its names: its own, or (with the claim) one that its document declares."""

    mention: Mention
    name: str
    claim: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        return (self.mention.id, self.claim or "", self.name)


def join_by_name(clusters: Clusters, mentions: Sequence[Mention], aliases: Sequence[DeclaredAlias]) -> None:
    """Joins mentions of one type (not Person). Types never mix: call once for each."""
    uses = [NameUse(mention=mention, name=mention.name) for mention in mentions]
    uses += [NameUse(mention=alias.subject, name=alias.name, claim=alias.claim) for alias in aliases]
    uses.sort(key=lambda use: use.order)
    words = [use for use in uses if not _acronym(use)]
    _join_buckets(clusters, words, within_document=True)
    _join_initials(clusters, uses)
    short = _join_short(clusters, words)
    abroad = [use for use in words if travels(use.mention, use.name) and use.mention.id not in short]
    _join_buckets(clusters, abroad, within_document=False)
    _join_acronyms(clusters, [use for use in uses if _acronym(use)])


def travels(mention: Mention, name: str) -> bool:
    """Whether a name can mean the same thing in another document.

    Descriptions do not, nor bare head-words ("the Army"), names written small throughout ("tribal militia"), or units
    that are only a number ("4th Division": of which army?).
    """
    if not mention.named or is_bare(name):
        return False
    if script_of(name) == "Latin" and name == name.lower() and not any(letter.isdigit() for letter in name):
        return False
    parts = group_name(name) if mention.type is EntityType.GROUP else None
    return parts is None or any(not word.isdigit() for word in parts.rest)


def _acronym(use: NameUse) -> bool:
    return is_acronym(use.name) and not (use.mention.type is EntityType.STATE and gazetteer().state(use.name))


def _key(use: NameUse) -> str:
    kind = use.mention.type
    if kind is EntityType.STATE and (state := gazetteer().state(use.name)):
        return f"state|{state}"
    return " ".join(_told_words(use.name, kind))


def _told_words(name: str, kind: EntityType) -> tuple[str, ...]:
    """The folded words of a name without those that only say that it is a tribe, or a town."""
    folded = fold(name) or (name,)
    apposed = {EntityType.COMMUNITY: small_words().tribal, EntityType.PLACE: small_words().settlement}.get(kind)
    return tuple(word for word in folded if word not in apposed) or folded if apposed else folded


def _alike_key(use: NameUse) -> str | None:
    """What spellings of one name of its type share; None where only equal names join."""
    if use.mention.type is EntityType.GROUP:
        return group_key(use.name)
    if use.mention.type in (EntityType.COMMUNITY, EntityType.PLACE):
        consonants = "".join(skeleton(word) for word in _told_words(use.name, use.mention.type))
        return consonants if len(consonants) >= _FEWEST_CONSONANTS else None
    return None


def _alike(one: NameUse, other: NameUse) -> str | None:
    """Why two names that share a key are one name; None if their vowels tell them apart."""
    if one.mention.type is EntityType.GROUP:
        return same_group(one.name, other.name)
    heard = [
        tuple(sound for word in _told_words(use.name, use.mention.type) for sound in sounds(word))
        for use in (one, other)
    ]
    return "one name in two spellings: the same consonants, and vowels that agree" if agree(*heard) else None


def _join_buckets(clusters: Clusters, uses: Sequence[NameUse], *, within_document: bool) -> None:
    equal: dict[tuple[str, str], list[NameUse]] = {}
    alike: dict[tuple[str, str], list[NameUse]] = {}
    for use in uses:
        place = use.mention.document if within_document else ""
        equal.setdefault((place, _key(use)), []).append(use)
        if (key := _alike_key(use)) is not None:
            alike.setdefault((place, key), []).append(use)
    for bucket in equal.values():
        _join_all(clusters, bucket, EQUAL, _equal_because)
    for bucket in alike.values():
        firsts: dict[tuple[str, str], NameUse] = {}
        for use in bucket:
            firsts.setdefault((use.name, clusters.of(use.mention.id)), use)
        for one, other in combinations([firsts[key] for key in sorted(firsts)], 2):
            if one.name != other.name and (why := _alike(one, other)):
                rule = EQUAL_GROUP if one.mention.type is EntityType.GROUP else SPELLED
                _join(clusters, one, other, rule, f"“{one.name}” and “{other.name}”: {why}")


def _join_all(
    clusters: Clusters, uses: Sequence[NameUse], rule: str, because: Callable[[NameUse, NameUse], str]
) -> None:
    """Joins each use to the first one that nothing holds apart from it, so that a wall parts two and not all."""
    firsts: list[NameUse] = []
    for use in uses:
        if not any(_join(clusters, first, use, rule, because(first, use)) for first in firsts):
            firsts.append(use)


def _join_short(clusters: Clusters, uses: Sequence[NameUse]) -> set[str]:
    """Joins a group's name without its head-word ("Nur") to the one group of its document so named ("Nur Brigade").

    Gives the mentions so joined: what is short for one group here may be short for another elsewhere.
    """
    bearers: dict[tuple[str, str], list[NameUse]] = {}
    shorts: list[tuple[NameUse, GroupName]] = []
    for use in uses:
        name = group_name(use.name) if use.mention.type is EntityType.GROUP and use.mention.named else None
        if name is None:
            continue
        if name.head:
            bearers.setdefault((use.mention.document, name.rest_key), []).append(use)
        elif use.claim is None:
            shorts.append((use, name))
    found = []
    for use, name in shorts:
        borne = bearers.get((use.mention.document, name.rest_key), [])
        alike = [bearer for bearer in borne if same_rest(bearer.name, use.name)]
        if alike and len({clusters.of(bearer.mention.id) for bearer in borne}) == 1:
            found.append((use, alike[0]))
    for use, bearer in found:
        reason = f"“{bearer.name}” is the only group of this document that bears the name “{use.name}”"
        clusters.join(bearer.mention, use.mention, SHORT, reason, bearer.claim)
    return {use.mention.id for use, _ in found}


def _join_initials(clusters: Clusters, uses: Sequence[NameUse]) -> None:
    """Joins an acronym that its document does not explain to the one name of the document that has these initials."""
    bearers: dict[tuple[str, str], list[NameUse]] = {}
    for use in uses:
        words = fold(use.name)
        if use.mention.named and not _acronym(use) and len(words) >= _FEWEST_INITIALS:
            bearers.setdefault((use.mention.document, "".join(word[0] for word in words)), []).append(use)
    explained = {(use.mention.document, use.name) for use in uses if use.claim and _acronym(use)}
    for use in uses:
        if use.claim or not _acronym(use) or (use.mention.document, use.name) in explained:
            continue
        borne = bearers.get((use.mention.document, plain(use.name)), [])
        if borne and len({clusters.of(bearer.mention.id) for bearer in borne}) == 1:
            reason = f"“{borne[0].name}” is the only name of this document with the initials {use.name}"
            clusters.join(borne[0].mention, use.mention, INITIALS, reason, borne[0].claim)


def _equal_because(one: NameUse, other: NameUse) -> str:
    if one.name == other.name:
        return f"“{one.name}” in both"
    state = gazetteer().state(one.name) if one.mention.type is EntityType.STATE else None
    if state:
        return f"“{one.name}” and “{other.name}” both stand for {state}"
    return f"“{one.name}” and “{other.name}” are one name after folding"


def _join(clusters: Clusters, one: NameUse, other: NameUse, rule: str, reason: str) -> bool:
    claim = one.claim or other.claim
    if claim is None:
        return clusters.join(one.mention, other.mention, rule, reason)
    declared = one if one.claim else other
    reason = f"“{declared.mention.name}” is also called “{declared.name}”" + (
        "" if one.name == other.name else f"; {reason}"
    )
    return clusters.join(one.mention, other.mention, DECLARED, reason, claim)


def _join_acronyms(clusters: Clusters, uses: Sequence[NameUse]) -> None:
    """Acronyms join where they are declared for one entity only: NDF of one document may not be NDF of another."""
    by_acronym: dict[str, list[NameUse]] = {}
    for use in uses:
        by_acronym.setdefault(use.name.replace(".", ""), []).append(use)
    for acronym in sorted(by_acronym):
        bucket = by_acronym[acronym]
        by_document: dict[str, list[NameUse]] = {}
        for use in bucket:
            by_document.setdefault(use.mention.document, []).append(use)
        for document in sorted(by_document):
            _join_if_one(clusters, by_document[document])
        _join_if_one(clusters, [use for use in bucket if use.mention.named])


def _join_if_one(clusters: Clusters, uses: Sequence[NameUse]) -> None:
    owners = _owners(clusters, (use for use in uses if use.claim))
    if len(owners) > 1 or not uses:
        return
    first = next((use for use in uses if use.claim), uses[0])
    rest = [use for use in uses if use is not first]
    _join_all(clusters, [first, *rest], EQUAL, _acronym_because)


def _acronym_because(one: NameUse, other: NameUse) -> str:
    return f"“{other.name}” is used for nothing else in these documents"


def _owners(clusters: Clusters, declared: Iterable[NameUse]) -> set[str]:
    return {clusters.of(use.mention.id) for use in declared}

"""Joins by name of what is no person: equal names, group names and declared aliases, within and across documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from rawi.model import Claim, EntityType, Mention
from rawi.names import fold, group_key, same_group, small_words
from rawi.names.sounds import agree, skeleton, sounds
from rawi.resolve.acronyms import join_acronyms, join_initials
from rawi.resolve.aliases import DeclaredAlias
from rawi.resolve.circumstances import Circumstances
from rawi.resolve.clusters import Clusters
from rawi.resolve.homonyms import Bearer, circumstances_here, part_homonyms
from rawi.resolve.short_names import join_short
from rawi.resolve.uses import EQUAL, NameUse, by_acronym, join_to_firsts, join_uses, travels
from rawi.vocabulary import gazetteer

EQUAL_GROUP = "equal group name after folding"
SPELLED = "equal name in another spelling"
_FEWEST_CONSONANTS = 3
"""Fewer do not tell the spellings of one name from two names."""

Named = Mapping[tuple[str, EntityType, str], Mention]
"""Mentions by document, type and name."""


def join_by_name(
    clusters: Clusters,
    mentions: Sequence[Mention],
    aliases: Sequence[DeclaredAlias],
    claims: Iterable[Claim],
    named: Named,
) -> Mapping[str, Circumstances]:
    """Joins mentions of one type (not Person), first each document by itself. Types never mix: call once for each.

    `claims` and the mentions that they name tell which groups of one name the documents place apart. Gives what each
    document says of its clusters of groups, by the smallest mention of each.
    """
    uses = [NameUse(mention=mention, name=mention.name) for mention in mentions]
    uses += [NameUse(mention=alias.subject, name=alias.name, claim=alias.claim) for alias in aliases]
    uses.sort(key=lambda use: use.order)
    words = [use for use in uses if not by_acronym(use)]
    _join_buckets(clusters, words, within_document=True)
    join_initials(clusters, uses)
    short = join_short(clusters, words)
    abroad = [use for use in uses if travels(use.mention, use.name) and use.mention.id not in short]
    circumstances: Mapping[str, Circumstances] = {}
    if any(use.mention.type is EntityType.GROUP for use in abroad):
        circumstances = circumstances_here(clusters, claims, named)
        abroad = _without_homonyms(clusters, abroad, circumstances)
    _join_buckets(clusters, [use for use in abroad if not by_acronym(use)], within_document=False)
    join_acronyms(clusters, [use for use in uses if by_acronym(use)], {use.order for use in abroad})
    return circumstances


def _without_homonyms(
    clusters: Clusters, uses: Sequence[NameUse], circumstances: Mapping[str, Circumstances]
) -> list[NameUse]:
    """Walls off bearers of one name whom documents place apart; leaves out who may be any of them."""
    bearers: dict[str, dict[str, NameUse]] = {}
    for use in uses:
        key = use.name.replace(".", "") if by_acronym(use) else _alike_key(use) or _key(use)
        bearers.setdefault(key, {}).setdefault(clusters.of(use.mention.id), use)
    unclear: set[str] = set()
    for borne in bearers.values():
        if len(borne) > 1:
            found = [Bearer(use.mention, circumstances.get(root, Circumstances())) for root, use in borne.items()]
            unclear |= part_homonyms(clusters, found, next(iter(borne.values())).name)
    return [use for use in uses if clusters.of(use.mention.id) not in unclear]


def _key(use: NameUse) -> str:
    """What equal names of one type share."""
    return equal_key(use.name, use.mention.type)


@lru_cache(maxsize=65536)
def equal_key(name: str, kind: EntityType) -> str:
    """What equal names of a type share."""
    if kind is EntityType.STATE and (state := gazetteer().state(name)):
        return f"state|{state}"
    return " ".join(_told_words(name, kind))


def _told_words(name: str, kind: EntityType) -> tuple[str, ...]:
    """The folded words of a name without those that only say that it is a tribe, or a town."""
    folded = fold(name) or (name,)
    apposed = {EntityType.COMMUNITY: small_words().tribal, EntityType.PLACE: small_words().settlement}.get(kind)
    return tuple(word for word in folded if word not in apposed) or folded if apposed else folded


def _alike_key(use: NameUse) -> str | None:
    """What spellings of one name of its type share; None where only equal names join."""
    return spelled_key(use.name, use.mention.type)


@lru_cache(maxsize=65536)
def spelled_key(name: str, kind: EntityType) -> str | None:
    """What spellings of one name of a type share."""
    if kind is EntityType.GROUP:
        return group_key(name)
    if kind in (EntityType.COMMUNITY, EntityType.PLACE):
        consonants = "".join(skeleton(word) for word in _told_words(name, kind))
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
        join_to_firsts(clusters, bucket, EQUAL, _equal_because)
    for bucket in alike.values():
        firsts: dict[tuple[str, str], NameUse] = {}
        for use in bucket:
            firsts.setdefault((use.name, clusters.of(use.mention.id)), use)
        for one, other in combinations([firsts[key] for key in sorted(firsts)], 2):
            if one.name != other.name and (why := _alike(one, other)):
                rule = EQUAL_GROUP if one.mention.type is EntityType.GROUP else SPELLED
                join_uses(clusters, one, other, rule, f"“{one.name}” and “{other.name}”: {why}")


def _equal_because(one: NameUse, other: NameUse) -> str:
    if one.name == other.name:
        return f"“{one.name}” in both"
    state = gazetteer().state(one.name) if one.mention.type is EntityType.STATE else None
    if state:
        return f"“{one.name}” and “{other.name}” both stand for {state}"
    return f"“{one.name}” and “{other.name}” are one name after folding"

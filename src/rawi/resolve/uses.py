"""Mentions under their names: their own and those that documents declare, and how two uses are joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from rawi.model import EntityType, Mention
from rawi.names import group_name, is_bare, script_of
from rawi.resolve.clusters import Clusters
from rawi.vocabulary import gazetteer, is_acronym

DECLARED = "declared alias"
EQUAL = "equal name"


class NameUse(msgspec.Struct, frozen=True, kw_only=True):
    """A mention under one of its names: its own, or (with the claim) one that its document declares."""

    mention: Mention
    name: str
    claim: str | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        return (self.mention.id, self.claim or "", self.name)


def travels(mention: Mention, name: str) -> bool:
    """Whether a name can mean the same thing in another document.

    Descriptions do not, nor bare head-words ("the Army"), names written small throughout ("tribal militia"), or units
    that are only a number ("4th Division": of which army?).
    """
    return mention.named and tells(name, mention.type)


@lru_cache(maxsize=65536)
def tells(name: str, kind: EntityType) -> bool:
    """Whether a name of a type says enough to be met again in another document."""
    if is_bare(name):
        return False
    if script_of(name) == "Latin" and name == name.lower() and not any(letter.isdigit() for letter in name):
        return False
    parts = group_name(name) if kind is EntityType.GROUP else None
    return parts is None or any(not word.isdigit() for word in parts.rest)


def by_acronym(use: NameUse) -> bool:
    """Whether the name is an acronym, and not that of a state."""
    return is_acronym(use.name) and not (use.mention.type is EntityType.STATE and gazetteer().state(use.name))


def join_uses(clusters: Clusters, one: NameUse, other: NameUse, rule: str, reason: str) -> bool:
    claim = one.claim or other.claim
    if claim is None:
        return clusters.join(one.mention, other.mention, rule, reason)
    declared = one if one.claim else other
    reason = f"“{declared.mention.name}” is also called “{declared.name}”" + (
        "" if one.name == other.name else f"; {reason}"
    )
    return clusters.join(one.mention, other.mention, DECLARED, reason, claim)


def join_to_firsts(
    clusters: Clusters, uses: Sequence[NameUse], rule: str, because: Callable[[NameUse, NameUse], str]
) -> None:
    """Joins each use to the first one that nothing holds apart from it, so that a wall parts two and not all."""
    firsts: list[NameUse] = []
    for use in uses:
        if not any(join_uses(clusters, first, use, rule, because(first, use)) for first in firsts):
            firsts.append(use)

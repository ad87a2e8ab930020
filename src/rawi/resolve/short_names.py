"""A group's name without its head-word, joined to the one group of its document so named."""

from __future__ import annotations

from collections.abc import Sequence

from rawi.model import EntityType
from rawi.names import GroupName, group_name, same_rest
from rawi.resolve.clusters import Clusters
from rawi.resolve.uses import NameUse

SHORT = "part of the only such name in one document"


def join_short(clusters: Clusters, uses: Sequence[NameUse]) -> set[str]:
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

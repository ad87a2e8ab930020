"""Names that several groups bear: where the documents place their bearers apart, equal names join nobody.

"Ansar al-Something" of one document sits in one country and that of another in the next: then the bare name says
nothing, and a third document that only uses it names neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from rawi.model import Claim, EntityType, Mention
from rawi.resolve.circumstances import Circumstances, Side, rules
from rawi.resolve.clusters import Clusters, Wall
from rawi.resolve.uses import EQUAL


class Bearer(msgspec.Struct, frozen=True):
    """Who bears a name in one document: its cluster there, and what the document says of it."""

    mention: Mention
    circumstances: Circumstances


def circumstances_here(
    clusters: Clusters, claims: Iterable[Claim], mentions: Mapping[tuple[str, EntityType, str], Mention]
) -> dict[str, Circumstances]:
    """What its document says of each cluster, while clusters are of one document still; by the cluster's id."""
    found: dict[str, Circumstances] = {}
    for claim in claims:
        sides: list[tuple[Side, Mention | None]] = [
            ("subject", mentions.get((claim.document, claim.subject.type, claim.subject.name)))
        ]
        if claim.object is not None:
            sides.append(("object", mentions.get((claim.document, claim.object.type, claim.object.name))))
        for side, mention in sides:
            if mention is not None:
                found.setdefault(clusters.of(mention.id), Circumstances()).add(claim, side)
    return found


def part_homonyms(clusters: Clusters, bearers: Sequence[Bearer], name: str) -> set[str]:
    """Walls off the bearers of one name whose documents place them apart; gives the clusters that may be either.

    Bearers in different states, or of times that cannot meet, are two, unless they keep the same company: a leader, a
    parent, an ally, another name. Without two such bearers nothing happens.
    """
    companies = _companies(bearers)
    apart = {
        (one, other): why
        for one, other in combinations(range(len(companies)), 2)
        if (why := _placed_apart(companies[one], companies[other]))
    }
    if not apart:
        return set()
    for (one, other), why in apart.items():
        sides = [[bearer.mention.id for bearer in companies[side]] for side in (one, other)]
        clusters.hold_apart(sides[0], sides[1], Wall(f"several groups bear the name “{name}”: {why}"))
    known = sorted({side for pair in apart for side in pair})
    unknown = [bearer for side, company in enumerate(companies) if side not in known for bearer in company]
    for bearer in unknown:
        for side in known:
            unclear = Wall(f"several groups bear the name “{name}”, and nothing says which of them this one is")
            clusters.hold_back(bearer.mention, companies[side][0].mention, EQUAL, f"“{name}” in both", unclear)
    return {clusters.of(bearer.mention.id) for bearer in unknown}


def _companies(bearers: Sequence[Bearer]) -> list[list[Bearer]]:
    """The bearers in groups that share somebody or some place; order of the first of each."""
    parent = list(range(len(bearers)))
    seen: dict[tuple[str, str], int] = {}

    def root(place: int) -> int:
        while parent[place] != place:
            place = parent[place]
        return place

    for place, bearer in enumerate(bearers):
        for facet in rules().company:
            for key in bearer.circumstances.of(facet):
                first = root(seen.setdefault((facet, key), place))
                one, other = sorted((first, root(place)))
                parent[other] = one
    grouped: dict[int, list[Bearer]] = {}
    for place, bearer in enumerate(bearers):
        grouped.setdefault(root(place), []).append(bearer)
    return list(grouped.values())


def _placed_apart(one: Sequence[Bearer], other: Sequence[Bearer]) -> str | None:
    """Why two companies cannot be one: no state in common, or times that cannot meet."""
    states = [sorted({state for bearer in side for state in bearer.circumstances.states}) for side in (one, other)]
    if states[0] and states[1] and not set(states[0]) & set(states[1]):
        return f"one in {', '.join(states[0])}, one in {', '.join(states[1])}"
    for ended, began in ((one, other), (other, one)):
        ends = [dated.day for bearer in ended for dated in bearer.circumstances.ends]
        begins = [dated.day for bearer in began for dated in bearer.circumstances.begins]
        if ends and begins and max(ends) < min(begins):
            return f"one ended by {max(ends).year}, one began in {min(begins).year} or later"
    return None

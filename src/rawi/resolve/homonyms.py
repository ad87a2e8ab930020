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
    signs: dict[_Sign, list[list[Bearer]]] = {}
    for company in _companies(bearers):
        signs.setdefault(_sign(company), []).append(company)
    apart = {
        (one, other): why for one, other in combinations(sorted(signs), 2) if (why := _placed_apart(one, other))
    }
    if not apart:
        return set()
    for (one, other), why in apart.items():
        sides = [[bearer.mention.id for company in signs[side] for bearer in company] for side in (one, other)]
        clusters.hold_apart(sides[0], sides[1], Wall(f"several groups bear the name “{name}”: {why}"))
    known = sorted({side for pair in apart for side in pair})
    unknown = [bearer for side in signs if side not in known for company in signs[side] for bearer in company]
    for bearer in unknown:
        for side in known:
            unclear = Wall(f"several groups bear the name “{name}”, and nothing says which of them this one is")
            clusters.hold_back(bearer.mention, signs[side][0][0].mention, EQUAL, f"“{name}” in both", unclear)
    return {clusters.of(bearer.mention.id) for bearer in unknown}


class _Sign(msgspec.Struct, frozen=True, order=True):
    """What may place a company apart from another: its states, the last day of its end, the first of its beginning.

    Days as ISO text, "" where none is told. Companies of one sign are not apart, and many have one.
    """

    states: tuple[str, ...]
    ended: str
    began: str


def _sign(company: Sequence[Bearer]) -> _Sign:
    told = [bearer.circumstances for bearer in company]
    return _Sign(
        tuple(sorted({state for one in told for state in one.states})),
        max((dated.day.isoformat() for one in told for dated in one.ends), default=""),
        min((dated.day.isoformat() for one in told for dated in one.begins), default=""),
    )


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


def _placed_apart(one: _Sign, other: _Sign) -> str | None:
    """Why two companies cannot be one: no state in common, or times that cannot meet."""
    if one.states and other.states and not set(one.states) & set(other.states):
        return f"one in {', '.join(one.states)}, one in {', '.join(other.states)}"
    for ended, began in ((one, other), (other, one)):
        if ended.ended and began.began and ended.ended < began.began:
            return f"one ended by {int(ended.ended[:4])}, one began in {int(began.began[:4])} or later"
    return None

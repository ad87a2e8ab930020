"""Pairs of entities worth a look by a person: likely by their names, with what the documents say for and against."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from rawi.model import Borne, Entity, EntityType, KeptClaim
from rawi.names import Likeness, among, compare
from rawi.names.among import rivalry
from rawi.resolve.circumstances import rules
from rawi.resolve.evidence import Evidence, weigh_documents
from rawi.resolve.find import COMPARED, LONGEST, alike_keys
from rawi.vocabulary import is_acronym, plain

WORTH_A_LOOK = 0.5
"""The least probability of two names being one at which their entities are proposed."""

WORTH_SHOWING = 0.2
"""The same where somebody asks about one entity; what the documents say may then tell."""
FAR = -1.0
"""Log-odds from which a name counts as a rival of another."""

About = Callable[[str], Sequence[KeptClaim]]
"""The claims in which an entity fills a place."""


class Near(msgspec.Struct, frozen=True):
    """A name of another entity that comes near a name, of that entity's type, and how alike the two are."""

    name: str
    type: EntityType
    likeness: Likeness


class Rivalled(msgspec.Struct, frozen=True):
    """A likeness as it was found among many, and the scores of its rivals."""

    likeness: Likeness
    rivals: list[float]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities that may be one: their two likest names, why these are alike, and the documents' evidence."""

    left: str
    right: str
    names: tuple[str, str]
    likeness: Likeness
    evidence: tuple[Evidence, ...] = ()

    @property
    def score(self) -> float:
        """Log-odds: of the names, and of the documents' evidence on top."""
        return self.likeness.score + math.fsum(row.weight for row in self.evidence)

    @property
    def rank(self) -> float:
        """The score between 0 and 1, to order by: it is not calibrated, as the likeness of names is."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


def kinds_beside(kind: EntityType) -> tuple[EntityType, ...]:
    """The types that a reader takes for each other, so that names are compared across them."""
    organised = (EntityType.GROUP, EntityType.ORGANIZATION)
    return organised if kind in organised else (kind,)


def keys_beside(name: str, kind: EntityType) -> list[str]:
    """The keys of the names that are worth comparing with a name of this type."""
    return list(dict.fromkeys(key for beside in kinds_beside(kind) for key in alike_keys(name, beside)))


def likest(left: Iterable[str], right: Iterable[str], kind: EntityType) -> tuple[tuple[str, str], Likeness]:
    """The two names, one of each side, that are most alike. Raises `ValueError` where a side has no name.

    Acronyms are compared with words only where a side has nothing else: "FSA" stands for many names.
    """
    sides = [sorted(side) for side in (left, right)]
    words = [[name for name in side if not is_acronym(name)] for side in sides]
    ones, others = words if all(words) else sides
    pairs = [((one, other), compare(one[:LONGEST], other[:LONGEST], kind)) for one in ones for other in others]
    return max(pairs, key=lambda pair: pair[1].score)


def candidate(
    left: Entity,
    right: Entity,
    names: tuple[Sequence[str], Sequence[str]],
    about: About | None = None,
    *,
    noted: Sequence[Evidence] = (),
    rivals: Sequence[float] | None = None,
) -> Candidate:
    """What speaks for and against two entities being one. `noted` are rows from elsewhere: decisions, doubtful aliases.

    Without `about` only their names are compared; with `rivals` as names that were found among many.
    """
    pair, likeness = likest(*names, left.type)
    if rivals is not None:
        likeness = among(likeness, left.type, rivals)
    rows = [*noted, *_numbers(*pair)]
    if left.type is not right.type:
        weighing = rules().others["types"]
        says = weighing.against_says.format(one=left.type.value, other=right.type.value)
        rows.append(Evidence(kind="types", says=says, weight=weighing.against))
    if about is not None:
        rows += weigh_documents(left, right, about(left.id), about(right.id))
    return Candidate(left=left.id, right=right.id, names=pair, likeness=likeness, evidence=tuple(rows))


def _numbers(one: str, other: str) -> Iterator[Evidence]:
    """Years and numbers of units that the two names do not share, as in "(2015)" and "(2016)"."""
    numbers = [sorted({word for word in plain(name).split() if word.isdigit()}) for name in (one, other)]
    if all(numbers) and not set(numbers[0]) & set(numbers[1]):
        weighing = rules().others["numbers"]
        says = weighing.against_says.format(one=", ".join(numbers[0]), other=", ".join(numbers[1]))
        yield Evidence(kind="numbers", says=says, weight=weighing.against)


def partners(
    entity: str, names: Iterable[Borne], bearing: Callable[[Sequence[str]], Iterable[Borne]]
) -> dict[str, list[float]]:
    """The other entities, by their ids, that have a name worth a look beside one of these names; likeliest first.

    Each with its rivals, as `rivals_of` gives them.
    """
    best: dict[str, Near] = {}
    compared: set[tuple[str, str]] = set()
    for own in names:
        beside = (one for one in bearing(keys_beside(own.name, own.type)) if one.type in kinds_beside(own.type))
        for other in islice(beside, COMPARED):
            if other.entity == entity or (own.name, other.name) in compared:
                continue
            if is_acronym(own.name) is not is_acronym(other.name) and other.type is not EntityType.GROUP:
                continue
            compared.add((own.name, other.name))
            likeness = compare(own.name[:LONGEST], other.name[:LONGEST], own.type)
            before = best.get(other.entity)
            if likeness.score > FAR and (before is None or likeness.score > before.likeness.score):
                best[other.entity] = Near(other.name, other.type, likeness)
    rivals = {id: rivals_of(id, best) for id in best}
    chances = {id: among(near.likeness, near.type, rivals[id]) for id, near in best.items()}
    likely = [id for id, chance in chances.items() if chance.probability >= WORTH_SHOWING]
    return {id: rivals[id] for id in sorted(likely, key=lambda id: (-chances[id].score, id))}


def likely_pairs(near: Mapping[str, Mapping[str, Near]]) -> dict[tuple[str, str], Rivalled]:
    """Pairs of entities worth a look, by their ids in order, of what comes near each; either side may have rivals."""
    found = {}
    for one, beside in near.items():
        for other, their in beside.items():
            if other < one or among(their.likeness, their.type).probability < WORTH_A_LOOK:
                continue
            rivals = max(rivals_of(other, beside), rivals_of(one, near[other]), key=rivalry)
            likeness = among(their.likeness, their.type, rivals)
            if likeness.probability >= WORTH_A_LOOK:
                found[one, other] = Rivalled(likeness, rivals)
    return found


def rivals_of(entity: str, near: Mapping[str, Near]) -> list[float]:
    """The scores of the other entities near a name whose names are not like the entity's own.

    Hardly both can be one with the name; those whose names are alike may well all be.
    """
    own = near[entity]
    return [other.likeness.score for id, other in near.items() if id != entity and not _may_be_one(own, other)]


def _may_be_one(one: Near, other: Near) -> bool:
    if one.name == other.name:
        return True
    return compare(one.name[:LONGEST], other.name[:LONGEST], one.type).probability >= WORTH_A_LOOK

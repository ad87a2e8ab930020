"""Which claims stay behind when a copy leaves: rejected ones, unreviewed grave ones, and those of private life."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache

import msgspec

from rawi.model import EntityType, KeptClaim
from rawi.publish.standing import Standing
from rawi.vocabulary import load_yaml, predicates


class Why(StrEnum):
    REJECTED = "rejected in review"
    SENSITIVE = "a killing, attack, accusation or designation that nobody has reviewed"
    PRIVATE = "the private life of a person without a public position"


class LeftOut(msgspec.Struct, frozen=True):
    """A claim that stays behind, and why."""

    kept: KeptClaim
    why: Why


def left_out(
    kept: Iterable[KeptClaim],
    parted: Standing,
    *,
    spared: Collection[str] = (),
    unreviewed: bool = False,
    rejected: bool = False,
) -> list[LeftOut]:
    """The claims that may not leave; the reason given is the first that applies, in the order of `Why`.

    `spared` are claims of which a person said that they tell of somebody to be spared; with `unreviewed`, grave claims
    that nobody has reviewed may leave, with `rejected` those that were rejected.
    """
    found = [(k, Why.PRIVATE if k.claim.id in spared else _why(k, parted, unreviewed, rejected)) for k in kept]
    return [LeftOut(k, why) for k, why in found if why is not None]


def spans_of(gone: Iterable[LeftOut]) -> Mapping[str, list[tuple[int, int]]]:
    """Where the grave and unreviewed words stand, by document: quotes that reach into them are not shown either."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for x in gone:
        if x.why is Why.SENSITIVE:
            for reading in x.kept.readings:
                spans[x.kept.source.id].append((reading.quote.start, reading.quote.end))
    return spans


def _why(k: KeptClaim, parted: Standing, unreviewed: bool, rejected: bool) -> Why | None:
    if k.review.state == "rejected" and not rejected:
        return Why.REJECTED
    predicate = predicates().get(k.claim.predicate)
    if not unreviewed and k.review.state == "unreviewed" and predicate is not None and predicate.sensitive:
        return Why.SENSITIVE
    if _is_private(k, parted, marked=predicate is not None and predicate.private):
        return Why.PRIVATE
    return None


def _is_private(k: KeptClaim, parted: Standing, *, marked: bool) -> bool:
    claim = k.claim
    of_private_person = _private(claim.subject.type, k.subject, parted)
    if claim.object is not None and claim.predicate == "kin_of":
        of_private_person = of_private_person or _private(claim.object.type, k.object, parted)
    if not of_private_person:
        return False
    if marked:
        return True
    if claim.predicate not in private_life():
        return False
    wanted = private_life()[claim.predicate]
    return wanted is None or (claim.object is not None and claim.object.type == wanted)


def _private(kind: EntityType, entity: str | None, parted: Standing) -> bool:
    return kind is EntityType.PERSON and entity not in parted.public


@cache
def private_life() -> Mapping[str, str | None]:
    """Predicates that tell of private life where a person is their subject → the type that their object must have."""
    raw = load_yaml("publishing.yaml", "rawi.publish")["private"]
    return {predicate: (limit or {}).get("object") for predicate, limit in raw.items()}

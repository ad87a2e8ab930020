"""`compare`: two names of one kind, and what speaks for and against their being one."""

from __future__ import annotations

import math
from bisect import bisect_right
from functools import cache

import msgspec

from rawi.model import EntityType
from rawi.names.evidence import Evidence
from rawi.names.folding import fold
from rawi.names.group_evidence import group_evidence
from rawi.names.likeness import Likeness, Reason, likeness
from rawi.names.person_evidence import person_evidence
from rawi.names.spellings import spellings
from rawi.vocabulary.files import load_text

_KINDS = {
    EntityType.GROUP: "group",
    EntityType.ORGANIZATION: "group",
    EntityType.EVENT: "group",
    EntityType.ITEM: "group",
    EntityType.PERSON: "person",
    EntityType.PLACE: "place",
    EntityType.COMMUNITY: "place",
    EntityType.STATE: "place",
}
"""Which set of weights a kind of entity is compared with."""
START = "two names worth a look"
PROVED = "what such a sum has proved to be worth"


class _Fitted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`weights.json`: the log-odds of each kind of evidence, and of sums of them (points of a rising curve)."""

    about: str
    seed: int
    weights: dict[str, dict[str, float]]
    calibration: dict[str, tuple[tuple[float, float], ...]]


def compare(a: str, b: str, kind: EntityType) -> Likeness:
    """The likeness of two names that both stand for something of one kind; any text is accepted.

    Where a text holds several names ("X (ABC)"), the two of them that are most alike count. Weights are fitted on
    public lists (`benchmarks/names_fit.py`); no row is a judgement on who is who.
    """
    best: Likeness | None = None
    for one in spellings(a, kind):
        for other in spellings(b, kind):
            found = _weighed(evidence(one, other, kind), _KINDS[kind])
            if best is None or found.score > best.score:
                best = found
    assert best is not None
    return best


def evidence(a: str, b: str, kind: EntityType) -> list[Evidence]:
    """The rows for two single names, before they are weighed."""
    rows = _rows(a, b, kind)
    if fold(a) == fold(b):
        rows.insert(0, Evidence("same after folding", 1.0, "the same name after folding"))
    return rows


def _rows(a: str, b: str, kind: EntityType) -> list[Evidence]:
    return person_evidence(a, b) if kind is EntityType.PERSON else group_evidence(a, b)


def _weighed(rows: list[Evidence], kind: str) -> Likeness:
    weights = _fitted().weights[kind]
    reasons = [Reason(START, weights[START], seen=False)]
    for row in rows:
        if weight := weights.get(row.kind, 0.0):
            reasons.append(Reason(row.text, weight * row.amount))
    added = math.fsum(row.weight for row in reasons)
    reasons.append(Reason(PROVED, _proved(added, _fitted().calibration[kind]) - added, seen=False))
    return likeness(reasons)


def _proved(added: float, curve: tuple[tuple[float, float], ...]) -> float:
    """The log-odds that sums of weights have proved to be worth: on straight lines between the points of a curve."""
    place = min(max(bisect_right(curve, added, key=lambda point: point[0]), 1), len(curve) - 1)
    (low, least), (high, most) = curve[place - 1 : place + 1]
    return least + (most - least) * (added - low) / (high - low)


@cache
def _fitted() -> _Fitted:
    return msgspec.json.decode(load_text("weights.json", "rawi.names"), type=_Fitted)

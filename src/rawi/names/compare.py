"""`compare`: two names of one kind, and what speaks for and against their being one."""

from __future__ import annotations

import math
from bisect import bisect_right

from rawi.model import EntityType
from rawi.names.evidence import TOLD, Evidence
from rawi.names.fitted import KINDS, fitted
from rawi.names.folding import fold
from rawi.names.group_evidence import group_evidence
from rawi.names.likeness import Likeness, Reason, likeness
from rawi.names.person_evidence import person_evidence
from rawi.names.spellings import spellings

START = "two names worth a look"
PROVED = "what such a sum has proved to be worth"


def compare(a: str, b: str, kind: EntityType) -> Likeness:
    """The likeness of two names that both stand for something of one kind; any text is accepted.

    Where a text holds several names ("X (ABC)"), the two of them that are most alike count. Weights are fitted on
    public lists (`benchmarks/names_fit.py`); no row is a judgement on who is who.
    """
    best: Likeness | None = None
    for one in spellings(a, kind):
        for other in spellings(b, kind):
            found = _weighed(evidence(one, other, kind), KINDS[kind])
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
    weights = fitted().weights[kind]
    reasons = [Reason(START, weights[START], seen=False)]
    for row in rows:
        if weight := weights.get(row.kind, 0.0):
            reasons.append(Reason(row.text, weight * row.amount))
    added = math.fsum(row.weight for row in reasons)
    reasons.append(Reason(PROVED, _proved(added, fitted().calibration[kind]) - added, seen=False))
    return likeness(reasons, told=math.fsum(row.amount for row in rows if row.kind == TOLD))


def _proved(added: float, curve: tuple[tuple[float, float], ...]) -> float:
    """The log-odds that sums of weights have proved to be worth: on straight lines between the points of a curve."""
    place = min(max(bisect_right(curve, added, key=lambda point: point[0]), 1), len(curve) - 1)
    (low, least), (high, most) = curve[place - 1 : place + 1]
    return least + (most - least) * (added - low) / (high - low)

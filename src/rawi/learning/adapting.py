"""The shipped weights fitted to what people decided in a workspace: a correction of the triggers, and how sure it is.

Both are ridge logistic regressions by Newton's method, drawn to the shipped weights: few decisions move them little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from rawi.learning.calibrating import faintest_of, sureness_of
from rawi.reading.learned.adaptation import Adaptation, log_odds
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.scoring import Facts
from rawi.reading.learned.sureness import Evidence

STIFF = 16.0
"""How far a correction is drawn to none: the precision of a normal distribution, for words of length one."""
LEVEL, SHAPE = 2.0, 100.0
"""How far the reader's sureness is drawn to the shipped one: as a whole little, for it is read on other documents; what
the scores weigh much, for that was counted on more claims than a workspace has."""
STEPS = 25
FEW = 3
"""With fewer decided triggers a predicate is not corrected."""
BESIDE = 150
"""So many other words at most, the likeliest, stand against the triggers of a predicate."""


class Trigger(msgspec.Struct, frozen=True, eq=False):
    """A word that triggers a predicate, or does not, as people decided. `told` is false where that only follows from
    its sentence: nothing of the kind was accepted there. `unit` is what is held back together."""

    predicate: str
    word: NDArray[np.float32]
    likely: float
    triggers: bool
    told: bool
    unit: str


class Judged(msgspec.Struct, frozen=True, eq=False):
    """A claim that the trained reader alone made, its trigger as the network has it, and whether people found it right.

    `unit` as in `Trigger`.
    """

    claim: str
    evidence: Evidence
    word: NDArray[np.float32]
    right: bool
    unit: str


def adapt(facts: Facts, triggers: Sequence[Trigger], judged: Sequence[Judged], *, correct: bool = True) -> Adaptation:
    """What the decisions make of the weights with these facts; without `correct` only how sure they are."""
    corrections = corrections_of(triggers) if correct else {}
    blank = Adaptation(
        weights=facts.version, sureness=facts.sureness, faintest=facts.faintest, corrections=corrections
    )
    found = [(corrected(one, blank), one.right) for one in judged]
    sureness = sureness_of(found, facts.sureness, level=LEVEL, shape=SHAPE)
    return replace(blank, sureness=sureness, faintest=min(facts.faintest, faintest_of(found, sureness, facts.least)))


def corrected(one: Judged, adaptation: Adaptation) -> Evidence:
    """What a claim rests on under an adaptation."""
    weights = adaptation.corrections.get(one.evidence.predicate)
    if weights is None:
        return one.evidence
    likely = np.full((1, len(LABELS)), one.evidence.trigger, dtype=np.float32)
    made = adaptation.corrected(likely, one.word[None, :])
    return replace(one.evidence, trigger=float(made[0, LABELS.index(one.evidence.predicate)]))


def corrections_of(triggers: Sequence[Trigger]) -> dict[str, tuple[float, ...]]:
    """For each predicate with enough decided triggers what is added to its words' log odds."""
    if not triggers:
        return {}
    length = float(np.sqrt(np.mean([float(one.word @ one.word) for one in triggers if one.told] or [1.0])))
    by_predicate: dict[str, list[Trigger]] = defaultdict(list)
    for one in triggers:
        by_predicate[one.predicate].append(one)
    made = {}
    for predicate, own in sorted(by_predicate.items()):
        told = [one for one in own if one.told]
        if len(told) < FEW:
            continue
        beside = sorted((one for one in own if not one.told), key=lambda one: -one.likely)[:BESIDE]
        weights = _fitted([*told, *beside], length)
        made[predicate] = tuple(float(f"{weight:.6g}") for weight in weights)
    return made


def _fitted(triggers: Sequence[Trigger], length: float) -> NDArray[np.float64]:
    """The weights of a word's values that are added to the log odds that the network gives.

    Newton's method over the examples and not over the values, of which there are more (Rasmussen and Williams 2006,
    algorithm 3.1).
    """
    table = np.array([one.word for one in triggers], dtype=np.float64) / length
    given = log_odds(np.array([one.likely for one in triggers], dtype=np.float32))
    right = np.array([float(one.triggers) for one in triggers])
    alike = np.einsum("iv,jv->ij", table, table) / STIFF
    added, pull = np.zeros(len(right)), np.zeros(len(right))
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(given + added, -30, 30)))
        root = np.sqrt(likely * (1 - likely))
        aim = root**2 * added + (right - likely)
        bend = np.eye(len(right)) + root[:, None] * alike * root
        pull = aim - root * _solved(bend, root * np.einsum("ij,j->i", alike, aim))
        before, added = added, np.einsum("ij,j->i", alike, pull)
        if float(np.abs(added - before).max()) < 1e-6:
            break
    return np.asarray(np.einsum("iv,i->v", table, pull) / STIFF / length)


def _solved(bend: NDArray[np.float64], aim: NDArray[np.float64]) -> NDArray[np.float64]:
    """What `bend` turns into `aim`, by conjugate gradients (Hestenes and Stiefel 1952): no eigenvalue is below one.

    Sums are numpy's own, and not BLAS's, whose last digits hang on the number of threads.
    """
    found = np.zeros(len(aim))
    rest, way = aim.copy(), aim.copy()
    left = float(np.einsum("i,i->", rest, rest))
    for _ in range(2 * len(aim)):
        if left < 1e-20:
            break
        turned = np.einsum("ij,j->i", bend, way)
        step = left / float(np.einsum("i,i->", way, turned))
        found, rest = found + step * way, rest - step * turned
        before, left = left, float(np.einsum("i,i->", rest, rest))
        way = rest + left / before * way
    return found

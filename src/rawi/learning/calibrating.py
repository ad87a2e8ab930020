"""How sure the trained reader may be: fitted to claims of which it is known whether they are right.

What is counted are claims as the reader would keep them, joined with the rules', not pairs of words: a pair that the
network sees rightly is still a wrong claim where "it" is taken for another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from rawi.dates import to_edtf
from rawi.evaluation.matching import distinct, pair
from rawi.evaluation.naming import Names
from rawi.evaluation.statement import statement
from rawi.learning.annotation import Annotation, as_record
from rawi.learning.examples import document_of
from rawi.model import Claim, Reading
from rawi.reading.learned import READER
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.sureness import FEATURES, Evidence, Sureness, features
from rawi.reading.prose import ProseReader

Judged = tuple[Evidence, bool]
"""What a claim rests on, and whether it is right."""
FAINTEST = 0.1
"""The raw score from which on claims are looked at when it is fitted how sure they are."""
LOOSE, TIGHT = 0.05, 10.0
"""How far weights are drawn to what was known before, and what is a predicate's own to none: precisions of normal
distributions."""
STEPS = 50
SMALLEST = 1e-6
Matrix = npt.NDArray[np.float64]


def judged(annotations: Iterable[Annotation], reader: ProseReader) -> list[Judged]:
    """Each claim that only the trained reader found in annotated documents, and whether the annotation bears it out."""
    found: list[Judged] = []
    for annotation in annotations:
        read = reader.read(document_of(annotation), reader.rulebook.names)
        predicted = [(statement(_record(claim, reading)), reading) for claim, reading in read.claims]
        gold = [statement(as_record(claim, annotation)) for claim in annotation.claims]
        names = Names({name: forms[1:] for name, (_, forms) in annotation.entities.items()}, gold)
        said = {id(one): reading for one, reading in predicted}
        pairing = pair(distinct(gold, names), distinct([one for one, _ in predicted], names), names)
        for right, items in ((True, [two for _, two in pairing.matched]), (False, pairing.spurious)):
            for item in items:
                readings = [said[id(one)] for one in item.instances]
                if all(reading.reader == READER for reading in readings):
                    best = max((read.evidence[reading.claim] for reading in readings), key=lambda e: e.raw)
                    found.append((best, right))
    return found


def sureness_of(
    found: Sequence[Judged], before: Sureness, *, level: float = LOOSE, shape: float = LOOSE
) -> Sureness:
    """The weights that make what was seen likeliest, drawn to those from before (ridge logistic regression, by Newton).

    Each predicate has an intercept of its own, drawn to its one before: few claims move it little. `level` is how
    far the intercept of all is drawn, `shape` how far the weights of the features are.
    """
    if not found:
        return before
    rows = np.array([list(features(evidence)) for evidence, _ in found])
    own = np.array([[float(evidence.predicate == label) for label in LABELS] for evidence, _ in found])
    table = np.hstack([rows, own])
    right = np.array([float(is_right) for _, is_right in found])
    start = np.array([*before.weights, *(before.predicates.get(label, 0.0) for label in LABELS)])
    drawn = np.array([level] + [shape] * (len(FEATURES) - 1) + [TIGHT] * len(LABELS))
    weights = _fitted(table, right, start, drawn)
    common, apart = weights[: len(FEATURES)], weights[len(FEATURES) :]
    return Sureness(
        tuple(round(float(weight), 4) for weight in common),
        {label: round(float(weight), 4) for label, weight in zip(LABELS, apart, strict=True)},
    )


def _fitted(table: Matrix, right: Matrix, start: Matrix, drawn: Matrix) -> Matrix:
    """The weights with the least loss, by Newton's method; a step that does not lessen the loss is halved."""

    def loss(weights: Matrix) -> float:
        odds = table @ weights
        return float(np.sum(np.logaddexp(0, odds) - right * odds) + np.sum(drawn * (weights - start) ** 2) / 2)

    weights = start
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (likely - right) + drawn * (weights - start)
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        while float(np.abs(step).max()) > SMALLEST and loss(weights - step) > loss(weights):
            step = step / 2
        weights = weights - step
        if float(np.abs(step).max()) <= SMALLEST:
            break
    return weights


def faintest_of(found: Sequence[Judged], sureness: Sureness, least: float) -> float:
    """The raw score below which no claim was sure enough."""
    sure = [evidence.raw for evidence, _ in found if sureness.of(evidence) >= least]
    return round(min(sure), 3) if sure else 1.0


def _record(claim: Claim, reading: Reading) -> Mapping[str, object]:
    """A claim as the scorer reads it from the export."""
    made: dict[str, object] = {
        "subject": msgspec.to_builtins(claim.subject),
        "predicate": claim.predicate,
        "object": msgspec.to_builtins(claim.object),
        "value": msgspec.to_builtins(claim.value),
        "negated": claim.negated,
        "time": {"edtf": to_edtf(reading.time)} if reading.time is not None else None,
        "quote": {"exact": claim.quote.exact, "start": reading.quote.start, "end": reading.quote.end},
    }
    return made

"""How sure the trained reader is, counted on held-back documents: a curve from scores to shares, a threshold each.

What is counted are claims as the reader would keep them, joined with the rules', not pairs of words: a pair that the
network sees rightly is still a wrong claim where "it" is taken for another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.dates import to_edtf
from rawi.evaluation.matching import distinct, pair
from rawi.evaluation.naming import Names
from rawi.evaluation.statement import statement
from rawi.learning.annotation import Annotation, as_record
from rawi.learning.examples import document_of
from rawi.model import Claim, Reading
from rawi.reading.learned.labels import LABELS
from rawi.reading.prose import ProseReader

Judged = tuple[str, float, bool]
"""Predicate, raw score, and whether the gold bears it out."""
NEIGHBOURS = 12
"""A predicate's own claims weigh as much as those of all when there are so many."""
STEP = 25
"""Claims for a point of the curve."""


def judged(annotations: Iterable[Annotation], reader: ProseReader) -> list[Judged]:
    """Each claim that only the trained reader found in held-back documents, and whether it is right."""
    found: list[Judged] = []
    for annotation in annotations:
        document = document_of(annotation)
        claims = reader.read(document, reader.rulebook.names).claims
        predicted = [(statement(_record(claim, reading)), reading) for claim, reading in claims]
        gold = [statement(as_record(claim, annotation)) for claim in annotation.claims]
        names = Names({name: forms[1:] for name, (_, forms) in annotation.entities.items()}, gold)
        said = {id(one): reading for one, reading in predicted}
        pairing = pair(distinct(gold, names), distinct([one for one, _ in predicted], names), names)
        for right, items in ((True, [two for _, two in pairing.matched]), (False, pairing.spurious)):
            for item in items:
                readings = [said[id(one)] for one in item.instances]
                if all(reading.reader == "learned" for reading in readings):
                    best = max(reading.confidence for reading in readings)
                    found.append((item.first.predicate, best, right))
    return found


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


def curve_of(found: Sequence[Judged]) -> tuple[tuple[float, float], ...]:
    """Scores against the share that was right, never falling (pool adjacent violators: Ayer et al. 1955)."""
    ordered = sorted((score, right) for _, score, right in found)
    pools: list[list[float]] = []
    for at in range(0, len(ordered), STEP):
        part = ordered[at : at + STEP]
        pools.append([sum(s for s, _ in part), sum(r for _, r in part), len(part)])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1] = [one + other for one, other in zip(pools[-1], last, strict=True)]
    return tuple((round(score / n, 3), round(right / n, 3)) for score, right, n in pools)


def thresholds_of(found: Sequence[Judged], least: float) -> dict[str, float | None]:
    """For each predicate the lowest score from which on at least that share of its claims was right.

    A predicate's own claims are eked out with those of all predicates; None where no score is sure enough.
    """
    own: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for predicate, score, right in found:
        own[predicate].append((score, right))
    everyone = sorted(((score, right) for _, score, right in found), reverse=True)
    made: dict[str, float | None] = {}
    for predicate in LABELS:
        made[predicate] = None
        for step in range(95, 5, -1):
            score = step / 100
            mine = [right for at, right in own[predicate] if at >= score]
            theirs = [right for at, right in everyone if at >= score]
            if not theirs:
                continue
            share = (sum(mine) + NEIGHBOURS * sum(theirs) / len(theirs)) / (len(mine) + NEIGHBOURS)
            if share >= least:
                made[predicate] = score
    return made




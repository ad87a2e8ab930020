"""How sure the trained reader may be of a claim: its network's three scores, and how the claim's parties stand.

A network that sees a claim rightly is still wrong where "it" is taken for another: so a claim whose parties stand by
name is surer than one about "the militia", at the same scores. A logistic regression, fitted to claims of which a
person said whether they were right (`rawi.learning.calibrating`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import StrEnum

import msgspec


class Standing(StrEnum):
    """How a party of a claim stands in its sentence."""

    NAME = "name"
    NOUN = "noun"
    """Words that stand for one who is named elsewhere: "the militia", "its men"."""
    DESCRIPTION = "description"
    """Words for what is named nowhere: "gunmen", "a police post"."""
    PRONOUN = "pronoun"
    VALUE = "value"
    """It is no party, but a number, a date, words."""


class Evidence(msgspec.Struct, frozen=True, order=True):
    """What a claim of the trained reader rests on: the probabilities of its trigger, subject and filler, and how both
    parties stand."""

    predicate: str
    trigger: float
    subject: float
    filler: float
    subject_stands: Standing
    filler_stands: Standing

    @property
    def raw(self) -> float:
        """The three together: the root of their product, no sharper than the weakest of them."""
        return math.sqrt(self.trigger * self.subject * self.filler)


FEATURES = (
    "one",
    "trigger",
    "subject",
    "filler",
    "subject noun",
    "subject description",
    "subject pronoun",
    "filler noun",
    "filler description",
    "filler pronoun",
    "filler value",
)
"""What a claim is weighed by, in the order of `features`; the scores as logits."""
REFERRING = (Standing.NOUN, Standing.DESCRIPTION, Standing.PRONOUN)
STEEPEST = 6.0


def features(evidence: Evidence) -> Iterator[float]:
    """The numbers of `FEATURES` for one claim."""
    yield 1.0
    for probability in (evidence.trigger, evidence.subject, evidence.filler):
        sure = min(max(probability, 1e-6), 1 - 1e-6)
        yield min(max(math.log(sure / (1 - sure)), -STEEPEST), STEEPEST)
    for stands, kinds in (
        (evidence.subject_stands, REFERRING),
        (evidence.filler_stands, (*REFERRING, Standing.VALUE)),
    ):
        yield from (float(stands is kind) for kind in kinds)


class Sureness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Weights of the features, and what each predicate is surer or less sure by."""

    weights: tuple[float, ...]
    predicates: dict[str, float]

    def of(self, evidence: Evidence) -> float:
        """The probability that the claim is right."""
        logit = self.predicates.get(evidence.predicate, 0.0)
        logit += sum(weight * value for weight, value in zip(self.weights, features(evidence), strict=True))
        return 1 / (1 + math.exp(-min(max(logit, -30.0), 30.0)))


UNTAUGHT = Sureness(weights=(0.0, *[0.5] * 3, *[0.0] * 7), predicates={})
"""Where nothing was counted yet: what the scores say."""

"""Before and after on decisions that were held back: how many of them each reader would keep, and how sure it was."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence

import msgspec

from rawi.learning.adapting import Judged, Trigger, adapt, corrected
from rawi.reading.learned.scoring import Facts

FOLDS = 5
DOCUMENTS = 5
"""With fewer documents sentences are held back, and not whole documents."""
MANY = 500
"""From so many decisions on, one fifth is held back once; with fewer, each fifth in its turn."""
CHANCE = 0.01
"""So little of F1 is no difference: a claim in a hundred, this way or that."""
SURE = 0.999
"""No claim counts as surer than this when its surprise is measured."""


class Kept(msgspec.Struct, frozen=True):
    """Claims that were right and wrong and that a reader would keep, of how many that were right; `loss` is the log
    loss of all, a claim."""

    right: int
    wrong: int
    all_right: int
    decided: int
    loss: float

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def share(self) -> float | None:
        """The share of the right ones that is kept."""
        return self.right / self.all_right if self.all_right else None

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.right + self.wrong + self.all_right)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Before and after, in all and by predicate; and how it was held back."""

    before: Kept
    after: Kept
    predicates: dict[str, tuple[Kept, Kept]]
    units: str
    turns: int

    @property
    def is_better(self) -> bool:
        """Whether the reader is less surprised by what people decided, and keeps no worse a choice."""
        return self.after.loss < self.before.loss and self.after.f1 >= self.before.f1 - CHANCE


def compare(facts: Facts, triggers: Sequence[Trigger], judged: Sequence[Judged], *, correct: bool) -> Comparison:
    """Fits without each part that is held back, and judges that part with the weights as shipped and as fitted."""
    fold, units = _folds(judged)
    turns = sorted({fold(one.unit) for one in judged})[: 1 if len(judged) >= MANY else FOLDS]
    sure: list[tuple[Judged, float, float]] = []
    for turn in turns:
        adaptation = adapt(
            facts,
            [one for one in triggers if fold(one.unit) != turn],
            [one for one in judged if fold(one.unit) != turn],
            correct=correct,
        )
        sure += [
            (one, facts.sureness.of(one.evidence), adaptation.sureness.of(corrected(one, adaptation)))
            for one in judged
            if fold(one.unit) == turn
        ]
    predicates = sorted({one.evidence.predicate for one, _, _ in sure})
    return Comparison(
        before=_kept(((one, before) for one, before, _ in sure), facts.least),
        after=_kept(((one, after) for one, _, after in sure), facts.least),
        predicates={
            predicate: (
                _kept(((one, before) for one, before, _ in sure if one.evidence.predicate == predicate), facts.least),
                _kept(((one, after) for one, _, after in sure if one.evidence.predicate == predicate), facts.least),
            )
            for predicate in predicates
        },
        units=units,
        turns=len(turns),
    )


def _kept(sure: Iterable[tuple[Judged, float]], least: float) -> Kept:
    found = list(sure)
    surprise = [math.log(min(max(p if one.right else 1 - p, 1 - SURE), SURE)) for one, p in found]
    return Kept(
        right=sum(one.right and p >= least for one, p in found),
        wrong=sum(not one.right and p >= least for one, p in found),
        all_right=sum(one.right for one, _ in found),
        decided=len(found),
        loss=-sum(surprise) / max(1, len(found)),
    )


def _folds(judged: Sequence[Judged]) -> tuple[Callable[[str], int], str]:
    """In which fifth a unit is, and whether it is documents or sentences that are parted: the same in every run."""
    documents = {one.unit.partition(":")[0] for one in judged}
    if len(documents) >= DOCUMENTS and len({_fifth(document) for document in documents}) > 1:
        return lambda unit: _fifth(unit.partition(":")[0]), "documents"
    return _fifth, "sentences"


def _fifth(unit: str) -> int:
    return int(hashlib.sha256(unit.encode()).hexdigest()[:8], 16) % FOLDS

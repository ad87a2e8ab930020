"""How alike two names are: a row for each reason, their sum, and the probability that goes with it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec


class Reason(msgspec.Struct, frozen=True):
    """One row: what was seen, in words a person can check, and what it adds to the log-odds (below 0: against)."""

    text: str
    weight: float
    seen: bool = True
    """Whether it was seen in the two names; not so where the sum starts from, and what such sums have proved."""

    def __str__(self) -> str:
        return f"{self.text}: {self.weight:+.1f}"


class Likeness(msgspec.Struct, frozen=True):
    """Why two names may be one, or not. It proposes; it never merges.

    `score` is the sum of the weights, in log-odds; `probability` is that of two names being one among pairs that are
    worth a look: half of them one name, most others a word apart. It is not that among all pairs there are (see
    `rawi.names.among`), and it speaks of the names alone, not of who bears them.
    """

    reasons: tuple[Reason, ...]
    score: float
    probability: float
    told: float = 0.0
    """How much the words in common tell: about 1 for each that no other name has, 0 where every second name has it."""

    @property
    def seen(self) -> tuple[Reason, ...]:
        """The reasons that were seen in the two names."""
        return tuple(row for row in self.reasons if row.seen)

    @property
    def for_it(self) -> tuple[Reason, ...]:
        """What was seen that speaks for one name, strongest first."""
        return tuple(sorted((row for row in self.seen if row.weight > 0), key=lambda row: -row.weight))


def likeness(reasons: Iterable[Reason], told: float = 0.0) -> Likeness:
    """The likeness that rows add up to; the probability is the logistic function of their sum."""
    rows = tuple(reasons)
    score = math.fsum(row.weight for row in rows)
    return Likeness(rows, score, logistic(score), told)


def logistic(score: float) -> float:
    """The probability that goes with log-odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

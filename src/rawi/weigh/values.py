"""What a value allows: the numbers that "about 3,000" may mean, and whether it says anything at all."""

from __future__ import annotations

import math

import msgspec

from rawi.model import KeptClaim, Stance, Value

ABOUT = 0.2
"""How far a number that is given as "about" or "estimated" may be off, as a share of it."""

SEVERAL = 10
""""Several thousand" is less than ten thousand."""


class Range(msgspec.Struct, frozen=True):
    """The numbers that a value allows, ends included."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        return self.low <= other.high and other.low <= self.high


def says_something(value: Value | None) -> bool:
    """Whether a value says what is, not that something is none, unknown or lost."""
    return value is not None and not (value.none or value.unknown or value.lost)


def range_of(value: Value) -> Range | None:
    """The numbers that a value allows, its qualifier heeded; None if it is no number."""
    if value.number is not None:
        number = float(value.number)
        match value.qualifier:
            case "about" | "estimated":
                return Range(number * (1 - ABOUT), number * (1 + ABOUT))
            case "at least":
                return Range(number, math.inf)
            case "at most" | "up to":
                return Range(0, number)
            case "several":
                return Range(number, number * SEVERAL)
            case _:
                return Range(number, number)
    if value.min is not None or value.max is not None:
        low = 0.0 if value.min is None else float(value.min)
        high = math.inf if value.max is None else float(value.max)
        return Range(low, high)
    return None


def asserts(kept: KeptClaim) -> bool:
    """Whether the claim says that something is so (with whatever reserve), not that it is not so or is denied."""
    return not kept.claim.negated and kept.reading.stance is not Stance.DENIED

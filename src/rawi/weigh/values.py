"""When two values of the same predicate cannot both be true, as far as their words go."""

from __future__ import annotations

import math

import msgspec

from rawi.model import Claim, Value
from rawi.vocabulary import predicates
from rawi.weigh.days import days_of_edtf

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


def exclude_each_other(left: Claim, right: Claim) -> bool:
    """Whether two claims of one predicate give values that cannot both hold at the same time.

    Values of different kinds (a number and a text) are left alone, and so is what the vocabulary cannot compare.
    """
    one, other = left.value, right.value
    if one is None or other is None or not (says_something(one) and says_something(other)):
        return False
    if one.edtf is not None and other.edtf is not None:
        return not days_of_edtf(one.edtf).may_meet(days_of_edtf(other.edtf))
    first, second = range_of(one), range_of(other)
    if first is not None and second is not None:
        return not first.meets(second)
    return False


def is_dated_by_value(predicate: str) -> bool:
    """Whether the value itself is the time ("founded in 2012"), so that the claim's time separates nothing."""
    known = predicates().get(predicate)
    return known is not None and known.value == "date"

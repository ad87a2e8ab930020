"""Counts of all so far: whether a quote gives one, and whether two counts cannot both be right."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import KeptClaim
from rawi.vocabulary import load_yaml, plain
from rawi.weigh.days import possible_days
from rawi.weigh.times import certainly_after

if TYPE_CHECKING:
    from rawi.weigh.told import Told

NEAR = 60
"""Characters on either side of a number within which a word says that it is of all so far."""


def is_so_far(kept: KeptClaim) -> bool:
    """Whether the quote says, beside the number or right before its time, that all so far are counted."""
    spans, start, quote = kept.reading.spans, kept.reading.quote.start, kept.claim.quote.exact
    time, value = spans.get("time"), spans.get("value")
    if time is not None and _upto().search(plain(quote[: max(0, time.start - start)])):
        return True
    if value is None:
        return False
    low, high = value.start - start, value.end - start
    before, after = quote[max(0, low - NEAR) : max(0, low)], quote[high : high + NEAR]
    beside = f"{re.split('[,;:.]', before)[-1]} {re.split('[,;:.]', after)[0]}"
    return bool(_beside().search(plain(beside)))


def do_not_add_up(one: Told, other: Told) -> bool:
    """Whether of two counts of all so far the later is the smaller, or a count of one time is more than all so far
    were then or later."""
    first, second = one.put.numbers, other.put.numbers
    if first is None or second is None or not (one.put.so_far or other.put.so_far):
        return False
    if one.put.so_far and other.put.so_far:
        days, others = possible_days(one.time), possible_days(other.time)
        if certainly_after(days, others):
            return second.low > first.high
        return certainly_after(others, days) and first.low > second.high
    total, part = (one, other) if one.put.so_far else (other, one)
    whole, some = (first, second) if one.put.so_far else (second, first)
    then, until = possible_days(part.time).last, possible_days(total.time).last
    return then is not None and until is not None and then <= until and some.low > whole.high


@cache
def _upto() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_yaml('counts.yaml', 'rawi.weigh')['up_to']))})$")


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_yaml('counts.yaml', 'rawi.weigh')['beside']))})\b")

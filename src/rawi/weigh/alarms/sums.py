"""Sums: counts of the parts that do not make the whole, and counts that added up may explain a third."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rawi.model import Finding, KeptClaim, Raised, Stance
from rawi.names import fold
from rawi.vocabulary import load_yaml, plain
from rawi.weigh.context import Context
from rawi.weigh.days import UNLIMITED, possible_days
from rawi.weigh.reasons import time_of
from rawi.weigh.wording import number_words

COUNTS = ("suffered_deaths", "size")
ROUND = 10
"""Every tenth number is a multiple of it, so a sum that makes one says little."""


def sums(kept: Sequence[KeptClaim], context: Context) -> Iterator[Raised]:
    """Sums that fail and sums that explain, over the exact counts of each predicate that counts members."""
    counts = _counts(kept)
    yield from (Raised(f"claim {one.claims[0]}", one) for one in _failing(counts))
    by_subject: dict[tuple[str, str], list[KeptClaim]] = defaultdict(list)
    for k in counts:
        if k.subject is not None and not k.claim.members and not k.claim.negated:
            by_subject[k.subject, k.claim.predicate].append(k)
    for (entity, _), own in sorted(by_subject.items()):
        yield from (Raised(f"entity {entity}", one) for one in _explaining(entity, own, context))


def failing_sums(kept: Sequence[KeptClaim]) -> Iterator[Finding]:
    """Sums that fail, each document by itself."""
    return _failing(_counts(kept))


def _counts(kept: Iterable[KeptClaim]) -> list[KeptClaim]:
    return [k for k in kept if k.claim.predicate in COUNTS and _number(k) is not None]


def _failing(counts: Iterable[KeptClaim]) -> Iterator[Finding]:
    """A joint count of several that is less than what the same document counts for those of them that it counts."""
    own: dict[tuple[str, str], dict[tuple[str, ...], list[KeptClaim]]] = defaultdict(lambda: defaultdict(list))
    counts = list(counts)
    for k in counts:
        if not k.claim.members:
            own[k.claim.document, k.claim.predicate][fold(k.claim.subject.name)].append(k)
    for k in counts:
        parts = [own[k.claim.document, k.claim.predicate].get(fold(name), []) for name in k.claim.members]
        told = [part[0] for part in parts if len(part) == 1 and _same_time(part[0], k)]
        total, summed = _number(k) or 0, sum(_number(part) or 0 for part in told)
        complete = len(told) == len(k.claim.members) >= 2 and summed != total
        if told and (summed > total or complete):
            yield Finding(
                kind="sum that fails",
                entity=k.subject,
                claims=(k.claim.id, *(part.claim.id for part in told)),
                reason=f"{_sum(told)} = {number_words(summed)}, and together they are given as {number_words(total)}",
            )


def _explaining(entity: str, counts: Sequence[KeptClaim], context: Context) -> Iterator[Finding]:
    """A count that is an earlier one and what came on top of it: shown as a hypothesis, it ties no documents."""
    dated = [k for k in counts if possible_days(k.reading.time) != UNLIMITED]
    totals: dict[float, list[KeptClaim]] = defaultdict(list)
    for k in dated:
        totals[_number(k) or 0].append(k)
    for more in dated:
        if not _on_top(more):
            continue
        for before in dated:
            summed = (_number(before) or 0) + (_number(more) or 0)
            if before is more or summed % ROUND == 0 or not _not_after(before, more):
                continue
            for total in totals.get(summed, ()):
                if _not_after(more, total):
                    yield _explained(entity, before, more, total, context)


def _explained(entity: str, before: KeptClaim, more: KeptClaim, total: KeptClaim, context: Context) -> Finding:
    counted = f"{_words(before)} + {_words(more)} = {number_words(_number(total) or 0)}"
    return Finding(
        kind="sum that explains",
        entity=entity,
        claims=(before.claim.id, more.claim.id, total.claim.id),
        reason=f"{counted}, the count given for {time_of(total.reading.time)}: it may be that sum under another date",
        certain=False,
    )


def _number(k: KeptClaim) -> float | None:
    """An exact count that is not doubted away."""
    value = k.claim.value
    if value is None or value.number is None or value.qualifier is not None or k.reading.stance is Stance.DENIED:
        return None
    return float(value.number)


def _same_time(one: KeptClaim, other: KeptClaim) -> bool:
    return possible_days(one.reading.time) == possible_days(other.reading.time)


def _not_after(one: KeptClaim, other: KeptClaim) -> bool:
    """Whether the first may lie before the second or on the same days."""
    first, last = possible_days(one.reading.time).first, possible_days(other.reading.time).last
    return first is None or last is None or first <= last


def _words(k: KeptClaim) -> str:
    return f"{number_words(_number(k) or 0)} ({time_of(k.reading.time)})"


def _sum(told: Iterable[KeptClaim]) -> str:
    return " + ".join(number_words(_number(k) or 0) for k in told)


def _on_top(k: KeptClaim) -> bool:
    return bool(_more().search(plain(k.claim.quote.exact)))


@cache
def _more() -> re.Pattern[str]:
    listed = load_yaml("alarms.yaml", "rawi.weigh.alarms")["more"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b")

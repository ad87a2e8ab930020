"""How the answers to one question bear on each other: what agrees, is less exact, follows or contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rawi.model import Answer, Question
from rawi.names import fold
from rawi.weigh.alone import alone
from rawi.weigh.asking import Asked, Put, is_symmetric
from rawi.weigh.context import Context
from rawi.weigh.sides import Side, between
from rawi.weigh.told import Account, Told


def question(id: str, asked: Asked, asks: str, puts: Sequence[Put], context: Context) -> Question:
    """The question with its answers and everything that two of them, or one alone, have to do with each other."""
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for put in sorted(puts, key=lambda p: (p.label, p.key, p.kept.claim.id)):
        groups[put.label, put.key].append(Told(put, context))
    named: dict[tuple[str, ...], set[Account]] = defaultdict(set)
    for told in groups.values():
        for one in told:
            named[fold(one.put.words)].add(one.account)
    sides = [
        Side(at, _answer(told), told, frozenset().union(*(named[fold(one.put.words)] for one in told)))
        for at, told in enumerate(groups.values())
    ]
    found = [bearing for side in sides for bearing in alone(asked.topic, side)]
    for left, right in combinations(sides, 2):
        found += between(asked.topic, left, right, context)
    return Question(
        id=id,
        topic=asked.predicate or asked.topic,
        entity=asked.entity,
        other=asked.other or None,
        symmetric=is_symmetric(asked),
        asks=asks,
        answers=tuple(side.answer for side in sides),
        bearings=tuple(found),
    )


def _answer(told: Sequence[Told]) -> Answer:
    """The answer in the words that most claims have for it."""
    words = sorted({t.put.words for t in told}, key=lambda w: (-sum(t.put.words == w for t in told), w))
    return Answer(words=words[0], label=told[0].put.label, claims=tuple(t.id for t in told))

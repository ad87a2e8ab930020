"""Which predicted claim is which gold claim: likeness of two, repeats as one, and the largest possible pairing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rawi.evaluation.folding import fold, numbers, words_match
from rawi.evaluation.intervals import dates_match
from rawi.evaluation.naming import Names
from rawi.evaluation.statement import DATE_VALUED, NUMBER_VALUED, SYMMETRIC, Statement

QUANTITY = re.compile(
    r"\b(?:\d[\d,.]*|more|less|fewer|than|at|least|most|about|around|some|nearly|over|up|to|several"
    r"|dozens?|hundreds?|thousands?|of)\b",
    re.IGNORECASE,
)


class Distinct(msgspec.Struct, frozen=True):
    """All instances of one claim in a document, the first of which stands for them."""

    instances: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        return self.instances[0]


class Pairing(msgspec.Struct, frozen=True, kw_only=True):
    matched: list[tuple[Distinct, Distinct]]
    missed: list[Distinct]
    spurious: list[Distinct]


def distinct(statements: Iterable[Statement], names: Names) -> list[Distinct]:
    """Repeats of one claim become one, under all aliases of its names."""
    seen: dict[object, list[Statement]] = {}
    for said in statements:
        ends = [names.key(said.subject), names.key(said.filler)]
        if said.predicate in SYMMETRIC:
            ends.sort(key=str)
        seen.setdefault((said.predicate, said.negated, *ends), []).append(said)
    return [Distinct(tuple(instances)) for instances in seen.values()]


def pair(gold: Sequence[Distinct], predicted: Sequence[Distinct], names: Names) -> Pairing:
    """The largest pairing of matching claims, by augmenting paths with the best likeness first."""
    alike: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for place, said in enumerate(predicted):
        alike[said.first.predicate, said.first.negated].append(place)
    edges = []
    for wanted in gold:
        found = [
            (likeness(wanted.first, predicted[place].first, names), place)
            for place in alike[wanted.first.predicate, wanted.first.negated]
        ]
        edges.append([place for degree, place in sorted(found, key=lambda edge: -edge[0]) if degree])
    owner: dict[int, int] = {}
    for start in sorted(range(len(gold)), key=lambda place: len(edges[place])):
        _place(start, edges, owner, set())
    taken = set(owner.values())
    return Pairing(
        matched=[(gold[wanted], predicted[place]) for place, wanted in owner.items()],
        missed=[said for place, said in enumerate(gold) if place not in taken],
        spurious=[said for place, said in enumerate(predicted) if place not in owner],
    )


def _place(wanted: int, edges: Sequence[Sequence[int]], owner: dict[int, int], tried: set[int]) -> bool:
    for place in edges[wanted]:
        if place not in tried:
            tried.add(place)
            if place not in owner or _place(owner[place], edges, owner, tried):
                owner[place] = wanted
                return True
    return False


def likeness(gold: Statement, predicted: Statement, names: Names) -> int:
    """0 for no match; higher is better. Symmetric predicates are tried in both directions."""
    best = _one_way(gold, predicted, names)
    if gold.predicate in SYMMETRIC and predicted.object and gold.object:
        turned = msgspec.structs.replace(
            predicted,
            subject=predicted.object,
            subject_type=predicted.object_type,
            object=predicted.subject,
            object_type=predicted.subject_type,
        )
        best = max(best, _one_way(gold, turned, names))
    return best


def _one_way(gold: Statement, predicted: Statement, names: Names) -> int:
    if types_clash(gold.subject_type, predicted.subject_type):
        return 0
    subject = names.match(gold.subject, predicted.subject)
    filler = _filler(gold, predicted, names) if subject else 0
    return subject + filler if filler else 0


def _filler(gold: Statement, predicted: Statement, names: Names) -> int:
    """How far what is said of the subject is the same: 0, 1 or 2."""
    if gold.predicate in DATE_VALUED:
        left, right = gold.filler, predicted.filler
        return 2 if not left and not right else int(dates_match(left, right))
    if gold.object and predicted.object:
        if types_clash(gold.object_type, predicted.object_type):
            return 0
        if gold.predicate in NUMBER_VALUED:
            return names.match(_uncounted(gold.object), _uncounted(predicted.object))
        return names.match(gold.object, predicted.object)
    left, right = gold.filler, predicted.filler
    if not left or not right:
        return 2 if not left and not right else 0
    if gold.predicate in NUMBER_VALUED and not gold.object and not predicted.object:
        return _numbers_match(left, right)
    if gold.predicate == "also_known_as":
        # another alias of the same name is not yet the alias that is meant
        return names.match(left, right) if fold(left) == fold(right) else int(names.match(left, right) == 1)
    return max(words_match(left, right), names.match(left, right) if gold.object or predicted.object else 0)


def _numbers_match(left: str, right: str) -> int:
    x, y = numbers(left), numbers(right)
    if not x or not y:
        return words_match(left, right)
    return 2 if x == y else int(bool(x & y) and min(len(x), len(y)) == 1)


def _uncounted(name: str) -> str:
    """A name without its number: "16 soldiers" is "soldiers"."""
    return QUANTITY.sub(" ", name).strip() or name


def types_clash(left: str | None, right: str | None) -> bool:
    """A person is never a group, a place or an event, and a place never an event, where both types are given."""
    if not left or not right or left == right:
        return False
    kinds = {"Person": "person", "Place": "place", "Event": "event"}
    pair = {kinds.get(left, "body"), kinds.get(right, "body")}
    return len(pair) == 2 and ("person" in pair or pair == {"place", "event"})

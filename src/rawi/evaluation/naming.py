"""Which names of a gold document are one: by its aliases, and by a surname that has one bearer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rawi.evaluation.folding import HEAD_WORDS, Words, fold
from rawi.evaluation.statement import Statement

Key = tuple[str, int] | Words


class Names:
    """`aliases` maps a name to its other forms; the gold's own `also_known_as` adds to them."""

    def __init__(self, aliases: Mapping[str, Sequence[str]], gold: Sequence[Statement]):
        self._pools: dict[Words, set[int]] = defaultdict(set)
        pools = [[name, *forms] for name, forms in aliases.items()]
        pools += [
            [said.subject, said.value]
            for said in gold
            if said.predicate == "also_known_as" and said.subject and said.value and not said.negated
        ]
        pools += _surnames(gold)
        for number, forms in enumerate(pools):
            for form in forms:
                self._pools[fold(form)].add(number)
        self._known = {fold(name) for said in gold for name in (said.subject, said.object) if name}

    def key(self, name: str | None) -> Key:
        """The same for every form of one name."""
        folded = fold(name or "")
        pools = self._pools.get(folded)
        return ("#", min(pools)) if pools else folded

    def match(self, left: str | None, right: str | None) -> int:
        """2 for equal names and aliases, 1 where one stands inside the other, 0 otherwise."""
        if not left or not right:
            return 2 if not left and not right else 0
        x, y = fold(left), fold(right)
        if x == y:
            return 2
        pools_x, pools_y = self._pools.get(x), self._pools.get(y)
        if pools_x and pools_y:
            return 2 if pools_x & pools_y else 0
        if x in self._known and y in self._known:
            return 0
        short, long = (x, y) if len(x) <= len(y) else (y, x)
        if len(long) - len(short) > 2 or not any(word not in HEAD_WORDS and len(word) >= 3 for word in short):
            return 0
        return int(any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)))


def _surnames(gold: Sequence[Statement]) -> list[list[str]]:
    """A surname alone, with the one person of the document who bears it."""
    persons = {
        fold(name)
        for said in gold
        for name, kind in ((said.subject, said.subject_type), (said.object, said.object_type))
        if name and kind == "Person"
    }
    pools = []
    for short in sorted(persons):
        bearers = [name for name in persons if len(name) > len(short) and name[-len(short) :] == short]
        if len(bearers) == 1:
            pools.append([" ".join(short), " ".join(bearers[0])])
    return pools

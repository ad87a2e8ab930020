"""`compare`: two names of one kind, and what speaks for and against their being one."""

from __future__ import annotations

from rapidfuzz.distance import JaroWinkler

from rawi.model import EntityType
from rawi.names.folding import fold
from rawi.names.groups import group_name, same_group
from rawi.names.likeness import Likeness, Reason, likeness
from rawi.names.persons import person_name
from rawi.names.sounds import skeleton


def compare(a: str, b: str, kind: EntityType) -> Likeness:
    """The likeness of two names that both stand for something of one kind; any text is accepted."""
    rows = [Reason("before anything is seen", -3.0)]
    if fold(a) == fold(b):
        return likeness([*rows, Reason("the same name after folding", 8.0)])
    if kind is EntityType.GROUP:
        return likeness([*rows, *_of_groups(a, b)])
    one, other = person_name(a).units, person_name(b).units
    return likeness([*rows, *_of_words(one, other, ordered=kind is EntityType.PERSON)])


def _of_groups(a: str, b: str) -> list[Reason]:
    if why := same_group(a, b):
        return [Reason(why, 6.0)]
    one, other = group_name(a), group_name(b)
    if one is None or other is None:
        return _of_words(fold(a), fold(b), ordered=True)
    rows = _of_words(one.rest, other.rest, ordered=True)
    if one.head and one.head == other.head:
        rows.append(Reason(f"same head-word class: {one.head}", 1.0))
    elif one.head and other.head:
        rows.append(Reason(f"head-words of two classes: {one.head}, {other.head}", -2.0))
    return rows


def _of_words(one: tuple[str, ...], other: tuple[str, ...], *, ordered: bool) -> list[Reason]:
    rows: list[Reason] = []
    left = list(other)
    order: list[int] = []
    for word in one:
        best = max(left, key=lambda second: _alike(word, second), default="")
        if not best or _alike(word, best) < 0.85:
            rows.append(Reason(f"“{word}” only in one", -1.5))
            continue
        order.append(other.index(best))
        left.remove(best)
        sound = "" if word == best else f" (skeleton {skeleton(word).lower()})"
        rows.append(Reason(f"“{word}” = “{best}”{sound}", 3.0))
    rows += [Reason(f"“{word}” only in the other", -1.5) for word in left]
    if ordered and order != sorted(order):
        rows.append(Reason("order of names reversed", -4.0))
    return rows


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    sounds = (skeleton(one), skeleton(other))
    if len(sounds[0]) > 1 and sounds[0] == sounds[1]:
        return 0.95
    return float(JaroWinkler.similarity(one, other)) - 0.05

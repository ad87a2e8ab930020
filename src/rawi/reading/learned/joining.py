"""The rules' findings and the trained reader's, of one sentence: of the same, the rules' words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rawi.reading.findings import Found
from rawi.vocabulary import predicates


def beside(ruled: Sequence[Found], learned: Iterable[Found]) -> Iterator[Found]:
    """What the trained reader found that agrees with the rules to the letter, or of which they say nothing.

    What it words otherwise than a rule that speaks of the same is left to the rule; so is a deed that a rule lays on
    the other side.
    """
    for found in learned:
        if all(is_same(found, other) or not _speaks_of(found, other) for other in ruled):
            yield found


def is_same(one: Found, other: Found) -> bool:
    """Whether two findings say the same of the same."""
    return (
        one.predicate == other.predicate
        and one.negated == other.negated
        and one.subject.name == other.subject.name
        and _name(one) == _name(other)
        and one.value == other.value
    )


def _speaks_of(one: Found, other: Found) -> bool:
    """Whether two findings are two accounts of one thing: the same relation of the same two, or the same words."""
    if one.predicate != other.predicate:
        return False
    if one.object is not None and other.object is not None:
        ends = (one.subject.name, one.object.name)
        return ends in {(other.subject.name, other.object.name), (other.object.name, other.subject.name)}
    if one.subject.name != other.subject.name:
        return False
    return _touch(one.value_range, other.value_range) or predicates()[one.predicate].value == "date"


def _touch(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def _name(found: Found) -> str | None:
    return found.object.name if found.object is not None else None

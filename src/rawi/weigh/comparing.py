"""Whether two answers to one question say the same, one less exactly, or exclude each other, as far as they go."""

from __future__ import annotations

from enum import StrEnum

from rawi.names import fold
from rawi.weigh.asking import ABSENCE, NONE, NOT_SO, PLAIN, SO, SOME, Put
from rawi.weigh.context import Context
from rawi.weigh.days import days_of_edtf
from rawi.weigh.topics import Exclusion, Topic, classes, topics

SO_OR_NOT = Exclusion(type="value", between=(SO, NOT_SO))
NONE_OR_SOME = Exclusion(type="value", between=(NONE, SOME))


class Outcome(StrEnum):
    SAME = "same"
    LOOSER = "looser"
    EXCLUDES = "excludes"
    BESIDE = "beside"
    """They have nothing to do with each other."""


def exclusion_of(topic: str, one: Put, other: Put) -> Exclusion | None:
    """The contradiction that two answers make if they exclude each other; None if they cannot."""
    if topic in (PLAIN, ABSENCE):
        rule = SO_OR_NOT if topic == PLAIN else NONE_OR_SOME
        return rule if rule.covers(one.label, other.label) else None
    return topics()[topic].exclusion(one.label, other.label)


def compare(topic: str, one: Put, other: Put, context: Context) -> Outcome:
    """What two different answers have to do with each other, times and tellers left aside."""
    if exclusion_of(topic, one, other) is None:
        return Outcome.BESIDE
    known = topics().get(topic)
    if known is None or known.compares in ("labels", "persons"):
        return Outcome.EXCLUDES
    return _compare(known, one, other, context)


def _compare(topic: Topic, one: Put, other: Put, context: Context) -> Outcome:
    match topic.compares:
        case "dates":
            if one.edtf is None or other.edtf is None:
                return Outcome.BESIDE
            if one.edtf == other.edtf:
                return Outcome.SAME
            meet = days_of_edtf(one.edtf).may_meet(days_of_edtf(other.edtf))
            return Outcome.LOOSER if meet else Outcome.EXCLUDES
        case "numbers":
            if one.numbers is None or other.numbers is None:
                return Outcome.BESIDE
            return Outcome.LOOSER if one.numbers.meets(other.numbers) else Outcome.EXCLUDES
        case "classes":
            exclude = classes(topic.classes or "").exclude(one.key, other.key)
            return Outcome.EXCLUDES if exclude else Outcome.BESIDE
        case _:
            return _fillers(one, other, context)


def _fillers(one: Put, other: Put, context: Context) -> Outcome:
    """Two different entities in one place; a description may be whoever is named, and of a chain of command both are.

    Two entities of one name may be one that nobody has joined yet: they are no contradiction.
    """
    if one.object is None or other.object is None or one.object == other.object:
        return Outcome.SAME
    if context.described(one.object) or context.described(other.object):
        return Outcome.BESIDE
    if fold(one.words) == fold(other.words):
        return Outcome.BESIDE
    return Outcome.BESIDE if context.tied(one.object, other.object) else Outcome.EXCLUDES

"""The topics of `topics.yaml` and the word classes of `classes.yaml`: what is asked, and what excludes what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import ContradictionType
from rawi.vocabulary import load_yaml, plain, predicates

Slot = Literal["pair", "object", "place", "extent", "ground"]
Comparison = Literal["dates", "numbers", "labels", "objects", "subjects", "classes", "persons"]


class AnswerRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which claims answer a topic; the words of each field stand at the head of `topics.yaml`."""

    predicates: tuple[str, ...]
    label: str
    of: Literal["subject", "object"] = "subject"
    none: bool = False
    negated: bool = False
    words: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    leads: bool = False
    person: bool = False
    quoted: bool = False
    bound: Literal["start", "end"] | None = None
    turns: bool = False
    so_far: bool | None = None


class Exclusion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of contradiction, between two labels or within each of the labels named."""

    type: ContradictionType
    between: tuple[str, str] | None = None
    within: tuple[str, ...] = ()
    possible: bool = False

    def covers(self, one: str, other: str) -> bool:
        if self.between is not None:
            return {one, other} == set(self.between)
        return one == other and one in self.within


class Topic(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of `topics.yaml`."""

    name: str
    asks: str
    compares: Comparison
    answers: tuple[AnswerRule, ...]
    contradicts: tuple[Exclusion, ...]
    classes: str | None = None
    per: tuple[Slot, ...] = ()
    lasts: bool = True
    told_in_turn: bool = False
    dated: bool = False
    adds_up: bool = False
    one_saying: bool = False

    def exclusion(self, one: str, other: str) -> Exclusion | None:
        """The contradiction that two answers with these labels make if they differ."""
        return next((e for e in self.contradicts if e.covers(one, other)), None)


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by name. Raises `VocabularyError` where the file does not say what it must."""
    try:
        found = {
            name: msgspec.convert({"name": name, **entry}, Topic) for name, entry in load_yaml(_TOPICS, _HERE).items()
        }
    except (msgspec.ValidationError, AttributeError, TypeError) as error:
        raise VocabularyError(str(error), where=_TOPICS) from error
    for topic in found.values():
        _check(topic)
    return found


@cache
def answering(predicate: str) -> tuple[tuple[Topic, AnswerRule], ...]:
    """The topics that claims of a predicate may answer, with the rules by which."""
    return tuple((topic, rule) for topic in topics().values() for rule in topic.answers if predicate in rule.predicates)


class Classes(msgspec.Struct, frozen=True):
    """One list of `classes.yaml`: words in plain letters, longest first, with the class of each."""

    words: tuple[tuple[str, str], ...]
    toward: tuple[str, ...]
    together: frozenset[frozenset[str]]

    def of(self, text: str) -> str | None:
        """The class of a text; None where it has no word of any, or of two and is not led towards one."""
        said = f" {plain(text)} "
        found = {kind for word, kind in self.words if f" {word} " in said}
        if len(found) < 2:
            return next(iter(found), None)
        led = [said.split(f" {words} ", 1)[1] for words in self.toward if f" {words} " in said]
        after = {kind for word, kind in self.words for rest in led if f" {word} " in f" {rest}"}
        return next(iter(after)) if len(after) == 1 else None

    def exclude(self, one: str, other: str) -> bool:
        return one != other and frozenset((one, other)) not in self.together


@cache
def classes(name: str) -> Classes:
    """The classes of one list. Raises `VocabularyError` where there is none of that name."""
    raw = load_yaml(_CLASSES, _HERE)
    try:
        words = [(plain(word), kind) for kind, listed in raw[name].items() for word in listed]
        together = frozenset(frozenset(pair) for pair in raw["together"])
        return Classes(tuple(sorted(words, key=lambda w: (-len(w[0]), w))), tuple(raw["toward"]), together)
    except (KeyError, AttributeError, TypeError) as error:
        raise VocabularyError(f"no list of classes is called {name!r}", where=_CLASSES) from error


def ground_of(name: str) -> str:
    """The plain name of a place without the words for what lies around it: "x" for "x region", "the x area"."""
    around = frozenset(load_yaml(_CLASSES, _HERE)["around"])
    words = [word for word in name.split() if word not in around and word not in ("the", "of")]
    return " ".join(words) or name


def _check(topic: Topic) -> None:
    labels = {rule.label for rule in topic.answers}
    named = {label for e in topic.contradicts for label in (e.between or e.within)}
    if topic.compares == "persons":
        return  # its answers are made in `kin.py`
    unknown = {p for rule in topic.answers for p in rule.predicates if p not in predicates()}
    if named - labels or unknown:
        raise VocabularyError(f"{topic.name}: there is no {sorted(named - labels | unknown)}", where=_TOPICS)
    if topic.compares == "classes":
        classes(topic.classes or "")


_TOPICS, _CLASSES, _HERE = "topics.yaml", "classes.yaml", "rawi.weigh"

"""How sensitive it is to name each person: by rule from what documents tell of them, and as persons have set it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from rawi.model import EntityType, KeptClaim
from rawi.model.sensitivity import Level
from rawi.publish.knowledge import Knowledge
from rawi.publish.words import name_key
from rawi.vocabulary import load_yaml, plain

LIVED_THROUGH = frozenset({Level.VICTIM, Level.SURVIVOR, Level.WITNESS, Level.RELATIVE, Level.DETAINEE, Level.MINOR})
"""Beside whom no place below province level is told."""


def set_by_persons(knowledge: Knowledge) -> Mapping[str, Level]:
    """By entity what a person said last of one of its mentions."""
    owner = {mention: entity.id for entity in knowledge.entities for mention in entity.mentions}
    return {owner[id]: level for id, level in knowledge.sensitivity.items() if id in owner}


def levels(knowledge: Knowledge, public: frozenset[str]) -> Mapping[str, tuple[Level, ...]]:
    """The levels of each person, by entity, in the order of `Level`; what a person set stands alone.

    `public` are those who are named. Everybody else is what claims and the words around the name show, and, where
    nothing is shown, rank and file: unknown is not harmless.
    """
    told: dict[str, set[Level]] = defaultdict(set)
    for k in knowledge.kept:
        for entity, level in _of_claim(k):
            told[entity].add(level)
    found: dict[str, tuple[Level, ...]] = {}
    decided = set_by_persons(knowledge)
    for person in (entity.id for entity in knowledge.entities if entity.type is EntityType.PERSON):
        if person in decided:
            found[person] = (decided[person],)
        elif person in public:
            found[person] = (Level.PUBLIC_FIGURE,)
        else:
            own = told.get(person) or {Level.RANK_AND_FILE}
            found[person] = tuple(level for level in Level if level in own)
    return found


def _of_claim(k: KeptClaim) -> Iterator[tuple[str, Level]]:
    """What one claim shows of the persons in it."""
    for side, filler, entity in (
        ("subject", k.claim.subject, k.subject),
        ("object", k.claim.object, k.object),
    ):
        if filler is None or entity is None or filler.type is not EntityType.PERSON:
            continue
        for level, sides in _rules().items():
            if k.claim.predicate in sides.get(side, ()):
                yield entity, level
        for level, words in _beside().items():
            if _told_beside(k.claim.quote.exact, filler.name, words):
                yield entity, level


def _told_beside(quote: str, name: str, words: re.Pattern[str]) -> bool:
    """Whether such a word stands within a few words of the name's last part, on one side or the other."""
    last = (name_key(name) or ("",))[-1]
    said = plain(quote)
    if not last or last not in said:
        return False
    near = re.compile(
        rf"(?:{words.pattern})(?:\W+\w+){{0,4}}\W+{re.escape(last)}\b|\b{re.escape(last)}(?:\W+\w+){{0,4}}\W+(?:{words.pattern})"
    )
    return near.search(said) is not None


@cache
def _rules() -> Mapping[Level, Mapping[str, tuple[str, ...]]]:
    raw = load_yaml("sensitivity.yaml", "rawi.publish")["predicates"]
    return {Level(level): {side: tuple(names) for side, names in sides.items()} for level, sides in raw.items()}


@cache
def _beside() -> Mapping[Level, re.Pattern[str]]:
    raw = load_yaml("sensitivity.yaml", "rawi.publish")["words"]
    return {Level(level): re.compile("|".join(rf"\b{words}\b" for words in found)) for level, found in raw.items()}

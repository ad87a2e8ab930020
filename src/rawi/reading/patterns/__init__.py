"""Reading patterns: data files that map a clause or a noun to claims, and the record that one of them is."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import yaml

from rawi.errors import VocabularyError
from rawi.model import EntityType, Stance
from rawi.vocabulary import predicates
from rawi.vocabulary.files import parse_yaml


class Asserts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One claim that a pattern makes. `subject` and `object` are roles of the frame: alternatives parted by "/".

    `value` is a constant; `text` a role whose words are the value; `number` a role whose number is the value; `count`
    the role that is counted. `about` names what else must be there. Types narrow the usual ones of the predicate.
    """

    predicate: str
    subject: str
    object: str | None = None
    value: str | None = None
    text: str | None = None
    number: str | None = None
    subject_types: tuple[EntityType, ...] = ()
    object_types: tuple[EntityType, ...] = ()
    about: str | None = None
    without: str | None = None
    """Roles that must be empty."""
    stance: Stance | None = None
    negated: bool = False
    pairs: bool = False
    """Also between the subjects themselves, where there are several ("X and Y clashed")."""


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A trigger, what it claims, and an example with what it must expect.

    `trigger` is its kind; `words` its lemmas, a particle or bare object joined ("set up", "take part").
    """

    name: str
    trigger: Literal["verb", "noun", "adjective"]
    words: tuple[str, ...]
    claims: tuple[Asserts, ...]
    example: str
    expect: tuple[str, ...]
    passive: bool | None = None
    light: tuple[str, ...] | None = None
    """For nouns: the verbs that may carry them ("launch an attack"); others give the noun no agent."""


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns of all files of this folder, in the order of file names; raises `VocabularyError`."""
    found: list[Pattern] = []
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        try:
            raw = parse_yaml(file.read_text(encoding="utf-8"))
            found.extend(msgspec.convert(raw, list[Pattern]))
        except (yaml.YAMLError, msgspec.ValidationError) as error:
            raise VocabularyError(str(error), where=f"patterns/{file.name}") from error
    for pattern in found:
        for claim in pattern.claims:
            if claim.predicate not in predicates():
                raise VocabularyError(f"unknown predicate {claim.predicate}", where=f"pattern {pattern.name}")
    return tuple(found)


@cache
def by_word(kind: str) -> dict[str, tuple[Pattern, ...]]:
    """Patterns of one kind of trigger, by trigger word."""
    index: dict[str, list[Pattern]] = defaultdict(list)
    for pattern in patterns():
        if pattern.trigger == kind:
            for word in pattern.words:
                index[word].append(pattern)
    return {word: tuple(items) for word, items in index.items()}

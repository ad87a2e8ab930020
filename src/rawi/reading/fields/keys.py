"""What the labels of field lists mean: the rules of `keys.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary import load_yaml, plain

Takes = Literal[
    "name",
    "aliases",
    "names",
    "people",
    "founders",
    "officers",
    "posts",
    "number",
    "date",
    "text",
    "places",
    "place",
    "events",
    "symbol",
    "online",
    "weapons",
    "accusations",
    "listed",
    "fragments",
    "prose",
]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry: the labels, whose field it is, what its value gives, and an example with what it must give."""

    keys: tuple[str, ...]
    takes: Takes
    predicate: str | None = None
    subject: EntityType = EntityType.GROUP
    type: EntityType = EntityType.GROUP
    """Type of an object that neither a list nor its head-word tells."""
    inverse: bool = False
    """The value is the subject ("Units: A, B": A is part of the group)."""
    value: str | None = None
    """Text that every claim carries as its value: a role, a kind of support."""
    example: str | None = None
    expect: tuple[str, ...] = ()


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of the file; raises `VocabularyError` where one does not say what it must."""
    try:
        return tuple(msgspec.convert(entry, Rule) for entry in load_yaml("keys.yaml", "rawi.reading.fields"))
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="keys.yaml") from error


@cache
def _table() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for rule in rules():
        for key in rule.keys:
            table.setdefault(fold_key(key), []).append(rule)
    return {key: tuple(found) for key, found in table.items()}


def fold_key(key: str) -> str:
    """A label without case, accents, spaces, signs and trailing numbers: "Leader1" and "LEADER" are one."""
    return re.sub(r"[\W_]+", "", re.sub(r"[\d\W_]+$", "", plain(key.replace("_", " "))))


def rules_of(key: str) -> tuple[Rule, ...]:
    """Every rule for a label, whatever the subject; empty for a label that is not known."""
    return _table().get(fold_key(key), ())


def rule_for(key: str, subject: EntityType) -> Rule | None:
    """The rule for a label of a record about this type of thing, or None."""
    return next((rule for rule in rules_of(key) if rule.subject is subject), None)

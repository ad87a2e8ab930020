"""The predicates: who each is said of, what fills it, and how its values behave."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary.files import load_yaml


class Predicate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of `predicates.yaml`; types are the usual ones, not a constraint."""

    name: str
    reads: str
    subject: tuple[EntityType, ...]
    object: tuple[EntityType, ...] = ()
    value: Literal["text", "number", "date"] | None = None
    one: bool = False
    symmetric: bool = False
    sensitive: bool = False
    """An accusation, attack, killing or designation: never published unreviewed."""
    private: bool = False
    """Creed and kin: left out of what is published of persons who hold no public position."""


@cache
def predicates() -> Mapping[str, Predicate]:
    """All predicates by name, in the order in which dossiers show them."""
    raw = load_yaml("predicates.yaml")
    try:
        return {name: msgspec.convert({"name": name, **entry}, Predicate) for name, entry in raw.items()}
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="predicates.yaml") from error

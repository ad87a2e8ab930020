"""How a dossier heads and words each predicate, read from the subject's side and from the object's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary import load_yaml


class Property(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of `properties.yaml`: `rank` is its place in a dossier."""

    predicate: str
    section: str
    label: str
    inverse: str
    rank: int

    def heading(self, inverse: bool) -> str:
        return self.inverse if inverse else self.label


@cache
def properties() -> Mapping[str, Property]:
    """Every predicate's property, in the order of dossiers; raises `VocabularyError` if the file is malformed."""
    found: dict[str, Property] = {}
    try:
        for section, entries in load_yaml("properties.yaml", "rawi.publish").items():
            for predicate, words in entries.items():
                found[predicate] = Property(predicate=predicate, section=section, rank=len(found), **words)
    except (AttributeError, TypeError) as error:
        raise VocabularyError(str(error), where="properties.yaml") from error
    return found


def property_of(predicate: str) -> Property:
    """The property of a predicate; one that the file does not know comes last, under its own name."""
    known = properties()
    if predicate in known:
        return known[predicate]
    words = predicate.replace("_", " ")
    return Property(predicate=predicate, section="Other", label=words, inverse=f"{words} (as object)", rank=len(known))

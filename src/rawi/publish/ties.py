"""Which predicates tie groups, persons and states to each other: of what kind, with what sign, who acts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary import load_yaml, predicates

Sign = Literal["plus", "minus", "none"]
SIGNS: tuple[Sign, ...] = ("plus", "minus", "none")
TIED = (EntityType.GROUP, EntityType.PERSON, EntityType.STATE, EntityType.ORGANIZATION, EntityType.COMMUNITY)
"""The types that a network has as nodes."""


class Tie(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A predicate as an edge. `says` reads from the one who acts to the other; an edge without direction has none."""

    predicate: str
    kind: str
    sign: Sign
    says: str
    acts: Literal["subject", "object"] = "subject"

    @property
    def directed(self) -> bool:
        predicate = predicates().get(self.predicate)
        return not (predicate is not None and predicate.symmetric)


@cache
def ties() -> Mapping[str, Tie]:
    """Every predicate that ties, in the order of the legend; raises `VocabularyError` if the file is malformed."""
    try:
        return {
            predicate: msgspec.convert({"predicate": predicate, "kind": kind, **says}, Tie)
            for kind, entry in load_yaml("ties.yaml", "rawi.publish").items()
            for predicate, says in entry["predicates"].items()
        }
    except (msgspec.ValidationError, AttributeError, TypeError, KeyError) as error:
        raise VocabularyError(str(error), where="ties.yaml") from error


@cache
def kinds() -> Mapping[str, str]:
    """The kinds of ties with what they are called, in the order of the legend."""
    return {kind: entry["label"] for kind, entry in load_yaml("ties.yaml", "rawi.publish").items()}

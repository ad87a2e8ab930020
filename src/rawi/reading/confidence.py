"""How sure a reading is that the document says this: the share of a rule's claims that people's gold bears out.

Counted by `benchmarks/confidence.py`. A rule that was seen seldom is drawn towards the share of all rules of its
reader, so that two lucky hits are no certainty (a beta prior worth `WEIGHT` claims).
"""

from __future__ import annotations

from functools import cache

import msgspec

from rawi.errors import VocabularyError
from rawi.model import Stance
from rawi.vocabulary import load_yaml

WEIGHT = 6
RESERVED = 0.9
"""What is told with a reserve hangs on more words being read rightly."""


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many claims were borne out, of so many: over all, and by rule."""

    all: tuple[int, int]
    rules: dict[str, tuple[int, int]] = {}


@cache
def counted() -> dict[str, Counted]:
    """The counts by reader; raises `VocabularyError` where the file is not as it must be."""
    try:
        return msgspec.convert(load_yaml("confidence.yaml", "rawi.reading"), dict[str, Counted])
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="confidence.yaml") from error


@cache
def confidence(reader: str, rule: str, stance: Stance) -> float:
    """Between 0 and 1, to two places; a rule that was never counted has the share of its reader."""
    known = counted()[reader]
    right, of = known.rules.get(rule, (0, 0))
    prior = known.all[0] / known.all[1]
    share = (right + WEIGHT * prior) / (of + WEIGHT)
    return reserved(share, stance)


def reserved(share: float, stance: Stance) -> float:
    """A share, less sure where the claim is told with a reserve; to two places."""
    return round(share * (1 if stance is Stance.STATED else RESERVED), 2)

"""Ranks of armies, navies, air forces and police in many languages, in all their spellings ("Maj.-Gen.", "Lt Col")."""

from __future__ import annotations

from functools import cache
from itertools import product

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.letters import plain

Words = tuple[str, ...]


class Ranks(msgspec.Struct, frozen=True, kw_only=True):
    """Every spelling of every rank, as plain words; `longest` is the number of words of the longest."""

    spelled: frozenset[Words]
    letters: frozenset[str]
    """Ranks of letters alone ("DSP"), as they are written."""
    abbreviated: frozenset[str]
    """Words that are abbreviations: a full stop behind them is theirs."""
    longest: int
    openings: frozenset[str]
    """The first words of all spellings."""


@cache
def ranks() -> Ranks:
    """The ranks of `ranks.yaml`; raises `VocabularyError` where the file does not say what it must."""
    raw = load_yaml("ranks.yaml")
    try:
        spellings = {plain(word): tuple(plain(other) for other in others) for word, others in raw["spellings"].items()}
        listed = [tuple(plain(rank).split()) for group in raw["ranks"].values() for rank in group]
        letters = frozenset(str(rank) for rank in raw["letters"])
    except (KeyError, AttributeError, TypeError) as error:
        raise VocabularyError(f"a list of words is missing: {error}", where="ranks.yaml") from error
    spelled = {form for rank in listed for form in product(*((word, *spellings.get(word, ())) for word in rank))}
    return Ranks(
        spelled=frozenset(spelled),
        letters=letters,
        abbreviated=frozenset(other for others in spellings.values() for other in others),
        longest=max(len(form) for form in spelled),
        openings=frozenset(form[0] for form in spelled),
    )

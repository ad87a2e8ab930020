"""The keys under which a name is kept, so that its spellings, translations and acronyms meet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rawi.model import EntityType
from rawi.names.acronyms import acronym_in, initials_of, letters_of
from rawi.names.person_evidence import Unit, units_of
from rawi.names.sounds import skeleton
from rawi.names.spellings import spellings
from rawi.names.terms import Term, terms_of

_ALIKE = str.maketrans("DZCPFVXJ", "TSSBBBKK", "'HWY")
"""Consonants that spellings confuse become one, those that they leave out go."""
_MOST_MEANINGS = 2
_MOST_KEYS = 40
_SHORT = 5
"""Letters of a word that is often written together with its neighbour."""
_LONGEST_KEY = 200
"""Characters of a key; no name of the public lists comes near, and hostile ones shall not fill the memory."""


@lru_cache(maxsize=65536)
def candidate_keys(name: str, kind: EntityType) -> tuple[str, ...]:
    """The keys of a name: two names of one kind that are worth comparing share at least one, most often several.

    `<meaning>` for a word that is translated ("<brigade>"), `~BKR` for the consonants of a word that is not, `#7` for a
    number, `@HTS` for an acronym and for what may be one of a long form, `=…` for all words of a name, order aside.
    """
    keys: dict[str, None] = {}
    for spelling in spellings(name, kind):
        own = [*(_of_person(spelling) if kind is EntityType.PERSON else _of_terms(spelling))]
        words = [key for key in own if key[0] != "@"]
        keys[f"={' '.join(sorted(words))}"] = None
        keys.update(dict.fromkeys(own))
    return tuple(dict.fromkeys(key[:_LONGEST_KEY] for key in list(keys)[:_MOST_KEYS]))


def coarse(word: str) -> str:
    """The consonants of a word, those that spellings confuse as one; the word itself where it has none."""
    return skeleton(word).translate(_ALIKE) or word


def _of_person(name: str) -> Iterator[str]:
    units = units_of(name)
    for unit in units:
        yield _of_unit(unit)
        if unit.opener in ("abu", "umm", "bin"):
            yield f"~{coarse(unit.word)}"
        if unit.opener == "abu":
            yield f"~{coarse(unit.joined)}"
    for one, other in pairwise(units):
        if min(len(one.word), len(other.word)) <= _SHORT and not (one.opener or other.opener):
            yield f"~{coarse(one.word + other.word)}"


def _of_unit(unit: Unit) -> str:
    return f"~{' '.join(filter(None, (unit.opener, coarse(unit.word), unit.tail)))}"


def _of_terms(name: str) -> Iterator[str]:
    terms = terms_of(name)
    for term in terms:
        yield from _of_term(term)
    for one, other in pairwise(terms):
        if not one.meanings and not other.meanings and min(len(one.text), len(other.text)) <= _SHORT:
            yield f"~{coarse(one.text + other.text)}"
    if len(terms) > 1:
        yield from (f"@{letters}" for letters in initials_of(name, terms))
    elif short := acronym_in(name):
        yield f"@{letters_of(short)}"
        yield f"@{''.join(sorted(letters_of(short)))}"


def _of_term(term: Term) -> Iterator[str]:
    if term.meanings:
        chosen = dict.fromkeys((term.meaning, *sorted(term.meanings)))
        yield from (f"<{meaning}>" for meaning in list(chosen)[:_MOST_MEANINGS])
    elif term.sort == "number":
        yield f"#{term.text}"
    elif term.sort == "acronym":
        yield f"@{term.text}"
        yield f"~{coarse(term.text)}"
    else:
        yield f"~{coarse(term.text)}"

"""A name of a group, place or community as a row of terms: head-words, meanings, lands, numbers, and plain names."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

import msgspec

from rawi.names.folding import small_words, words_of
from rawi.names.han import han_words
from rawi.names.meanings import is_listed, longest_phrase, senses_of
from rawi.names.sounds import skeleton
from rawi.vocabulary.files import load_text
from rawi.vocabulary.letters import is_acronym, plain
from rawi.vocabulary.name_words import name_words

TermSort = Literal["head", "word", "land", "number", "honour", "part", "acronym", "name"]
_LONGEST_NAME = 24
"""Words of a name that are compared; the longest of the public lists has 27, most of them of an address."""
_UNSEEN = 1.0


class Term(msgspec.Struct, frozen=True):
    """One word or phrase of a name.

    `weight` is how much the term tells, from 0 (every second name has it) to 1 (no name of the public lists has it).
    """

    text: str
    sort: TermSort
    meanings: frozenset[str]
    meaning: str
    """The first of its meanings, by which it is told; "" for what is only a name."""
    languages: frozenset[str]
    weight: float
    loose: bool = False
    """After "of", "in" or the like, so that its place in the name says little."""

    @property
    def key(self) -> str:
        """What translations or spellings of the term share: its first meaning, or the consonants of a name."""
        return f"<{self.meaning}>" if self.meaning else skeleton(self.text)


@lru_cache(maxsize=65536)
def terms_of(name: str) -> tuple[Term, ...]:
    """The terms of a name in order, small words left out (unless the name is nothing else)."""
    written, acronyms = _acronyms(name)
    words = [part for word in words_of(written)[:_LONGEST_NAME] for part in han_words(word)][:_LONGEST_NAME]
    terms: list[Term] = []
    small: list[Term] = []
    start = 0
    loose = False
    while start < len(words):
        term, taken = _term(words, start, acronyms)
        if taken == 1 and _is_small(term):
            small.append(term)
            loose = True
        else:
            terms.append(msgspec.structs.replace(term, loose=True) if loose else term)
            loose = False
        start += taken
    return tuple(terms or small)


def _term(words: list[str], start: int, acronyms: frozenset[str]) -> tuple[Term, int]:
    for length in range(min(longest_phrase(), len(words) - start), 0, -1):
        phrase = " ".join(words[start : start + length])
        if phrase in acronyms and (len(words) == 1 or not is_listed(phrase)):
            return Term(phrase, "acronym", frozenset(), "", frozenset(), _UNSEEN), 1
        if senses := senses_of(phrase):
            meanings = frozenset(sense.meaning for sense in senses)
            languages = frozenset(sense.language for sense in senses)
            first = senses[0]
            return Term(phrase, first.sort, meanings, first.meaning, languages, _told(f"<{first.meaning}>")), length
    word = words[start]
    sort: TermSort = "number" if any(letter.isdigit() for letter in word) else "name"
    return Term(word, sort, frozenset(), "", frozenset(), _told("#" if sort == "number" else skeleton(word))), 1


def _is_small(term: Term) -> bool:
    if term.sort in ("acronym", "number"):
        return False
    word = term.text
    return word in name_words().small or word in small_words().particles or (len(word) == 1 and word.isalpha())


def _acronyms(name: str) -> tuple[str, frozenset[str]]:
    """The name with every acronym as one word ("PFLP-GC" → "PFLPGC"), and those words in plain letters.

    Where a name of several words is all in capitals, no word is taken for an acronym.
    """
    words = name.split()[: 2 * _LONGEST_NAME]
    if len(words) > 1 and name == name.upper():
        return name, frozenset()
    found: set[str] = set()
    for place, word in enumerate(words):
        bare = word.strip("()[]\"',;:")
        if is_acronym(bare):
            words[place] = "".join(letter for letter in bare if letter.isalnum())
            found.add(plain(words[place]))
    return " ".join(words), frozenset(found)


def _told(key: str) -> float:
    return _weights().get(key, _UNSEEN)


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in load_text("term_weights.tsv", "rawi.names").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2 and not row[0].startswith("#")}

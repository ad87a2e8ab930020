"""Upper-case prose (cables, old wire reports) in sentence case, so that a parser trained on mixed case can read it."""

from __future__ import annotations

import re
from functools import cache

from rawi.vocabulary import gazetteer, roles

WORD = re.compile(r"[A-Z][A-Z'’]*(?:-[A-Z]+)*")
SMALL = {"OF", "THE", "AND", "A", "AN", "FOR", "IN", "ON", "TO", "BY", "AT"}


@cache
def _ordinary(word: str) -> bool:
    """Whether an English word list knows the word (or its stem) as a common word."""
    from rawi.reading.parsing import common_words

    words = common_words()
    if word in words:
        return True
    stems = (word[:-1], word[:-2], word[:-3], word[:-1] + "e", word[:-2] + "e", word[:-3] + "e", word[:-3] + "y")
    return len(word) > 3 and any(stem in words for stem in stems)


def sentence_case(text: str) -> str:
    """The same text at the same length, lower-cased but for sentence starts, names and acronyms."""
    out = list(text)
    sentence_start = True
    previous = ""
    for m in WORD.finditer(text):
        word = m[0]
        between = text[: m.start()].rstrip()
        sentence_start = not between or between[-1] in ".?!:"
        out[m.start() : m.end()] = _cased(word, sentence_start, previous)
        previous = word
    return "".join(out)


def _cased(word: str, sentence_start: bool, previous: str) -> str:
    lower = word.lower()
    known = gazetteer()
    if len(word) > 1 and not _ordinary(lower) and known.lookup(word) is None and _is_acronym(word):
        return word
    named = (
        known.state_of_adjective(word.capitalize()) is not None
        or known.lookup(word.capitalize()) is not None
        or lower in roles().titles and previous == ""
        or not (_ordinary(lower) or word in SMALL)
    )
    if named and len(word) > 1:
        return "-".join(part.capitalize() for part in word.split("-"))
    return word.capitalize() if sentence_start else lower


def _is_acronym(word: str) -> bool:
    """Letters that cannot be said as a word: no vowel, or four at most with a run of three consonants."""
    if not word.isalpha() or len(word) > 6:
        return False
    if not re.search(r"[AEIOUY]", word):
        return True
    return bool(re.search(r"[^AEIOUY]{3}", word)) and len(word) <= 5

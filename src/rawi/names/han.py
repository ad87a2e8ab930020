"""Words of names in Han characters, which stand without spaces: 解放組織 = Liberation, Organization."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rawi.names.folding import script_of, words_of
from rawi.names.sounds import latin_letters
from rawi.vocabulary.name_words import name_words

_NAME = 2
"""Characters of a name that is in no list: most are of two."""
_SCRIPT = "Cjk"


def han_words(word: str) -> Iterator[str]:
    """The words of a run of Han characters, the longest known ones first; any other word as it is.

    What is between known words is a name: cut two characters at a time, in Latin letters. A known word of one character
    ("軍", army) counts at the end only.
    """
    if script_of(word) != _SCRIPT:
        yield word
        return
    known, longest = _known()
    unknown = ""
    start = 0
    while start < len(word):
        for length in range(min(longest, len(word) - start), 0, -1):
            if word[start : start + length] in known and (length > 1 or start + 1 == len(word)):
                yield from _cut(unknown)
                yield word[start : start + length]
                unknown = ""
                start += length
                break
        else:
            unknown += word[start]
            start += 1
    yield from _cut(unknown)


def _cut(unknown: str) -> Iterator[str]:
    for start in range(0, len(unknown), _NAME):
        yield latin_letters(unknown[start : start + _NAME])


@cache
def _known() -> tuple[frozenset[str], int]:
    """The words in Han characters that have a meaning, and the length of the longest."""
    words = frozenset("".join(words_of(phrase)) for phrase in name_words().senses if script_of(phrase) == _SCRIPT)
    return words, max(map(len, words))

"""Words of a text in plain letters, each with its place, so that a name is found however it is spelled or accented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from rawi.vocabulary import plain

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0591-\u05bd\u200c-\u200f\u202a-\u202e\u2066-\u2069"
)
_APOSTROPHES = "'’‘‛ʼʿʾʻʽˈ`´′"
_WORD = re.compile(rf"[^\W_][{_MARKS}]*(?:[{_APOSTROPHES}]?[^\W_][{_MARKS}]*)*")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_CLITICS = "وفبلك"
"""Arabic words of one letter that are written as one with the word that follows."""


class Word(msgspec.Struct, frozen=True):
    """A word at `text[start:end]`, without a possessive ending. `capital` is true in scripts without capitals."""

    plain: str
    start: int
    end: int
    capital: bool
    proclitic: bool = False
    """The same word as another, without the one letter that may only be written as one with it."""


def words_of(text: str) -> Iterator[Word]:
    """The words of `text` in order; Arabic ones that may open with a clitic are followed by what is left without it."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        if tail := _POSSESSIVE.search(found.group()):
            end = start + tail.start()
        yield from _word(text, start, end)


def _word(text: str, start: int, end: int) -> Iterator[Word]:
    folded = plain(text[start:end]).replace(" ", "")
    if not folded:
        return
    first = text[start]
    yield Word(folded, start, end, first.isupper() or first.lower() == first.upper())
    if first in _CLITICS and end - start > 3:
        yield Word(plain(text[start + 1 : end]).replace(" ", ""), start + 1, end, True, True)


@lru_cache(maxsize=65536)
def name_key(name: str) -> tuple[str, ...]:
    """The words of a name as they are looked up in a text."""
    return tuple(word.plain for word in words_of(name) if not word.proclitic)

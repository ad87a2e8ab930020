"""Words in word pieces, as the encoder was trained on them: lower case without accents, the longest known piece first.

WordPiece (Schuster and Nakajima 2012) with BERT's preparation of words (Devlin et al. 2019). The package that does the
same comes with a client for a hub of models, which has no place in a tool that works offline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
GOES_ON = "##"
LONGEST_WORD = 100
ASCII_MARKS = ((33, 47), (58, 64), (91, 96), (123, 126))


class Pieces:
    """The pieces of a vocabulary, a line each; a piece's number is its line."""

    def __init__(self, path: Path):
        words = path.read_text(encoding="utf-8").split("\n")
        self._numbers = {piece: number for number, piece in enumerate(words) if piece}
        self._of_word = lru_cache(maxsize=20_000)(self._pieces)

    def of(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """The numbers of a sentence's pieces between its two end marks, and for each word the place of its first."""
        ids, first = [self._numbers[BEGIN]], []
        for word in words:
            first.append(len(ids))
            ids.extend(self._of_word(word))
        ids.append(self._numbers[END])
        return ids, first

    def _pieces(self, word: str) -> tuple[int, ...]:
        found = tuple(number for part in _parts(word) for number in self._cut(part))
        return found or (self._numbers[UNKNOWN],)

    def _cut(self, part: str) -> list[int]:
        """The longest piece from the start, then the longest of what is left; unknown where there is none."""
        unknown = [self._numbers[UNKNOWN]]
        if len(part) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(part):
            lead = GOES_ON if start else ""
            for end in range(len(part), start, -1):
                number = self._numbers.get(lead + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return unknown
        return found


def _parts(word: str) -> Iterator[str]:
    """A word in lower case without accents, control characters and space, parted at its punctuation."""
    part = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or category in {"Cc", "Cf"} or letter == "\ufffd":
            continue
        if letter.isspace() or _stands_alone(letter, category):
            if part:
                yield part
            part = ""
            if not letter.isspace():
                yield letter
        else:
            part += letter
    if part:
        yield part


def _stands_alone(letter: str, category: str) -> bool:
    """Punctuation, and letters of scripts that part no words."""
    point = ord(letter)
    ideograph = 0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0xF900 <= point <= 0xFAFF
    return ideograph or category.startswith("P") or any(low <= point <= high for low, high in ASCII_MARKS)

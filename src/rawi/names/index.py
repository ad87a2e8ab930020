"""`NameIndex`: from a name to the few names that are worth comparing with it, by the keys they share."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from itertools import combinations

import msgspec

from rawi.model import EntityType
from rawi.names.keys import candidate_keys

_RARE = 200
"""A key of at most so many names is looked up by itself; a commoner one only together with another."""
_ENOUGH = 5
"""How many times the names asked for are gathered, from the rarest keys on, before commoner ones are left alone."""
_GROWN = 1.25
"""How much a set of names grows before its common keys are counted again."""


class Candidate(msgspec.Struct, frozen=True):
    """A name kept under keys that the query shares; more weight, more worth a look."""

    id: str
    name: str
    keys: tuple[str, ...]
    weight: float


class NameIndex:
    """Names by kind and key, in memory in proportion to the names. An id may be kept under several names."""

    def __init__(self, names: Iterable[tuple[str, str, EntityType]] = ()) -> None:
        self._kinds: dict[EntityType, _Names] = {}
        for id, name, kind in names:
            self.add(id, name, kind)

    def __len__(self) -> int:
        """The number of names kept."""
        return sum(len(names.rows) for names in self._kinds.values())

    def add(self, id: str, name: str, kind: EntityType) -> None:
        """Keeps `id` under a name."""
        self._kinds.setdefault(kind, _Names()).add(id, name, candidate_keys(name, kind))

    def candidates(self, name: str, kind: EntityType, limit: int = 50) -> list[Candidate]:
        """The names of this kind that share keys with `name`, the most telling first, each id once; at most `limit`.

        What two names share weighs the more, the fewer names share it. Where weights are equal, what was added first
        comes first.
        """
        kept = self._kinds.get(kind)
        return kept.candidates(candidate_keys(name, kind), limit) if kept is not None else []


class _Names:
    """The names of one kind: their keys by number, and for each key the names that have it."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._keys: list[str] = []
        self._postings: list[array[int]] = []
        self._keys_of = array("I")
        self._starts = array("I", [0])
        self._near: dict[str, list[int]] = {}
        self._pairs: dict[tuple[int, int], array[int]] = {}
        self._common: set[int] = set()
        self._counted = 0

    def add(self, id: str, name: str, keys: tuple[str, ...]) -> None:
        row = len(self.rows)
        self.rows.append((id, name))
        numbers = array("I", map(self._number, keys))
        self._keys_of.extend(numbers)
        self._starts.append(len(self._keys_of))
        for number in numbers:
            self._postings[number].append(row)
        self._pair(row, numbers)

    def _number(self, key: str) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._keys)
            self._keys.append(key)
            self._postings.append(array("I"))
            for near in _near(key):
                self._near.setdefault(near, []).append(number)
        return number

    def _numbers_of(self, row: int) -> array[int]:
        return self._keys_of[self._starts[row] : self._starts[row + 1]]

    def _pair(self, row: int, numbers: array[int]) -> None:
        common = sorted(number for number in numbers if number in self._common)
        for pair in combinations(common, 2):
            self._pairs.setdefault(pair, array("I")).append(row)

    def _count(self) -> None:
        """Finds out which keys are common, and keeps the names that have two of them by pairs of keys."""
        if len(self.rows) < self._counted * _GROWN:
            return
        self._counted = max(1, len(self.rows))
        self._common = {number for number, rows in enumerate(self._postings) if len(rows) > _RARE}
        self._pairs = {}
        if self._common:
            for row in range(len(self.rows)):
                self._pair(row, self._numbers_of(row))

    def candidates(self, keys: tuple[str, ...], limit: int) -> list[Candidate]:
        self._count()
        asked = self._asked(keys)
        weigh = asked.get
        weighed: list[tuple[float, int]] = []
        for row in self._gather(asked, _ENOUGH * limit):
            told = 0.0
            for number in self._numbers_of(row):
                told += weigh(number, 0.0)
            weighed.append((-told, row))
        weighed.sort()
        found: dict[str, Candidate] = {}
        for lacking, row in weighed:
            if self.rows[row][0] not in found:
                if len(found) == limit:
                    break
                found[self.rows[row][0]] = self._candidate(row, -lacking, asked)
        return list(found.values())

    def _candidate(self, row: int, told: float, asked: dict[int, float]) -> Candidate:
        id, name = self.rows[row]
        shared = (number for number in self._numbers_of(row) if number in asked)
        return Candidate(id, name, tuple(self._keys[number] for number in shared), told)

    def _asked(self, keys: tuple[str, ...]) -> dict[int, float]:
        """The numbers of the keys asked for and of those a consonant apart, with how much each tells."""
        size = len(self.rows)
        asked: dict[int, float] = {}
        for key in keys:
            number = self._numbers.get(key)
            if number is not None:
                asked[number] = math.log(1 + size / len(self._postings[number]))
        for key in keys:
            for near in _near(key):
                for number in self._near.get(near, ()):
                    asked.setdefault(number, 0.4 * math.log(1 + size / len(self._postings[number])))
        return asked

    def _gather(self, asked: dict[int, float], enough: int) -> dict[int, None]:
        """The names of the rarest keys asked for, then those that have two common ones, until there are enough."""
        found: dict[int, None] = {}
        rare = [(-weight, number) for number, weight in asked.items() if number not in self._common]
        for _, number in sorted(rare):
            found.update(dict.fromkeys(self._postings[number]))
            if len(found) > enough:
                return found
        common = sorted(number for number in asked if number in self._common)
        pairs = [rows for pair in combinations(common, 2) if (rows := self._pairs.get(pair)) is not None]
        for rows in sorted(pairs, key=len):
            found.update(dict.fromkeys(rows[:enough]))
            if len(found) > enough:
                return found
        return found


_NEAR_FROM = 4
_NEAR_TO = 16


def _near(key: str) -> list[str]:
    """What a key of consonants shares with those that have one more or less; nothing for short keys and meanings."""
    if key[0] != "~" or not _NEAR_FROM <= len(key) - 1 <= _NEAR_TO or not key.isascii():
        return []
    consonants = key[1:]
    return [consonants, *(consonants[:place] + consonants[place + 1 :] for place in range(len(consonants)))]

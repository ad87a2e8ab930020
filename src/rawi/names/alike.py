"""How alike two words are as they are spelled and heard, whatever their scripts: from the same letters to near ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

from rawi.names.folding import script_of
from rawi.names.sounds import Sound, agree, same_vowels, skeleton, sounds

Level = Literal["same", "sounds", "vowels", "consonants", "near", "none"]
"""same: the same letters. sounds: another spelling. vowels: equal consonants, a short vowel apart. consonants: equal
consonants only (Hasan, Husayn). near: a consonant apart. none: two words."""

CLOSE = 0.85
"""From here on two words that sound near may well be spellings of one; below, they are as often two."""
_LEAST_LETTERS = 0.8
_LEAST_SOUNDS = 0.74
_FEWEST_FOR_NEAR = 3
_ROUNDING = 1e-6
_LONGEST_COMPARED = 24
"""Sounds of a word that are compared; no name has a word of more, and hostile ones shall not take long."""
_SWAPS = {
    turned: cost
    for cost, pairs in (
        (0.3, "SZ VW VF XK"),
        (0.4, "JK ZD BP FP VB CS XH CJ JZ JY 'H"),
        (0.5, "ST TD CK 'W 'Y"),
        (0.6, "HK"),
        (0.7, "SX MN CT"),
        (0.8, "LR"),
    )
    for pair in pairs.split()
    for turned in (pair, pair[::-1])
}
"""Consonants that spellings of one name confuse (Jamal, Gamal; Ramadan, Ramazan), with what confusing them costs."""
_DROPS = {"H": 0.5, "'": 0.4, "W": 0.5, "Y": 0.5, "N": 0.8, "T": 0.8}


class Alike(NamedTuple):
    """How alike two words are: the level, and from 1 (wholly) to 0 how much so within it."""

    level: Level
    strength: float


_NONE = Alike("none", 0.0)


@lru_cache(maxsize=262144)
def alike(one: str, other: str) -> Alike:
    """How alike two plain words are. Words without sounds (numbers, other scripts) are the same or not alike."""
    if one == other:
        return Alike("same", 1.0)
    left, right = sounds(one)[:_LONGEST_COMPARED], sounds(other)[:_LONGEST_COMPARED]
    if not left or not right:
        return _letters(one, other)
    if skeleton(one) == skeleton(other):
        return _by_vowels(left, right)
    letters = _letters(one, other) if script_of(one) == script_of(other) else _NONE
    heard = _by_consonants(left, right)
    return max(letters, heard, key=lambda found: found.strength)


def sounds_the_same(one: str, other: str) -> bool:
    """Whether two plain words are the same or another spelling of it; sooner told than how alike they are."""
    return one == other or (skeleton(one) == skeleton(other) and alike(one, other).level == "sounds")


def _by_vowels(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> Alike:
    if agree(left, right):
        return Alike("sounds", 1.0)
    apart = 0.0
    for one, other in zip(left, right, strict=True):
        if not same_vowels(one, other):
            apart += 0.5 if len(one.vowels) <= 1 and len(other.vowels) <= 1 else 1.0
    if len(left) < _FEWEST_FOR_NEAR:
        return _NONE
    return Alike("vowels", 1 - apart / 4) if apart <= 1 else Alike("consonants", max(0.1, 1 - apart / len(left)))


def _by_consonants(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> Alike:
    longest = max(len(left), len(right))
    if min(len(left), len(right)) < _FEWEST_FOR_NEAR or abs(len(left) - len(right)) > 2:
        return _NONE
    most = (1 - _LEAST_SOUNDS) * longest + _ROUNDING
    cost = _edits([sound.consonant for sound in left], [sound.consonant for sound in right], most)
    strength = 1 - cost / longest
    return Alike("near", strength) if strength >= _LEAST_SOUNDS else _NONE


def _edits(left: list[str], right: list[str], most: float) -> float:
    """The least cost of turning one row of consonants into the other; sounds that spellings confuse cost little.

    Where it is more than `most`, something above that.
    """
    row = [0.0]
    for code in right:
        row.append(row[-1] + _DROPS.get(code, 1.0))
    for one in left:
        drop = _DROPS.get(one, 1.0)
        before, row = row, [row[0] + drop]
        for place, other in enumerate(right):
            swap = 0.0 if one == other else _SWAPS.get(one + other, 1.0)
            row.append(min(before[place] + swap, before[place + 1] + drop, row[place] + _DROPS.get(other, 1.0)))
        if min(row) > most:
            return min(row)  # it only grows from row to row
    return row[-1]


def _letters(one: str, other: str) -> Alike:
    if min(len(one), len(other)) <= _FEWEST_FOR_NEAR or one.isdigit() or other.isdigit():
        return _NONE
    strength = Indel.normalized_similarity(one[:64], other[:64])
    return Alike("near", strength) if strength >= _LEAST_LETTERS else _NONE

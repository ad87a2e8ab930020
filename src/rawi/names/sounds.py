"""The sounds of a word: consonants that its spellings share across scripts, and the vowels between them.

Consonants alone find what may be the same name; the vowels then tell Hasan from Husayn, as far as either is written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from anyascii import anyascii

from rawi.names.folding import script_of
from rawi.vocabulary.files import load_yaml

_VOWELS = "aeiouwy"
_SYLLABLES = ("Hangul", "Ethiopic")
_NO_VOWELS = ("Hebrew", "Syriac")
_LONG = (("ee", "i"), ("oo", "u"), ("ou", "u"), ("aa", "a"), ("ii", "i"), ("uu", "u"))


class Sound(NamedTuple):
    """A consonant code of `scripts.yaml` and the vowels written after it; `written` is the script's way of writing."""

    consonant: str
    vowels: str
    written: str
    last: bool


@cache
def _tables() -> tuple[dict[str, str], re.Pattern[str], dict[str, str], dict[int, str]]:
    raw = load_yaml("scripts.yaml", "rawi.names")
    latin: dict[str, str] = raw["latin"]
    longest_first = sorted(latin, key=lambda letters: (-len(letters), letters))
    pattern = re.compile(f"({'|'.join(longest_first)})\\1*|([{_VOWELS}]+)|.")
    return latin, pattern, raw["arabic"], str.maketrans(raw["cyrillic"])


def latin_letters(word: str) -> str:
    """A plain word of any script but the Arabic in Latin letters.

    Hangul and Ethiopic syllables are spelled as Unicode names them ("HANGUL SYLLABLE GIM"), Cyrillic by
    `scripts.yaml`, Han characters in Pinyin and all else by the tables of `anyascii`.
    """
    script = script_of(word)
    if script in _SYLLABLES:
        return "".join(unicodedata.name(letter, "").rpartition(" ")[2].lower() for letter in word)
    if script == "Cyrillic":
        return word.translate(_tables()[3])
    return "".join(letter for letter in anyascii(word).lower() if letter.isalnum())


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[Sound, ...]:
    """The sounds of one plain word of any script; empty for numbers."""
    if word == "allah":
        return (Sound("'", "a", "latin", False), Sound("L", "*", "any", False), Sound("H", "*", "any", True))
    script = script_of(word)
    if not script:
        return ()
    pairs = _arabic(word) if script == "Arabic" else _latin(word if script == "Latin" else latin_letters(word))
    if script in _NO_VOWELS:
        pairs = [(code, "*") for code, _ in pairs]
    written = "arabic" if script == "Arabic" else "latin"
    final = len(pairs) - 1
    return tuple(Sound(code, vowels, written, index == final) for index, (code, vowels) in enumerate(pairs))


def _latin(word: str) -> list[tuple[str, str]]:
    latin, pattern, _, _ = _tables()
    if len(word) > 2 and word.endswith("h") and word[-2] in _VOWELS:
        word = word[:-1]
    pairs: list[tuple[str, str]] = []
    if not word:  # letters of a script that has no table
        return []
    if word[0] in "wy":
        pairs.append((word[0].upper(), ""))
        word = word[1:]
    elif word[0] in _VOWELS:
        pairs.append(("'", ""))
    for found in pattern.finditer(word):
        consonant, vowels = found.groups()
        if consonant:
            softer = consonant == "c" and word[found.end() : found.end() + 1] in tuple("eiy")
            codes = "S" if softer else latin[consonant]
            pairs += [(code, "") for code in codes]
        elif vowels and pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + vowels)
    return pairs


def _arabic(word: str) -> list[tuple[str, str]]:
    arabic = _tables()[2]
    pairs: list[tuple[str, str]] = []
    if len(word) == 2 and word.endswith("ه"):  # a name that ends in a sounded h has a vowel after it in Latin letters
        word += "ع"
    elif len(word) > 2 and word.endswith(("ه", "ح")):  # as in Latin letters, where "-ah" may be either
        bare = word[:-1]
        word = bare + ("ا" if word.endswith("ه") else "" if bare.endswith(("ا", "و", "ي")) else "ع")
    for index, letter in enumerate(word):
        code = arabic.get(letter, "")
        if not code:
            continue
        if index == 0 and code in "a*":
            pairs.append(("'", "*"))
        elif index == 0 and code in "wy":
            pairs.append((code.upper(), ""))
        elif code in "awy*" and pairs:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + code)
        elif code not in "awy*":
            pairs.append((code, ""))
    return pairs


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a plain word; the word itself where it has none that can be told (numbers, other scripts)."""
    return "".join(sound.consonant for sound in sounds(word)) or word


def same_vowels(one: Sound, other: Sound) -> bool:
    """Whether two sounds can be one by their consonant and, as far as their scripts write them, the vowels after it."""
    if one.consonant != other.consonant:
        return False
    if "*" in one.vowels or "*" in other.vowels:
        return True
    final = one.last and other.last
    if one.written == other.written == "arabic":
        return one.vowels == other.vowels or (final and {one.vowels, other.vowels} <= {"", "a", "y"})
    if one.written == other.written:
        return _alike_in_latin(_short(one.vowels), _short(other.vowels), final)
    arabic, latin = (one, other) if one.written == "arabic" else (other, one)
    return _alike_across(arabic.vowels, _short(latin.vowels), final)


def agree(left: tuple[Sound, ...], right: tuple[Sound, ...]) -> bool:
    """Whether two rows of sounds with equal consonants can be one name by their vowels too."""
    return len(left) == len(right) and all(same_vowels(one, other) for one, other in zip(left, right, strict=True))


def _short(vowels: str) -> str:
    for long, short in _LONG:
        vowels = vowels.replace(long, short)
    return vowels


def _features(vowels: str) -> tuple[bool, bool]:
    return any(letter in "iey" for letter in vowels), any(letter in "uow" for letter in vowels)


_NEAR = ({"a", "e"}, {"a", "o"}, {"e", "i"}, {"i", "y"}, {"e", "y"}, {"o", "u"})
_MUTE = "e"
"""What French spellings put after the last consonant ("Amine", "Yassine")."""
_NEAR_AT_END = ({"a", "e"}, {"e", "i"}, {"i", "y"}, {"e", "y"}, {"o", "u"})


def _alike_in_latin(left: str, right: str, final: bool) -> bool:
    if left == right:
        return True
    if not left or not right:
        return len(left + right) == 1 and (not final or _MUTE in (left, right))
    if len(left) == len(right) == 1:
        return {left, right} in (_NEAR if not final else _NEAR_AT_END)
    if len(left) > 1 and len(right) > 1:
        return _features(left) == _features(right)
    single, several = (left, right) if len(left) == 1 else (right, left)
    front, back = _features(several)
    if single == "a":
        return not front and not back
    return _features(single) == (front, back)


def _alike_across(arabic: str, latin: str, final: bool) -> bool:
    """Long vowels that Arabic letters write must be in the Latin spelling; a short one has at most one letter there."""
    front, back = _features(latin)
    if final and arabic in ("", "a"):
        return latin in ("", _MUTE) or (arabic == "a" and latin in ("a", "ae", "ea"))
    if final and arabic == "y":
        return front or latin == "a"
    if not arabic:
        return len(latin) <= 1
    if "w" in arabic and not back:
        return False
    if "y" in arabic and not front:
        return False
    if arabic == "a":
        return latin in ("a", "e", "o")
    return True

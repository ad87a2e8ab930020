"""What a word of a name means, in whatever language and script: "liwa", «لواء», "brigada" and "brigade" mean one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from rawi.names.folding import script_of, words_of
from rawi.names.sounds import Sound, agree, skeleton, sounds
from rawi.vocabulary.name_words import Sense, name_words

_ARABIC_BEFORE = ("بال", "لل", "وال", "و", "ب", "ل")
_ARABIC_AFTER = ("يين", "ات", "ين", "ون", "ان", "ه")
_CYRILLIC_AFTER = (
    "ского",
    "ская",
    "ский",
    "ое",
    "ая",
    "ый",
    "ий",
    "ые",
    "ой",
    "ого",
    "их",
    "ых",
    "ов",
    "ам",
    "а",
    "ы",
    "и",
    "у",
    "е",
    "о",
    "я",
    "ю",
    "ь",
)
_LATIN_AFTER = ("s", "es", "t", "h", "ul", "us", "is", "ud", "u", "il")
_FEWEST_SOUNDS = 3
"""A romanised word of fewer sounds than this ("haq") must be listed to be known: too many names sound like it."""
_FEWEST_LETTERS = 3


@lru_cache(maxsize=65536)
def senses_of(word: str) -> tuple[Sense, ...]:
    """The meanings of one plain word or phrase; empty for what is only a name.

    A word is looked up as it stands, then without the endings and prefixes of its script, then (in Latin letters) by
    its sounds among the words in Arabic and Cyrillic letters, so that any romanisation finds them.
    """
    table = _table()
    if word in table:
        return table[word]
    if " " in word:
        return ()
    for stem in _stems(word):
        if stem in table:
            return table[stem]
    return _by_sound(word) if script_of(word) == "Latin" else ()


def is_listed(word: str) -> bool:
    """Whether a plain word stands in the lists as it is, not by its stem or its sounds."""
    return word in _table()


@cache
def longest_phrase() -> int:
    """The number of words of the longest phrase that has a meaning."""
    return max(len(phrase.split()) for phrase in _table())


@cache
def _table() -> dict[str, tuple[Sense, ...]]:
    table: dict[str, dict[Sense, None]] = {}
    for phrase, senses in name_words().senses.items():
        folded = " ".join(words_of(phrase))
        table.setdefault(folded, {}).update(dict.fromkeys(senses))
    return {phrase: tuple(senses) for phrase, senses in table.items()}


def _stems(word: str) -> Iterator[str]:
    script = script_of(word)
    if script == "Arabic":
        for before in ("", *_ARABIC_BEFORE):
            if before and not (word.startswith(before) and len(word) - len(before) >= _FEWEST_LETTERS):
                continue
            bare = word[len(before) :]
            yield bare
            yield from _without(bare, _ARABIC_AFTER)
    elif script == "Cyrillic":
        yield from _without(word, _CYRILLIC_AFTER)
    elif script == "Latin":
        yield from _without(word, _LATIN_AFTER)


def _without(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_LETTERS:
            yield word[: -len(ending)]


@cache
def _sounding() -> dict[str, list[tuple[tuple[Sound, ...], tuple[Sense, ...]]]]:
    table: dict[str, list[tuple[tuple[Sound, ...], tuple[Sense, ...]]]] = {}
    for word, senses in _table().items():
        if " " not in word and script_of(word) in ("Arabic", "Cyrillic") and len(sounds(word)) >= _FEWEST_SOUNDS:
            table.setdefault(skeleton(word), []).append((sounds(word), senses))
    return table


def _by_sound(word: str) -> tuple[Sense, ...]:
    found: dict[Sense, None] = {}
    for spelled in (word, word[:-1] if word.endswith(("at", "et")) else ""):
        for heard, senses in _sounding().get(skeleton(spelled), ()) if spelled else ():
            here = sounds(spelled)
            if agree(heard, here) and bool(heard[-1].vowels) == bool(here[-1].vowels):
                found.update(dict.fromkeys(senses))
        if found:
            break
    return tuple(found)

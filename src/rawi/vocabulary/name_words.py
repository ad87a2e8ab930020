"""Words of names that are translated rather than spelled out: meanings over languages and scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.gazetteer import gazetteer
from rawi.vocabulary.heads import heads
from rawi.vocabulary.letters import plain

Sort = Literal["head", "word", "land", "honour", "part"]
_Words = dict[str, dict[str, list[str]]]


class Sense(msgspec.Struct, frozen=True, order=True):
    """One meaning of a word in one language; `sort` is what such a word is in a name."""

    meaning: str
    sort: Sort
    language: str


class NameWords(msgspec.Struct, frozen=True):
    """`name_words.yaml`, with the head-words of groups and the states of the gazetteer; words are in plain letters."""

    senses: Mapping[str, tuple[Sense, ...]]
    small: frozenset[str]
    opposites: Mapping[str, frozenset[str]]
    """Meaning → the meanings that tell a name apart from one with it."""
    near: Mapping[str, frozenset[str]]
    """Head-word class → the classes that translations put for it."""
    longest: int
    """Number of words of the longest phrase."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: _Words
    words: _Words
    lands: _Words
    small: list[str]
    honours: dict[str, list[str]]
    parts: dict[str, list[str]]
    opposites: list[list[str]]
    near: list[list[str]]


@cache
def name_words() -> NameWords:
    """All words with their meanings; raises `VocabularyError` where the file does not say what it must."""
    try:
        file = msgspec.convert(load_yaml("name_words.yaml"), _File)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="name_words.yaml") from error
    senses: dict[str, dict[Sense, None]] = {}
    for word, sense in _all_senses(file):
        if folded := plain(word):
            senses.setdefault(folded, {})[sense] = None
    return NameWords(
        senses={word: tuple(found) for word, found in senses.items()},
        small=frozenset(map(plain, file.small)),
        opposites=_neighbours(file.opposites),
        near=_neighbours(file.near),
        longest=max(len(word.split()) for word in senses),
    )


def _all_senses(file: _File) -> Iterator[tuple[str, Sense]]:
    """Head-words first, for the sort of a word is that of its first meaning."""
    for name, entry in heads().classes.items():
        if entry.type in (EntityType.GROUP, EntityType.ORGANIZATION) and entry.named:
            yield from _spelled(entry.key or name, "head", entry.forms)
    for name, forms in file.heads.items():
        yield from _spelled(name, "head", forms)
    for language, words in file.parts.items():
        for word in words:
            yield word, Sense("part", "part", language)
    for name, words in file.honours.items():
        for word in words:
            yield word, Sense(name, "honour", "")
    for name, forms in file.words.items():
        yield from _spelled(name, "word", forms)
    for name, forms in file.lands.items():
        yield from _spelled(name, "land", forms)
    for state in gazetteer().states.values():
        for name in (state.name, *state.people, *state.names):
            yield name, Sense(state.name, "land", "en")
        for language, name in state.local.items():
            yield name, Sense(state.name, "land", language)


def _spelled(meaning: str, sort: Sort, forms: Mapping[str, list[str]]) -> Iterator[tuple[str, Sense]]:
    for language, words in forms.items():
        for word in words:
            yield word, Sense(meaning, sort, language.split("-")[0])


def _neighbours(rows: list[list[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        for one in row:
            found.setdefault(one, set()).update(set(row) - {one})
    return {one: frozenset(others) for one, others in found.items()}

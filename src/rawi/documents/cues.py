"""The cue lines of the data files beside this module, compiled once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary import load_yaml


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pattern with an example it must find; `expect` is what its group `name` or `date` gives there."""

    pattern: str
    example: str
    expect: str | None = None
    role: str = ""
    cased: bool = False

    def compiled(self) -> re.Pattern[str]:
        return _compile(self.pattern, self.cased)


@cache
def _compile(pattern: str, cased: bool) -> re.Pattern[str]:
    try:
        return re.compile(pattern, 0 if cased else re.I)
    except re.error as error:
        raise VocabularyError(f"not a pattern: {pattern} ({error})") from error


@cache
def cues(file: str, group: str) -> tuple[Cue, ...]:
    """The cues of one group of a data file; patterns ignore case unless the file is about names."""
    cased = file == "metadata.yaml"
    raw: Any = load_yaml(file, "rawi.documents")[group]
    entries = [entry | {"cased": True} if cased else entry for entry in raw]
    try:
        return tuple(msgspec.convert(entry, Cue) for entry in entries)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where=file) from error


@cache
def _searches(file: str, group: str) -> tuple[tuple[Cue, Callable[[str], re.Match[str] | None]], ...]:
    """The cues of a group, each with its search: looked up once, as every line of every document asks."""
    return tuple((cue, cue.compiled().search) for cue in cues(file, group))


@cache
def lines(file: str, group: str) -> frozenset[str]:
    raw: Any = load_yaml(file, "rawi.documents")[group]
    return frozenset(str(entry) for entry in raw)


def find(file: str, group: str, words: str) -> tuple[Cue, re.Match[str]] | None:
    """The first cue of the group that `words` hold, and where."""
    for cue, search in _searches(file, group):
        match = search(words)
        if match:
            return cue, match
    return None


def named(match: re.Match[str]) -> Mapping[str, str | None]:
    return match.groupdict()

"""The patterns of postings as data, and the small language that they are written in.

A passage becomes a string of one sign for each name, rank, office, word and punctuation mark, a pattern a regular
expression over such signs; so a pattern reads like the text that it is for.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml

SIGNS = ("PERSON", "RANK", "ROLE", "BODY", "NUMBERED", "UNIT", "PEOPLE", "PLACE", "COURTESY")
PRIVATE_USE = 0xE000
OTHER = chr(PRIVATE_USE)
"""The sign of every word that no pattern has."""
TOKEN = re.compile(
    r"(?:(?P<group>[a-z]+)=)?(?P<sign>[A-Z]{2,}(?:/[A-Z]{2,})*)|'s|[a-z][\w\-]*|[()|*+?]|[^\s\w]|(?P<unread>\S)"
)
BODIES = ("BODY", "NUMBERED")
"""A numbered unit is a body too."""


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sequence; `expect` is "person | rank | office | body" of its example, "-" for what is not there."""

    name: str
    pattern: str
    example: str
    expect: str


class Sequences(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled patterns in their order: offices before and behind a name, ranks; and the sign of each word."""

    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]
    rank: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: tuple[Pattern, ...]
    signs: dict[str, str]

    def sign(self, word: str) -> str:
        """The sign of a word or of a class of things."""
        return self.signs.get(word, OTHER)


@cache
def sequences() -> Sequences:
    """The patterns of `patterns.yaml`; raises `VocabularyError` where the file does not say what it must."""
    raw = load_yaml("patterns.yaml", "rawi.reading.postings")
    signs = {name: chr(PRIVATE_USE + 1 + i) for i, name in enumerate(SIGNS)}
    try:
        parts = {name: str(text) for name, text in raw["parts"].items()}
        groups = {key: msgspec.convert(raw[key], tuple[Pattern, ...]) for key in ("before", "after", "rank")}
    except (KeyError, AttributeError, msgspec.ValidationError) as error:
        raise VocabularyError(f"a pattern is not understood: {error}", where="postings/patterns.yaml") from error
    compiled = {key: tuple((p.name, _compiled(p, parts, signs)) for p in found) for key, found in groups.items()}
    return Sequences(**compiled, patterns=tuple(p for found in groups.values() for p in found), signs=signs)


def _compiled(pattern: Pattern, parts: dict[str, str], signs: dict[str, str]) -> re.Pattern[str]:
    text = pattern.pattern
    while "{" in text:
        before = text
        for name, words in parts.items():
            text = text.replace("{" + name + "}", words)
        if text == before:
            raise VocabularyError(f"{pattern.name!r} has an unknown part", where="postings/patterns.yaml")
    out: list[str] = []
    for m in TOKEN.finditer(text):
        token = m[0]
        if m["unread"]:
            raise VocabularyError(f"{token!r} in {pattern.name!r} is not understood", where="postings/patterns.yaml")
        if m["sign"]:
            kinds = [kind for each in m["sign"].split("/") for kind in (BODIES if each == "BODY" else (each,))]
            sign = "[" + "".join(signs[kind] for kind in kinds) + "]"
            out.append(f"(?P<{m['group']}>{sign})" if m["group"] else sign)
        elif token in "()|*+?":
            out.append("(?:" if token == "(" else token)
        else:
            out.append(re.escape(signs.setdefault(token, chr(PRIVATE_USE + 1 + len(signs)))))
    try:
        return re.compile("".join(out))
    except re.error as error:
        raise VocabularyError(f"{pattern.name!r}: {error}", where="postings/patterns.yaml") from error

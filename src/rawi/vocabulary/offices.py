"""How offices are called: heads ("general officer commanding"), what stands before them, what they are in charge of."""

from __future__ import annotations

from functools import cache

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.letters import plain
from rawi.vocabulary.roles import roles

Words = tuple[str, ...]


class Offices(msgspec.Struct, frozen=True, kw_only=True):
    """The word lists of `offices.yaml` as plain words, the heads with the roles of `titles.yaml` among them."""

    heads: frozenset[Words]
    formal: frozenset[Words]
    """Heads of the list itself: offices by their formal name."""
    no_offices: frozenset[Words]
    """Roles of `titles.yaml` that are no office: "witness", "successor"."""
    letters: dict[str, str]
    charged: frozenset[Words]
    qualifiers: frozenset[str]
    then: frozenset[Words]
    past: frozenset[Words]
    branches: frozenset[str]
    units: frozenset[str]
    fields: frozenset[str]
    speaking: frozenset[str]
    longest: int
    """Words of the longest head."""
    openings: frozenset[str]
    """First words of heads."""


@cache
def offices() -> Offices:
    """The offices of `offices.yaml`; raises `VocabularyError` where the file does not say what it must."""
    raw = load_yaml("offices.yaml")
    known = roles()
    try:
        formal = _phrases(raw["heads"])
        heads = formal | _phrases(sorted(known.leader | known.position))
        return Offices(
            heads=heads,
            formal=formal,
            no_offices=_phrases(raw["no_offices"]),
            letters={str(short): plain(long) for short, long in raw["letters"].items()},
            charged=_phrases(raw["charged"]),
            qualifiers=frozenset(plain(word) for word in raw["qualifiers"]),
            then=_phrases(raw["then"]),
            past=_phrases(raw["past"]),
            branches=frozenset(part for word in raw["branches"] for part in plain(word).split()),
            units=frozenset(plain(word) for word in raw["units"]),
            fields=frozenset(part for word in raw["fields"] for part in plain(word).split()),
            speaking=frozenset(plain(word) for word in raw["speaking"]),
            longest=max(len(head) for head in heads),
            openings=frozenset(head[0] for head in heads),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise VocabularyError(f"a list of words is missing: {error}", where="offices.yaml") from error


def _phrases(words: list[str]) -> frozenset[Words]:
    return frozenset(tuple(plain(str(word)).split()) for word in words)

"""`NameIndex`: from a name to the few names that are worth comparing with it, by the keys they share."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from rawi.model import EntityType
from rawi.names.folding import words_of
from rawi.names.search import search_keys
from rawi.names.sounds import skeleton
from rawi.vocabulary.heads import heads

_LONGEST_POSTING = 2000


class Candidate(msgspec.Struct, frozen=True):
    """An id that was added with a name sharing these keys with the query; more weight, more worth a look."""

    id: str
    keys: tuple[str, ...]
    weight: float


def candidate_keys(name: str, kind: EntityType) -> tuple[str, ...]:
    """The keys under which a name of this kind is kept: two names worth comparing share at least one."""
    keys = [f"{rule}: {key}" for rule, key in search_keys(name) if rule != "same name"]
    sounding = [skeleton(word) for word in words_of(name) if word not in heads().first and word not in heads().last]
    keys += [f"word: {sound}" for sound in sounding if len(sound) > 1]
    return tuple(dict.fromkeys(keys))


class NameIndex:
    """Names by kind and key. An id may be added under several names; the order of adding breaks ties."""

    def __init__(self, names: Iterable[tuple[str, str, EntityType]] = ()) -> None:
        self._postings: dict[tuple[EntityType, str], dict[str, None]] = {}
        self._size = 0
        for id, name, kind in names:
            self.add(id, name, kind)

    def add(self, id: str, name: str, kind: EntityType) -> None:
        """Keeps `id` under a name."""
        self._size += 1
        for key in candidate_keys(name, kind):
            self._postings.setdefault((kind, key), {})[id] = None

    def candidates(self, name: str, kind: EntityType, limit: int = 50) -> list[Candidate]:
        """The ids whose names share a key with this one, the most telling first; at most `limit`."""
        shared: dict[str, list[str]] = {}
        weights: dict[str, float] = {}
        for key in candidate_keys(name, kind):
            posting = self._postings.get((kind, key), {})
            if not posting or len(posting) > _LONGEST_POSTING:
                continue
            weight = math.log(1 + self._size / len(posting))
            for id in posting:
                shared.setdefault(id, []).append(key)
                weights[id] = weights.get(id, 0.0) + weight
        ranked = sorted(weights, key=lambda id: -weights[id])
        return [Candidate(id, tuple(shared[id]), weights[id]) for id in ranked[:limit]]

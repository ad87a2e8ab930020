"""Names met in lists: of entries with several names some are left out in turn and looked for in the list.

What comes near, the right entry and others, is what `rawi.names.among` is fitted on. Each is looked for twice: with
its entry in the list, and without it, for most of whom documents name stand in no list (`ABSENT`).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from names_lists import Entry, Name

from rawi.model import EntityType
from rawi.names import NameIndex
from rawi.names.among import TELLING, rivalry
from rawi.names.compare import START, evidence
from rawi.names.evidence import TOLD
from rawi.names.spellings import spellings
from rawi.vocabulary import gazetteer

ABSENT = 0.75
"""In how many of all cases who is looked for is not in the list: about what the pairs of public lists say that were
judged first (`names_proposals.py`, part 0).
"""
ASKED = 400
"""Names of a list that are looked for in it."""
BESIDE = 20
FAR = -4.0
"""Log-odds below which a name is left out of account."""

Scorer = Callable[[str, str], tuple[float, float]]
"""The score of two names, and how much the words in common tell."""


class Met(NamedTuple):
    """An entry that came near a name: the score, how much the words tell, its rivals, whether it is the right one, and
    what the case counts.
    """

    score: float
    told: float
    rivals: float
    same: bool
    share: float


def met(lists: Sequence[Sequence[Entry]], rng: random.Random, score: Scorer) -> Iterator[Met]:
    """What comes near names of each list."""
    for entries in (entries for entries in lists if entries):
        kind = entries[0].kind
        names = {entry.id: [name.text for name in entry.names] for entry in entries}
        index = NameIndex((id, name, kind) for id, borne in names.items() for name in borne)
        asked = [(id, name) for id, borne in names.items() for name in borne if len(borne) > 1]
        for own, text in rng.sample(asked, min(len(asked), ASKED)):
            near: dict[str, tuple[float, float]] = {}
            for found in index.candidates(text, kind, BESIDE):
                others = [name for name in names[found.id] if found.id != own or name != text]
                if others:
                    near[found.id] = max(score(text, name) for name in others)
            yield from _met(own, {id: seen for id, seen in near.items() if seen[0] > FAR})


def _met(own: str, near: dict[str, tuple[float, float]]) -> Iterator[Met]:
    for id, (scored, told) in near.items():
        rivals = [seen[0] for other, seen in near.items() if other not in (id, own)]
        telling = min(told, TELLING)
        if id == own:
            yield Met(scored, telling, math.log1p(rivalry(rivals)), True, 1 - ABSENT)
        else:
            there = [*rivals, near[own][0]] if own in near else rivals
            yield Met(scored, telling, math.log1p(rivalry(there)), False, 1 - ABSENT)
            yield Met(scored, telling, math.log1p(rivalry(rivals)), False, ABSENT)


def scorer(kind: EntityType, weights: dict[str, float], curve: list[list[float]]) -> Scorer:
    """The score of two names as the package would give it with these weights and this calibration."""

    @cache
    def score(one: str, other: str) -> tuple[float, float]:
        best = (-math.inf, 0.0)
        for left in spellings(one, kind):
            for right in spellings(other, kind):
                rows = evidence(left, right, kind)
                added = weights[START] + math.fsum(weights.get(row.kind, 0.0) * row.amount for row in rows)
                told = math.fsum(row.amount for row in rows if row.kind == TOLD)
                best = max(best, (_worth(added, curve), told))
        return best

    return score


def _worth(added: float, curve: list[list[float]]) -> float:
    """What a sum is worth; beyond the ends of the curve its last line goes on."""
    points, heights = np.array(curve).T
    place = min(max(int(np.searchsorted(points, added, side="right")), 1), len(curve) - 1)
    slope = (heights[place] - heights[place - 1]) / (points[place] - points[place - 1])
    return float(heights[place - 1] + slope * (added - points[place - 1]))


def places_in_list() -> list[Entry]:
    """The places of the gazetteer as a list of entries."""
    rows: dict[str, list[Name]] = {}
    for entry in gazetteer().entries.values():
        if entry.type is EntityType.PLACE:
            rows.setdefault(entry.canonical, []).append(Name(entry.name, "gazetteer"))
    return [Entry(name, EntityType.PLACE, tuple(rows[name])) for name in sorted(rows)]

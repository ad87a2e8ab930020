"""In which states a place may lie, by the name alone: one for Aleppo, two for Tripoli."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary.gazetteer import gazetteer
from rawi.vocabulary.letters import plain

_TABLE = "place_states.tsv"


@lru_cache(maxsize=65536)
def states_of_place(name: str) -> frozenset[str]:
    """The states in which a place of this name lies, the state itself for a state; none where it is not known."""
    if state := gazetteer().state(name):
        return frozenset({state})
    entry = gazetteer().lookup(name)
    if entry is None or entry.type is not EntityType.PLACE:
        return frozenset()
    return _states().get(plain(entry.canonical), frozenset())


@cache
def _states() -> Mapping[str, frozenset[str]]:
    try:
        text = resources.files("rawi.vocabulary").joinpath(_TABLE).read_text(encoding="utf-8")
    except OSError as error:
        raise VocabularyError("data file not found", where=_TABLE, advice="install Rawi again") from error
    found: dict[str, frozenset[str]] = {}
    for row in csv.reader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"):
        states, places = row
        for place in places.split("|"):
            found[plain(place)] = found.get(plain(place), frozenset()) | frozenset(states.split("|"))
    for state in gazetteer().states.values():
        found.setdefault(plain(state.capital), frozenset({state.name}))
    return found

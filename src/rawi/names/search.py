"""Keys by which a name is found in any spelling or script, from the closest to the loosest."""

from __future__ import annotations

from functools import lru_cache

from rawi.names.folding import fold, words_of
from rawi.names.groups import group_key
from rawi.names.persons import person_name
from rawi.names.sounds import skeleton
from rawi.vocabulary.gazetteer import gazetteer
from rawi.vocabulary.heads import heads

_FEWEST_CONSONANTS = 3


@lru_cache(maxsize=65536)
def search_keys(name: str) -> tuple[tuple[str, str], ...]:
    """(rule, key) pairs of a name, closest first; two names meet where they share a pair.

    Rules: `same name`, `same name after folding`, `name of the state`, `same group name`, `same person name`,
    `same sounds`. A key says that names may be found together, never that they are one.
    """
    keys = [("same name", name.strip()), ("same name after folding", " ".join(fold(name)))]
    if state := gazetteer().state(name):
        keys.append(("name of the state", state))
    key = group_key(name)
    if key is not None and not key.startswith("|"):
        keys.append(("same group name", key))
    person = person_name(name)
    if person.units:
        keys.append(("same person name", " ".join(person.units)))
    sound = "".join(skeleton(word) for word in words_of(" ".join(person.units)))
    if len(sound) >= _FEWEST_CONSONANTS:
        keys.append(("same sounds", sound))
    return tuple(dict.fromkeys(keys))


def is_bare(name: str) -> bool:
    """Whether a name is a head-word and nothing more ("the Army", "Armed Forces"): no name outside its document."""
    words = " ".join(fold(name))
    return not words or words in heads().first or words in heads().last

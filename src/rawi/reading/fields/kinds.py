"""What a name in a field names: by the public lists, by its head-word, else by the field's usual type."""

from __future__ import annotations

import re

from rawi.model import EntityType
from rawi.vocabulary import gazetteer, heads, is_acronym

_ARTICLE = re.compile(r"^(?:the|a|an|le|la|les|el|los|las)\s+", re.I)
_FIT = {EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION, EntityType.COMMUNITY}


def kind_of(name: str, usual: EntityType) -> EntityType:
    """The type of what `name` names; a list or head-word overrules `usual` only among bodies of people.

    A field of persons, places or events keeps its type: "Leader: Mali" would still be taken for a person.
    """
    if usual not in _FIT:
        return usual
    found = listed_kind(name) or head_kind(name)
    return found if found in _FIT else usual


def listed_kind(name: str) -> EntityType | None:
    """The type under which a public list has the name."""
    entry = gazetteer().lookup(_ARTICLE.sub("", name.strip()))
    return entry.type if entry is not None else None


def head_kind(name: str) -> EntityType | None:
    """The type that the name's head-word tells: "Liwa X", "X Brigade", "Battle of X"."""
    words = re.sub(r"\([^()]*\)", " ", _ARTICLE.sub("", name.strip())).split()
    if not words or is_acronym(name.strip()):
        return None
    table = heads()
    for length in range(min(table.longest, len(words)), 0, -1):
        first, last = " ".join(words[:length]), " ".join(words[-length:])
        opens_of = len(words) > length and words[length].lower() in ("of", "for", "de", "du", "in", "on", "against")
        if table.opens(first) or (opens_of and table.closes(first)):
            return table.kind_of(first)
        if table.closes(last):
            return table.kind_of(last)
    for position, word in enumerate(words):
        if word.lower() in ("in", "of", "on", "against", "at") and position:
            return table.kind_of(words[position - 1]) if table.closes(words[position - 1]) else None
    return None


def is_place(name: str) -> bool:
    """Whether a public list has the name as a place or a state."""
    return listed_kind(name) in (EntityType.PLACE, EntityType.STATE)

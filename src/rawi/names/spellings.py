"""One entry, several names: "Tehrik-e Taliban Pakistan (TTP)" names a group twice, "Foundation (Kenya)" once."""

from __future__ import annotations

import re
from functools import lru_cache

from rawi.model import EntityType
from rawi.names.folding import script_of, words_of
from rawi.names.meanings import senses_of
from rawi.vocabulary.letters import is_acronym

_BRACKETS = re.compile(r"[\[(（]([^\[\]()（）]{1,400})[\])）]")
_PARTED = re.compile(r"\s*[;،]\s*|\s+/\s+|\s+-\s+(?=[\[(])")
_COMMA = re.compile(r"^([^,]+),\s*([^,]+)$")
_REMARK = re.compile(
    r"original script|previously listed|formerly|deceased|also known|a\.k\.a|sub-unit|transliterat", re.IGNORECASE
)
_MOST = 6
_GENERIC = 2
_LONGEST = 600


@lru_cache(maxsize=65536)
def spellings(name: str, kind: EntityType) -> tuple[str, ...]:
    """The names that one text gives, the one outside brackets first; at least the text itself.

    What stands in brackets is a name of its own where it is an acronym, of another script, or of several words; a place
    ("(Kenya)") stays with the name. Parts between semicolons are names. A person's "FAMILY, Given" is turned round.
    """
    text = name[:_LONGEST]
    inside = [found.group(1).strip() for found in _BRACKETS.finditer(text)]
    script = script_of(_BRACKETS.sub(" ", text))
    bare = kind is not EntityType.PERSON and _is_generic(_BRACKETS.sub(" ", text))
    kept = [
        part
        for part in inside
        if script_of(part) in ("", script) and (_told_by(part, bare) or not _stands_alone(part, kind))
    ]
    outside = _BRACKETS.sub(lambda found: f" {found.group(1)} " if found.group(1).strip() in kept else " ", text)
    parts = [*_PARTED.split(outside), *(piece for part in inside if part not in kept for piece in _PARTED.split(part))]
    names = [_turned(part.strip(" \t\r\"'“”"), kind) for part in parts if not _REMARK.search(part)]
    return tuple(dict.fromkeys(part for part in names if words_of(part)))[:_MOST] or (name,)


def _is_generic(name: str) -> bool:
    """Whether a name is one or two words that any group may have: "Military faction"."""
    words = words_of(name)
    return len(words) <= _GENERIC and all(map(senses_of, words))


def _told_by(part: str, bare: bool) -> bool:
    """Whether what stands in brackets is what tells a name: "Military faction (forces of X)"."""
    return bare and len(words_of(part)) >= 2 and not _REMARK.search(part)


def _stands_alone(part: str, kind: EntityType) -> bool:
    if _REMARK.search(part):
        return True
    words = words_of(part)
    if kind is EntityType.PERSON:
        return len(words) >= 2
    if all(sense.sort == "land" for word in words for sense in senses_of(word)) and any(map(senses_of, words)):
        return False
    return len(words) >= 2 or is_acronym(part)


def _turned(part: str, kind: EntityType) -> str:
    found = _COMMA.match(part) if kind is EntityType.PERSON else None
    return f"{found.group(2)} {found.group(1)}" if found else part

"""Names of persons taken apart: titles off, units that belong together ("Abu X", "bin X") kept together."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from rawi.names.folding import words_of
from rawi.vocabulary.roles import roles

_REMARK = re.compile(r"\s*\([^)]*\)")
_GIVEN_SPELLINGS = {
    **dict.fromkeys(("abu", "abou", "abi", "aboo", "ابو"), "abu"),
    **dict.fromkeys(("abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "عبد"), "abd"),
    **dict.fromkeys(("umm", "um", "oum", "ام"), "umm"),
    **dict.fromkeys(("bin", "ben", "ibn", "بن", "ابن"), "bin"),
}
_LONGEST_TITLE = 3


class PersonName(msgspec.Struct, frozen=True):
    """A person's name without titles: its units in order, and the titles that stood before them."""

    units: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        """Whether it has two units or more, as "Idris al-Matar"; "Abu Omar" and "the Hajj Idris" have one."""
        return len(self.units) >= 2


@cache
def _titles() -> frozenset[str]:
    return frozenset(" ".join(words_of(title)) for title in roles().titles)


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The parts of a person's name; what stands in brackets is left out. At least one unit is kept."""
    words = words_of(_REMARK.sub("", name) or name)
    known = _titles()
    titles: list[str] = []
    start = 0
    while start < len(words) - 1:
        for length in range(min(_LONGEST_TITLE, len(words) - 1 - start), 0, -1):
            phrase = " ".join(words[start : start + length])
            if phrase in known:
                titles.append(phrase)
                start += length
                break
        else:
            break
    return PersonName(tuple(_units(words[start:])) or (name.strip(),), tuple(titles))


def _units(words: tuple[str, ...]) -> list[str]:
    given = roles().given
    units: list[str] = []
    opened = ""
    for word in words:
        if word in given:
            opened += _GIVEN_SPELLINGS.get(word, word) + " "
        else:
            units.append(opened + word)
            opened = ""
    if opened:
        units.append(opened.strip())
    return units

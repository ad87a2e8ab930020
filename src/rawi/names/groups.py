"""When two group names are one: head-words as classes ("Liwa X" = "X Brigade" = «لواء X»), the rest by its sounds."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from rawi.model import EntityType
from rawi.names.folding import small_words, words_of
from rawi.names.sounds import Sound, agree, skeleton, sounds
from rawi.vocabulary.heads import heads
from rawi.vocabulary.letters import is_acronym

_FEWEST_LETTERS = 5
"""A name without a head-word needs three consonants or as many letters for its sounds to tell anything."""
_KEPT_TYPES = (EntityType.GROUP, EntityType.ORGANIZATION)


class GroupName(msgspec.Struct, frozen=True):
    """A group name taken apart: its head-word class ("" without one) and the words after it, in order."""

    head: str
    rest: tuple[str, ...]
    """Plain words; a word that is itself a head-word ("ansar" in "Katibat Ansar X") stands as `<class>`."""

    @property
    def rest_key(self) -> str:
        return "".join(word if word.startswith("<") else skeleton(word) for word in self.rest)

    @property
    def key(self) -> str:
        return f"{self.head}|{self.rest_key}"

    @property
    def sounds(self) -> tuple[Sound, ...]:
        return tuple(sound for word in self.rest if not word.startswith("<") for sound in sounds(word))


@lru_cache(maxsize=65536)
def group_name(name: str) -> GroupName | None:
    """The parts of a group name; None for an acronym and where nothing but head-words is left.

    A head-word opens a name in Arabic, Spanish or French ("Liwa X"), closes it in English ("X Brigade"), or opens it
    before "of" or a number ("Army of X", "Brigade 7"). A closing one is the outer one: "Ansar X Battalion" is the
    battalion named "Ansar X". A title of honour before whom the group is named after is left off.
    """
    if is_acronym(name.strip()):
        return None
    words = words_of(name)
    particles = small_words().particles
    opening, taken_first = _head_at(words, first=True)
    closing, taken_last = _head_at(words, first=False)
    if closing and taken_last < len(words):
        head = closing
        rest = words[: len(words) - taken_last]
        if opening == closing and taken_first < len(rest):
            rest = rest[taken_first:]
    elif opening and taken_first < len(words):
        head, rest = opening, words[taken_first:]
    else:
        head, rest = "", words
    named = tuple(word for word in rest if word not in small_words().honours)
    rest = named if named and any(not _inner(word).startswith("<") for word in named) else rest
    parts = tuple(_inner(word) for word in rest if word not in particles and word != "d")
    if not parts or all(part.startswith("<") for part in parts):
        parts = tuple(word for word in rest if word not in particles)
        if not parts or not head:
            return None
    if not head and sum(len(sounds(word)) for word in parts) < 3 and sum(map(len, parts)) < _FEWEST_LETTERS:
        return None
    return GroupName(head, parts)


def _head_at(words: tuple[str, ...], *, first: bool) -> tuple[str, int]:
    """The class of the longest head-phrase at one end of a name, and of how many words it is."""
    table = heads()
    for length in range(min(table.longest, len(words)), 0, -1):
        phrase = " ".join(words[:length] if first else words[-length:])
        following = words[length] if first and length < len(words) else ""
        if first:
            of_or_number = following in small_words().particles or following.isdigit()
            names = table.first.get(phrase) or (table.last.get(phrase) if of_or_number else None) or ()
        else:
            names = table.last.get(phrase, ())
        for name in names:
            if table.classes[name].type in _KEPT_TYPES and table.classes[name].named:
                return table.classes[name].key or name, length
    return "", 0


def _inner(word: str) -> str:
    table = heads()
    for name in (*table.first.get(word, ()), *table.last.get(word, ())):
        if table.classes[name].type is EntityType.GROUP and table.classes[name].named:
            return f"<{table.classes[name].key or name}>"
    return word


@lru_cache(maxsize=65536)
def group_key(name: str) -> str | None:
    """What spellings and translations of one group name share; None where a name is too little to tell.

    Equal keys make names candidates; `same_group` then compares the vowels.
    """
    parts = group_name(name)
    return parts.key if parts is not None else None


@lru_cache(maxsize=65536)
def same_group(left: str, right: str) -> str | None:
    """Why two names are one group name, in words; None if they are not."""
    one, other = group_name(left), group_name(right)
    if one is None or other is None or one.key != other.key or not agree(one.sounds, other.sounds):
        return None
    if not one.head:
        return "the same name in another spelling"
    return f"head-words of one class ({one.head}), and the rest of the name sounds the same"


@lru_cache(maxsize=65536)
def same_rest(left: str, right: str) -> bool:
    """Whether two names are one but for the head-word: "Nur Brigade" and "al-Nur", but also "Nur Front"."""
    one, other = group_name(left), group_name(right)
    return one is not None and other is not None and one.rest_key == other.rest_key and agree(one.sounds, other.sounds)

"""Titles, ranks, roles and kin words: what a text says a person is."""

from __future__ import annotations

from functools import cache

import msgspec

from rawi.errors import VocabularyError
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.letters import plain
from rawi.vocabulary.ranks import ranks


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """The words of `titles.yaml`, in plain letters (`rawi.vocabulary.letters.plain`): "commander in chief"."""

    leader: frozenset[str]
    """Roles of whoever is at the head: `led_by`."""
    position: frozenset[str]
    """Other roles: `holds_position`."""
    rank: frozenset[str]
    honorific: frozenset[str]
    kin: dict[str, str]
    """Relation word → the relation as it is kept: "half brother" → "brother"."""
    any_role: frozenset[str]
    """Leaders', other and military roles together."""
    given: frozenset[str]
    """Words that open a nom de guerre or patronymic and belong to the name: "abu", "bin"."""

    @property
    def titles(self) -> frozenset[str]:
        """Everything that may stand before a person's name without being part of it."""
        return (self.rank | self.honorific | self.leader | self.position) - self.given

    def is_leader(self, words: str) -> bool:
        """Whether a role is one of a leader: its words, or its last word after qualifiers ("its overall leader").

        A deputy or former leader is no leader by this measure.
        """
        folded = plain(words)
        if any(part in _NOT_THE_HEAD for part in folded.split()) or folded in self.position:
            return False
        return any(ending in self.leader for ending in _endings(folded))

    def is_position(self, words: str) -> bool:
        """Whether words are a role of any kind."""
        return any(ending in self.any_role for ending in _endings(plain(words)))

    def kin_of(self, word: str) -> str | None:
        """The relation that a word names, or None."""
        return self.kin.get(plain(word))


def _endings(words: str) -> list[str]:
    """The words, and the words without the first, the first two …: "overall leader", "leader"."""
    parts = words.split()
    return [" ".join(parts[start:]) for start in range(len(parts))]


_NOT_THE_HEAD = frozenset({"deputy", "vice", "assistant", "second", "former", "ex"})


@cache
def roles() -> Roles:
    """The titles and roles of `titles.yaml`; raises `VocabularyError` where the file does not say what it must."""
    raw = load_yaml("titles.yaml")
    try:
        plain_sets = {
            key: frozenset(plain(word) for word in raw[key]) for key in ("leader", "position", "honorific", "given")
        }
        kin = {plain(word): relation for relation, words in raw["kin"].items() for word in words}
    except (KeyError, AttributeError, TypeError) as error:
        raise VocabularyError(f"a list of words is missing: {error}", where="titles.yaml") from error
    rank = frozenset(" ".join(form) for form in ranks().spelled)
    any_role = plain_sets["leader"] | plain_sets["position"] | rank
    return Roles(**plain_sets, rank=rank, any_role=any_role, kin=kin)

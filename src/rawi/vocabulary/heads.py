"""Head-words: the word of a name that says what kind of thing it names, as classes over languages and scripts."""

from __future__ import annotations

from functools import cache
from itertools import product

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary.files import load_yaml
from rawi.vocabulary.letters import plain

_HEAD_LAST = {"en", "de", "tr"}
_HEAD_EITHER = {"ru", "uk", "id"}
"""Languages in which the head-word closes a name ("X Brigade"), or may; in the others it opens it ("Liwa X")."""


class HeadClass(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One class of `heads.yaml`: words that name the same kind of thing in several languages."""

    name: str
    type: EntityType
    forms: dict[str, list[str]]
    key: str = ""
    """The class under which group names are compared; its own name if empty."""
    named: bool = True
    """False for words that describe people ("fighters") and are seldom part of a name."""


class Heads(msgspec.Struct, frozen=True, kw_only=True):
    """All head-words; words and phrases are looked up in any case and any spelling of their letters."""

    classes: dict[str, HeadClass]
    first: dict[str, tuple[str, ...]]
    """Plain word → classes, for words that open a name (Arabic, Spanish, French …)."""
    last: dict[str, tuple[str, ...]]
    """Plain word → classes, for words that close a name (English …)."""
    longest: int
    """Number of words of the longest phrase."""

    def classes_of(self, word: str) -> tuple[HeadClass, ...]:
        """Every class that holds the word or phrase, in the order of the file."""
        folded = plain(word)
        names = {*self.first.get(folded, ()), *self.last.get(folded, ())}
        return tuple(entry for name, entry in self.classes.items() if name in names)

    def class_of(self, word: str) -> str | None:
        """The name of the first class that holds the word or phrase: `brigade` for "Liwa", "لواء" and "brigade"."""
        found = self.classes_of(word)
        return found[0].name if found else None

    def kind_of(self, word: str) -> EntityType | None:
        """The type of what a name with this head-word names: Group for "Katibat", Place for "village"."""
        found = self.classes_of(word)
        return found[0].type if found else None

    def opens(self, word: str) -> bool:
        """Whether the word stands first in a name ("Liwa X")."""
        return plain(word) in self.first

    def closes(self, word: str) -> bool:
        """Whether the word stands last in a name ("X Brigade")."""
        return plain(word) in self.last

    def describes(self, word: str) -> bool:
        """Whether the word describes people and is seldom part of a name ("fighters")."""
        found = self.classes_of(word)
        return bool(found) and not found[0].named

    def words(self, *types: EntityType) -> frozenset[str]:
        """All plain words and phrases of classes of these types (all types if none is given)."""
        wanted = set(types) or set(EntityType)
        return frozenset(
            word
            for table in (self.first, self.last)
            for word, names in table.items()
            if any(self.classes[name].type in wanted for name in names)
        )


@cache
def heads() -> Heads:
    """The head-words of `heads.yaml`; raises `VocabularyError` where the file does not say what it must."""
    try:
        classes = {
            name: msgspec.convert({"name": name, **entry}, HeadClass) for name, entry in load_yaml("heads.yaml").items()
        }
    except (msgspec.ValidationError, AttributeError, TypeError) as error:
        raise VocabularyError(str(error), where="heads.yaml") from error
    first: dict[str, list[str]] = {}
    last: dict[str, list[str]] = {}
    for name, entry in classes.items():
        for language, forms in entry.forms.items():
            root = language.split("-")[0]
            tables = (first, last) if root in _HEAD_EITHER else (last,) if root in _HEAD_LAST else (first,)
            for table, form in product(tables, forms):
                seen = table.setdefault(plain(form), [])
                if name not in seen:
                    seen.append(name)
    words = [*first, *last]
    return Heads(
        classes=classes,
        first={word: tuple(names) for word, names in first.items()},
        last={word: tuple(names) for word, names in last.items()},
        longest=max(len(word.split()) for word in words),
    )

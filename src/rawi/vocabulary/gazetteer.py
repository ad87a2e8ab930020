"""Names that the public lists give: states and what is theirs, armed groups, large organisations, cities."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary.files import load_text, load_yaml
from rawi.vocabulary.letters import is_acronym, plain

_TABLES = ("organizations.tsv", "groups.tsv", "places.tsv")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A name of a public list. `canonical` is the name under which the list keeps what `name` names."""

    name: str
    type: EntityType
    canonical: str
    source: str
    outlet: bool = False
    """True for a news outlet: a teller, seldom a party."""


class State(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state with the adjectives and words for its people, its capital and its other names (`local`: by language)."""

    name: str
    people: tuple[str, ...]
    capital: str
    names: tuple[str, ...] = ()
    local: dict[str, str] = {}
    historical: bool = False


class Gazetteer(msgspec.Struct, frozen=True, kw_only=True):
    """Names to look up. Case, accents and signs do not count, save for acronyms, which must be written in capitals."""

    entries: Mapping[str, Entry]
    acronyms: Mapping[str, Entry]
    adjectives: Mapping[str, str]
    states: Mapping[str, State]

    def lookup(self, name: str) -> Entry | None:
        """The entry of a name in any case and spelling of its letters, with or without "the"; None if not listed."""
        bare = name.strip().removeprefix("the ").removeprefix("The ")
        if is_acronym(bare):
            return self.acronyms.get(bare.replace(".", "")) or self.entries.get(plain(bare))
        folded = plain(bare)
        return self.entries.get(folded) or self.entries.get(plain(name))

    def state(self, name: str) -> str | None:
        """The state that a name, acronym, adjective or word for its people stands for: "U.S.", "Iranian", "Turks"."""
        entry = self.lookup(name)
        if entry is not None and entry.type is EntityType.STATE:
            return entry.canonical
        return self.state_of_adjective(name)

    def state_of_adjective(self, word: str) -> str | None:
        """The state of an adjective or of a word for its people ("Iranian", "Turks"); also "US", "U.S." and "UK"."""
        bare = word.strip()
        if bare.isascii() and not bare[:1].isupper():
            return None
        if is_acronym(bare):
            entry = self.acronyms.get(bare.replace(".", ""))
            return entry.canonical if entry is not None and entry.type is EntityType.STATE else None
        return self.adjectives.get(plain(bare))


@cache
def gazetteer() -> Gazetteer:
    """All lists as one; where two lists hold a name, states come before organisations, groups and places.

    Raises `VocabularyError` where a data file does not say what it must.
    """
    states = _states()
    entries: dict[str, Entry] = {}
    acronyms: dict[str, Entry] = {}
    for entry in _all_entries(states):
        if is_acronym(entry.name):
            acronyms.setdefault(entry.name.replace(".", ""), entry)
        elif folded := plain(entry.name):
            entries.setdefault(folded, entry)
    adjectives: dict[str, str] = {}
    for state in states.values():
        for word in state.people:
            adjectives.setdefault(plain(word), state.name)
    return Gazetteer(entries=entries, acronyms=acronyms, adjectives=adjectives, states=states)


@cache
def is_capital(name: str) -> bool:
    """Whether a place is the capital of a state: "Kigali", whose name may stand for its government."""
    folded = plain(name)
    return any(plain(state.capital) == folded for state in gazetteer().states.values() if state.capital)


def _states() -> dict[str, State]:
    try:
        return {
            name: msgspec.convert({"name": name, **entry}, State) for name, entry in load_yaml("states.yaml").items()
        }
    except (msgspec.ValidationError, AttributeError, TypeError) as error:
        raise VocabularyError(str(error), where="states.yaml") from error


def _all_entries(states: Mapping[str, State]) -> Iterator[Entry]:
    for state in sorted(states.values(), key=lambda state: state.historical):
        for name in (state.name, *state.names, *state.local.values()):
            yield Entry(name=name, type=EntityType.STATE, canonical=state.name, source="states.yaml")
    for table in _TABLES:
        rows = tuple(_table(table))
        yield from (row for row in rows if row.name == row.canonical)
        yield from (row for row in rows if row.name != row.canonical)
    for state in states.values():
        yield Entry(name=state.capital, type=EntityType.PLACE, canonical=state.capital, source="states.yaml")


def _table(table: str) -> Iterator[Entry]:
    """The rows of one list: name, type, mark, aliases parted by |, and (not in every list) source."""
    lines = (line for line in load_text(table).splitlines() if line and not line.startswith("#"))
    for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            name, kind, mark, aliases = row[:4]
            source = row[4] if len(row) > 4 else table
            for spelling in (name, *filter(None, aliases.split("|"))):
                yield Entry(
                    name=spelling, type=EntityType(kind), canonical=name, source=source, outlet=mark == "outlet"
                )
        except ValueError as error:
            raise VocabularyError(f"row not understood: {row!r}", where=table) from error

"""The dossier as a record: everything that the documents say of one entity, grouped, with nothing settled."""

from __future__ import annotations

from typing import Literal

import msgspec

from rawi.model import EntityType

Absence = Literal["none", "unknown", "lost"]


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A reserve: its words, its kind and who has it (None: the document)."""

    kind: str
    words: str
    holder: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """One claim behind a value: who tells it, with what reserve, for what time, in which words."""

    claim: str
    predicate: str
    says: str
    """The value as this document has it, with role, extent and qualifier."""
    document: str
    title: str
    publisher: str | None
    path: str
    url: str | None
    language: str | None
    date: str | None
    """EDTF, of the document."""
    own_date: str | None
    """EDTF, of the passage, where it is older than the document that republishes it."""
    date_inferred: str | None
    chain: tuple[str, ...]
    """First teller first, the document last."""
    stance: str
    mark: str
    negated: bool
    reserve: tuple[Cue, ...]
    time: str | None
    edtf: str | None
    bounds: str | None
    place: str | None
    members: tuple[str, ...]
    grade: str | None
    """Admiralty, as in `B2`; `-` for the half that nobody gave, None where neither is given."""
    review: str
    reviewed_by: str | None
    reviewed_at: str | None
    confidence: float
    reader: str
    prefix: str
    quote: str
    suffix: str
    start: int
    end: int


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a property with all its tellings, the least reserved first."""

    words: str
    spellings: tuple[str, ...] = ()
    """Other names of the same entity among the tellings."""
    entity: str | None = None
    type: EntityType | None = None
    named: bool = True
    """False for a description ("rebels"), which is nobody in particular."""
    negated: bool = False
    absence: Absence | None = None
    differs: bool = False
    undated: bool = False
    """No telling has a time, so that a date asked for neither shows nor hides it by right."""
    holds: str | None = None
    """With a date asked for: `in` where some telling surely reaches it, `possible` where they only may."""
    documents: int
    known_origins: tuple[str, ...] = ()
    untraced: tuple[str, ...] = ()
    """Ids of the documents that do not say where they have it from."""
    stances: tuple[str, ...]
    marks: tuple[str, ...]
    tellers: tuple[tuple[str, ...], ...]
    """The ways by which it came, each with its first teller first and the document last."""
    roles: tuple[str, ...]
    """What qualifies the entity: a position, a kind of support."""
    times: tuple[str, ...]
    places: tuple[str, ...]
    unreviewed: int
    tellings: tuple[Telling, ...]

    @property
    def claims(self) -> int:
        """How many tellings there are, however few of them stand here."""
        return len(self.tellings)

    @property
    def shown(self) -> Telling:
        """The telling whose quote stands for all: the least reserved, one with a time where any has."""
        return next((t for t in self.tellings if t.time), self.tellings[0])


class ShortEntry(Entry, frozen=True, kw_only=True):
    """A value with the first of its tellings; everything else is said of all of them."""

    of: int

    @property
    def claims(self) -> int:
        return self.of


class PropertyBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A predicate read from one side, with its values; `differs` says why they cannot all hold."""

    predicate: str
    label: str
    inverse: bool
    differs: str | None
    entries: tuple[Entry, ...]

    @property
    def values(self) -> int:
        """How many values there are, however few of them stand here."""
        return len(self.entries)


class ShortBlock(PropertyBlock, frozen=True, kw_only=True):
    """A property with some of its values: those that differ from each other before all others."""

    of: int

    @property
    def values(self) -> int:
        return self.of


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and the properties under it."""

    heading: str
    properties: tuple[PropertyBlock, ...]


class NameUse(msgspec.Struct, frozen=True, kw_only=True):
    """A document that uses a name, and who uses it there beside the document itself."""

    document: str
    title: str
    publisher: str | None
    date: str | None
    """EDTF, of the document."""
    tellers: tuple[str, ...] = ()
    """First tellers of the claims that are told under this name."""


class NameForm(msgspec.Struct, frozen=True, kw_only=True):
    """A name of the entity, who uses it, and why it is held to be the same."""

    name: str
    script: str
    documents: int
    joined: str | None
    provisional: bool
    language: str | None = None
    """Of the name (ISO 639-1), where its letters tell; of a romanised name nothing is said."""
    uses: tuple[NameUse, ...] = ()
    """By date, undated ones last. A published copy tells only of documents whose claims it shows."""


class Alarm(msgspec.Struct, frozen=True, kw_only=True):
    """A finding about the entity, in words."""

    kind: str
    heading: str
    reason: str
    claims: tuple[str, ...]


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What the dossier does not know, and knows that it does not."""

    paywalled: tuple[str, ...] = ()
    """Titles of documents that were cut off."""
    lost_names: int = 0
    lost_footnotes: tuple[str, ...] = ()
    undated_documents: tuple[str, ...] = ()
    inferred_dates: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()
    """Descriptions ("one of its commanders") that name nobody and were joined to nobody."""
    undated_claims: int = 0
    unreviewed: int = 0
    rejected: int = 0
    left_out_later: int = 0
    """Documents published after the day of `as_known`."""
    left_out_undated: int = 0
    left_out_time: int = 0
    """Claims whose time does not reach the day of `as_of`."""


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """What was left out or masked for publication."""

    sensitive: dict[str, int] = {}
    """Unreviewed claims left out, by predicate."""
    private: dict[str, int] = {}
    """Claims about private life left out, by predicate."""
    persons: int = 0
    names: int = 0
    """Words masked because they may be names of persons whom Rawi does not know."""
    places: int = 0
    """Places below province level masked beside victims, survivors and others who lived through something."""
    quotes: int = 0
    """Quotes of other claims that tell of something grave and unreviewed as well."""
    rejected: int = 0
    addresses: int = 0
    reviewers: dict[str, int] = {}
    """Who reviewed how many of the published claims."""

    @property
    def left_out(self) -> int:
        return sum(self.sensitive.values()) + sum(self.private.values())


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """All that is kept of one entity. `withheld` is None for a working copy."""

    entity: str
    name: str
    type: EntityType
    claims: int
    documents: int
    unreviewed: int
    names: tuple[NameForm, ...]
    alarms: tuple[Alarm, ...]
    sections: tuple[Section, ...]
    missing: Missing
    as_of: str | None = None
    as_known: str | None = None
    withheld: Withheld | None = None

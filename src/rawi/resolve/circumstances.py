"""What claims say of somebody that tells whether two of one name are one: places, leaders, parents, dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from rawi.dates import from_edtf
from rawi.errors import RawiError, VocabularyError
from rawi.model import Argument, Claim, EntityType, When
from rawi.names import fold, group_key, person_name
from rawi.vocabulary import load_yaml, states_of_place

Side = Literal["subject", "object"]


class Weighing(msgspec.Struct, frozen=True, rename={"in_favour": "for"}, forbid_unknown_fields=True):
    """What a circumstance weighs for and against two being one, in log-odds, and how either is said."""

    in_favour: float = 0.0
    against: float = 0.0
    says: str = ""
    against_says: str = ""


class Rules(msgspec.Struct, frozen=True):
    """The content of `circumstances.yaml`."""

    facets: Mapping[Side, Mapping[str, str]]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    company: tuple[str, ...]
    evidence: Mapping[str, Weighing]
    others: Mapping[str, Weighing]
    """`named as two`, `listed as two`, `dates`, `death`, `declared`, `possibly`."""


@cache
def rules() -> Rules:
    """Raises `VocabularyError` where the file does not say what it must."""
    raw = dict(load_yaml("circumstances.yaml", "rawi.resolve"))
    others = {key: raw.pop(key) for key in list(raw) if key not in ("facets", "begins", "ends", "company", "evidence")}
    try:
        return msgspec.convert({**raw, "others": others}, Rules)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="circumstances.yaml") from error


class Seen(msgspec.Struct, frozen=True):
    """A value of a facet as it was first written, and the claims that give it."""

    written: str
    claims: tuple[str, ...]


class Dated(msgspec.Struct, frozen=True):
    """A day that bounds a life: the first or the last day that the words allow, with the claim and its words."""

    day: dt.date
    words: str
    claim: str


class Circumstances(msgspec.Struct, kw_only=True):
    """`facets` gives for each facet its values by a key that spellings share."""

    facets: dict[str, dict[str, Seen]] = {}
    begins: list[Dated] = []
    """The first days on which it may have begun."""
    ends: list[Dated] = []
    """The last days on which it may have ended."""
    acts: list[Dated] = []
    """The first days on which it may have done something that is dated."""

    def of(self, facet: str) -> Mapping[str, Seen]:
        return self.facets.get(facet, {})

    @property
    def states(self) -> Mapping[str, Seen]:
        """The states of its places, where a place's name leaves no doubt."""
        found: dict[str, Seen] = {}
        for seen in self.of("place").values():
            states = states_of_place(seen.written)
            for state in states if len(states) == 1 else ():
                before = found.get(state)
                found[state] = Seen(state, (*(before.claims if before else ()), *seen.claims))
        return found

    def add(self, claim: Claim, side: Side, time: When | None = None) -> None:
        """Takes in what a claim says of its subject or its object."""
        if claim.negated:
            return
        other = claim.object if side == "subject" else claim.subject
        if claim.predicate == "also_known_as" and side == "subject" and claim.value and claim.value.text:
            other = Argument(claim.value.text, claim.subject.type)
        facet = rules().facets[side].get(claim.predicate)
        if facet is not None and other is not None and (key := key_of(other)):
            values = self.facets.setdefault(facet, {})
            before = values.get(key)
            values[key] = Seen(before.written if before else other.name, (*(before.claims if before else ()), claim.id))
        if side == "subject":
            self._date(claim, time)

    def _date(self, claim: Claim, time: When | None) -> None:
        value = _when(claim.value.edtf if claim.value else None)
        when = value or time
        first = when.earliest_start if when is not None else None
        last = when.latest_end if when is not None else None
        words = (claim.value.edtf if claim.value and value else time.words if time else None) or ""
        begins, ends = claim.predicate in rules().begins, claim.predicate in rules().ends
        if ends and isinstance(last, dt.date):
            self.ends.append(Dated(last, words, claim.id))
        if isinstance(first, dt.date) and (begins or not ends):
            (self.begins if begins else self.acts).append(Dated(first, words, claim.id))


def key_of(argument: Argument) -> str:
    """What spellings of one name share, by its type; "" for what names nothing."""
    if argument.type is EntityType.PERSON:
        name = person_name(argument.name)
        return " ".join(name.units) if name.full or any(" " in unit for unit in name.units) else ""
    if argument.type is EntityType.GROUP and (key := group_key(argument.name)):
        return key
    return " ".join(fold(argument.name))


def _when(edtf: str | None) -> When | None:
    if edtf is None:
        return None
    try:
        return from_edtf(edtf)
    except (RawiError, ValueError):
        return None

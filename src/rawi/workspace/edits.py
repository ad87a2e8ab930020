"""What a person's edit makes of a claim as it is shown; the claim that was read stays as it is, under the same id."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import msgspec

from rawi.errors import WorkspaceError
from rawi.model import Argument, Claim, EntityType, Extent, Reading, Stance, Value, When
from rawi.vocabulary import predicates

FIELDS = (
    "subject",
    "subject_type",
    "predicate",
    "object",
    "object_type",
    "value",
    "extent",
    "negated",
    "stance",
    "time",
)
"""What `rawi review edit --set FIELD=VALUE` may change."""

WHEN = "when"
"""Beside `time` (EDTF), the four bounds as JSON: computed once, when the decision is made."""
BESIDE = (WHEN, "second", "hand")
"""What a decision holds beside the fields that it changes."""


def edited(claim: Claim, readings: tuple[Reading, ...], change: Mapping[str, str]) -> tuple[Claim, tuple[Reading, ...]]:
    """The claim and its readings as the change makes them. Raises `WorkspaceError` for what cannot be."""
    for field in change:
        if field not in FIELDS and field not in BESIDE:
            raise WorkspaceError(f"a claim has no field {field!r} to edit", advice=f"one of: {', '.join(FIELDS)}")
    predicate = change.get("predicate", claim.predicate)
    if predicate not in predicates():
        raise WorkspaceError(f"there is no predicate {predicate!r}", advice=f"one of: {', '.join(predicates())}")
    claim = msgspec.structs.replace(
        claim,
        predicate=predicate,
        subject=_argument(change, "subject", claim.subject) or claim.subject,
        object=_argument(change, "object", claim.object),
        value=value_of(predicate, change["value"]) if "value" in change else claim.value,
        extent=_extent(change["extent"]) if "extent" in change else claim.extent,
        negated=_truth(change["negated"]) if "negated" in change else claim.negated,
    )
    if "stance" in change:
        stance = _one_of(change["stance"], Stance, "stance")
        readings = tuple(msgspec.structs.replace(reading, stance=stance) for reading in readings)
    if "time" in change:
        when = msgspec.json.decode(change[WHEN], type=When) if change.get(WHEN) else None
        readings = tuple(msgspec.structs.replace(reading, time=when) for reading in readings)
    return claim, readings


def value_of(predicate: str, words: str) -> Value | None:
    """A value from what a person typed: `none`, `unknown`, a number, an EDTF date or a text, as the predicate takes."""
    words = words.strip()
    if not words:
        return None
    if words in ("none", "unknown", "lost"):
        return Value(none=words == "none", unknown=words == "unknown", lost=words == "lost")
    kind = predicates()[predicate].value
    if kind == "date":
        return Value(edtf=words)
    if kind == "number":
        try:
            number = float(words.replace(",", ""))
        except ValueError as error:
            raise WorkspaceError(f"{predicate} takes a number, not {words!r}") from error
        return Value(number=int(number) if number.is_integer() else number)
    return Value(text=words)


def _argument(change: Mapping[str, str], field: str, before: Argument | None) -> Argument | None:
    if field not in change and f"{field}_type" not in change:
        return before
    name = change.get(field, before.name if before else "").strip()
    said = change.get(f"{field}_type")
    if not name:
        if field == "subject" or said:
            raise WorkspaceError(f"the claim has no {field} to be of a type" if said else "a claim needs a subject")
        return None
    kind = _one_of(said, EntityType, "entity type") if said else before.type if before else None
    if kind is None:
        raise WorkspaceError(f"say of what type {name!r} is", advice=f"--set {field}_type=Group, Person, Place, …")
    return Argument(name=name, type=kind)


Named = TypeVar("Named", bound=StrEnum)


def _one_of(said: str, kind: type[Named], called: str) -> Named:
    try:
        return kind(said)
    except ValueError as error:
        raise WorkspaceError(f"there is no {called} {said!r}", advice=f"one of: {', '.join(kind)}") from error


def _extent(said: str) -> Extent | None:
    try:
        extent: Extent | None = msgspec.convert(said or None, Extent | None)
    except msgspec.ValidationError as error:
        raise WorkspaceError(f"there is no extent {said!r}", advice="one of: members, contingent, all, some") from error
    return extent


def _truth(said: str) -> bool:
    if said.lower() in ("true", "yes", "1"):
        return True
    if said.lower() in ("false", "no", "0"):
        return False
    raise WorkspaceError(f"negated is true or false, not {said!r}")

"""A claim: one statement that a document makes or passes on, with the quote it hangs on.

A claim knows no reader, version or offset, so decisions of people hang on it and survive every re-reading.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Literal

import msgspec


class EntityType(StrEnum):
    GROUP = "Group"
    PERSON = "Person"
    STATE = "State"
    ORGANIZATION = "Organization"
    COMMUNITY = "Community"
    PLACE = "Place"
    EVENT = "Event"
    ITEM = "Item"


class Argument(msgspec.Struct, frozen=True):
    """Who, whom or where, by the name that stands in the document."""

    name: str
    type: EntityType


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a claim says where it is no entity: a text, a number, a range, a date, or a kind of absence."""

    text: str | None = None
    number: float | int | None = None
    min: float | int | None = None
    max: float | int | None = None
    edtf: str | None = None
    qualifier: str | None = None
    """`about`, `at least`, `at most`, `up to`, `estimated`, `several`."""
    none: bool = False
    unknown: bool = False
    lost: bool = False


class Quote(msgspec.Struct, frozen=True):
    """Verbatim words of the original with up to 32 characters before and after: the anchor of a claim."""

    exact: str
    prefix: str = ""
    suffix: str = ""


Extent = Literal["members", "contingent", "all", "some"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what, predicate, whom or what, polarity, and the anchor."""

    id: str
    document: str
    """SHA-256 of the original."""
    quote: Quote
    subject: Argument
    predicate: str
    object: Argument | None = None
    value: Value | None = None
    extent: Extent | None = None
    members: tuple[str, ...] = ()
    negated: bool = False


def make_claim(
    *,
    document: str,
    quote: Quote,
    subject: Argument,
    predicate: str,
    object: Argument | None = None,
    value: Value | None = None,
    extent: Extent | None = None,
    members: tuple[str, ...] = (),
    negated: bool = False,
) -> Claim:
    """A claim whose id is the SHA-256 (first 32 hex digits) of its anchor and its arguments, and of nothing else."""
    parts = [document, quote, subject, predicate, object, value, extent, members, negated]
    digest = hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:32]
    return Claim(
        id=digest,
        document=document,
        quote=quote,
        subject=subject,
        predicate=predicate,
        object=object,
        value=value,
        extent=extent,
        members=members,
        negated=negated,
    )

"""A claim as a workspace keeps it: with its readings, its document, its review and the entities of its arguments."""

from __future__ import annotations

from typing import Literal

import msgspec

from rawi.model.claim import Claim
from rawi.model.reading import Reading

ReviewState = Literal["unreviewed", "accepted", "edited", "rejected"]


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided last about a claim; `by`, `at` and `reason` are None while nobody did."""

    state: ReviewState = "unreviewed"
    by: str | None = None
    at: str | None = None
    reason: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a listing says of a document, without its text."""

    id: str
    path: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    """EDTF."""
    date_inferred: str | None = None
    """Why, where the date is not written in the document."""
    url: str | None = None
    language: str | None = None


class KeptClaim(msgspec.Struct, frozen=True, kw_only=True):
    """`readings` has at least one; the first is the one that listings show. Entity ids are None before resolving."""

    claim: Claim
    readings: tuple[Reading, ...]
    source: Source
    review: Review = Review()
    subject: str | None = None
    object: str | None = None
    place: str | None = None

    @property
    def reading(self) -> Reading:
        return self.readings[0]

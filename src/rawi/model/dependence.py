"""That one document rests on another, with the evidence: row by row, in words and in bits."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from rawi.model.span import Span

How = Literal["declared", "quoted", "republished", "reused text", "shared detail"]
Verdict = Literal["proposed", "confirmed", "rejected"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One reason, in words; `bits` is how far it moves the odds, None where it settles the matter.

    `later` and `earlier` are where it stands in the two texts, where it stands somewhere.
    """

    words: str
    bits: float | None = None
    later: Span | None = None
    earlier: Span | None = None


def dependence_id(later: str, earlier: str) -> str:
    return hashlib.sha256(f"{later} {earlier}".encode()).hexdigest()[:32]


class Dependence(msgspec.Struct, frozen=True, kw_only=True):
    """`later` rests on `earlier` (ids of documents); never the other way round in time.

    Declared ones stand by the document's own words; the others are inferred, and a person confirms or rejects them.
    """

    later: str
    earlier: str
    how: How
    evidence: tuple[Evidence, ...]
    verdict: Verdict = "proposed"

    @property
    def id(self) -> str:
        """SHA-256 (first 32 hex digits) of the two documents: a verdict outlives a better reader."""
        return dependence_id(self.later, self.earlier)

    @property
    def declared(self) -> bool:
        return self.how == "declared"

    @property
    def stands(self) -> bool:
        return self.verdict != "rejected"

    @property
    def bits(self) -> float | None:
        known = [e.bits for e in self.evidence if e.bits is not None]
        return sum(known) if known else None

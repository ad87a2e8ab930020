"""A reading: what one version of one reader found of a claim at one place of one text."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from rawi.model.claim import Argument
from rawi.model.span import Span
from rawi.model.when import When


class Stance(StrEnum):
    """How the document stands to what it says, weakest first; where cues meet the stronger wins."""

    STATED = "stated"
    REPORTED = "reported"
    CLAIMED = "claimed"
    POSSIBLE = "possible"
    DOUBTED = "doubted"
    DENIED = "denied"

    @property
    def strength(self) -> int:
        return _STRENGTHS[self]


_STRENGTHS = {stance: place for place, stance in enumerate(Stance)}

Mode = Literal["said", "according to", "published", "reportedly", "cites", "translated", "republished"]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the way a claim came: who told it, side by side, and how. `span` is None for the document itself."""

    tellers: tuple[str, ...]
    mode: Mode
    span: Span | None = None


class Reserve(msgspec.Struct, frozen=True, kw_only=True):
    """A cue of distance or doubt, and who has it (None: the document)."""

    kind: Literal["claims", "possible", "unverified", "doubts", "denies"]
    holder: str | None
    words: str
    span: Span


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One reader's finding of a claim. `confidence` is that the document says this, never that it is true.

    `chain` runs from the first teller to the document, which is always its last link. `spans` names the place of
    each part: `quote`, `subject`, `trigger`, `object`, `value`, `time`, `place`.
    """

    claim: str
    reader: str
    version: str
    quote: Span
    chain: tuple[Link, ...]
    stance: Stance = Stance.STATED
    reserve: tuple[Reserve, ...] = ()
    time: When | None = None
    place: Argument | None = None
    spans: dict[str, Span] = {}
    resolved: dict[str, str] = {}
    """For each part that its own words do not give in full: how it was got from them ("stands for it: they")."""
    confidence: float = 1.0
    rule: str = ""
    """Which pattern found it."""

"""What a reading rule finds, before it becomes a claim: roles filled with actors, and where each part stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rawi.model import Stance, Value
from rawi.reading.learned.sureness import Evidence
from rawi.reading.memory import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Found:
    """A claim in the making. `trigger` is the token that it hangs on, for time, place and telling."""

    predicate: str
    subject: Actor
    trigger: Token
    rule: str
    object: Actor | None = None
    value: Value | None = None
    value_range: tuple[int, int] | None = None
    negated: bool = False
    stance: Stance | None = None
    ends: bool = False
    """The time is that of its end: it held until then."""
    starts: bool = False
    """The time is that of its beginning; when it ended is not told."""
    timed: bool = True
    """False where the time of the clause is not the time of this claim (names, kin, roles in passing)."""
    nominal: bool = False
    """Said in passing by a modifier or apposition: what is told of the sentence does not reach it."""
    own: set[int] = field(default_factory=set)
    reader: str = "prose"
    """Who found it: the rules, or the trained reader."""
    confidence: float | None = None
    """How sure its reader is, where it says so itself."""
    evidence: Evidence | None = None
    """What the trained reader's finding rests on."""

"""What weighing keeps beside questions and alarms, so that a later one weighs only what changed."""

from __future__ import annotations

import msgspec

from rawi.model.finding import Finding
from rawi.model.question import Question


class Weighed(msgspec.Struct, frozen=True):
    """A question, the key of everything that its weighing rests on, and what questions are ordered by.

    `fillers` are the entities among its answers, where entities exclude each other.
    """

    key: str
    asked: str
    question: Question
    fillers: tuple[str, ...] = ()


class Raised(msgspec.Struct, frozen=True):
    """An alarm and what it was found in: `claim ID`, `document ID`, `entity ID`, `question ID`, or `texts`."""

    scope: str
    finding: Finding


class Account(msgspec.Struct, frozen=True):
    """What weighing has to know of a claim beside the claim: `record` is its own, as JSON.

    `tellers` are the entities that it hangs on whose word the claim is.
    """

    claim: str
    record: str | None
    tellers: tuple[str, ...] = ()

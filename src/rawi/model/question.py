"""A question that claims answer, with its answers side by side and how they bear on one another.

"When was it founded?" is one question however many documents answer it. Nothing is settled: every answer stays, with
the claims that give it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

BearingKind = Literal["agrees", "precision", "succession", "reserve", "doubted", "contradicts"]
"""How two answers bear on each other.

`agrees` (they say the same under two labels), `precision` (one is less exact), `succession` (one may follow the
other), `reserve` (the same, but one tells it with distance), `doubted` (whoever passes it on doubts or denies it), and
`contradicts` (they cannot both hold).
"""

ContradictionType = Literal["value", "time", "identity", "manner", "role", "number", "claimed", "scope"]
"""Wherein answers contradict each other.

`value`, `time` (when it held), `identity` (who), `manner` (how), `role` (on which side, or whether at all), `number`
(that does not add up), `claimed` (two accounts of what one narrator says), `scope` (perhaps two things under one word).
"""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer and the ids of the claims that give it. `label` says as what: `founded`, `with`, `against`."""

    words: str
    label: str
    claims: tuple[str, ...]


class Bearing(msgspec.Struct, frozen=True, kw_only=True):
    """How answer `left` bears on answer `right` (both index `Question.answers`; the same for one answer alone).

    `left_claims` and `right_claims` are the claims that it rests on: each of one side meets one of the other at least.
    `certain` is False where it hangs on what the documents do not say: a time, or which of two is meant.
    """

    kind: BearingKind
    left: int
    right: int
    left_claims: tuple[str, ...]
    right_claims: tuple[str, ...]
    reason: str
    type: ContradictionType | None = None
    """Of a contradiction; None for everything else."""
    certain: bool = True


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of `entity` (about `other`, where the question is about two)."""

    id: str
    """SHA-256 (first 32 hex digits) of the topic, the entities and the slot, so the same in every run."""
    topic: str
    entity: str
    other: str | None = None
    symmetric: bool = False
    """Whether it may as well be asked of `other`: which of the two comes first says nothing."""
    asks: str
    """In words; `{other}` stands for the second entity, or for the first where the question is seen from the second."""
    answers: tuple[Answer, ...]
    bearings: tuple[Bearing, ...] = ()

    @property
    def contradictions(self) -> tuple[Bearing, ...]:
        return tuple(b for b in self.bearings if b.kind == "contradicts")

    def asked_of(self, entity: str) -> tuple[str, str | None]:
        """Whom the question is asked of, and about whom, seen from one of its two entities."""
        return (entity, self.entity) if self.symmetric and entity == self.other else (self.entity, self.other)

    @property
    def contested(self) -> bool:
        """Whether answers contradict each other, or somebody doubts what he passes on."""
        return any(b.kind in ("contradicts", "doubted") for b in self.bearings)

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(id for answer in self.answers for id in answer.claims)

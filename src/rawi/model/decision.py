"""What a person decided, about a claim, a question or who is who: never overwritten, only followed by another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from rawi.model.claim import EntityType

ClaimAction = Literal["accept", "reject", "edit", "divide", "duplicate"]
"""`divide` reads one claim as two; `duplicate` says that a claim is told a second time by another of its document."""
DependenceAction = Literal["confirm dependence", "reject dependence"]
LabelAction = Literal["sensitivity", "retention"]
GradeAction = Literal["grade source", "grade claim"]
IdentityAction = Literal["merge", "split", "keep apart", "possibly the same"]
Action = Literal[
    "accept", "reject", "edit", "divide", "duplicate", "add", "assess",
    "merge", "split", "keep apart", "possibly the same", "detach",
    "confirm dependence", "reject dependence", "grade source", "grade claim", "place",
    "sensitivity", "retention", "undo"
]
"""`detach` stands in older logs only: it took one mention out of its entity, as `split` does now. `add` lays a claim
down by hand, `assess` says how a person stands to a question in dispute.
"""
WITHOUT_EFFECT: frozenset[Action] = frozenset(
    {"assess", "grade source", "grade claim", "place", "sensitivity", "retention"}
)
"""What changes neither entities nor findings: it is only shown beside them."""


class Reference(msgspec.Struct, frozen=True, order=True):
    """A mention by what no reader's version changes: its document, its type, and the name as it stands there.

    An entry of a reference list is referred to by the list and its number there, without a document:
    `Reference("", type, name, "un:QDe.137")`.
    """

    document: str
    type: EntityType
    name: str
    entry: str = ""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`id` numbers decisions in order; `undoes` is the id of the decision that this one takes back."""

    id: int
    action: Action
    target: str
    """Id of a claim, of a question, of a document, of a dependence between two, or of the first mention of `left`."""
    by: str
    reason: str
    at: str
    """UTC, ISO 8601."""
    change: dict[str, str] = {}
    """For `edit` and `divide`: the fields of the claim and what they become; for `add` and `divide` the claim that is
    laid down by hand; for `duplicate`, `of`; for a grade, `grade`; for `assess`, what `Assessment` holds; for `place`,
    where and by what source; for `sensitivity`, `level`; for `retention`, `label` and perhaps `until`.
    """
    left: tuple[Reference, ...] = ()
    """For decisions on identity: the mentions of one side as they stood then (`split`: what is taken out)."""
    right: tuple[Reference, ...] = ()
    """The mentions of the other side (`split`: what it is taken out of)."""
    undoes: int | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that it speaks of: its target, and the second one of what was divided."""
        second = self.change.get("second")
        return (self.target, second) if second else (self.target,)


def in_force(laid: Sequence[Decision]) -> list[Decision]:
    """The decisions that nobody has taken back, oldest first; an undo that was itself undone takes nothing back."""
    ordered = sorted(laid, key=lambda decision: decision.id)
    undone = undone_by(ordered)
    return [decision for decision in ordered if decision.id not in undone and decision.action != "undo"]


def undone_by(laid: Sequence[Decision]) -> set[int]:
    """The numbers of the decisions, ordered, that another one in force takes back."""
    undone: set[int] = set()
    for decision in reversed(laid):
        if decision.undoes is not None and decision.id not in undone:
            undone.add(decision.undoes)
    return undone

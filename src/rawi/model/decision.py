"""What a person decided, about a claim or a mention: never overwritten, only followed by another."""

from __future__ import annotations

from typing import Literal

import msgspec


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """`id` numbers decisions in order; `undoes` is the id of the decision that this one takes back."""

    id: int
    action: Literal["accept", "reject", "edit", "detach", "undo"]
    target: str
    """Claim id, or mention id for `detach` (take a mention out of its entity)."""
    by: str
    reason: str
    at: str
    """UTC, ISO 8601."""
    change: dict[str, str] = {}
    """For `edit`: the fields of the claim and what they become."""
    undoes: int | None = None

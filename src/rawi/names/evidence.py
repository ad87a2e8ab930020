"""One row of evidence on two names, before it is weighed."""

from __future__ import annotations

from typing import NamedTuple

TOLD = "told"
"""The kind of the row that says how much the words in common tell, all of them together: it is no reason by itself."""


class Evidence(NamedTuple):
    """What was seen: its kind (a key of the fitted weights), how much of it there is, and what to tell a person."""

    kind: str
    amount: float
    text: str

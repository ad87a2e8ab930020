"""An alarm: what weighing noticed about claims or passages, always with what it rests on and never in its place."""

from __future__ import annotations

from typing import Literal

import msgspec

from rawi.model.span import Span

FindingKind = Literal[
    "source older than its date",
    "event after the document",
    "act after death",
    "act after the end",
    "sum that fails",
    "sum that explains",
    "hedge lost",
    "gloss absorbed",
    "figure sharpened",
]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document's stored text that a finding rests on beside its claims: `text[start:end] == exact`."""

    document: str
    span: Span
    exact: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """An impossible date, a sum, a hedge lost on the way. `entity` is None where it is about documents only."""

    kind: FindingKind
    entity: str | None
    claims: tuple[str, ...]
    """Ids of the claims that it rests on, in the order in which the reason speaks of them."""
    reason: str
    passages: tuple[Passage, ...] = ()
    certain: bool = True
    """False for a hypothesis: shown, and nothing is built on it."""

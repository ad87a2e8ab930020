"""What weighing found about claims, always with the claims it rests on and never in their place."""

from __future__ import annotations

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`kind` says what was found (`differs`: values of a one-value predicate that cannot all hold)."""

    kind: str
    entity: str
    predicate: str
    claims: tuple[str, ...]
    reason: str

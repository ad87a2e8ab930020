"""A decision that was laid down, and whether entities and findings follow it already."""

from __future__ import annotations

import msgspec

from rawi.model import Decision
from rawi.pipeline.settling import settle
from rawi.pipeline.stages import Stages, stages
from rawi.workspace import Busy, Workspace

PATIENCE_SECONDS = 5.0


class Outcome(msgspec.Struct, frozen=True):
    """A decision that stands, and whether entities and findings follow it already; if not, a running build does it."""

    decision: Decision
    settled: bool


def settled(workspace: Workspace, using: Stages | None, *, now: bool = True) -> bool:
    """Settles, and says whether it did: a running build settles at its own end.

    Where not `now`, nothing is done: many decisions in quick succession are followed by one settling (`Following`).
    """
    if not now:
        return False
    try:
        with workspace.building(PATIENCE_SECONDS):
            settle(workspace, using or stages())
            workspace.seal()
    except Busy:
        return False
    return True

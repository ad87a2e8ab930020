"""Decisions of people on claims and mentions: checked, laid down, and at once drawn into entities and findings."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rawi.errors import RawiError, WorkspaceError
from rawi.model import Decision
from rawi.pipeline.settling import settle
from rawi.pipeline.stages import Stages, stages
from rawi.workspace import Busy, Workspace
from rawi.workspace.edits import WHEN
from rawi.workspace.verdicts import Action

PATIENCE_SECONDS = 5.0


class Outcome(msgspec.Struct, frozen=True):
    """A decision that stands, and whether entities and findings follow it already; if not, a running build does it."""

    decision: Decision
    settled: bool


def decide(
    workspace: Workspace,
    action: Action,
    target: str,
    *,
    by: str,
    reason: str,
    change: Mapping[str, str] | None = None,
    using: Stages | None = None,
) -> Outcome:
    """Lays down a decision and settles anew. `target` is an id, a unique beginning of one, or a mention's name.

    `change` gives the fields of an edit; `time` is EDTF. Raises `UnknownName` or `WorkspaceError`, and then nothing
    changes.
    """
    decision = workspace.decide(action, target, by=by, reason=reason, change=_with_bounds(change or {}))
    return Outcome(decision, _settled(workspace, using))


def undo(workspace: Workspace, id: int | None = None, *, by: str, reason: str, using: Stages | None = None) -> Outcome:
    """Takes back a decision, the last one in force if no number is given, and settles anew."""
    decision = workspace.undo(id, by=by, reason=reason)
    return Outcome(decision, _settled(workspace, using))


def _settled(workspace: Workspace, using: Stages | None) -> bool:
    """Settles unless a build is running, which settles at its end."""
    try:
        with workspace.building(PATIENCE_SECONDS):
            settle(workspace, using or stages())
    except Busy:
        return False
    return True


def _with_bounds(change: Mapping[str, str]) -> dict[str, str]:
    """The change, with the four bounds of its time computed beside the EDTF, once and for all."""
    from rawi.dates import from_edtf

    if WHEN in change:
        raise WorkspaceError("the bounds of a time follow from it", advice="--set time=EDTF")
    told = dict(change)
    said = told.get("time", "").strip()
    if said:
        try:
            told[WHEN] = msgspec.json.encode(from_edtf(said)).decode()
        except (ValueError, RawiError) as error:
            raise WorkspaceError(f"{said!r} is no EDTF date", advice="as in 2015, 2015-10/2015-12, /2024") from error
    return told

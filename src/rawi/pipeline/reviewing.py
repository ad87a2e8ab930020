"""Decisions of people on claims and mentions: checked, laid down, and at once drawn into entities and findings."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rawi.errors import RawiError, WorkspaceError
from rawi.model import Decision
from rawi.pipeline.settling import settle
from rawi.pipeline.stages import Stages, stages
from rawi.workspace import Workspace
from rawi.workspace.edits import WHEN
from rawi.workspace.verdicts import Action


def decide(
    workspace: Workspace,
    action: Action,
    target: str,
    *,
    by: str,
    reason: str,
    change: Mapping[str, str] | None = None,
    using: Stages | None = None,
) -> Decision:
    """Lays down a decision and settles anew. `target` is an id, a unique beginning of one, or a mention's name.

    `change` gives the fields of an edit; `time` is EDTF. Raises `UnknownName` or `WorkspaceError`, and then nothing
    changes.
    """
    decision = workspace.decide(action, target, by=by, reason=reason, change=_with_bounds(change or {}))
    settle(workspace, using or stages())
    return decision


def undo(workspace: Workspace, id: int | None = None, *, by: str, reason: str, using: Stages | None = None) -> Decision:
    """Takes back a decision, the last one in force if no number is given, and settles anew."""
    decision = workspace.undo(id, by=by, reason=reason)
    settle(workspace, using or stages())
    return decision


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

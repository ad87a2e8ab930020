"""Decisions of people on claims: checked, laid down, and at once drawn into entities and findings."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rawi.errors import RawiError, WorkspaceError
from rawi.model import ClaimAction
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.refusing import allowed
from rawi.pipeline.stages import Stages
from rawi.workspace import Workspace
from rawi.workspace.edits import WHEN


def decide(
    workspace: Workspace,
    action: ClaimAction,
    target: str,
    *,
    by: str,
    reason: str,
    change: Mapping[str, str] | None = None,
    using: Stages | None = None,
) -> Outcome:
    """Lays down a decision and settles anew. `target` is a claim's id or a unique beginning of it.

    `change` gives the fields of an edit; `time` is EDTF. Raises `UnknownName` or `WorkspaceError`, and then nothing
    changes.
    """
    decision = workspace.decide(action, target, by=by, reason=reason, change=_with_bounds(change or {}))
    return Outcome(decision, settled(workspace, using))


def undo(workspace: Workspace, id: int | None = None, *, by: str, reason: str, using: Stages | None = None) -> Outcome:
    """Takes back a decision of any kind, the last one in force if no number is given, and settles anew."""
    decision = workspace.undo(id, by=by, reason=reason, allowed=allowed(workspace))
    return Outcome(decision, settled(workspace, using))


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

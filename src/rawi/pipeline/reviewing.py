"""Decisions of people on claims and questions: checked, laid down, and at once drawn into entities and findings."""

from __future__ import annotations

from collections.abc import Mapping

from rawi.errors import WorkspaceError
from rawi.model import ClaimAction, QuestionState
from rawi.pipeline.adding import beside, with_bounds
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.refusing import allowed
from rawi.pipeline.stages import Stages
from rawi.workspace import Workspace


def decide(
    workspace: Workspace,
    action: ClaimAction,
    target: str,
    *,
    by: str,
    reason: str,
    change: Mapping[str, str] | None = None,
    also: Mapping[str, str] | None = None,
    using: Stages | None = None,
    now: bool = True,
    seen: int | None = None,
) -> Outcome:
    """Lays down a decision and settles anew. `target` is a claim's id or a unique beginning of it.

    `change` gives the fields of an edit; `time` is EDTF. To `divide`, `also` gives the fields in which the second claim
    differs from the first as it was read. To call a claim a `duplicate`, `change` names the other one as `of`. `now`
    and `seen` are as in `identity.merge`. Raises `UnknownName` or `WorkspaceError`, and then nothing changes.
    """
    told = with_bounds(change or {})
    second = None
    if action == "divide":
        if not also:
            raise WorkspaceError("a claim is divided into two", advice="say what the second one is: --also FIELD=VALUE")
        second = beside(workspace.claim(target), with_bounds(also))
    decision = workspace.decide(action, target, by=by, reason=reason, change=told, second=second, seen=seen)
    return Outcome(decision, settled(workspace, using, now=now))


def assess(
    workspace: Workspace,
    question: str,
    state: QuestionState,
    words: str = "",
    *,
    by: str,
    reason: str,
    seen: int | None = None,
) -> Outcome:
    """Lays down how a person stands to a question in dispute. Nothing is settled by it, and no answer is removed."""
    decision = workspace.assess(question, state, words, by=by, reason=reason, seen=seen)
    return Outcome(decision, settled=True)


def undo(
    workspace: Workspace,
    id: int | None = None,
    *,
    by: str,
    reason: str,
    using: Stages | None = None,
    now: bool = True,
) -> Outcome:
    """Takes back a decision of any kind, the last one in force if no number is given, and settles anew."""
    decision = workspace.undo(id, by=by, reason=reason, allowed=allowed(workspace))
    return Outcome(decision, settled(workspace, using, now=now))

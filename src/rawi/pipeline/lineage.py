"""The lineage of what a workspace holds, and people's verdicts on who rests on whom."""

from __future__ import annotations

from rawi.model import DependenceAction
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.stages import Stages
from rawi.weigh.origins import Lineage
from rawi.workspace import Workspace


def lineage(workspace: Workspace) -> Lineage:
    """Everything that stands behind the claims. Texts are read only of what has notes to cite from."""
    documents = []
    for source in workspace.documents():
        outline = workspace.outline(source.id)
        documents.append(workspace.document(source.id) if outline.notes else outline)
    return Lineage(
        workspace.kept_claims(), workspace.entities(), workspace.mentions(), documents, workspace.dependences()
    )


def judge(
    workspace: Workspace,
    action: DependenceAction,
    target: str,
    *,
    by: str,
    reason: str,
    using: Stages | None = None,
) -> Outcome:
    """Lays down whether one document rests on another, and settles anew. Raises `UnknownName`."""
    decision = workspace.decide_dependence(action, target, by=by, reason=reason)
    return Outcome(decision, settled(workspace, using))

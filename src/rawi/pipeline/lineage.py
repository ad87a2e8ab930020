"""The lineage of what a workspace holds: its claims and documents, with who rests on whom."""

from __future__ import annotations

from rawi.weigh.origins import Lineage, infer
from rawi.workspace import Workspace


def lineage(workspace: Workspace, *, known_by: frozenset[str] | None = None) -> Lineage:
    """Everything that stands behind the claims; with `known_by`, of these documents alone (by id)."""
    kept = [k for k in workspace.kept_claims() if known_by is None or k.source.id in known_by]
    documents = [workspace.document(s.id) for s in workspace.documents() if known_by is None or s.id in known_by]
    return Lineage(kept, workspace.entities(), workspace.mentions(), documents, infer(documents, kept))

"""What refuses a decision that cannot stand beside those before it, and shows the path."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rawi.errors import WorkspaceError
from rawi.model import Decision
from rawi.workspace import Workspace


class Refused(WorkspaceError):
    """A decision that others forbid. `path` is the chain that it would close, a line for each step."""

    def __init__(self, reason: str, path: Sequence[str], advice: str):
        super().__init__(f"{reason}: {'; '.join(path)}", advice=advice)
        self.headline = reason
        self.path = tuple(path)


def allowed(workspace: Workspace) -> Callable[[Sequence[Decision]], None]:
    """What refuses a decision, given last, that cannot stand beside the others; asked before anything is written."""
    mentions, entities = workspace.mentions(), workspace.entities()
    successors = workspace.successors()
    paths = {source.id: source.path for source in workspace.documents()}

    def ask(decisions: Sequence[Decision]) -> None:
        from rawi.resolve.refusal import reason_against, refusal

        found = refusal(decisions, mentions, entities, successors)
        if found is None:
            return
        known = {mention.id: mention for mention in mentions}

        def said(id: str) -> str:
            mention = known.get(id)
            return f"“{mention.name}” ({paths.get(mention.document, 'replaced')})" if mention else id

        first, last = found.path[0].left, found.path[-1].right
        lines = [f"{said(step.left)} = {said(step.right)}: {step.reason}" for step in found.path]
        forbids = reason_against(found.forbids)
        merges = found.forbids.action == "merge"
        lines.append(forbids if merges else f"{said(first)} ≠ {said(last)}: {forbids}")
        raise Refused(
            "others have been decided to be one" if merges else "this would make one of what was decided to be two",
            lines,
            advice=f"undo decision {found.forbids.id} first, if it is wrong (`rawi identity undo {found.forbids.id}`)",
        )

    return ask

"""What refuses a decision that cannot stand beside those before it, and shows the path."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rawi.errors import WorkspaceError
from rawi.model import Decision
from rawi.workspace import DecidedMeanwhile, Workspace


class Refused(WorkspaceError):
    """A decision that others forbid. `path` is the chain that it would close, a line for each step."""

    def __init__(self, reason: str, path: Sequence[str], advice: str):
        super().__init__(f"{reason}: {'; '.join(path)}", advice=advice)
        self.headline = reason
        self.path = tuple(path)


def allowed(workspace: Workspace, *, seen: int | None = None) -> Callable[[Sequence[Decision]], None]:
    """What refuses a decision, given last, that cannot stand beside the others; asked before anything is written.

    `seen` is the last decision that stood when a person was shown what he decides on: where somebody has decided on one
    of the same mentions since, it raises `DecidedMeanwhile`.
    """

    def ask(decisions: Sequence[Decision]) -> None:
        *before, drafted = decisions
        if seen is not None:
            _nothing_since(before, drafted, seen)
        if not _is_about_identity(drafted, before):
            return  # nothing is joined or parted by it, and looking through all names takes its time
        from rawi.resolve.refusal import reason_against, refusal

        mentions, entities = workspace.mentions(), workspace.entities()
        paths = {source.id: source.path for source in workspace.documents()}
        found = refusal(decisions, mentions, entities, workspace.successors())
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


def _is_about_identity(last: Decision, before: Sequence[Decision]) -> bool:
    """Whether it, or what it takes back, however indirectly, is about who is who."""
    by_id = {one.id: one for one in before}
    while last.undoes is not None and last.undoes in by_id:
        last = by_id[last.undoes]
    return bool(last.left) or last.action == "detach" or last.undoes is not None


def _nothing_since(before: Sequence[Decision], last: Decision, seen: int) -> None:
    own = {*last.left, *last.right}
    by_id = {one.id: one for one in before}
    for laid in reversed(before):
        if laid.id <= seen:
            return
        told = by_id.get(laid.undoes, laid) if laid.undoes is not None else laid
        if own & {*told.left, *told.right}:
            raise DecidedMeanwhile(laid)

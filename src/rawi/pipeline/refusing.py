"""What refuses a decision that cannot stand beside those before it, and shows the path."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rawi.errors import WorkspaceError
from rawi.model import Decision, Mention, make_mention
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
            return  # nothing is joined or parted by it
        from rawi.resolve.refusal import reason_against, refusal

        successors = workspace.successors()
        mentions = _decided_on(workspace, decisions, successors)
        entities = workspace.entities(set(workspace.owners([mention.id for mention in mentions]).values()))
        found = refusal(decisions, mentions, entities, successors)
        if found is None:
            return
        named = workspace.mentions({id for step in found.path for id in (step.left, step.right)})
        known = {mention.id: mention for mention in named}
        paths = {source.id: source.path for source in workspace.documents({one.document for one in named})}

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


def _decided_on(workspace: Workspace, decisions: Sequence[Decision], successors: Mapping[str, str]) -> list[Mention]:
    """The mentions that decisions speak of; where one is gone, all of its document and of what replaced it."""
    references = [side for one in decisions for side in (*one.left, *one.right) if not side.entry]
    ids = {make_mention(document=one.document, name=one.name, type=one.type).id: one for one in references}
    found = {mention.id: mention for mention in workspace.mentions(ids)}
    documents: set[str] = set()
    for id, reference in ids.items():
        document = reference.document if id not in found else None
        while document is not None and document not in documents:
            documents.add(document)
            document = successors.get(document)
    found |= {mention.id: mention for mention in workspace.mentions(documents=documents)} if documents else {}
    return list(found.values())


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

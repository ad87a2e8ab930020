"""Who is who, as people decide it: merges, splits, what is kept apart and what is possibly the same.

Each decision is laid down on mentions by document, type and name, so that it holds whatever reads them next, and only
where it can stand beside the decisions before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Required, TypedDict, Unpack

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import Entity, EntityType, IdentityAction, Reference
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.refusing import allowed
from rawi.pipeline.stages import Stages
from rawi.workspace import Workspace

IDENTITY: tuple[IdentityAction, ...] = ("merge", "split", "keep apart", "possibly the same")


class Laid(TypedDict, total=False):
    """How a decision is laid down.

    `by` and `reason` must be given. With `now`, as where it is left out, entities and findings follow at once. `seen`
    is the last decision that stood when what is decided on was shown: where somebody has decided on the same since,
    `DecidedMeanwhile` is raised.
    """

    by: Required[str]
    reason: Required[str]
    using: Stages | None
    now: bool
    seen: int | None


def merge(workspace: Workspace, left: str, right: str, **laid: Unpack[Laid]) -> Outcome:
    """Holds two entities, by their ids, to be one. Raises `UnknownName`, `WorkspaceError`, or `Refused`."""
    one, other = _two(workspace, left, right)
    for side, facing in ((one, other), (other, one)):
        anonymous_stay_apart(workspace, side, abroad=_documents(workspace, side) != _documents(workspace, facing))
    return _decide(workspace, "merge", sides_of(workspace, one), sides_of(workspace, other), **laid)


def keep_apart(workspace: Workspace, left: Sequence[str], right: Sequence[str], **laid: Unpack[Laid]) -> Outcome:
    """Holds mentions, by their ids, not to be one: those of two entities, or two names of one that rules joined."""
    if set(left) & set(right):
        raise WorkspaceError("a mention cannot be kept apart from itself", advice="name two entities or two names")
    return _decide(workspace, "keep apart", _references(workspace, left), _references(workspace, right), **laid)


def possibly_same(workspace: Workspace, left: str, right: str, **laid: Unpack[Laid]) -> Outcome:
    """Notes that two entities, by their ids, may be one; nothing is joined."""
    one, other = _two(workspace, left, right)
    return _decide(workspace, "possibly the same", sides_of(workspace, one), sides_of(workspace, other), **laid)


def split(workspace: Workspace, entity: str, mentions: Sequence[str], **laid: Unpack[Laid]) -> Outcome:
    """Takes mentions, by their ids, out of an entity; they stay together as far as rules join them to each other."""
    whole = workspace.entity(entity)
    out = [mention for mention in whole.mentions if mention in set(mentions)]
    rest = [mention for mention in whole.mentions if mention not in set(mentions)]
    if not out:
        raise UnknownName(f"{whole.name} has no such mention")
    if not rest:
        raise WorkspaceError(
            f"nothing would be left of {whole.name}", advice="name only what does not belong, not all of it"
        )
    return _decide(workspace, "split", _references(workspace, out), _references(workspace, rest), **laid)


def undo(workspace: Workspace, id: int | None = None, *, by: str, reason: str, using: Stages | None = None) -> Outcome:
    """Takes back a decision on identity, the last one in force if no number is given, and settles anew.

    Raises `Refused` where another decision has come to rest on it.
    """
    decision = workspace.undo(id, by=by, reason=reason, actions=(*IDENTITY, "detach"), allowed=allowed(workspace))
    return Outcome(decision, settled(workspace, using))


def _decide(
    workspace: Workspace,
    action: IdentityAction,
    left: Sequence[Reference],
    right: Sequence[Reference],
    **laid: Unpack[Laid],
) -> Outcome:
    stands = allowed(workspace, seen=laid.get("seen"))
    decision = workspace.decide_identity(action, left, right, by=laid["by"], reason=laid["reason"], allowed=stands)
    return Outcome(decision, settled(workspace, laid.get("using"), now=laid.get("now", True)))


def _two(workspace: Workspace, left: str, right: str) -> tuple[Entity, Entity]:
    one, other = workspace.entity(left), workspace.entity(right)
    if one.id == other.id:
        raise WorkspaceError(f"{one.name} is one entity already", advice="`rawi identity explain` shows why")
    return one, other


def sides_of(workspace: Workspace, entity: Entity) -> list[Reference]:
    """All mentions of an entity, those under the name that heads it first."""
    references = _references(workspace, entity.mentions)
    return sorted(references, key=lambda reference: reference.name != entity.name)


def _references(workspace: Workspace, mentions: Sequence[str]) -> list[Reference]:
    known = {mention.id: mention for mention in workspace.mentions(mentions)}
    missing = [id for id in mentions if id not in known]
    if missing:
        raise UnknownName(f"no mention {missing[0]}")
    return [Reference(known[id].document, known[id].type, known[id].name) for id in mentions]


def anonymous_stay_apart(workspace: Workspace, entity: Entity, *, abroad: bool) -> None:
    """Who tells something without a name is never joined to anybody of another document, by nobody.

    `abroad` says whether the join would reach out of the entity's document. Raises `WorkspaceError`.
    """
    unnamed = [mention for mention in workspace.mentions(entity.mentions) if not mention.named]
    for mention in unnamed:
        if not abroad or mention.type is not EntityType.PERSON:
            continue
        for kept in workspace.kept_claims(document=mention.document):
            if any(mention.name in link.tellers for link in kept.reading.chain):
                raise WorkspaceError(
                    f"“{mention.name}” tells something in {kept.source.path} without a name; "
                    "an anonymous source is never joined to anybody of another document"
                )


def _documents(workspace: Workspace, entity: Entity) -> set[str]:
    return {mention.document for mention in workspace.mentions(entity.mentions)}

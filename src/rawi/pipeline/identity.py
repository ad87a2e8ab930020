"""Who is who, as people decide it: merges, splits, what is kept apart and what is possibly the same.

Each decision is laid down on mentions by document, type and name, so that it holds whatever reads them next, and only
where it can stand beside the decisions before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import Entity, EntityType, IdentityAction, Reference
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.refusing import allowed
from rawi.pipeline.stages import Stages
from rawi.workspace import Workspace

IDENTITY: tuple[IdentityAction, ...] = ("merge", "split", "keep apart", "possibly the same")


def merge(
    workspace: Workspace,
    left: str,
    right: str,
    *,
    by: str,
    reason: str,
    using: Stages | None = None,
    now: bool = True,
    seen: int | None = None,
) -> Outcome:
    """Holds two entities, by their ids, to be one. Raises `UnknownName`, `WorkspaceError`, or `Refused`.

    Of all decisions here: with `now` entities and findings follow at once; `seen` is the last decision that stood when
    this was shown, and what was decided on the same since raises `DecidedMeanwhile`.
    """
    one, other = workspace.entity(left), workspace.entity(right)
    if one.id == other.id:
        raise WorkspaceError(f"{one.name} is one entity already", advice="`rawi identity explain` shows why")
    for side, facing in ((one, other), (other, one)):
        anonymous_stay_apart(workspace, side, abroad=_documents(workspace, side) != _documents(workspace, facing))
    return _decide(
        workspace,
        "merge",
        sides_of(workspace, one),
        sides_of(workspace, other),
        by=by,
        reason=reason,
        using=using,
        now=now,
        seen=seen,
    )


def keep_apart(
    workspace: Workspace,
    left: Sequence[str],
    right: Sequence[str],
    *,
    by: str,
    reason: str,
    using: Stages | None = None,
    now: bool = True,
    seen: int | None = None,
) -> Outcome:
    """Holds mentions, by their ids, not to be one: those of two entities, or two names of one that rules joined."""
    if set(left) & set(right):
        raise WorkspaceError("a mention cannot be kept apart from itself", advice="name two entities or two names")
    sides = [_references(workspace, side) for side in (left, right)]
    return _decide(workspace, "keep apart", sides[0], sides[1], by=by, reason=reason, using=using, now=now, seen=seen)


def possibly_same(
    workspace: Workspace,
    left: str,
    right: str,
    *,
    by: str,
    reason: str,
    using: Stages | None = None,
    now: bool = True,
    seen: int | None = None,
) -> Outcome:
    """Notes that two entities, by their ids, may be one; nothing is joined."""
    one, other = workspace.entity(left), workspace.entity(right)
    if one.id == other.id:
        raise WorkspaceError(f"{one.name} is one entity already", advice="`rawi identity explain` shows why")
    return _decide(
        workspace,
        "possibly the same",
        sides_of(workspace, one),
        sides_of(workspace, other),
        by=by,
        reason=reason,
        using=using,
        now=now,
        seen=seen,
    )


def split(
    workspace: Workspace,
    entity: str,
    mentions: Sequence[str],
    *,
    by: str,
    reason: str,
    using: Stages | None = None,
    now: bool = True,
    seen: int | None = None,
) -> Outcome:
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
    sides = [_references(workspace, side) for side in (out, rest)]
    return _decide(workspace, "split", sides[0], sides[1], by=by, reason=reason, using=using, now=now, seen=seen)


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
    *,
    by: str,
    reason: str,
    using: Stages | None,
    now: bool,
    seen: int | None,
) -> Outcome:
    stands = allowed(workspace, seen=seen)
    decision = workspace.decide_identity(action, left, right, by=by, reason=reason, allowed=stands)
    return Outcome(decision, settled(workspace, using, now=now))


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

"""Reference lists: taken in as names, proposed for entities, and tied to one only where a person confirms it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from rawi.errors import WorkspaceError
from rawi.model import Decision, Entity, EntityType, IdentityAction, Listed, Reference, make_mention
from rawi.names import Likeness, among
from rawi.pipeline import walking
from rawi.pipeline.identity import anonymous_stay_apart, sides_of
from rawi.pipeline.outcome import Outcome, settled
from rawi.pipeline.refusing import Refused
from rawi.pipeline.stages import Stages
from rawi.resolve.candidates import FAR, WORTH_SHOWING, keys_beside, kinds_beside, likest
from rawi.resolve.find import finding_keys
from rawi.resolve.registries import read_register
from rawi.workspace import Workspace

LARGEST = 512_000_000
"""Bytes of a list at most; the whole of OpenSanctions' targets is less."""
_EITHER = (EntityType.GROUP, EntityType.PERSON)
"""The types an entry may be of where its list does not say."""


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a list in did; `new` is False where this very file was in use already."""

    register: str
    title: str
    entries: int
    names: int
    left_out: int
    new: bool


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """An entity and an entry that may be one: never true before a person says so."""

    entity: str
    listed: Listed
    names: tuple[str, str]
    likeness: Likeness


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided on an entity and an entry: that they are one (`confirmed`), or that they are not."""

    entry: str
    name: str
    confirmed: bool
    decision: Decision


def add_register(workspace: Workspace, path: Path) -> Added:
    """Takes a list in. Raises `UnreadableDocument` for a file that cannot be read as one."""
    data = walking.read(str(path), LARGEST)
    found = read_register(data)
    keyed = [(one, _keys(one)) for one in found.entries]
    register = found.entries[0].register
    new = workspace.add_register(data, register=register, title=found.title, file=path.name, found=keyed)
    return Added(
        register=register,
        title=found.title,
        entries=len(found.entries),
        names=sum(len(one.names) for one in found.entries),
        left_out=found.left_out,
        new=new,
    )


def entries_like(workspace: Workspace, entity: Entity, names: Sequence[str], most: int) -> list[Proposed]:
    """The entries that an entity may be, likeliest first; what people decided on already is left out."""
    decided = {tie.entry for tie in ties_of(workspace, entity)}
    keys = [key for name in names for key in keys_beside(name, entity.type)]
    near = []
    for listed in workspace.listed_sharing(keys):
        if listed.entry in decided or not set(_types(listed)) & set(kinds_beside(entity.type)):
            continue
        pair, likeness = likest(names, [one.name for one in listed.names], entity.type)
        if likeness.score > FAR:
            near.append(Proposed(entity=entity.id, listed=listed, names=pair, likeness=likeness))
    found = [msgspec.structs.replace(one, likeness=_among_its_list(one, near, entity.type)) for one in near]
    likely = [one for one in found if one.likeness.probability >= WORTH_SHOWING]
    return sorted(likely, key=lambda one: (-one.likeness.score, one.listed.entry))[:most]


def _among_its_list(proposed: Proposed, near: Sequence[Proposed], kind: EntityType) -> Likeness:
    """The likeness with an entry as it was found in its list, of which no two entries are one."""
    rivals = [
        one.likeness.score for one in near if one is not proposed and one.listed.register == proposed.listed.register
    ]
    return among(proposed.likeness, kind, rivals)


def entries_bearing(workspace: Workspace, query: str) -> list[Listed]:
    """The entries that have a name which folds to the query, in any list in use."""
    rules = ("same name: ", "same name after folding: ", "same group name: ", "same person name: ")
    keys = [key for kind in _EITHER for key in finding_keys(query, kind) if key.startswith(rules)]
    return workspace.listed_sharing(keys)


def ties_of(workspace: Workspace, entity: Entity) -> list[Tie]:
    """What people decided, and still holds, on an entity and entries of lists."""
    own = set(entity.mentions)
    return [
        Tie(entry=side.entry, name=side.name, confirmed=laid.action == "merge", decision=laid)
        for laid in workspace.in_force()
        for side in laid.right
        if side.entry and own & {make_mention(document=r.document, name=r.name, type=r.type).id for r in laid.left}
    ]


def tied_to(workspace: Workspace, entry: str) -> list[Decision]:
    """The decisions in force that an entity is this entry."""
    return [
        laid for laid in workspace.in_force() if laid.action == "merge" and any(r.entry == entry for r in laid.right)
    ]


def decide_entry(
    workspace: Workspace,
    entity: str,
    entry: str,
    *,
    confirmed: bool,
    by: str,
    reason: str,
    using: Stages | None = None,
) -> Outcome:
    """Says that an entity is an entry of a list, or that it is not.

    Raises `UnknownName`, `WorkspaceError`, or `Refused` where the opposite was decided.
    """
    whole, listed = workspace.entity(entity), workspace.listed(entry)
    anonymous_stay_apart(workspace, whole, abroad=True)
    for tie in ties_of(workspace, whole):
        if tie.entry != entry:
            continue
        if tie.confirmed == confirmed:
            raise WorkspaceError(f"decision {tie.decision.id} says so already")
        said = "is" if tie.confirmed else "is not"
        raise Refused(
            "the opposite has been decided",
            [f"decision {tie.decision.id} by {tie.decision.by}: {whole.name} {said} {entry}: {tie.decision.reason}"],
            advice=f"undo decision {tie.decision.id} first, if it is wrong (`rawi identity undo {tie.decision.id}`)",
        )
    right = [Reference("", listed.type or whole.type, listed.name, entry)]
    action: IdentityAction = "merge" if confirmed else "keep apart"
    decision = workspace.decide_identity(action, sides_of(workspace, whole), right, by=by, reason=reason)
    return Outcome(decision, settled(workspace, using))


def _keys(listed: Listed) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(key for one in listed.names for kind in _types(listed) for key in finding_keys(one.name, kind))
    )


def _types(listed: Listed) -> tuple[EntityType, ...]:
    return (listed.type,) if listed.type is not None else _EITHER

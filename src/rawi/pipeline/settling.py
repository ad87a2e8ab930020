"""Resolving and weighing what the workspace holds, with people's decisions, where anything of it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from rawi.model import Claim, Entity, EntityType, KeptClaim, Mention, make_mention
from rawi.pipeline.basis import basis_of, digest
from rawi.pipeline.report import Progress, silent
from rawi.pipeline.stages import Stages
from rawi.resolve.aliases import doubtful
from rawi.workspace import Filling, Settled, Workspace, settlement


def settle(workspace: Workspace, using: Stages, progress: Progress = silent) -> bool:
    """Brings entities and findings up to date; returns whether there was anything to do."""
    basis = basis_of(workspace)
    key = digest(basis)
    with workspace.database.read() as connection:
        if settlement.key_of(connection) == key:
            settlement.sweep(workspace.database)
            return False
    progress("resolving", 0, 0, "")
    kept = workspace.kept_claims()
    mentions = workspace.mentions(brought=False)
    brought = _brought(kept, mentions)
    believed = [one.claim for one in kept if one.review.state != "rejected" and not doubtful(one)]
    resolution = using.resolve([*mentions, *brought], believed, workspace.in_force(), workspace.successors())
    filled = _fill(kept, [*mentions, *brought], resolution.entities)
    progress("weighing", 0, 0, "")
    documents = [workspace.document(source.id) for source in workspace.documents()]
    inferred = using.depend(documents, filled, workspace.in_force())
    weighing = using.weigh(
        filled,
        resolution.entities,
        [*mentions, *brought],
        documents,
        dependences=inferred.dependences,
        remembered=workspace.weighed(),
    )
    settled = Settled(
        resolution=resolution,
        fillings=[filling for one in filled for filling in _fillings(one)],
        weighed=weighing.weighed,
        raised=weighing.raised,
        accounts=weighing.accounts,
        traces=traces_of(inferred.traces, weighing.leads),
        rests_upon=basis,
        dependences=inferred.dependences,
        mentions=brought,
        forms=using.forms(resolution, [*mentions, *brought]),
    )
    settlement.keep(workspace.database, key, settled)
    return True


def traces_of(traces: Mapping[str, Any], leads: Mapping[str, Any]) -> dict[str, str]:
    """What each document leaves for the next settlement, as JSON: its trace, and what leads from it to others."""
    return {id: msgspec.json.encode([trace, leads.get(id)]).decode() for id, trace in traces.items()}


def _arguments(claim: Claim, kept: KeptClaim) -> list[tuple[str, str, EntityType]]:
    """Role, name and type of each place of a claim that an entity fills."""
    places = {"subject": claim.subject, "object": claim.object, "place": kept.reading.place}
    return [(role, filler.name, filler.type) for role, filler in places.items() if filler is not None]


def _brought(kept: list[KeptClaim], mentions: list[Mention]) -> list[Mention]:
    """Mentions for names that the last readings do not mention: of people's edits, and of claims that lapsed."""
    known = {(mention.document, mention.type, mention.name) for mention in mentions}
    brought: dict[str, Mention] = {}
    for one in kept:
        for _, name, kind in _arguments(one.claim, one):
            if (one.claim.document, kind, name) not in known:
                mention = make_mention(document=one.claim.document, name=name, type=kind)
                brought[mention.id] = mention
    return [brought[id] for id in sorted(brought)]


def _fill(kept: list[KeptClaim], mentions: list[Mention], entities: Sequence[Entity]) -> list[KeptClaim]:
    """The claims with the entity of each place, where its name was resolved."""
    owner = {mention: entity.id for entity in entities for mention in entity.mentions}
    by_name = {(mention.document, mention.type, mention.name): owner.get(mention.id) for mention in mentions}
    filled = []
    for one in kept:
        ids = {role: by_name.get((one.claim.document, kind, name)) for role, name, kind in _arguments(one.claim, one)}
        filled.append(
            msgspec.structs.replace(one, subject=ids.get("subject"), object=ids.get("object"), place=ids.get("place"))
        )
    return filled


def _fillings(one: KeptClaim) -> list[Filling]:
    ids = {"subject": one.subject, "object": one.object, "place": one.place}
    return [Filling(one.claim.id, role, entity) for role, entity in ids.items() if entity is not None]

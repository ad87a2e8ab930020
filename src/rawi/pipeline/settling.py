"""Resolving and weighing what the workspace holds, with people's decisions, where anything of it changed."""

from __future__ import annotations

from rawi.pipeline.basis import basis_of, differing
from rawi.pipeline.filling import brought_by, filled, fillings_of
from rawi.pipeline.report import Progress, silent
from rawi.pipeline.stages import Stages
from rawi.pipeline.touching import touch
from rawi.pipeline.tracing import left_of, shingle
from rawi.resolve.aliases import doubtful
from rawi.workspace import Settled, Workspace, resting, settlement


def settle(workspace: Workspace, using: Stages, progress: Progress = silent) -> bool:
    """Brings entities and findings up to date; returns whether there was anything to do."""
    basis = basis_of(workspace)
    with workspace.database.read() as connection:
        number = settlement.number(connection)
        change = differing(connection, number, basis) if number is not None else None
    if change is not None and not change.subjects:
        settlement.sweep(workspace.database)
        return False
    workspace.begin_settling()
    shingle(workspace, progress, change.came if change is not None else None)
    progress("resolving", 0, 0, "")
    if change is not None and touch(workspace, using, change):
        settlement.sweep(workspace.database)
        return True
    with workspace.database.read() as connection:
        basis |= resting.documents_now(connection)
    kept = workspace.kept_claims()
    mentions = workspace.mentions(brought=False)
    brought = brought_by(kept, mentions)
    believed = [one.claim for one in kept if one.review.state != "rejected" and not doubtful(one)]
    resolution = using.resolve([*mentions, *brought], believed, workspace.in_force(), workspace.successors())
    owner = {mention: entity.id for entity in resolution.entities for mention in entity.mentions}
    held = filled(kept, lambda mention: owner.get(mention.id))
    progress("weighing", 0, 0, "")
    documents = list(workspace.iter_documents([source.id for source in workspace.documents()]))
    inferred = using.depend(documents, held, workspace.in_force())
    weighing = using.weigh(
        held,
        resolution.entities,
        [*mentions, *brought],
        documents,
        dependences=inferred.dependences,
        remembered=workspace.weighed(),
    )
    settled = Settled(
        resolution=resolution,
        fillings=[filling for one in held for filling in fillings_of(one)],
        weighed=weighing.weighed,
        raised=weighing.raised,
        accounts=weighing.accounts,
        traces=left_of(inferred.traces, weighing.leads, documents),
        rests_upon=basis,
        dependences=inferred.dependences,
        mentions=brought,
        forms=using.forms(resolution, [*mentions, *brought]),
    )
    settlement.keep(workspace.database, settled)
    return True

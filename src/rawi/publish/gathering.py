"""What a dossier, a timeline or a publication is compiled from, gathered out of a workspace."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from rawi.model import Document, Entity, KeptClaim
from rawi.publish.clocks import Clock
from rawi.publish.dispute import Disputes, disputes_of
from rawi.publish.knowledge import Knowledge
from rawi.publish.publication import Publication, for_publication
from rawi.workspace import Workspace

FEW = 500
"""Claims that are asked for one by one; more of them are found by going through all."""


def knowledge_about(workspace: Workspace, entity: Entity) -> Knowledge:
    """Everything that a working copy of one entity's dossier or timeline is compiled from."""
    about = workspace.kept_claims(entity=entity.id)
    shown = {k.claim.id for k in about}
    events = {
        k.object for k in about if k.object and k.claim.predicate in ("participated_in", "attended", "neutral_in")
    }
    for event in sorted(events):
        dated = workspace.kept_claims(entity=event, predicate="happened")
        about += [k for k in dated if k.claim.id not in shown]
        shown |= {k.claim.id for k in dated}
    return gathered(workspace, about)


def disputed(
    workspace: Workspace, entity: Entity, as_of: Clock | None, as_known: Clock | None
) -> tuple[Disputes, Knowledge]:
    """What is disputed about an entity, with the knowledge for its dossier.

    Without a clock it is what the workspace has weighed; at a clock everything is weighed that was out and may hold.
    """
    if as_of is None and as_known is None:
        questions, findings = workspace.questions(entity.id, contested=True), workspace.findings(entity.id)
        return Disputes(tuple(questions), tuple(findings)), knowledge_about(workspace, entity)
    whole = all_knowledge(workspace)
    return disputes_of(whole, as_of=as_of, as_known=as_known, remembered=workspace.weighed()), whole


def knowledge_of(workspace: Workspace, ids: Collection[str]) -> Knowledge:
    """What is needed to show the claims with these ids."""
    if len(ids) > FEW:
        return gathered(workspace, [k for k in workspace.iter_kept_claims() if k.claim.id in ids])
    return gathered(workspace, workspace.kept_claims(ids=ids) if ids else [])


def all_knowledge(workspace: Workspace, *, texts: bool = False) -> Knowledge:
    """The whole workspace, which masking has to see; with the `texts` of its documents if asked for."""
    whole = gathered(workspace, list(workspace.iter_kept_claims()))
    if not texts:
        return whole
    return msgspec.structs.replace(whole, documents=tuple(workspace.document(d.id) for d in whole.documents))


def published(workspace: Workspace) -> Publication:
    """What of the workspace may be published; ordinary words are learnt from the texts of all its documents."""
    knowledge = all_knowledge(workspace)
    return for_publication(knowledge, (workspace.text(document.id) for document in knowledge.documents))


def gathered(workspace: Workspace, kept: list[KeptClaim]) -> Knowledge:
    return Knowledge(
        kept=tuple(kept),
        entities=tuple(workspace.entities()),
        mentions=tuple(workspace.mentions()),
        documents=_outlines(workspace, kept),
        grades=workspace.grades(),
    )


def _outlines(workspace: Workspace, kept: Iterable[KeptClaim]) -> tuple[Document, ...]:
    return tuple(workspace.outline(document) for document in sorted({k.source.id for k in kept}))

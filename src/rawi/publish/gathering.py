"""What a dossier, a timeline or a publication is compiled from, gathered out of a workspace."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec

from rawi.model import Document, Entity, KeptClaim
from rawi.model.sensitivity import sensitivity
from rawi.publish.clocks import Clock
from rawi.publish.dispute import Disputes, disputes_of
from rawi.publish.knowledge import Knowledge
from rawi.publish.profile import PUBLICATION, Profile
from rawi.publish.publication import Publication, for_publication
from rawi.publish.ties import ties
from rawi.publish.voiced import names_wanted
from rawi.workspace import Workspace
from rawi.workspace.overview import claims_among


def knowledge_about(
    workspace: Workspace, entity: Entity, *, dossier: bool = False, asked: Disputes | None = None
) -> Knowledge:
    """Everything that a working copy of one entity's dossier or timeline is compiled from, and no more.

    Its claims, the dates of the events it took part in, its questions' other sides, and of the documents that speak of
    it the outlines and the mentions, or those alone that a `dossier` needs: it is the same as from the whole workspace.
    `asked` is what is disputed about it, where that is at hand.
    """
    about = workspace.kept_claims(entity=entity.id)
    shown = {k.claim.id for k in about}
    events = {
        k.object for k in about if k.object and k.claim.predicate in ("participated_in", "attended", "neutral_in")
    }
    for event in sorted(events):
        dated = workspace.kept_claims(entity=event, predicate="happened")
        about += [k for k in dated if k.claim.id not in shown]
        shown |= {k.claim.id for k in dated}
    asked = asked or Disputes(tuple(workspace.questions(entity.id, contested=True)), ())
    return gathered(workspace, about, whole=[entity], entities=asked.entities, named_only=dossier)


def knowledge_in(workspace: Workspace, document: str) -> Knowledge:
    """What is needed to show one document with its claims, by the document's id; also where another replaced it."""
    kept = workspace.kept_claims(document=document, superseded=True)
    return gathered(workspace, kept, documents=[document], named_only=True)


def knowledge_around(workspace: Workspace, entity: Entity, most: int, *, depth: int = 1) -> Knowledge:
    """What is known of an entity, and of those it is tied to among each other: of `most`, those with the most claims.

    With a `depth` of two also what is known of these with anybody else.
    """
    about = workspace.kept_claims(entity=entity.id)
    shown = {k.claim.id for k in about}
    tied = Counter(id for k in about if k.claim.predicate in ties() for id in (k.subject, k.object) if id)
    near = [id for id, _ in sorted(tied.items(), key=lambda one: (-one[1], one[0]))[: most + 1] if id != entity.id]
    with workspace.database.read() as connection:
        beside = set(claims_among(connection, near, at_least=3 - depth)) - shown if near else set()
    kept = [*about, *(workspace.kept_claims(ids=beside) if beside else ())]
    found = gathered(workspace, kept, named_only=True)
    return msgspec.structs.replace(found, described=workspace.described(found.entity))


def disputed(
    workspace: Workspace,
    entity: Entity,
    as_of: Clock | None,
    as_known: Clock | None,
    *,
    weighed: Callable[[], Disputes] | None = None,
) -> tuple[Disputes, Knowledge]:
    """What is disputed about an entity, with the knowledge for its dossier.

    Without a clock it is what the workspace has weighed; at a clock everything is weighed that was out and may hold,
    or taken as `weighed` gives it, which is `disputes_at` these clocks.
    """
    if as_of is None and as_known is None:
        found = Disputes(tuple(workspace.questions(entity.id, contested=True)), tuple(workspace.findings(entity.id)))
    else:
        found = (weighed() if weighed else disputes_at(workspace, as_of, as_known)).about(entity.id)
    return found, knowledge_about(workspace, entity, dossier=True, asked=found)


def disputes_at(workspace: Workspace, as_of: Clock | None, as_known: Clock | None) -> Disputes:
    """What everything that was out, and may hold, disputes about anybody: all of it is weighed."""
    whole = all_knowledge(workspace)
    return disputes_of(whole, as_of=as_of, as_known=as_known, remembered=workspace.weighed())


def knowledge_behind(workspace: Workspace, found: Disputes) -> Knowledge:
    """What is needed to show questions and alarms with everything that they rest on."""
    kept = workspace.kept_claims(ids=found.claims)
    return gathered(workspace, kept, entities=found.entities, documents=found.documents)


def all_knowledge(workspace: Workspace, *, texts: bool = False) -> Knowledge:
    """The whole workspace, which masking has to see; with the `texts` of its documents if asked for."""
    kept = list(workspace.iter_kept_claims())
    outlines = _outlines(workspace, kept)
    return Knowledge(
        kept=tuple(kept),
        entities=tuple(workspace.entities()),
        mentions=tuple(workspace.mentions()),
        documents=tuple(workspace.document(d.id) for d in outlines) if texts else outlines,
        sources=tuple(workspace.documents()),
        grades=workspace.grades(),
        sensitivity=sensitivity(workspace.in_force()),
    )


def published(workspace: Workspace, profile: Profile = PUBLICATION, *, rejected: bool = False) -> Publication:
    """What of the workspace may be published; ordinary words are learnt from the texts of all its documents."""
    knowledge = all_knowledge(workspace)
    texts = (workspace.text(document.id) for document in knowledge.documents)
    return for_publication(knowledge, texts, profile, rejected=rejected)


def gathered(
    workspace: Workspace,
    kept: Sequence[KeptClaim],
    *,
    whole: Collection[Entity] = (),
    entities: Collection[str] = (),
    documents: Collection[str] = (),
    named_only: bool = False,
) -> Knowledge:
    """What is needed to show these claims: whom they are about, and who is mentioned in the documents that make them.

    Beside these the entities of `whole` with all their mentions and joins, and others that are only named. Of those
    only the mentions in these documents are among what is gathered; with `named_only` those alone that the claims name
    as tellers or describe.
    """
    outlines = _outlines(workspace, kept, documents)
    known = {entity.id: entity for entity in whole}
    if named_only:
        found = workspace.mentions_by(names_wanted(kept, workspace.all_names()))
    else:
        found = workspace.mentions(documents=[d.id for d in outlines])
    mentions = {m.id: m for m in found}
    elsewhere = [id for entity in known.values() for id in entity.mentions if id not in mentions]
    mentions |= {m.id: m for m in workspace.mentions(elsewhere)} if elsewhere else {}
    here: dict[str, list[str]] = defaultdict(list, {id: [] for id in entities})
    own = {id for entity in known.values() for id in entity.mentions}
    for mention, owner in workspace.owners(mentions.keys() - own).items():
        here[owner].append(mention)
    for k in kept:
        for filler in (k.subject, k.object, k.place):
            if filler is not None:
                here.setdefault(filler, [])
    others = [
        msgspec.structs.replace(entity, mentions=tuple(sorted(here[entity.id])))
        for entity in workspace.called(here.keys() - known.keys())
    ]
    return Knowledge(
        kept=tuple(kept),
        entities=tuple(sorted((*known.values(), *others), key=lambda entity: entity.id)),
        mentions=tuple(mentions.values()),
        documents=outlines,
        sources=tuple(workspace.documents({m.document for m in mentions.values()} - {k.source.id for k in kept})),
        grades=workspace.grades(),
    )


def _outlines(
    workspace: Workspace, kept: Iterable[KeptClaim], besides: Collection[str] = ()
) -> tuple[Document, ...]:
    found = workspace.outlines({k.source.id for k in kept} | set(besides))
    return tuple(sorted(found, key=lambda document: document.id))

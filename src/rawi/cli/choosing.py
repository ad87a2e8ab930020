"""From what a person typed to the one entity that is meant, and the knowledge about it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Sequence

import msgspec

from rawi.cli.options import fail, say
from rawi.errors import UnknownName, WorkspaceError
from rawi.model import Document, Entity, KeptClaim, make_mention
from rawi.pipeline.registers import entries_bearing, tied_to
from rawi.publish import Clock, Disputes, Knowledge, Publication, disputes_of, for_publication
from rawi.publish.visible import visible_name
from rawi.resolve import Match, find
from rawi.resolve.find import ALIKE, ID, PART, Lookup, near
from rawi.resolve.find import LISTED as BY_ENTRY
from rawi.vocabulary import plain
from rawi.workspace import Workspace

LISTED = 10
SHOWN = 3
NEAR = 5
GUESSES = (PART, ALIKE)
SURE = 0.9
"""The least probability at which a name that is merely alike is read as meant, where no other comes near."""
FEW = 500
"""Claims that are asked for one by one; more of them are found by going through all."""


def chosen(workspace: Workspace, name: str, *, sure: bool = False) -> Entity:
    """The entity that `name` means, in any spelling or script, or by its id; see `chosen_match`."""
    return workspace.entity(chosen_match(workspace, name, sure=sure).entity)


def chosen_match(workspace: Workspace, name: str, *, sure: bool = False) -> Match:
    """The one match of a name, or of an id, that is meant.

    Ends with status 2 and a list where several are meant as closely, and with `sure` where it is no more than a guess;
    raises `UnknownName` with near names for none.
    """
    matches = found(workspace, name)
    likely = [m for m in matches if m.rule != ALIKE or (m.probability or 0) >= SURE]
    if not likely:
        raise UnknownName(f"no entity is called {name!r}", advice=_near(workspace, name, matches))
    closest = [m for m in likely if m.strength == likely[0].strength]
    if len(closest) > 1 or (sure and closest[0].rule in GUESSES):
        several = f"{len(closest)} entities" if len(closest) > 1 else "this, and may not"
        say(f"{name!r} may mean {several}:")
        for line in choices(workspace, closest):
            say(line)
        fail("ask again with the id of one of them" if len(closest) > 1 else "ask again with its id")
    (match,) = closest
    entity = workspace.entity(match.entity)
    if match.rule in GUESSES or (match.rule != ID and plain(match.name) != plain(name)):
        because = f"{match.rule}: {match.name}" + (f"; {match.because}" if match.because else "")
        say(f"note: {name!r} is read as {visible_name(entity.name)} ({because})")
    return match


def found(workspace: Workspace, query: str, *, exact: bool = False) -> list[Match]:
    """The entities that a query may mean, closest first. Raises `WorkspaceError` where names were never indexed."""
    query = query.strip()
    with contextlib.suppress(UnknownName):
        entity = workspace.entity(query)
        return [Match(entity=entity.id, name=entity.name, rule=ID, type=entity.type, mentions=len(entity.mentions))]
    if not workspace.names_are_found():
        raise WorkspaceError(
            "the names of this workspace were kept by an older Rawi", advice="`rawi build` brings it up to date"
        )
    matches = find(query, lookup(workspace), exact=exact)
    if exact or (matches and matches[0].rule not in GUESSES):
        return matches
    listed = _by_entry(workspace, query)
    known = {match.entity for match in listed}
    return [*listed, *(match for match in matches if match.entity not in known)]


def _by_entry(workspace: Workspace, query: str) -> list[Match]:
    """The entities that people have confirmed to be an entry of a reference list that bears this name."""
    found: dict[str, Match] = {}
    for listed in entries_bearing(workspace, query):
        for laid in tied_to(workspace, listed.entry):
            named = make_mention(document=laid.left[0].document, name=laid.left[0].name, type=laid.left[0].type)
            with contextlib.suppress(UnknownName):
                entity = workspace.entity(f"e{named.id[:20]}")
                found[entity.id] = Match(
                    entity=entity.id,
                    name=f"{listed.name} [{listed.entry}]",
                    rule=BY_ENTRY,
                    type=entity.type,
                    mentions=len(entity.mentions),
                )
    return list(found.values())


def lookup(workspace: Workspace) -> Lookup:
    """The names of the workspace that share keys."""
    return lambda keys, all_of_them: workspace.names_bearing(keys, all_of_them=all_of_them)


def choices(workspace: Workspace, matches: Sequence[Match]) -> list[str]:
    """One line for each: its id, its names and the documents that use them."""
    paths = {source.id: source.path for source in workspace.documents()}
    lines = []
    for match in matches[:LISTED]:
        entity = workspace.entity(match.entity)
        own = workspace.mentions(entity.mentions)
        names = dict.fromkeys([entity.name, *sorted(m.name for m in own)])
        used = sorted({paths[m.document] for m in own if m.document in paths})
        where = ", ".join(used[:SHOWN]) + (f" and {len(used) - SHOWN} more" if len(used) > SHOWN else "")
        listed = ", ".join(visible_name(name) for name in list(names)[:SHOWN])
        lines.append(f"{entity.id}  {listed} ({entity.type}), in {where}")
    if len(matches) > LISTED:
        lines.append(f"and {len(matches) - LISTED} more")
    return lines


def _near(workspace: Workspace, name: str, alike: Sequence[Match]) -> str:
    names = [match.name for match in alike] or near(name, lookup(workspace))
    if names:
        return "near names: " + ", ".join(visible_name(one) for one in dict.fromkeys(names[:NEAR]))
    return "`rawi claims` lists what the documents speak of"


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

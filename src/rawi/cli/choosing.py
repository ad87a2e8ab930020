"""From what a person typed to the one entity that is meant, and the knowledge about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from rawi.cli.options import fail, say
from rawi.errors import UnknownName
from rawi.model import Document, Entity, KeptClaim, Mention
from rawi.publish import Knowledge, Publication, for_publication
from rawi.resolve import Match, find
from rawi.vocabulary import plain
from rawi.workspace import Workspace

LISTED = 10
SHOWN = 3
GUESS = "part of the name"


def chosen(workspace: Workspace, name: str) -> Entity:
    """The entity that `name` means, in any spelling or script, or by its id.

    Ends with status 2 and a list where several are meant as closely; raises `UnknownName` with near names for none.
    """
    entities, mentions = workspace.entities(), workspace.mentions()
    matches = find(entities, mentions, name)
    if not matches:
        raise UnknownName(f"no entity is called {name!r}", advice=_near(entities, mentions, name))
    closest = [m for m in matches if m.strength == matches[0].strength]
    if len(closest) > 1:
        say(f"{name!r} may mean {len(closest)} entities:")
        for line in _choices(workspace, closest, mentions):
            say(line)
        fail("ask again with the id of one of them")
    if closest[0].rule == GUESS or plain(closest[0].name) != plain(name):
        say(f"note: {name!r} is read as {closest[0].entity.name} ({closest[0].rule}: {closest[0].name})")
    return closest[0].entity


def _choices(workspace: Workspace, matches: list[Match], mentions: list[Mention]) -> list[str]:
    """One line for each: its id, its names and the documents that use them."""
    paths = {source.id: source.path for source in workspace.documents()}
    known = {m.id: m for m in mentions}
    lines = []
    for match in matches[:LISTED]:
        entity = match.entity
        own = [known[m] for m in entity.mentions if m in known]
        names = dict.fromkeys([entity.name, *sorted(m.name for m in own)])
        used = sorted({paths[m.document] for m in own if m.document in paths})
        where = ", ".join(used[:SHOWN]) + (f" and {len(used) - SHOWN} more" if len(used) > SHOWN else "")
        lines.append(f"{entity.id}  {', '.join(list(names)[:SHOWN])} ({entity.type}), in {where}")
    if len(matches) > LISTED:
        lines.append(f"and {len(matches) - LISTED} more")
    return lines


def _near(entities: Iterable[Entity], mentions: Iterable[Mention], name: str) -> str:
    names = {plain(n): n for n in sorted({*(e.name for e in entities), *(m.name for m in mentions if m.named)})}
    near = difflib.get_close_matches(plain(name), names, n=5, cutoff=0.5)
    if near:
        return "near names: " + ", ".join(names[n] for n in near)
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


def all_knowledge(workspace: Workspace) -> Knowledge:
    """The whole workspace, which masking has to see."""
    return gathered(workspace, list(workspace.iter_kept_claims()))


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
    )


def _outlines(workspace: Workspace, kept: Iterable[KeptClaim]) -> tuple[Document, ...]:
    return tuple(workspace.outline(document) for document in sorted({k.source.id for k in kept}))

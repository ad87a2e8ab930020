"""From what a person typed to the one entity that is meant."""

from __future__ import annotations

from collections.abc import Sequence

from rawi.cli.options import fail, say
from rawi.errors import UnknownName
from rawi.model import Entity
from rawi.pipeline.searching import GUESSES, found, lookup
from rawi.publish.visible import visible_name
from rawi.resolve import Match
from rawi.resolve.find import ALIKE, ID, near
from rawi.vocabulary import plain
from rawi.workspace import Workspace

LISTED = 10
SHOWN = 3
NEAR = 5
SURE = 0.9
"""The least probability at which a name that is merely alike is read as meant, where no other comes near."""


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

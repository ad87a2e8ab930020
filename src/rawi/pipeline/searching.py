"""Whom a query means: by id, by any name in any spelling or script, by an entry of a reference list."""

from __future__ import annotations

import contextlib

from rawi.errors import UnknownName, WorkspaceError
from rawi.model import make_mention
from rawi.pipeline.registers import entries_bearing, tied_to
from rawi.resolve import Match, find
from rawi.resolve.find import ALIKE, ID, PART, Lookup
from rawi.resolve.find import LISTED as BY_ENTRY
from rawi.workspace import Workspace

GUESSES = (PART, ALIKE)
"""Rules by which a match is no more than a guess."""


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
    return lambda keys, all_of_them, most: workspace.names_bearing(keys, all_of_them=all_of_them, most=most)

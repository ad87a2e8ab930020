"""`rawi find`: whom a name in any spelling or script may mean, and by which rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.console import Console

from rawi.cli.options import JsonOption, WorkspaceOption, fail, opened, print_json
from rawi.model import Entity, EntityType, Listed
from rawi.pipeline.registers import entries_bearing
from rawi.pipeline.searching import found
from rawi.publish.lines import BLANK, Line, isolated, line, show
from rawi.publish.visible import visible_name
from rawi.publish.who import names_line
from rawi.resolve import Match
from rawi.workspace import Workspace

LISTED = 10
"""Entries of reference lists that are shown where no document has the name."""


def register(app: typer.Typer) -> None:
    app.command("find")(find_name)


def find_name(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A name, or part of one, in any spelling or script.")],
    *,
    exact: Annotated[bool, typer.Option("--exact", help="Letter by letter: no folding, no part of a name.")] = False,
    kind: Annotated[EntityType | None, typer.Option("--type", help="Only of this type.")] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many to show.")] = 20,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Whom a name may mean: closest first, each with the rule that matched and the name it matched."""
    with opened(workspace) as here:
        matches = [match for match in found(here, query, exact=exact) if kind is None or match.type is kind]
        shown = [(match, here.entity(match.entity)) for match in matches[:most]]
        if as_json:
            print_json([_record(match, entity) for match, entity in shown])
        elif not shown and not exact and (listed := entries_bearing(here, query)):
            show(_only_listed(query, listed), Console())
        elif not shown:
            fail(f"nothing is called {query!r}" + (" letter by letter; try it without --exact" if exact else ""))
        else:
            show(_lines(here, shown, len(matches)), Console())


def _only_listed(query: str, listed: Sequence[Listed]) -> list[Line]:
    """A name that no document uses and a reference list does."""
    lines = [line(0, f"no document calls anything {visible_name(query)!r}; reference lists do:")]
    for one in listed[:LISTED]:
        lines.append(line(2, (one.entry, "bold"), f"  {isolated(visible_name(one.name))}"))
    return [*lines, line(0, ("`rawi registry match ENTITY` proposes entries for an entity", "dim"))]


def _record(match: Match, entity: Entity) -> dict[str, Any]:
    likely = {} if match.probability is None else {"probability": match.probability, "because": match.because}
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "matched": match.name,
        "rule": match.rule,
        "mentions": match.mentions,
        **likely,
    }


def _lines(workspace: Workspace, shown: list[tuple[Match, Entity]], all_of_them: int) -> list[Line]:
    lines: list[Line] = []
    for match, entity in shown:
        own = workspace.mentions(entity.mentions)
        lines += [BLANK] if lines else []
        lines.append(line(0, f"{entity.id}  ", (isolated(visible_name(entity.name)), "bold"), f" ({entity.type})"))
        likely = "" if match.probability is None else f", {match.probability:.0%}: {match.because}"
        lines.append(line(2, (f"{match.rule}: ", "dim"), isolated(visible_name(match.name)), (likely, "dim")))
        lines += names_line(entity, own)
    if all_of_them > len(shown):
        lines += [BLANK, line(0, (f"and {all_of_them - len(shown)} more (--most)", "dim"))]
    return lines

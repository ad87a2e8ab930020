"""`rawi contested` and `rawi alarms`: where documents contradict each other, and what cannot be right."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, get_args

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen
from rawi.cli.options import AsKnown, AsOf, JsonOption, WorkspaceOption, opened, print_json, read_if
from rawi.model import ContradictionType, Entity
from rawi.publish import (
    Clock,
    Disputes,
    Knowledge,
    board,
    board_lines,
    disputes_of,
    warned,
    warning_lines,
)
from rawi.publish.gathering import all_knowledge, knowledge_of
from rawi.publish.lines import show
from rawi.workspace import Workspace

Type = StrEnum("Type", {kind.upper(): kind for kind in get_args(ContradictionType)})  # type: ignore[misc]
Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="Only about this entity: a name in any spelling or script, or its id."),
]


def register(app: typer.Typer) -> None:
    app.command()(contested)
    app.command()(alarms)


def contested(
    name: Name = None,
    *,
    workspace: WorkspaceOption = None,
    kind: Annotated[list[Type] | None, typer.Option("--type", help="Only contradictions of this type.")] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Also where answers agree, are less exact, may follow, or differ in reserve only."),
    ] = False,
    as_of: AsOf = None,
    as_known: AsKnown = None,
    as_json: JsonOption = False,
) -> None:
    """Questions that documents answer differently: answers side by side, each contradiction with its type."""
    world, known = read_if(as_of), read_if(as_known)
    with opened(workspace) as here:
        entity = chosen(here, name) if name else None
        whole, found = _weighed(here, entity, world, known, contested=not every)
    shown = board(
        found.questions,
        whole,
        seen_from=entity.id if entity is not None else None,
        types=frozenset(str(one) for one in kind or ()),
        every=every,
        as_of=world.words if world is not None else None,
        as_known=known.words if known is not None else None,
    )
    if as_json:
        print_json(msgspec.to_builtins(shown))
    else:
        show(board_lines(shown, every=every), Console())


def alarms(
    name: Name = None,
    *,
    workspace: WorkspaceOption = None,
    as_of: AsOf = None,
    as_known: AsKnown = None,
    as_json: JsonOption = False,
) -> None:
    """What cannot be right, or changed on its way: dates, sums, hedges, glosses, each with what it rests on."""
    world, known = read_if(as_of), read_if(as_known)
    with opened(workspace) as here:
        entity = chosen(here, name) if name else None
        whole, found = _weighed(here, entity, world, known, contested=True)
    shown = warned(found.findings, whole)
    if as_json:
        print_json(msgspec.to_builtins(shown))
    else:
        show(warning_lines(shown), Console())


def _weighed(
    here: Workspace, entity: Entity | None, as_of: Clock | None, as_known: Clock | None, *, contested: bool
) -> tuple[Knowledge, Disputes]:
    """Questions and alarms, of one entity or of all, with their claims; weighed anew where a clock is set."""
    if as_of is not None or as_known is not None:
        whole = all_knowledge(here, texts=True)
        found = disputes_of(whole, as_of=as_of, as_known=as_known, remembered=here.weighed())
        return whole, found.about(entity.id) if entity is not None else found
    id = entity.id if entity is not None else None
    found = Disputes(tuple(here.questions(id, contested=contested)), tuple(here.findings(id)))
    return knowledge_of(here, found.claims), found

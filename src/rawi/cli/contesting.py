"""`rawi contested` and `rawi alarms`: where documents contradict each other, what people hold of it, what cannot be."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, cast, get_args

import msgspec
import typer
from rich.console import Console
from typer.core import TyperGroup

from rawi.cli.choosing import chosen
from rawi.cli.options import AsKnown, AsOf, JsonOption, WorkspaceOption, opened, print_json, read_if
from rawi.cli.reviewing import By, Reason, tell
from rawi.model import QUESTION_STATES, ContradictionType, Entity, QuestionState, assessments
from rawi.pipeline import assess as lay_down
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
from rawi.publish.gathering import all_knowledge, knowledge_behind
from rawi.publish.lines import show
from rawi.workspace import Workspace

Type = StrEnum("Type", {kind.upper(): kind for kind in get_args(ContradictionType)})  # type: ignore[misc]
State = StrEnum("State", {state.upper().replace(" ", "_"): state for state in QUESTION_STATES})  # type: ignore[misc]
Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="Only about this entity: a name in any spelling or script, or its id."),
]


class _ListsByDefault(TyperGroup):
    """`rawi contested NAME` is `rawi contested list NAME`; who is called as a command is, is asked for with `list`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        return super().parse_args(ctx, args if first in (*self.commands, "--help") else ["list", *args])


contested = typer.Typer(cls=_ListsByDefault, help="Questions that documents answer differently, and what you hold.")


def register(app: typer.Typer) -> None:
    app.add_typer(contested, name="contested")
    app.command()(alarms)


@contested.command("list")
def list_contested(
    name: Name = None,
    *,
    workspace: WorkspaceOption = None,
    kind: Annotated[list[Type] | None, typer.Option("--type", help="Only contradictions of this type.")] = None,
    state: Annotated[State | None, typer.Option("--state", help="Only questions that stand so.")] = None,
    settle: Annotated[bool, typer.Option("--settle", help="Also what is not here and would settle each.")] = False,
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
        held = assessments(here.in_force(), here.questions())
    shown = board(
        found.questions,
        whole,
        seen_from=entity.id if entity is not None else None,
        types=frozenset(str(one) for one in kind or ()),
        state=None if state is None else _stands(state),
        held=held,
        settle=settle,
        every=every,
        as_of=world.words if world is not None else None,
        as_known=known.words if known is not None else None,
    )
    if as_json:
        print_json(msgspec.to_builtins(shown))
    else:
        show(board_lines(shown, every=every), Console())


@contested.command()
def assess(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Id of the question, or its beginning.")],
    *,
    state: Annotated[State, typer.Option("--state", help="How it stands.")],
    words: Annotated[str, typer.Option("--words", metavar="TEXT", help="What to hold of it.")] = "",
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how you stand to a question; no answer is removed by it, and `rawi undo` takes it back."""
    with opened(workspace) as here:
        tell(lay_down(here, question, _stands(state), words, by=by, reason=reason), as_json)


def _stands(state: State) -> QuestionState:
    return cast(QuestionState, str(state))


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
    return knowledge_behind(here, found), found

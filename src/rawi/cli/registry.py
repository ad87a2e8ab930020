"""`rawi registry add, list, match, confirm, reject`: reference lists, whose names people tie to entities."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen
from rawi.cli.identity import refusable, tell
from rawi.cli.options import JsonOption, WorkspaceOption, opened, print_json
from rawi.cli.reviewing import By, Reason
from rawi.errors import RawiError, UnreadableDocument
from rawi.model import Entity, Listed
from rawi.pipeline.looking import Looker
from rawi.pipeline.registers import Proposed, Tie, add_register, decide_entry, entries_like, ties_of
from rawi.publish.lines import BLANK, Line, isolated, line, show
from rawi.publish.visible import visible_name

NAMES_SHOWN = 6

app = typer.Typer(
    no_args_is_help=True, help="Reference lists (UN, OFAC, UCDP, Wikidata, OpenSanctions): names to confirm, no truth."
)
Whole = Annotated[str, typer.Argument(metavar="ENTITY", help="A name of the entity, or its id.")]
EntryArgument = Annotated[str, typer.Argument(metavar="ENTRY", help="As `match` shows it: un:QDe.137.")]


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="registry")


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Lists as their publishers give them.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take reference lists in: files already on this machine; nothing is fetched."""
    with opened(workspace) as here:
        added = []
        for file in files:
            try:
                added.append(add_register(here, file))
            except UnreadableDocument as error:
                raise RawiError(error.reason, where=str(file), offset=error.offset, advice=error.advice) from error
        if as_json:
            print_json(msgspec.to_builtins(added))
            return
        for one in added:
            aside = f", {one.left_out} without name or number left out" if one.left_out else ""
            before = "" if one.new else " (this very file was in use already)"
            typer.echo(f"{one.register}  {one.title}: {one.entries:,} entries, {one.names:,} names{aside}{before}")
        typer.echo("they are names to confirm: `rawi registry match` proposes, nothing is tied by itself")


@app.command("list")
def list_all(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """The reference lists in use."""
    with opened(workspace) as here:
        kept = here.registers_in_use()
    if as_json:
        print_json(msgspec.to_builtins(kept))
    else:
        lines = [
            line(0, (one.register, "bold"), f"  {one.title}: {one.entries:,} entries, from {one.file}") for one in kept
        ]
        show(lines or [line(0, "no reference list yet: `rawi registry add FILE`")], Console())


@app.command()
def match(
    name: Whole,
    *,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many to show.")] = 10,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The entries that an entity may be, with why; and what people decided on them."""
    with opened(workspace) as here:
        entity = chosen(here, name)
        ties = ties_of(here, entity)
        proposed = entries_like(here, entity, Looker(here).names(entity.id), most)
        if as_json:
            print_json({"decided": [_tie(one) for one in ties], "proposed": [_proposed(one) for one in proposed]})
        else:
            show(_lines(entity, ties, proposed), Console())


@app.command()
def confirm(
    entity: Whole,
    entry: EntryArgument,
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The entity is this entry of the list."""
    _decide(workspace, entity, entry, confirmed=True, by=by, reason=reason, as_json=as_json)


@app.command()
def reject(
    entity: Whole,
    entry: EntryArgument,
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The entity is not this entry of the list."""
    _decide(workspace, entity, entry, confirmed=False, by=by, reason=reason, as_json=as_json)


def _decide(
    workspace: Path | None, entity: str, entry: str, *, confirmed: bool, by: str, reason: str, as_json: bool
) -> None:
    with opened(workspace) as here:
        whole = chosen(here, entity, sure=True)
        outcome = refusable(lambda: decide_entry(here, whole.id, entry, confirmed=confirmed, by=by, reason=reason))
        tell(here, outcome, as_json)


def _lines(entity: Entity, ties: list[Tie], proposed: list[Proposed]) -> list[Line]:
    lines = [line(0, (isolated(visible_name(entity.name)), "bold"), f" ({entity.type})")]
    for tie in ties:
        mark = ("= ", "green") if tie.confirmed else ("≠ ", "red")
        by = f" · decision {tie.decision.id} by {tie.decision.by}: {tie.decision.reason}"
        lines.append(line(2, mark, f"{tie.entry} {isolated(visible_name(tie.name))}", (by, "dim")))
    for one in proposed:
        lines += [BLANK, *_proposal(one)]
    if not proposed:
        lines.append(line(2, "no entry of a list in use comes near enough to propose"))
    return lines


def _proposal(one: Proposed) -> list[Line]:
    names = [isolated(visible_name(listed.name)) for listed in one.listed.names]
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    states = f" · {', '.join(one.listed.states)}" if one.listed.states else ""
    own, theirs = (isolated(visible_name(name)) for name in one.names)
    reasons = "; ".join(row.text for row in one.likeness.for_it)
    return [
        line(
            2, (f"names {one.likeness.probability:.0%}  ", "bold"), (one.listed.entry, "bold"), f"  {names[0]}{states}"
        ),
        line(4, f"“{own}” and “{theirs}”", (f": {reasons}" if reasons else "", "dim")),
        line(4, (f"also {', '.join(names[1:NAMES_SHOWN])}{more}" if names[1:] else "", "dim")),
    ]


def _proposed(one: Proposed) -> dict[str, Any]:
    return {
        "entry": one.listed.entry,
        "names": list(one.names),
        "probability": round(one.likeness.probability, 4),
        "reasons": [{"text": row.text, "weight": round(row.weight, 3)} for row in one.likeness.reasons],
        "listed": _entry(one.listed),
    }


def _entry(listed: Listed) -> dict[str, Any]:
    return {"entry": listed.entry, **msgspec.to_builtins(listed)}


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "entry": tie.entry,
        "name": tie.name,
        "confirmed": tie.confirmed,
        "decision": tie.decision.id,
        "by": tie.decision.by,
        "at": tie.decision.at,
        "reason": tie.decision.reason,
    }

"""`rawi sensitivity` and `rawi retain`: whom naming may harm, and how long a document may be kept."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen
from rawi.cli.collection import meant
from rawi.cli.options import JsonOption, WorkspaceOption, opened, print_json
from rawi.cli.reviewing import By, ClaimArgument, Reason
from rawi.model import Decision
from rawi.model.sensitivity import Level
from rawi.pipeline.sparing import set_claim, set_person, set_retention
from rawi.publish.gathering import all_knowledge
from rawi.publish.lines import isolated, line, show
from rawi.publish.sensitivity import levels, set_by_persons
from rawi.publish.standing import standing
from rawi.publish.visible import visible_name

LevelArgument = Annotated[Level, typer.Argument(metavar="LEVEL", help=", ".join(Level))]

app = typer.Typer(no_args_is_help=True, help="How sensitive it is to name a person: all but public figures are masked.")


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="sensitivity")
    root.command()(retain)


@app.command("list")
def list_all(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Every person with the levels that documents show or somebody set."""
    with opened(workspace) as here:
        knowledge = all_knowledge(here)
    found, decided = levels(knowledge, standing(knowledge).public), set_by_persons(knowledge)
    rows: list[dict[str, Any]] = [
        {
            "entity": id,
            "name": knowledge.name(id),
            "levels": [str(level) for level in own],
            "set": id in decided,
            "masked": Level.PUBLIC_FIGURE not in own,
        }
        for id, own in sorted(found.items(), key=lambda one: (knowledge.name(one[0]), one[0]))
    ]
    if as_json:
        print_json(rows)
    else:
        lines = [
            line(
                0,
                ("masked  " if row["masked"] else "named   ", "dim"),
                isolated(visible_name(row["name"])),
                f"  {', '.join(row['levels'])}",
                (" (set by a person)" if row["set"] else "", "dim"),
            )
            for row in rows
        ]
        show(lines or [line(0, "no person is known here")], Console())


@app.command()
def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of the person, or the id.")],
    level: LevelArgument,
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what a person is; it goes before what the rules read."""
    with opened(workspace) as here:
        _tell(set_person(here, chosen(here, name, sure=True).id, level, by=by, reason=reason), as_json)


@app.command()
def claim(
    claim: ClaimArgument,
    level: LevelArgument,
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say of whom a claim tells; of anybody but a public figure, it stays out of masked copies."""
    with opened(workspace) as here:
        _tell(set_claim(here, claim, level, by=by, reason=reason), as_json)


def retain(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its path, or the beginning of its SHA-256.")],
    label: Annotated[str, typer.Argument(metavar="LABEL", help='Why it may be kept: "consent form 12".')],
    *,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="As in 2031-12-31.")] = None,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why and until when a document may be kept; `rawi collection` shows it. Nothing is destroyed by itself."""
    with opened(workspace) as here:
        _tell(set_retention(here, meant(here, document).id, label, until, by=by, reason=reason), as_json)


def _tell(decision: Decision, as_json: bool) -> None:
    if as_json:
        print_json(msgspec.to_builtins(decision))
    else:
        said = ", ".join(decision.change.values())
        typer.echo(f"decision {decision.id}: {decision.action} {decision.target[:12]} {said}, by {decision.by}")

"""`rawi grade`: what persons think of a source and of what it says, for those who work with grades."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from rawi.cli.options import JsonOption, WorkspaceOption, opened, print_json
from rawi.cli.reviewing import By, ClaimArgument, Reason
from rawi.model import CREDIBILITY, RELIABILITY, Decision
from rawi.pipeline import grade_claim, grade_source

grade = typer.Typer(
    no_args_is_help=True, help="Admiralty grades, given by persons; off until `shown = true` under [grades]."
)


def _scale(scale: dict[str, str]) -> str:
    return "; ".join(f"{grade} {words}" for grade, words in scale.items())


def register(app: typer.Typer) -> None:
    app.add_typer(grade, name="grade")


@grade.command()
def source(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its path, or the beginning of its id.")],
    reliability: Annotated[str, typer.Argument(metavar="A–F", help=_scale(dict(RELIABILITY)))],
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """How reliable a document is as a source."""
    with opened(workspace) as here:
        _tell(grade_source(here, document, reliability, by=by, reason=reason), as_json)


@grade.command()
def claim(
    claim: ClaimArgument,
    credibility: Annotated[str, typer.Argument(metavar="1–6", help=_scale(dict(CREDIBILITY)))],
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """How credible what a claim says is; 1 only where two independent origins can be shown."""
    with opened(workspace) as here:
        _tell(grade_claim(here, claim, credibility, by=by, reason=reason), as_json)


def _tell(decision: Decision, as_json: bool) -> None:
    if as_json:
        print_json(msgspec.to_builtins(decision))
    else:
        target = decision.target[:12]
        typer.echo(f"decision {decision.id}: {decision.action} {target} {decision.change['grade']}, by {decision.by}")

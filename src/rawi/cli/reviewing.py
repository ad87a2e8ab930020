"""`rawi review accept, reject, edit` and `rawi undo`: what people decide on claims, with name and reason."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from rawi.cli.options import JsonOption, WorkspaceOption, fail, opened, print_json, say
from rawi.pipeline import Outcome, decide
from rawi.pipeline import undo as take_back
from rawi.workspace.edits import FIELDS

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
ClaimArgument = Annotated[str, typer.Argument(metavar="CLAIM", help="Id of the claim, or its beginning.")]

review = typer.Typer(no_args_is_help=True, help="Decide on claims; each decision can be undone.")


def register(app: typer.Typer) -> None:
    app.add_typer(review, name="review")
    app.command()(undo)


@review.command()
def accept(
    claim: ClaimArgument, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """The document says this."""
    with opened(workspace) as here:
        tell(decide(here, "accept", claim, by=by, reason=reason), as_json)


@review.command()
def reject(
    claim: ClaimArgument, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """The document does not say this."""
    with opened(workspace) as here:
        tell(decide(here, "reject", claim, by=by, reason=reason), as_json)


@review.command()
def edit(
    claim: ClaimArgument,
    *,
    by: By,
    reason: Reason,
    changes: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help=f"What to change: {', '.join(FIELDS)}.")
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The document says something else; the quote and what was read stay as they are."""
    change = {}
    for said in changes:
        field, equals, value = said.partition("=")
        if not equals:
            fail(f"--set takes FIELD=VALUE, not {said!r}")
        change[field.strip()] = value
    with opened(workspace) as here:
        tell(decide(here, "edit", claim, by=by, reason=reason, change=change), as_json)


def undo(
    decision: Annotated[
        int | None, typer.Argument(metavar="[DECISION]", help="Its number; the last one if left out.")
    ] = None,
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take back a decision; both stay in the log."""
    with opened(workspace) as here:
        tell(take_back(here, decision, by=by, reason=reason), as_json)


def tell(outcome: Outcome, as_json: bool) -> None:
    decision = outcome.decision
    if not outcome.settled:
        say("note: a build is running; entities and findings follow this decision when it ends")
    if as_json:
        print_json(msgspec.to_builtins(decision))
    elif decision.undoes is not None:
        typer.echo(f"decision {decision.id} undoes decision {decision.undoes}, by {decision.by}")
    else:
        typer.echo(f"decision {decision.id}: {decision.action} {decision.target}, by {decision.by}")

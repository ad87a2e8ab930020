"""`rawi review accept, reject, edit, split, merge, add` and `rawi undo`: what people decide on claims, and why."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from rawi.cli.options import JsonOption, WorkspaceOption, fail, opened, print_json, say
from rawi.errors import UnknownName
from rawi.model import Span
from rawi.pipeline import Outcome, decide, place_of
from rawi.pipeline import add as lay_down
from rawi.pipeline import undo as take_back
from rawi.pipeline.adding import TOLD_BY
from rawi.workspace import Workspace
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
    with opened(workspace) as here:
        tell(decide(here, "edit", claim, by=by, reason=reason, change=_fields(changes, "--set")), as_json)


@review.command()
def split(
    claim: ClaimArgument,
    *,
    by: By,
    reason: Reason,
    also: Annotated[
        list[str], typer.Option("--also", metavar="FIELD=VALUE", help="How the second claim differs from the first.")
    ],
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What to change of the first.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The quote tells two things where one was read: both are kept, on the same quote."""
    change, second = _fields(changes or [], "--set"), _fields(also, "--also")
    with opened(workspace) as here:
        tell(decide(here, "divide", claim, by=by, reason=reason, change=change, also=second), as_json)


@review.command()
def merge(
    claim: ClaimArgument,
    *,
    into: Annotated[str, typer.Option("--into", metavar="CLAIM", help="The claim of the same document that stays.")],
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The document says this once, and it was read twice: the other reading stays."""
    with opened(workspace) as here:
        tell(decide(here, "duplicate", claim, by=by, reason=reason, change={"of": into}), as_json)


@review.command()
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its path, or the beginning of its id.")],
    *,
    quote: Annotated[str, typer.Option("--quote", metavar="TEXT", help="The words that say it, as they are stored.")],
    fields: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help=f"What it says: {', '.join((*FIELDS, TOLD_BY))}.")
    ],
    at: Annotated[
        int | None, typer.Option("--at", metavar="N", help="Where the quote begins, if it stands there more than once.")
    ] = None,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """The document says this, and nothing read it: a claim of your own, on a quote that must stand in the text."""
    told = _fields(fields, "--set")
    with opened(workspace) as here:
        id = _document(here, document)
        span = place_of(here.text(id), quote) if at is None else Span(at, at + len(quote))
        tell(lay_down(here, id, span, told, exact=quote, by=by, reason=reason), as_json)


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


def _fields(said: list[str], option: str) -> dict[str, str]:
    """What `FIELD=VALUE` says, field by field."""
    told = {}
    for one in said:
        field, equals, value = one.partition("=")
        if not equals:
            fail(f"{option} takes FIELD=VALUE, not {one!r}")
        told[field.strip()] = value
    return told


def _document(here: Workspace, named: str) -> str:
    sources = here.documents()
    found = [s.id for s in sources if s.path == named] or [s.id for s in sources if named and s.id.startswith(named)]
    if len(found) != 1:
        what = "several documents are" if found else "no document is"
        raise UnknownName(f"{what} called {named!r}", advice="give the path under which it was added, or its id")
    return found[0]

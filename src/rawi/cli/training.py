"""`rawi train`: the trained reader fitted to what people decided in a workspace, and as shipped again."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from rawi.cli.options import JsonOption, WorkspaceOption, opened, print_json
from rawi.cli.progress import showing
from rawi.learning.comparing import Comparison, Kept
from rawi.pipeline.teaching import Taught
from rawi.pipeline.teaching import forget as take_back
from rawi.pipeline.teaching import train as fit


def register(app: typer.Typer) -> None:
    app.command()(train)


def train(
    workspace: WorkspaceOption = None,
    forget: Annotated[bool, typer.Option("--forget", help="Take it back: the reader as it was shipped.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Fit the trained reader to the decisions of this workspace, if it gets better by it. Nothing leaves this machine.

    What it would keep of decisions that were held back is shown before and after; what is no better is not installed.
    The next build reads with it. Numbers are of claims that the trained reader alone found.
    """
    with opened(workspace) as here:
        if forget:
            taken = take_back(here)
            told = "forgotten; the next `rawi build` reads as shipped" if taken else "nothing was trained here"
            typer.echo(told)
            if taken:
                typer.echo(f"log head   {here.head()}")
            return
        with showing() as progress:
            taught = fit(here, progress=progress)
        if as_json:
            print_json({**msgspec.to_builtins(taught), "installed": taught.is_installed})
        else:
            _show(taught, here.head())


def _show(taught: Taught, head: str) -> None:
    compared = taught.comparison
    turns = "one fifth" if compared.turns == 1 else "each fifth in its turn"
    typer.echo(f"held back: {turns}, by {compared.units}")
    for line in table(compared):
        typer.echo(line)
    typer.echo(f"learned from {taught.triggers} words that decisions say trigger a claim, or do not")
    if taught.is_installed:
        typer.echo(f"installed  {taught.version}, with the triggers of {taught.corrected} predicates corrected")
        typer.echo("the next `rawi build` reads with it; `rawi train --forget` takes it back")
        typer.echo(f"log head   {head}")
    else:
        typer.echo(f"not installed: no better on what was held back; the reader stays {taught.version}")


def table(compared: Comparison) -> list[str]:
    """A line for each predicate and one for all: decided, accepted, and before → after."""
    lines = [f"{'predicate':<18} decided right   precision      right kept     log loss"]
    rows = [*compared.predicates.items(), ("all", (compared.before, compared.after))]
    for name, (before, after) in rows:
        lines.append(
            f"{name:<18} {before.decided:>7} {before.all_right:>5}   {_turned(before.precision, after.precision)}"
            f"   {_turned(before.share, after.share)}   {_loss(before)} → {_loss(after)}"
        )
    return lines


def _turned(before: float | None, after: float | None) -> str:
    return f"{_share(before)} → {_share(after)}"


def _share(share: float | None) -> str:
    return "   -" if share is None else f"{share:.2f}"


def _loss(kept: Kept) -> str:
    return f"{kept.loss:.3f}"

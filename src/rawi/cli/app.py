"""The `rawi` command: it gathers the command families, and turns errors into one line and an exit status."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

import rawi
from rawi.cli import (
    archiving,
    building,
    collection,
    contesting,
    disposing,
    evaluating,
    exporting,
    finding,
    grading,
    identity,
    listing,
    logbook,
    origins,
    patterns,
    picturing,
    reading,
    registry,
    reviewing,
    serving,
    sparing,
    stamping,
    training,
    verifying,
)
from rawi.cli.options import SOME_FAILED, WRONG_USE, say
from rawi.errors import RawiError

app = typer.Typer(
    name="rawi",
    help="Keeps what documents claim about armed groups: each claim with its quote, tellers, reserve and time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for family in (
    building,
    collection,
    disposing,
    sparing,
    stamping,
    archiving,
    finding,
    listing,
    contesting,
    origins,
    exporting,
    reviewing,
    training,
    serving,
    grading,
    identity,
    registry,
    verifying,
    logbook,
    reading,
    patterns,
    picturing,
    evaluating,
):
    family.register(app)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"rawi {rawi.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Exit status: 0 done, 1 done with items that failed (each named), 2 wrong use."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # names come in every script
    try:
        app()
    except RawiError as error:
        say(f"rawi: {error}")
        sys.exit(WRONG_USE)
    except BrokenPipeError:  # as in `rawi claims | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        say("rawi: stopped; what was stored is kept, and the next build completes it")
        sys.exit(130)
    except Exception as error:
        if os.environ.get("RAWI_TRACEBACK"):
            raise
        say(f"rawi: a fault of Rawi itself: {type(error).__name__}: {error} (RAWI_TRACEBACK=1 shows where)")
        sys.exit(SOME_FAILED)

"""`rawi log` and `rawi log export`: what was done to a workspace, and the same as a file to be checked without Rawi."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from rawi.cli.options import JsonOption, WorkspaceOption, fail, opened, print_json
from rawi.cli.writing import log_export, write
from rawi.publish.lines import Line, line, show
from rawi.workspace import LogEntry

SHOWN = ("path", "action", "target", "by", "reason", "format", "file", "claims", "entry")
"""Of an entry's details, what its line says."""

app = typer.Typer(help="The custody log: everything that was done to this workspace, each entry chained to the last.")


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="log")


@app.callback(invoke_without_command=True)
def log(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    last: Annotated[int | None, typer.Option("--last", metavar="N", min=1, help="Only the last N.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the custody log, oldest entry first; its head is the hash of the last one."""
    if context.invoked_subcommand is not None:
        return
    with opened(workspace) as here:
        entries = here.log()[-(last or 0) :]
    if as_json:
        print_json(msgspec.to_builtins(entries))
    else:
        head = line(0, ("head ", "dim"), entries[-1].hash) if entries else line(0, "empty")
        show([*(_line(entry) for entry in entries), head], Console())


@app.command()
def export(
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")] = None,
    workspace: WorkspaceOption = None,
    details: Annotated[
        bool, typer.Option("--details", help="With who did what: names, paths and quotes leave the workspace.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why with details; logged.")] = None,
) -> None:
    """Write the log as a file that docs/verify_log.py checks without Rawi: kinds, times and hashes, no names."""
    if details and not (reason and reason.strip()):
        fail("details hold names and quotes; say why they leave: --reason TEXT")
    with opened(workspace) as here:
        made = here.exported_log(with_details=details)
        write(made, output)
        log_export(here, made, output, claims=0, form="log", published=False, reason=reason, unmasked=details)


def _line(entry: LogEntry) -> Line:
    body = entry.body or {}
    said = " · ".join(f"{body[key]}" for key in SHOWN if body.get(key) not in (None, ""))
    gone = "" if entry.body is not None else "details removed"
    return line(0, f"{entry.seq:>5}  ", (f"{entry.at[:19]}Z  ", "dim"), (entry.kind, "bold"), f"  {said or gone}")

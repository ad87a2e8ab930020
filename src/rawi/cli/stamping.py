"""`rawi stamp request` and `rawi stamp answer`: time stamps on the head of the log. Nothing is sent by Rawi."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rawi.cli.options import WorkspaceOption, opened, say
from rawi.errors import RawiError

app = typer.Typer(
    no_args_is_help=True, help="Time stamps (RFC 3161) on the head of the log, by an authority you choose."
)


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="stamp")


@app.command()
def request(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="As in head.tsq.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Write a request for the head of the log; take it to an authority, and bring its answer back."""
    with opened(workspace) as here:
        head, made = here.request_stamp()
        _write(output, made)
    typer.echo(output)
    say(f"it asks to stamp {head} and holds nothing else; send it as application/timestamp-query, as with")
    say(f"curl -H 'Content-Type: application/timestamp-query' --data-binary @{output} ADDRESS -o answer.tsr")


@app.command()
def answer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The authority's answer, as in answer.tsr.")],
    root: Annotated[
        list[Path] | None,
        typer.Option("--root", metavar="PEM", help="The authority's root certificate, to check the signature."),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Check an answer and keep it in the workspace."""
    with opened(workspace) as here:
        stamp = here.take_stamp(_read(file), [_read(one) for one in root or []])
    typer.echo(f"log row {stamp.entry} ({stamp.head}) existed at {stamp.time}, serial {stamp.serial}")
    if not stamp.verified:
        say("note: whose signature it bears was not checked; give the authority's root certificate with --root")


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RawiError(f"cannot be read: {error.strerror}", where=str(file)) from error


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise RawiError(f"cannot be written: {error.strerror}", where=str(file), advice="name another file") from error

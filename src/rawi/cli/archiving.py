"""`rawi archive pack` and `rawi archive open`: a workspace as one encrypted file for transport."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rawi.cli.options import SOME_FAILED, WorkspaceOption, fail, opened, say
from rawi.errors import RawiError
from rawi.pipeline.recutting import recut
from rawi.workspace import Workspace
from rawi.workspace.archiving import unpack

app = typer.Typer(no_args_is_help=True, help="A workspace as one encrypted file (age format), to be carried elsewhere.")

PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", metavar="FILE", help="Whose first line is the passphrase.")
]
Ask = Annotated[bool, typer.Option("--passphrase", help="Ask for a passphrase.")]


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="archive")


@app.command()
def pack(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="As in case.age.")],
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it leaves; logged.")],
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="KEY", help="Who can open it: age1…; as often as needed.")
    ] = None,
    passphrase: Ask = False,
    passphrase_file: PassphraseFile = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Pack the whole workspace, names and all, so that only who holds a key can open it."""
    if not reason.strip():
        fail("everything leaves, names and all; say why: --reason TEXT")
    words = _passphrase(passphrase, passphrase_file, confirm=True)
    with opened(workspace) as here:
        here.pack(output, recipients=to or [], passphrase=words, reason=reason)
        typer.echo(output)
        say(f"log head {here.head()}")


@app.command("open")
def open_archive(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the workspace goes; must not be there yet.")],
    *,
    identity: Annotated[
        Path | None, typer.Option("--identity", metavar="FILE", help="With your secret keys, as age-keygen wrote it.")
    ] = None,
    passphrase: Ask = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Open an archive as a workspace, and verify it."""
    words = _passphrase(passphrase, passphrase_file, confirm=False)
    keys = [] if identity is None else [line for line in _lines(identity) if line.startswith("AGE-SECRET-KEY-")]
    if not words and not keys:
        fail("say how to open it: --identity FILE, --passphrase or --passphrase-file FILE")
    unpack(file, folder, identities=keys, passphrase=words)
    with Workspace.open(folder) as here:
        problems = here.verify() + recut(here)
    for problem in problems:
        say(f"rawi: {problem}")
    typer.echo(f"opened in {folder}" + ("" if problems else ", and all holds"))
    if problems:
        raise typer.Exit(SOME_FAILED)


def _passphrase(ask: bool, file: Path | None, *, confirm: bool) -> str:
    if file is not None:
        return next(iter(_lines(file)), "")
    return str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm)) if ask else ""


def _lines(file: Path) -> list[str]:
    try:
        return [line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise RawiError(f"cannot be read: {error}", where=str(file)) from error

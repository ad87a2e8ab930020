"""`rawi dispose` and `rawi erase`: what must go, goes; that it went stays in the log."""

from __future__ import annotations

from typing import Annotated

import typer

from rawi.cli.collection import meant
from rawi.cli.options import WorkspaceOption, opened, say
from rawi.cli.reviewing import By, Reason
from rawi.pipeline.disposing import dispose as dispose_of
from rawi.pipeline.disposing import erase as erase_details


def register(app: typer.Typer) -> None:
    app.command()(dispose)
    app.command()(erase)


def dispose(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its path, or the beginning of its SHA-256.")],
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
) -> None:
    """Destroy a document here: original, texts, claims. Its hash and the reason stay. This cannot be undone."""
    with opened(workspace) as here:
        source = meant(here, document)
        dispose_of(here, source.id, by=by, reason=reason)
        typer.echo(f"disposed of {source.id} ({source.path}); the log keeps its hash, who did it and why")
        say("note: copies elsewhere, backups and what was exported are not touched by this")
        typer.echo(f"log head   {here.head()}")


def erase(
    entries: Annotated[list[int], typer.Argument(metavar="ENTRY…", help="Numbers as `rawi log` shows them.")],
    *,
    by: By,
    reason: Reason,
    workspace: WorkspaceOption = None,
) -> None:
    """Erase the words of log entries (names, paths, reasons, quotes); the chain holds. This cannot be undone."""
    with opened(workspace) as here:
        erase_details(here, entries, by=by, reason=reason)
        count = f"{len(set(entries))} entr{'y' if len(set(entries)) == 1 else 'ies'}"
        typer.echo(f"erased the details of {count}; the chain holds, and says that they were erased")
        typer.echo(f"log head   {here.head()}")

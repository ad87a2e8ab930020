"""`rawi verify`: does everything still hold?"""

from __future__ import annotations

import msgspec
import typer

from rawi.cli.options import SOME_FAILED, JsonOption, WorkspaceOption, opened, print_json, say


def register(app: typer.Typer) -> None:
    app.command()(verify)


def verify(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Re-hash every original, re-cut every quote, check the log; exit status 0 only if all hold."""
    with opened(workspace) as here:
        problems = here.verify()
        lapsed = here.lapsed()
        documents, head, entries = len(here.documents(superseded=True)), here.head(), len(here.log())
    if as_json:
        print_json(
            {
                "holds": not problems,
                "problems": msgspec.to_builtins(problems),
                "lapsed": [one.claim.id for one in lapsed],
                "documents": documents,
                "log": entries,
                "head": head,
            }
        )
    else:
        for problem in problems:
            say(f"rawi: {problem}")
        for one in lapsed:
            typer.echo(
                f"lapsed: claim {one.claim.id} ({one.source.path}) was decided on and is no longer found; it is kept"
            )
        if not problems:
            typer.echo(f"all holds: {documents} documents, every quote, {entries} log entries; head {head}")
    if problems:
        raise typer.Exit(SOME_FAILED)

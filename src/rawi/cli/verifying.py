"""`rawi verify`: does everything still hold?"""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from rawi.cli.options import SOME_FAILED, JsonOption, WorkspaceOption, opened, print_json, say
from rawi.pipeline.recutting import recut


def register(app: typer.Typer) -> None:
    app.command()(verify)


Head = Annotated[
    list[str] | None,
    typer.Option("--head", metavar="HASH", help="A head that was noted elsewhere; it must still be in the log."),
]


def verify(workspace: WorkspaceOption = None, head: Head = None, as_json: JsonOption = False) -> None:
    """Re-hash every original, re-cut every quote and every member of an archive, check the log; 0 only if all holds."""
    noted = head or []
    with opened(workspace) as here:
        problems = here.verify(noted) + recut(here)
        unsealed = here.unsealed()
        lapsed = here.lapsed()
        documents, last, entries = len(here.documents(superseded=True)), here.head(), len(here.log())
    if as_json:
        print_json(
            {
                "holds": not problems,
                "problems": msgspec.to_builtins(problems),
                "lapsed": [one.claim.id for one in lapsed],
                "documents": documents,
                "log": entries,
                "head": last,
                "unsealed_since": unsealed,
            }
        )
    else:
        for problem in problems:
            say(f"rawi: {problem}")
        for one in lapsed:
            typer.echo(
                f"lapsed: claim {one.claim.id} ({one.source.path}) was decided on and is no longer found; it is kept"
            )
        if unsealed is not None and not problems:
            typer.echo(f"note: what was written since log row {unsealed} is sealed by no entry yet; run `rawi build`")
        if not problems:
            typer.echo(f"all holds: {documents} documents, every quote, {entries} log entries; head {last}")
    if problems:
        raise typer.Exit(SOME_FAILED)

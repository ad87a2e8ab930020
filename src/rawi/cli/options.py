"""What several commands share: where the workspace is, JSON or a table, and how errors are said."""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from rawi.errors import WorkspaceError
from rawi.publish import Clock, read_clock
from rawi.publish.visible import visible
from rawi.settings import FILE
from rawi.workspace import Workspace
from rawi.workspace.folder import READING

WRONG_USE = 2
SOME_FAILED = 1
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("-w", "--workspace", metavar="DIR", help="The workspace; may be left out inside one."),
]

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="What may have held at that date.")]
AsKnown = Annotated[
    str | None, typer.Option("--as-known", metavar="DATE", help="Only from documents that were out by that date.")
]

JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]


def workspace_folder(named: Path | None) -> Path:
    """The workspace that was named, or the one that stands here or above. Raises `WorkspaceError` for none."""
    if named is not None:
        return named
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILE).is_file():
            return folder
    raise WorkspaceError(
        "this folder is in no workspace", where=str(here), advice="say -w DIR, or make one with `rawi init DIR`"
    )


def own_rules(named: Path | None) -> Path | None:
    """The folder of the own patterns and names of the workspace that was named or stands here; None outside of one."""
    if named is not None:
        with opened(named) as workspace:
            return workspace.reading
    here = Path.cwd()
    return next((folder / READING for folder in (here, *here.parents) if (folder / FILE).is_file()), None)


@contextlib.contextmanager
def opened(named: Path | None) -> Iterator[Workspace]:
    """The workspace, opened; what the user should know about it goes to standard error."""
    with Workspace.open(workspace_folder(named)) as workspace:
        for notice in workspace.notices:
            say(f"note: {notice}")
        yield workspace


def read_if(text: str | None) -> Clock | None:
    """The clock that an option sets; None where it is left out. Raises `RawiError` for what is no date."""
    return read_clock(text) if text is not None else None


def print_json(found: Any) -> None:
    """Prints JSON as UTF-8, letters as they are; what would turn a terminal's line around is escaped, not lost."""
    made = json.dumps(found, ensure_ascii=False, indent=2)
    typer.echo(_UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", made))


def say(line: str) -> None:
    """One line on standard error."""
    print(visible(" ".join(line.split())), file=sys.stderr)


def fail(reason: str, status: int = WRONG_USE) -> NoReturn:
    """Ends the command with one line on standard error."""
    say(f"rawi: {reason}")
    raise typer.Exit(status)

"""`rawi read`: a document with its claims marked, and why each was read so. Nothing is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rawi.cli.options import JsonOption, WorkspaceOption, own_rules, print_json, say
from rawi.pipeline.trial import read_bytes, read_file
from rawi.publish.explaining import explained_lines, explained_record
from rawi.publish.lines import show


def register(app: typer.Typer) -> None:
    app.command("read")(read)


def read(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file to read; - reads text from standard input.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a document with its claims marked in the text and why each was read so; nothing is kept.

    With a workspace (-w, or inside one) its own patterns and names are used as well.
    """
    own = own_rules(workspace)
    trial = (
        read_bytes(sys.stdin.buffer.read(), "standard-input.txt", own) if file == "-" else read_file(Path(file), own)
    )
    if as_json:
        if trial.reader.notice:
            say(f"note: {trial.reader.notice}")
        print_json(explained_record(trial))
    else:
        show(explained_lines(trial), Console())

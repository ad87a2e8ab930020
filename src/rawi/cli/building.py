"""`rawi init`, `rawi add`, `rawi build`: from files to a knowledge base."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from rawi.cli.options import SOME_FAILED, JsonOption, WorkspaceOption, fail, opened, print_json, say, workspace_folder
from rawi.cli.progress import showing
from rawi.pipeline import BuildReport
from rawi.pipeline import build as run_build
from rawi.pipeline.building import NOBODY
from rawi.pipeline.collecting import Collector
from rawi.settings import FILE
from rawi.workspace import Workspace

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders to take in.", show_default=False)]
MaybePaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH…]", help="Files and folders; none brings up to date what is there already."),
]


def register(app: typer.Typer) -> None:
    app.command()(init)
    app.command()(add)
    app.command()(build)


def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make it.")]) -> None:
    """Make a workspace."""
    Workspace.create(folder).close()
    typer.echo(f"made a workspace in {folder}")


CollectorOption = Annotated[str | None, typer.Option("--collector", metavar="NAME", help="Who collected these files.")]
Captured = Annotated[
    str | None, typer.Option("--captured", metavar="TIME", help="When they were captured: 2026-03-01T14:05+03:00.")
]
Tool = Annotated[str | None, typer.Option("--tool", metavar="TEXT", help="What captured them, with its version.")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What else is to be known of them.")]
Sha3 = Annotated[bool, typer.Option("--sha3", help="Record the SHA3-512 of each original as well.")]


def add(
    paths: Paths,
    *,
    collector: CollectorOption = None,
    captured: Captured = None,
    tool: Tool = None,
    note: Note = None,
    sha3: Sha3 = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take files and folders in, and read them; only what is new or changed. Each gets a collection record."""
    said = Collector(collector=collector, captured=captured, tool=tool, notes=note, sha3=sha3)
    _run(workspace_folder(workspace), paths, as_json, said)


def build(paths: MaybePaths = None, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Make the workspace if needed, take files in, read, resolve and weigh: the main job in one command."""
    folder = workspace_folder(workspace)
    if not paths and not (folder / FILE).exists():
        fail("say which files or folders to build from")
    if not (folder / FILE).exists():
        Workspace.create(folder).close()
    _run(folder, paths or [], as_json)


def _run(folder: Path, paths: Sequence[str], as_json: bool, said: Collector = NOBODY) -> None:
    with opened(folder) as workspace:
        with showing() as progress:
            report = run_build(workspace, paths, progress, collector=said)
        head = workspace.head()
    for failure in report.failures:
        say(f"rawi: {failure}")
    for notice in report.notices:
        say(f"note: {notice}")
    if as_json:
        print_json(msgspec.to_builtins(report))
    else:
        _summary(report, head)
    if report.failed:
        raise typer.Exit(SOME_FAILED)


def _summary(report: BuildReport, head: str) -> None:
    read = f"{len(report.read)} read, {report.unchanged} unchanged"
    typer.echo(f"documents  {report.documents} ({read})")
    reviewed = f"{report.reviewed} reviewed by a person" if report.reviewed else "none reviewed by a person yet"
    typer.echo(f"claims     {report.claims} ({reviewed})")
    typer.echo(f"entities   {report.entities}")
    typer.echo(f"findings   {report.findings}")
    if report.unresolved:
        several = "reference" if report.unresolved == 1 else "references"
        typer.echo(f"left open  {report.unresolved} {several} (it, they, the group): whom they mean is unsure")
    if report.superseded:
        typer.echo(f"replaced   {', '.join(report.superseded)} (the old originals are kept)")
    if report.lapsed:
        typer.echo(f"lapsed     {report.lapsed} claims that were decided on are no longer found; they are kept")
    if report.notes:
        typer.echo(f"aside      {', '.join(report.notes)} (notes, not documents; name one to have it read)")
    if report.failures:
        typer.echo(f"failed     {len(report.failures)}, each named above; the rest is built")
    typer.echo(f"log head   {head}")

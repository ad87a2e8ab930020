"""`rawi origins, what-if, wanted`: where answers come from, what falls without a source, what would settle it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen
from rawi.cli.leaving import Unmasked, WhyUnmasked, leaving
from rawi.cli.options import JsonOption, WorkspaceOption, fail, opened, print_json
from rawi.cli.reviewing import By, Reason, tell
from rawi.pipeline.lineage import judge, lineage
from rawi.publish.lines import line, show
from rawi.publish.origins import (
    dependence_lines,
    dependence_record,
    losses_lines,
    losses_record,
    origins_lines,
    origins_record,
    wanted_lines,
)
from rawi.publish.tree import origins_svg
from rawi.vocabulary import predicates
from rawi.weigh.origins import answered, losses, matters, named, wanted


class Form(StrEnum):
    TEXT = "text"
    JSON = "json"
    SVG = "svg"


def register(app: typer.Typer) -> None:
    app.command("origins")(show_origins)
    app.command("what-if")(what_if)
    app.command("wanted")(show_wanted)
    app.add_typer(dependence, name="dependence")


dependence = typer.Typer(no_args_is_help=True, help="Which document rests on which: the evidence, and your verdict.")
Publish = Annotated[
    bool, typer.Option("--publish", help="For publication: what is grave and unreviewed goes, persons are masked.")
]
Which = Annotated[str, typer.Argument(metavar="ID", help="Id of a dependence, or its beginning.")]


@dependence.command("list")
def list_dependences(
    workspace: WorkspaceOption = None,
    *,
    bits: Annotated[bool, typer.Option("--bits", help="Also how far each row moves the odds.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Every dependence between two documents, with its evidence row by row."""
    with opened(workspace) as here:
        found, whole = here.dependences(), lineage(here)
    if as_json:
        print_json([dependence_record(one) for one in found])
    else:
        lines = [row for one in found for row in dependence_lines(one, whole, bits=bits)]
        show(lines or [line(0, "No document was found to rest on another.")], Console())


@dependence.command()
def confirm(
    which: Which, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """The one document rests on the other."""
    with opened(workspace) as here:
        tell(judge(here, "confirm dependence", which, by=by, reason=reason), as_json)


@dependence.command()
def reject(
    which: Which, *, by: By, reason: Reason, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """The one document does not rest on the other; `rawi undo` takes this back."""
    with opened(workspace) as here:
        tell(judge(here, "reject dependence", which, by=by, reason=reason), as_json)


def show_origins(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of the entity, in any spelling or script.")],
    predicate: Annotated[str, typer.Argument(metavar="PREDICATE", help="What is asked of it: size, founded, led_by …")],
    *,
    workspace: WorkspaceOption = None,
    form: Annotated[Form, typer.Option("--format", help="text, json or svg.")] = Form.TEXT,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write the picture to a file, masked.")
    ] = None,
    publish: Publish = False,
    unmasked: Unmasked = False,
    reason: WhyUnmasked = None,
    as_json: JsonOption = False,
    bits: Annotated[bool, typer.Option("--bits", help="Also how far each row moves the odds of a dependence.")] = False,
) -> None:
    """Where the answers come from: chains down to their origins, what they share, what rests on what."""
    if predicate not in predicates():
        fail(f"there is no predicate {predicate!r}; `rawi patterns predicates` lists them")
    form = Form.JSON if as_json else form
    if form is not Form.SVG and (output is not None or publish):
        fail("what goes into a file is the picture: --format svg; text and json are for the screen")
    with opened(workspace) as here:
        entity = chosen(here, name)
        whole = lineage(here)
        goes = leaving(output, publish=publish, unmasked=unmasked, reason=reason)
        publication = goes.publication(here)
        behind = set() if publication is None else {x.kept.claim.id for x in publication.left_out}
        if publication is not None:
            publication.fit(entity)
        told = [k for k in whole.kept.values() if k.claim.id not in behind]
        found = [m for m in matters(told, here.entities()) if m.entity == entity.id]
        matter = next((m for m in found if m.predicate == predicate), None)
        if matter is None:
            asked = ", ".join(m.predicate for m in found)
            fail(f"nothing is said of {entity.name} by {predicate}" + (f"; there is {asked}" if asked else ""))
        if form is Form.SVG:
            goes.write(here, origins_svg(matter, whole, publication), claims=len(matter.claims), form=form.value)
    if form is Form.JSON:
        print_json(origins_record(matter, whole))
    elif form is Form.TEXT:
        show(origins_lines(matter, whole, bits=bits), Console())


def what_if(
    without: Annotated[
        list[str], typer.Option("--without", metavar="SOURCE", help="A document, outlet, author or teller; repeatable.")
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Which answers fall, and which stand on less, if a source were not there. Nothing is changed."""
    with opened(workspace) as here:
        whole = lineage(here)
        pairs = answered(matters(whole.kept.values(), here.entities()))
    gone = {name: named(whole, name) for name in without}
    for name, nodes in gone.items():
        if not nodes:
            fail(f"no document, outlet, author or teller is called {name!r}")
    found = losses(whole, pairs, frozenset().union(*gone.values()))
    if as_json:
        print_json(losses_record(found, whole))
    else:
        show(losses_lines(" and ".join(without), found, whole), Console())


def show_wanted(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """What is cited, named or cut off and not here, ranked by how many answers it would settle."""
    with opened(workspace) as here:
        whole = lineage(here)
        found = wanted(whole, [ids for ids, _ in answered(matters(whole.kept.values(), here.entities()))])
    if as_json:
        print_json(msgspec.to_builtins(found))
    else:
        show(wanted_lines(found, whole), Console())

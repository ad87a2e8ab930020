"""`rawi collection`: the collection record of each original, its badge, and the texts that were read from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console

from rawi.cli.options import JsonOption, WorkspaceOption, opened, print_json
from rawi.errors import UnknownName
from rawi.model import Source
from rawi.model.sensitivity import Retention, retention
from rawi.publish.lines import BLANK, Line, isolated, line, show
from rawi.workspace import CollectionRecord, Workspace
from rawi.workspace.collecting import badge

UNSAID = "unknown"


def register(app: typer.Typer) -> None:
    app.command()(collection)


def collection(
    document: Annotated[
        str | None, typer.Argument(metavar="[DOCUMENT]", help="Its path, or the beginning of its SHA-256.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Where each original came from, when and by whom it was captured, and which texts were read from it."""
    with opened(workspace) as here:
        chosen = [meant(here, document)] if document else here.documents(superseded=True)
        found = [_found(here, source) for source in chosen]
        kept_until = retention(here.in_force())
    if as_json:
        print_json([_record(*one) | {"retention": msgspec.to_builtins(kept_until.get(one[0].id))} for one in found])
    else:
        lines = [
            row for one in found for row in (*_lines(*one, whole=document is not None), *_retained(kept_until, one[0]))
        ]
        show(lines or [line(0, "nothing was taken in yet: `rawi add PATH…`")], Console())


def meant(here: Workspace, said: str) -> Source:
    """The document of that path, or whose SHA-256 begins so; raises `UnknownName` for none and for several."""
    sources = here.documents(superseded=True)
    found = [source for source in sources if source.path == said] or [s for s in sources if s.id.startswith(said)]
    if len(found) != 1:
        several = f"{len(found)} documents are meant by {said!r}" if found else f"no document {said!r}"
        raise UnknownName(several, advice="`rawi collection` lists paths and hashes")
    return found[0]


def _found(here: Workspace, source: Source) -> tuple[Source, list[CollectionRecord], list[Any]]:
    return source, here.collection(source.id), here.derivatives(source.id)


def _record(source: Source, records: list[CollectionRecord], derivatives: list[Any]) -> dict[str, Any]:
    return {
        "document": source.id,
        "path": source.path,
        "badge": msgspec.to_builtins(badge(records)),
        "records": msgspec.to_builtins(records),
        "derivatives": msgspec.to_builtins(derivatives),
    }


def _lines(source: Source, records: list[CollectionRecord], derivatives: list[Any], *, whole: bool) -> list[Line]:
    lines = [line(0, (source.id[:12], "dim"), f"  {isolated(source.path)}"), line(2, str(badge(records)))]
    for one in records if whole else records[-1:]:
        about = one.about
        if one.removed:
            lines.append(line(2, f"log row {one.seq}, {one.at}: erased on request"))
            continue
        lines += [
            line(2, ("address    ", "dim"), about.url or UNSAID),
            line(2, ("captured   ", "dim"), about.captured or UNSAID, ("  taken in ", "dim"), one.at),
            line(2, ("collector  ", "dim"), about.collector or UNSAID, ("  with ", "dim"), about.tool or UNSAID),
        ]
        if about.media:
            lines.append(line(2, ("media      ", "dim"), ", ".join(about.media)))
        if about.notes:
            lines.append(line(2, ("notes      ", "dim"), isolated(about.notes)))
        if whole:
            lines.append(line(2, ("found at   ", "dim"), isolated(one.origin or UNSAID)))
            lines.append(line(2, ("SHA3-512   ", "dim"), about.sha3_512 or "not asked for"))
    if whole:
        lines.append(line(2, ("SHA-256    ", "dim"), source.id))
        for text in derivatives:
            state = "current" if text.current else "older"
            lines.append(line(2, ("text       ", "dim"), f"{text.output}  {text.reader or UNSAID}, {state}"))
    return lines


def _retained(labels: Mapping[str, Retention], source: Source) -> list[Line]:
    label = labels.get(source.id)
    if label is None:
        return [BLANK]
    until = f" until {label.until}" if label.until else ""
    return [line(2, ("kept       ", "dim"), f"{isolated(label.label)}{until} (decision {label.decision})"), BLANK]

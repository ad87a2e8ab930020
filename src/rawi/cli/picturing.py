"""`rawi network`, `rawi map` and `rawi place`: who is tied to whom, what lies where, and a place given by hand."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from rawi.cli.choosing import chosen
from rawi.cli.leaving import Leaving, Unmasked, WhyUnmasked, leaving
from rawi.cli.options import AsKnown, AsOf, WorkspaceOption, fail, opened, read_if
from rawi.cli.reviewing import By
from rawi.model import Entity, placed
from rawi.pipeline.placing import place_by_hand
from rawi.publish.dispute import at_odds
from rawi.publish.gathering import all_knowledge, knowledge_about, knowledge_around
from rawi.publish.geojson import geojson
from rawi.publish.graphml import graphml
from rawi.publish.knowledge import Knowledge
from rawi.publish.lines import plain, show
from rawi.publish.network import MOST, Filter, network
from rawi.publish.pictures.chart import map_svg
from rawi.publish.pictures.graph import network_svg
from rawi.publish.places import places
from rawi.publish.tables import network_lines, places_lines
from rawi.publish.ties import kinds
from rawi.workspace import Workspace


class NetworkForm(StrEnum):
    TEXT = "text"
    JSON = "json"
    SVG = "svg"
    GRAPHML = "graphml"


class MapForm(StrEnum):
    TEXT = "text"
    JSON = "json"
    SVG = "svg"
    GEOJSON = "geojson"


Name = Annotated[
    str | None, typer.Argument(metavar="NAME", help="A name in any spelling, or an id; left out, everybody.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file.")]
Publish = Annotated[
    bool, typer.Option("--publish", help="For publication: what is grave and unreviewed goes, persons are masked.")
]


def register(app: typer.Typer) -> None:
    app.command("network")(show_network)
    app.command("map")(show_map)
    app.command("place")(place)


def show_network(
    name: Name = None,
    *,
    workspace: WorkspaceOption = None,
    as_of: AsOf = None,
    as_known: AsKnown = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=2, help="1: direct ties; 2: and ties of those.")] = 1,
    most: Annotated[int, typer.Option("--most", min=2, help="Parties at most, those with most documents.")] = MOST,
    kind: Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="A kind of tie; repeatable.")] = None,
    form: Annotated[NetworkForm, typer.Option("--format", help="text, json, svg or graphml.")] = NetworkForm.TEXT,
    output: Output = None,
    publish: Publish = False,
    unmasked: Unmasked = False,
    reason: WhyUnmasked = None,
) -> None:
    """Who is told to be tied to whom, and how: allies, enemies, backers, commanders, at the two clocks."""
    if publish and form is NetworkForm.TEXT:
        fail("what is published is a file for others: --format svg, graphml or json")
    if unknown := [one for one in kind or () if one not in kinds()]:
        fail(f"there is no kind of tie {unknown[0]!r}; there are {', '.join(kinds())}")
    world, known = read_if(as_of), read_if(as_known)
    asked = Filter(kinds=tuple(kind or ()), depth=depth, most=most)
    with opened(workspace) as here:
        entity = chosen(here, name) if name is not None else None
        contested = _at_odds(here, entity)
        goes = leaving(output, publish=publish, unmasked=unmasked, reason=reason)
        knowledge, entity = _gathered(here, entity, goes, around=(most, depth))
        made = network(knowledge, entity, asked=asked, as_of=world, as_known=known, contested=contested)
        if form is NetworkForm.TEXT and output is None:
            show(network_lines(made), Console())
            return
        match form:
            case NetworkForm.TEXT:
                text = plain(network_lines(made))
            case NetworkForm.JSON:
                text = _json(made)
            case NetworkForm.SVG:
                text = network_svg(made, label=made.name or "Network", legend=True) + "\n"
            case NetworkForm.GRAPHML:
                text = graphml(made)
        goes.write(here, text, claims=sum(len(edge.tellings) for edge in made.edges), form=form.value)


def show_map(
    name: Name = None,
    *,
    workspace: WorkspaceOption = None,
    as_of: AsOf = None,
    as_known: AsKnown = None,
    form: Annotated[MapForm, typer.Option("--format", help="text, json, svg or geojson.")] = MapForm.TEXT,
    output: Output = None,
    publish: Publish = False,
    unmasked: Unmasked = False,
    reason: WhyUnmasked = None,
) -> None:
    """What documents place somewhere: bases, areas, battles, each as exactly as its words. Persons are not placed."""
    if publish and form is MapForm.TEXT:
        fail("what is published is a file for others: --format svg, geojson or json")
    world, known = read_if(as_of), read_if(as_known)
    with opened(workspace) as here:
        entity = chosen(here, name) if name is not None else None
        contested, given = _at_odds(here, entity), placed(here.in_force())
        goes = leaving(output, publish=publish, unmasked=unmasked, reason=reason)
        knowledge, entity = _gathered(here, entity, goes)
        made = places(knowledge, entity, placed=given, as_of=world, as_known=known, contested=contested)
        if form is MapForm.TEXT and output is None:
            show(places_lines(made), Console())
            return
        match form:
            case MapForm.TEXT:
                text = plain(places_lines(made))
            case MapForm.JSON:
                text = _json(made)
            case MapForm.SVG:
                text = map_svg(made, label=made.name or "Map") + "\n"
            case MapForm.GEOJSON:
                text = geojson(made)
        goes.write(here, text, claims=sum(len(mark.tellings) for mark in made.marks), form=form.value)


def place(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The place, or the event.")],
    latitude: Annotated[float, typer.Argument(metavar="LATITUDE", help="Degrees north; south is negative.")],
    longitude: Annotated[float, typer.Argument(metavar="LONGITUDE", help="Degrees east; west is negative.")],
    *,
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="What shows that it lies there.")],
    by: By,
    radius_km: Annotated[float, typer.Option("--radius-km", help="How far from there it may lie.")] = 1.0,
    workspace: WorkspaceOption = None,
) -> None:
    """Put a place on the map by hand, to about a kilometre; `rawi undo` takes it back."""
    with opened(workspace) as here:
        entity = chosen(here, name, sure=True)
        laid = place_by_hand(
            here, entity.id, latitude, longitude, radius_km=radius_km, source=source, by=by, reason=f"source: {source}"
        )
    where = f"{laid.change['latitude']}, {laid.change['longitude']} ±{laid.change['radius_km']} km"
    typer.echo(f"decision {laid.id}: place {entity.name} at {where}, by {laid.by}")


def _at_odds(here: Workspace, entity: Entity | None) -> frozenset[str]:
    return at_odds(here.questions(entity.id if entity else None, contested=True))


def _gathered(
    here: Workspace, entity: Entity | None, goes: Leaving, *, around: tuple[int, int] | None = None
) -> tuple[Knowledge, Entity | None]:
    """What the picture is made of: a working copy, or what may be published, and the entity as it stands there."""
    publication = goes.publication(here)
    if publication is not None:
        return publication.knowledge, publication.fit(entity) if entity is not None else None
    if entity is None:
        return all_knowledge(here), None
    if around is None:
        return knowledge_about(here, entity), entity
    return knowledge_around(here, entity, around[0], depth=around[1]), entity


def _json(made: msgspec.Struct) -> str:
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"

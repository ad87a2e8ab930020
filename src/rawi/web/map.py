"""The map: what documents place somewhere, as exactly as they do; a tray for the rest, and places given by hand."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import Form, Query
from markupsafe import Markup
from starlette.responses import Response

from rawi.model import Entity, placed
from rawi.pipeline.placing import MOST_KM, place_by_hand
from rawi.publish.gathering import all_knowledge, knowledge_about
from rawi.publish.geography import Box, Shape, countries_within, provinces_of, world
from rawi.publish.geojson import geojson
from rawi.publish.pictures.chart import BORDERS, Borders, beyond, map_svg, sites_of, view_of
from rawi.publish.places import KINDS, MOST, Places, places
from rawi.web.leaving import leaving
from rawi.web.pages import Family, JsonText, back
from rawi.web.picturing import About, Whose, chosen, contested_claims, for_leaving, whose
from rawi.web.site import Ask, Asked

family = Family("map", nav=("nav.map", "/map", 50))
Some = Annotated[list[str], Query(max_length=20, description="None for all; parted by commas, or said again")]
Degrees = Annotated[float, Query(ge=-180, le=180, allow_inf_nan=False)]


class MapView(msgspec.Struct, frozen=True, kw_only=True):
    """`box` is what the picture shows: west, south, east, north in degrees; `beyond` the names that lie outside."""

    whose: Whose
    places: Places
    asked: tuple[str, ...]
    borders: Borders
    box: Box | None
    beyond: tuple[str, ...]
    addresses: dict[str, str]
    """For each mark the part of the page where its evidence stands."""

    @property
    def kinds(self) -> dict[str, str]:
        return dict(KINDS)

    @property
    def choices(self) -> tuple[Borders, ...]:
        return BORDERS

    @property
    def claims(self) -> int:
        return sum(len(mark.tellings) for mark in self.places.marks)

    def svg(self, ask: Ask) -> Markup:
        label = f"{ask.t('nav.map')} · {self.places.name or ask.t('picture.everybody')}"
        return Markup(
            map_svg(
                self.places,
                label=label,
                borders=self.borders,
                whose=str(ask.t("map.whose_borders")),
                say=ask.say,
                address=lambda mark: f"#{self.addresses[mark.id]}",
            )
        )


@family.page("/map", "map.html", remembered=True)
def shown_map(
    ask: Asked,
    about: About = "",
    kind: Some = [],  # noqa: B006
    borders: Annotated[Borders, Query()] = "provinces",
) -> MapView:
    """Bases, areas, battles: points, circles, hatched provinces, and a tray for what has no place."""
    asked_for = whose(ask, about)
    kinds = tuple(one for one in KINDS if one in chosen(kind))
    made = _made(ask, asked_for.entity, kinds)
    sites = sites_of(made.located)
    box = view_of(sites)
    return MapView(
        whose=asked_for,
        places=made,
        asked=kinds,
        borders=borders,
        box=box,
        beyond=tuple(site.spot.name for site in beyond(sites, box)) if box is not None else (),
        addresses={mark.id: f"p{number}" for number, mark in enumerate(made.marks, 1)},
    )


@family.router.get("/map/shapes.json", summary="Borders and provinces around a map, as GeoJSON")
def shapes(
    ask: Asked,
    *,
    west: Degrees,
    south: Degrees,
    east: Degrees,
    north: Degrees,
    code: Some = [],  # noqa: B006
) -> Response:
    """The countries within a box in detail, all others coarsely, and the provinces of those named by their codes."""
    near = countries_within(Box(west, south, east, north))
    fine = {shape.code for shape in near}
    return JsonText(
        msgspec.json.encode(
            {
                "near": _collection(near),
                "far": _collection([shape for shape in world() if shape.code not in fine]),
                "provinces": _collection(
                    [p for one in sorted(chosen(code)) if len(one) == 2 for p in provinces_of(one)]
                ),
            }
        )
    )


@family.change("/map/place")
def place(
    ask: Asked,
    *,
    entity: Annotated[str, Form(max_length=64)],
    latitude: Annotated[float, Form()],
    longitude: Annotated[float, Form()],
    source: Annotated[str, Form(max_length=1000)],
    by: Annotated[str, Form(max_length=200)],
    radius_km: Annotated[float, Form(gt=0, le=MOST_KM)] = 1.0,
    going: Annotated[str | None, Form(max_length=2000)] = None,
) -> str:
    """Puts a place on the map, by whom and by what source; the log takes it back."""
    place_by_hand(
        ask.workspace,
        entity,
        latitude,
        longitude,
        radius_km=radius_km,
        source=source,
        by=by,
        reason=f"source: {source}",
    )
    return back(ask, going, "/map")


@family.change("/map/file")
def map_file(
    ask: Asked,
    *,
    about: Annotated[str, Form(max_length=300)] = "",
    form: Annotated[Literal["svg", "geojson"], Form()] = "svg",
    kind: Annotated[list[str], Form()] = [],  # noqa: B006
    borders: Annotated[Borders, Form()] = "provinces",
) -> Response:
    """The map as a file that may leave: what is grave and unreviewed goes, private persons are masked."""
    asked_for = whose(ask, about).entity
    publication, entity = for_leaving(ask, asked_for)
    kinds = tuple(one for one in KINDS if one in chosen(kind))
    made = places(
        publication.knowledge,
        entity,
        placed=placed(ask.workspace.in_force()),
        kinds=kinds,
        as_of=ask.state.as_of,
        as_known=ask.state.as_known,
        contested=contested_claims(ask, asked_for),
    )
    if form == "svg":
        whose_borders, say = str(ask.t("map.whose_borders")), ask.say
        text = map_svg(made, label=made.name or "Rawi", borders=borders, whose=whose_borders, say=say)
    else:
        text = geojson(made)
    told = sum(len(mark.tellings) for mark in made.marks)
    return leaving(ask, text, form=form, name="map", claims=told)


def _made(ask: Ask, entity: Entity | None, kinds: tuple[str, ...]) -> Places:
    knowledge = all_knowledge(ask.workspace) if entity is None else knowledge_about(ask.workspace, entity)
    return places(
        knowledge,
        entity,
        placed=placed(ask.workspace.in_force()),
        kinds=kinds,
        most=MOST,
        as_of=ask.state.as_of,
        as_known=ask.state.as_known,
        contested=contested_claims(ask, entity),
    )


def _collection(shapes: list[Shape] | tuple[Shape, ...]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": shape.code, "name": shape.name, "ar": shape.arabic},
                "geometry": {"type": "MultiPolygon", "coordinates": shape.polygons},
            }
            for shape in shapes
        ],
    }

"""A map as GeoJSON: one feature for each mark, as exact as its words: points, circles as polygons, whole provinces."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import msgspec

from rawi.publish.geography import Shape, country, provinces_of
from rawi.publish.places import InTray, Located, Mark, Places
from rawi.publish.spots import KM_A_DEGREE, Spot

Record = dict[str, Any]
CORNERS = 48
ATTRIBUTION = "Borders and provinces: Natural Earth (de facto). Towns: GeoNames, CC BY 4.0."


def geojson(places: Places) -> str:
    """A FeatureCollection (RFC 7946); what has no place is a feature without geometry, so that nothing is lost."""
    features = [*_located(places.located), *_tray(places.tray)]
    made = {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def shape_of(spot: Spot) -> Shape | None:
    """The province or country that a spot lies in somewhere."""
    if spot.code is None:
        return None
    if spot.precision == "country":
        return country(spot.code)
    return next((shape for shape in provinces_of(spot.country or "") if shape.code == spot.code), None)


def geometry(spot: Spot) -> Record | None:
    if spot.latitude is not None and spot.longitude is not None:
        if spot.precision == "point" or spot.radius_km is None:
            return {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
        return {"type": "Polygon", "coordinates": [ring(spot.latitude, spot.longitude, spot.radius_km)]}
    shape = shape_of(spot)
    return {"type": "MultiPolygon", "coordinates": shape.polygons} if shape is not None else None


def ring(latitude: float, longitude: float, radius_km: float) -> list[tuple[float, float]]:
    """A circle as a closed ring of longitude and latitude, to two decimals."""
    high = radius_km / KM_A_DEGREE
    wide = high / max(0.01, math.cos(math.radians(latitude)))
    corners = [
        (
            round(longitude + wide * math.cos(2 * math.pi * corner / CORNERS), 2),
            round(latitude + high * math.sin(2 * math.pi * corner / CORNERS), 2),
        )
        for corner in range(CORNERS)
    ]
    return [*corners, corners[0]]


def _located(located: tuple[Located, ...]) -> Iterator[Record]:
    for one in located:
        where = geometry(one.spot)
        placed = {
            "precision": one.spot.precision,
            "found_as": one.spot.name,
            "basis": one.spot.basis,
            "radius_km": one.spot.radius_km,
            "part": one.spot.part,
            "source": one.spot.source,
        }
        for mark in one.marks:
            yield {"type": "Feature", "geometry": where, "properties": _said(mark) | placed}


def _tray(tray: tuple[InTray, ...]) -> Iterator[Record]:
    for one in tray:
        for mark in one.marks:
            yield {
                "type": "Feature",
                "geometry": None,
                "properties": _said(mark) | {"precision": None, "why": one.missing.why},
            }


def _said(mark: Mark) -> Record:
    return {
        "kind": mark.kind,
        "who": mark.name,
        "place": mark.place_name,
        "times": list(mark.times),
        "documents": mark.documents,
        "stances": list(mark.stances),
        "contested": mark.contested,
        "unreviewed": mark.unreviewed,
        "claims": [telling.claim for telling in mark.tellings],
        "quotes": [telling.quote for telling in mark.tellings],
    }

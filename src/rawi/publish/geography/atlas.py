"""The shapes of countries and provinces, read out of their archives one country at a time."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import msgspec

from rawi.errors import VocabularyError

WORLD = "world"
Point = tuple[float, float]
Polygon = tuple[tuple[Point, ...], ...]
"""Rings of longitude and latitude in degrees: the outline, then its holes."""


class Box(msgspec.Struct, frozen=True):
    """A stretch of the earth, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        return (
            self.west <= other.east
            and other.west <= self.east
            and self.south <= other.north
            and other.south <= self.north
        )

    def widened(self, share: float, least: float = 0.0) -> Box:
        """The box with a margin on every side: a share of its own size, and at least so many degrees."""
        x = max((self.east - self.west) * share, least)
        y = max((self.north - self.south) * share, least)
        return Box(self.west - x, max(-85.0, self.south - y), self.east + x, min(85.0, self.north + y))


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A country or a province. `code` is that of the country (ISO 3166) or Natural Earth's of the province."""

    code: str
    name: str
    arabic: str = ""
    polygons: tuple[Polygon, ...]

    @property
    def box(self) -> Box:
        return box_of(self.polygons)

    @property
    def largest(self) -> Box:
        """The box of its largest part: of a country, without its far islands."""
        boxes = [box_of((polygon,)) for polygon in self.polygons]
        return max(boxes, key=lambda b: (b.east - b.west) * (b.north - b.south))


def box_of(polygons: tuple[Polygon, ...]) -> Box:
    points = [point for polygon in polygons for point in polygon[0]]
    return Box(
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    )


@cache
def world() -> tuple[Shape, ...]:
    """Every country, coarse enough to be drawn at once, by code."""
    return tuple(_shapes("countries.zip", WORLD))


@lru_cache(maxsize=64)
def country(code: str) -> Shape | None:
    """One country in full detail; None for a code that is none."""
    return next(_shapes("countries.zip", code), None) if code != WORLD else None


@lru_cache(maxsize=32)
def provinces_of(code: str) -> tuple[Shape, ...]:
    """The first level of division of a country; () for a code that is none."""
    return tuple(_shapes("provinces.zip", code))


def countries_within(box: Box) -> tuple[Shape, ...]:
    """The countries that a box touches, in full detail where it is small, else coarse."""
    near = [shape for shape in world() if any(box_of((polygon,)).meets(box) for polygon in shape.polygons)]
    if box.east - box.west > 60:
        return tuple(near)
    return tuple(country(shape.code) or shape for shape in near)


def _shapes(archive: str, member: str) -> Iterator[Shape]:
    try:
        raw = _archive(archive).read(f"{member}.json")
    except KeyError:
        return
    for feature in json.loads(raw)["features"]:
        says: dict[str, Any] = feature["properties"]
        yield Shape(
            code=says.get("code") or says["id"],
            name=says["name"],
            arabic=says.get("ar", ""),
            polygons=tuple(
                tuple(tuple((x, y) for x, y in ring) for ring in polygon)
                for polygon in feature["geometry"]["coordinates"]
            ),
        )


@cache
def _archive(name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data(name)))


def data(name: str) -> bytes:
    """The bytes of a file of map data. Raises `VocabularyError` where it is missing."""
    try:
        return resources.files("rawi.publish.geography").joinpath(name).read_bytes()
    except OSError as error:
        raise VocabularyError("data file not found", where=name, advice="install Rawi again") from error

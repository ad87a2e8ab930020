"""A map as SVG: a town as a point, what is about there as a ring, what lies somewhere in a province as hatching."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import msgspec

from rawi.publish.geography import Box, Shape, countries_within, provinces_of
from rawi.publish.geojson import shape_of
from rawi.publish.pictures.svg import (
    ALARM,
    INK,
    MINUS,
    NEITHER,
    PAPER,
    PLUS,
    SOFT,
    Say,
    as_written,
    element,
    group,
    link,
    name,
    picture,
    title,
    words,
)
from rawi.publish.places import KINDS, Located, Mark, Places
from rawi.publish.spots import KM_A_DEGREE, Spot

Borders = Literal["provinces", "countries", "none"]
BORDERS: tuple[Borders, ...] = ("provinces", "countries", "none")
WHOSE = "Borders: Natural Earth, de facto: who holds the ground, not who has a right to it. Towns: GeoNames, CC BY 4.0."
WIDTH, LEAST_HIGH, MOST_HIGH, FOOT = 1000.0, 420.0, 900.0, 26.0
LAND, SEA, BORDER, PROVINCE = "#fbfaf7", "#e6edf2", "#7a7a74", "#b9b4a6"
COLOURS = {"taken": PLUS, "lost": MINUS, "attack": MINUS, "event": "#5a3d7a"}


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that lies at one spot, however the documents call it."""

    spot: Spot
    names: tuple[str, ...]
    marks: tuple[Mark, ...]


class View(msgspec.Struct, frozen=True):
    """A stretch of the earth on a picture, in Mercator's projection."""

    box: Box
    width: float
    height: float

    def x(self, longitude: float) -> float:
        return (longitude - self.box.west) / (self.box.east - self.box.west) * self.width

    def y(self, latitude: float) -> float:
        top, bottom = mercator(self.box.north), mercator(self.box.south)
        return (top - mercator(latitude)) / (top - bottom) * self.height


def mercator(latitude: float) -> float:
    bounded = max(-85.0, min(85.0, latitude))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))


def sites_of(located: Iterable[Located]) -> list[Site]:
    """Places that lie at the same spot, together; smaller ones last, so that they lie on top."""
    at: dict[tuple[object, ...], list[Located]] = defaultdict(list)
    for one in located:
        spot = one.spot
        at[spot.precision, spot.latitude, spot.longitude, spot.radius_km, spot.code].append(one)
    sites = [
        Site(
            spot=own[0].spot,
            names=tuple(dict.fromkeys(one.name for one in own)),
            marks=tuple(mark for one in own for mark in one.marks),
        )
        for own in at.values()
    ]
    rank = ("country", "province", "circle", "point")
    return sorted(sites, key=lambda site: (rank.index(site.spot.precision), -(site.spot.radius_km or 0)))


def view_of(sites: Sequence[Site]) -> Box | None:
    """What a map of these sites shows: all that is more exact than a country, else the countries; None for nothing."""
    near = [box for site in sites if site.spot.precision != "country" and (box := _box(site.spot)) is not None]
    far = [
        shape.largest
        for site in sites
        if (shape := shape_of(site.spot)) is not None and site.spot.precision == "country"
    ]
    boxes = near or far
    if not boxes:
        return None
    whole = Box(
        min(b.west for b in boxes), min(b.south for b in boxes), max(b.east for b in boxes), max(b.north for b in boxes)
    )
    return whole.widened(0.12, 0.6)


def beyond(sites: Iterable[Site], box: Box) -> list[Site]:
    """The sites that lie outside of what is shown."""
    return [site for site in sites if (own := _box(site.spot)) is not None and not own.meets(box)]


def map_svg(
    places: Places,
    *,
    label: str,
    borders: Borders = "provinces",
    whose: str = WHOSE,
    say: Say = as_written,
    address: Callable[[Mark], str | None] = lambda mark: None,
) -> str:
    """The map as a picture; `whose` says whose borders they are, `address` where a mark leads."""
    sites = sites_of(places.located)
    box = view_of(sites)
    if box is None:
        return picture([words(label, 20, 40)], width=WIDTH, height=80, label=label)
    view = _view(box)
    shown = [site for site in sites if (own := _box(site.spot)) is not None and own.meets(view.box)]
    land = list(_land(view, shown, borders))
    parts = [element("rect", width=view.width, height=view.height, fill=SEA), group(land, class_="land")]
    taken: list[tuple[float, float, float]] = []
    parts += [_reach(site.spot, view) for site in shown]
    parts += [_site(site, view, taken, say, address) for site in reversed(shown)]
    foot = name(whose, 10, view.height + 18, most=200, font_size=11.5, fill=SOFT) if borders != "none" else ""
    cover = element("rect", y=view.height, width=view.width, height=FOOT, fill=PAPER)
    return picture(
        [*parts, cover, foot],
        width=view.width,
        height=view.height + FOOT,
        label=label,
        defs=hatchings(),
        class_="chart",
    )


def mark_words(mark: Mark) -> str:
    """A mark in one line, as its title says it."""
    facts = [*mark.times[:2], f"{mark.documents} document{'' if mark.documents == 1 else 's'}"]
    facts += ["contested"] if mark.contested else []
    facts += ["unreviewed"] if mark.unreviewed == len(mark.tellings) else []
    where = "" if mark.name == mark.place_name else f" · {mark.place_name}"
    return f"{KINDS[mark.kind]}: {mark.name}{where} ({', '.join(facts)})"


def _marks_words(marks: Iterable[Mark], say: Say) -> str:
    return "; ".join(say("mark told", mark_words(mark)) for mark in marks)


def hatchings() -> str:
    """The patterns of what is only known to lie somewhere within."""
    made = []
    for kind, wide, faint in (("province", 9, 0.55), ("country", 22, 0.28)):
        lines = f"M-2 2 l4 -4 M0 {wide} l{wide} -{wide} M{wide - 2} {wide + 2} l4 -4"
        stroke = element("path", d=lines, stroke=NEITHER, stroke_width=1.1, stroke_opacity=faint)
        made.append(element("pattern", stroke, id=f"in-{kind}", width=wide, height=wide, patternUnits="userSpaceOnUse"))
    return "".join(made)


def _view(box: Box) -> View:
    """The box made as wide or as high as it must be for the picture to keep its measure."""
    wide = box.east - box.west
    high = mercator(box.north) - mercator(box.south)
    height = max(LEAST_HIGH, min(MOST_HIGH, WIDTH * high / wide))
    if WIDTH * high / wide < height:
        more = (height * wide / WIDTH - high) / 2
        south, north = _latitude(mercator(box.south) - more), _latitude(mercator(box.north) + more)
        return View(Box(box.west, south, box.east, north), WIDTH, height)
    more = (high * WIDTH / height - wide) / 2
    return View(Box(box.west - more, box.south, box.east + more, box.north), WIDTH, height)


def _latitude(projected: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(projected))) - math.pi / 2)


def _box(spot: Spot) -> Box | None:
    if spot.latitude is not None and spot.longitude is not None:
        high = (spot.radius_km or 1.0) / KM_A_DEGREE
        wide = high / max(0.05, math.cos(math.radians(spot.latitude)))
        return Box(spot.longitude - wide, spot.latitude - high, spot.longitude + wide, spot.latitude + high)
    shape = shape_of(spot)
    return (shape.largest if spot.precision == "country" else shape.box) if shape is not None else None


def _land(view: View, sites: Sequence[Site], borders: Borders) -> Iterable[str]:
    hatched = {site.spot.code: site for site in sites if site.spot.code is not None}
    near = countries_within(view.box)
    for shape in near:
        yield element("path", d=_path(shape, view), fill=LAND, fill_rule="evenodd")
    if borders == "provinces":
        for code in sorted({site.spot.country for site in sites if site.spot.country}):
            for shape in provinces_of(code):
                yield element("path", d=_path(shape, view), fill="none", stroke=PROVINCE, stroke_width=1)
    for code, site in hatched.items():
        found = shape_of(site.spot)
        if found is not None:
            yield element(
                "path",
                d=_path(found, view),
                fill=f"url(#in-{site.spot.precision})",
                fill_rule="evenodd",
                data_code=code,
            )
    if borders != "none":
        for shape in near:
            yield element("path", d=_path(shape, view), fill="none", stroke=BORDER, stroke_width=1.3)


def _path(shape: Shape, view: View) -> str:
    """The rings of a shape that reach into the view, with the points that fall together dropped."""
    rings = []
    for polygon in shape.polygons:
        outline = polygon[0]
        west, east = min(x for x, _ in outline), max(x for x, _ in outline)
        south, north = min(y for _, y in outline), max(y for _, y in outline)
        if not Box(west, south, east, north).meets(view.box):
            continue
        for ring in polygon:
            points: list[str] = []
            for x, y in ring:
                at = f"{view.x(x):.0f} {view.y(y):.0f}"
                if not points or points[-1] != at:
                    points.append(at)
            if len(points) > 2:
                rings.append(f"M{'L'.join(points)}Z")
    return "".join(rings)


def _reach(spot: Spot, view: View) -> str:
    """How far around the point it may lie; for a town, the town."""
    if spot.latitude is None or spot.longitude is None:
        return ""
    x, y = view.x(spot.longitude), view.y(spot.latitude)
    if spot.precision == "point" or spot.radius_km is None:
        return element("circle", cx=x, cy=y, r=3.5, fill=INK)
    degrees = spot.radius_km / KM_A_DEGREE / math.cos(math.radians(spot.latitude))
    radius = max(10.0, degrees / (view.box.east - view.box.west) * view.width)
    ring = {"stroke": NEITHER, "stroke_dasharray": "5 4"}
    return element("circle", cx=x, cy=y, r=radius, fill=NEITHER, fill_opacity=0.08, **ring)


def _site(
    site: Site,
    view: View,
    taken: list[tuple[float, float, float]],
    say: Say,
    address: Callable[[Mark], str | None],
) -> str:
    """What is told of a site, a symbol for each kind; more exact ones keep their place, others give way below."""
    x, y = _middle(site.spot, view)
    parts = []
    exact = site.spot.precision == "point"
    kinds = Counter(mark.kind for mark in site.marks)
    across = x - 9.0 * (len(kinds) - 1)
    above = y - 13 if exact else y
    while any(abs(x - other) < wide + 9 * len(kinds) and abs(above - low) < 22 for other, low, wide in taken):
        above += 22
    taken.append((x, above, 9.0 * len(kinds)))
    for kind in (kind for kind in KINDS if kind in kinds):
        own = [mark for mark in site.marks if mark.kind == kind]
        drawn = _symbol(kind, across, above, own, say)
        parts.append(link(address(own[0]), drawn, _marks_words(own[:6], say)))
        across += 18
    parts.append(_label(site.spot, x, y + 18 if exact else above + 24, taken))
    return group(parts, class_="site")


def _middle(spot: Spot, view: View) -> tuple[float, float]:
    if spot.latitude is not None and spot.longitude is not None:
        return view.x(spot.longitude), view.y(spot.latitude)
    box = _box(spot) or view.box
    west, east = max(box.west, view.box.west), min(box.east, view.box.east)
    south, north = max(box.south, view.box.south), min(box.north, view.box.north)
    return view.x((west + east) / 2), view.y((south + north) / 2) + (26 if spot.precision == "country" else 0)


def _symbol(kind: str, x: float, y: float, marks: Sequence[Mark], say: Say) -> str:
    colour = COLOURS.get(kind, NEITHER)
    unreviewed = all(mark.unreviewed == len(mark.tellings) for mark in marks)
    paths = {
        "base": "M-6 -6 h12 v12 h-12 z",
        "area": "M-6.5 0 a6.5 6.5 0 1 0 13 0 a6.5 6.5 0 1 0 -13 0 z",
        "deployment": "M0 -7 L7 6 L-7 6 z",
        "taken": "M0 -7 L6.5 -0.5 L2.5 -0.5 L2.5 6.5 L-2.5 6.5 L-2.5 -0.5 L-6.5 -0.5 z",
        "lost": "M0 7 L6.5 0.5 L2.5 0.5 L2.5 -6.5 L-2.5 -6.5 L-2.5 0.5 L-6.5 0.5 z",
        "attack": "M0 -8 L2 -2 L8 0 L2 2 L0 8 L-2 2 L-8 0 L-2 -2 z",
        "event": "M-6 -6 L6 6 M-6 6 L6 -6",
        "other": "M-4 0 a4 4 0 1 0 8 0 a4 4 0 1 0 -8 0 z",
    }
    shape = element(
        "path",
        d=paths[kind],
        transform=f"translate({x:.1f} {y:.1f})",
        fill="none" if kind == "event" else PAPER if unreviewed else colour,
        stroke=ALARM if any(mark.contested for mark in marks) else colour,
        stroke_width=3 if kind == "event" else 1.8,
    )
    behind = element("circle", cx=x, cy=y, r=9.0, fill=PAPER, fill_opacity=0.85)
    many = words(str(len(marks)), x + 5, y - 6, font_size=10, font_weight="bold", fill=INK) if len(marks) > 1 else ""
    return group([title(_marks_words(marks, say)), behind, shape, many])


def _label(spot: Spot, x: float, y: float, taken: list[tuple[float, float, float]]) -> str:
    """The name under a site, lower where another stands already; of a whole province or country in italics."""
    said, half = spot.name, len(spot.name) * 3.6
    while any(abs(x - other) < half + wide and abs(y - low) < 14 for other, low, wide in taken):
        y += 14
    taken.append((x, y, half))
    return name(
        said,
        x,
        y,
        most=40,
        text_anchor="middle",
        font_size=12,
        font_style="italic" if spot.code is not None else None,
        paint_order="stroke",
        stroke=PAPER,
        stroke_width=3.5,
    )

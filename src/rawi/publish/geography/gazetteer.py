"""Towns, provinces and countries by their names, in any spelling that GeoNames and Natural Earth have."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import msgspec

from rawi.publish.geography.atlas import data, world
from rawi.publish.geography.spelling import key
from rawi.vocabulary import gazetteer

OTHER_NAMES = {  # what Natural Earth writes shorter, or otherwise, than the list of states does
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "S. Sudan": "South Sudan",
    "W. Sahara": "Western Sahara",
    "Solomon Is.": "Solomon Islands",
    "Macedonia": "North Macedonia",
    "N. Cyprus": "Northern Cyprus",
    "Antigua and Barb.": "Antigua and Barbuda",
    "Marshall Is.": "Marshall Islands",
    "St. Kitts and Nevis": "Saint Kitts and Nevis",
    "St. Vin. and Gren.": "Saint Vincent and the Grenadines",
}


class Town(msgspec.Struct, frozen=True, kw_only=True):
    """A settlement of GeoNames: degrees to two decimals, about a kilometre."""

    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    arabic: str = ""


class Province(msgspec.Struct, frozen=True, kw_only=True):
    """A first-level division of a country, as Natural Earth has it."""

    code: str
    country: str
    name: str
    kind: str
    arabic: str = ""


@lru_cache(maxsize=4096)
def towns_called(name: str) -> tuple[Town, ...]:
    """The settlements that bear a name, by country, larger ones first."""
    return tuple(
        Town(
            name=row[0],
            country=row[1],
            latitude=float(row[2]),
            longitude=float(row[3]),
            people=int(row[4]),
            arabic=row[5],
        )
        for row in _rows("towns.tsv.gz", name)
    )


@lru_cache(maxsize=4096)
def provinces_called(name: str) -> tuple[Province, ...]:
    """The provinces that bear a name, by country."""
    return tuple(
        Province(code=code, country=country, name=name, kind=kind, arabic=arabic)
        for code, country, name, kind, arabic, _ in _rows("provinces.tsv.gz", name)
    )


def code_of(name: str) -> str | None:
    """The code of the country that a name or adjective stands for; None for none that has borders here."""
    state = gazetteer().state(name)
    return _codes().get(state) if state is not None else None


def name_of(code: str) -> str:
    """What the country of a code is called; the code itself where it is not known."""
    return next((state for state, known in _codes().items() if known == code), code)


@cache
def _codes() -> Mapping[str, str]:
    """State → code, by the name that Natural Earth writes on it."""
    found = {}
    for shape in world():
        written = OTHER_NAMES.get(shape.name, shape.name)
        found[gazetteer().state(written) or written] = shape.code
    return found


def _rows(table: str, name: str) -> Iterator[list[str]]:
    """The rows whose last column, the keys of every spelling between bars, has the key of `name`."""
    wanted = key(name)
    if not wanted:
        return
    text = _text(table)
    at = text.find(f"|{wanted}|")
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        yield text[start:end].split("\t")
        at = text.find(f"|{wanted}|", end)


@cache
def _text(table: str) -> str:
    return gzip.decompress(data(table)).decode("utf-8")

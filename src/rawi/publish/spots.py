"""Where a name lies and how exactly: a point, a circle around it, a whole province or country. Never more than that.

A name is looked up among the provinces of Natural Earth and the towns of GeoNames. What several places bear is placed
only where the documents themselves speak of one of their countries; everything else goes to the tray, with what it may
be, and a person puts it on the map.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import EntityType, KeptClaim, Placed
from rawi.publish.geography import Province, Town, code_of, name_of, provinces_called, towns_called
from rawi.vocabulary import gazetteer, load_yaml, plain
from rawi.vocabulary.place_states import states_of_place

Precision = Literal["point", "circle", "province", "country"]
AROUND_KM, TOWN_OR_PROVINCE_KM = 15.0, 20.0
NEAR_KM, KM_A_DEGREE = 50.0, 111.2
"""Places of one name that lie no farther apart are one place, somewhere there."""
CLEARLY = 5
"""How many times larger than the next a town must be to be meant by a name that several of one country bear."""
CITY = 100_000
"""People of a place that is known so well that no document need name its country."""
_POSSESSIVE = re.compile(r"['’]s\s+(?=\S)")
_ASIDE = re.compile(r"\([^)]*\)|\b\d[\d/–-]*\b")
_WORD = re.compile(r"[^\s,;]+")


class Possible(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a name may mean."""

    name: str
    country: str
    latitude: float
    longitude: float


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where something lies. `code` is of the province or country that it lies in somewhere."""

    precision: Precision
    name: str
    """Under which it was found."""
    basis: Literal["name", "by hand"]
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    country: str | None = None
    """ISO 3166."""
    code: str | None = None
    part: bool = False
    """Only a part of it is meant, which no border marks ("eastern")."""
    source: str = ""
    by: str | None = None
    decision: int | None = None


class NoSpot(msgspec.Struct, frozen=True, kw_only=True):
    """Why a name is not on the map, and what it may mean."""

    why: Literal["unknown", "several", "elsewhere"]
    may_be: tuple[Possible, ...] = ()


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    around: frozenset[str]
    side: frozenset[str]
    province: frozenset[str]
    town: frozenset[str]
    dropped: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@cache
def place_words() -> _Words:
    """The lists of `places.yaml` in plain letters; raises `VocabularyError` if the file is malformed."""
    try:
        raw = msgspec.convert(load_yaml("places.yaml", "rawi.publish"), _Words)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="places.yaml") from error
    lists = {name: frozenset(map(plain, getattr(raw, name))) for name in _Words.__struct_fields__}
    return _Words(**lists)


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A name without the words around it, and what they say."""

    core: str
    around: bool
    side: bool
    province: bool
    town: bool


def by_hand(placed: Placed, name: str) -> Spot:
    """Where a person put it."""
    return Spot(
        precision="point" if placed.radius_km <= 1 else "circle",
        name=name,
        basis="by hand",
        latitude=placed.latitude,
        longitude=placed.longitude,
        radius_km=placed.radius_km,
        source=placed.source,
        by=placed.by,
        decision=placed.decision,
    )


def spot_of(name: str, spoken_of: Mapping[str, int], *, event: bool = False) -> Spot | NoSpot:
    """Where the place of this name lies; `spoken_of` are the countries, by code, that its documents speak of.

    Of an `event`, the place that its name names ("Battle of X").
    """
    asked = _asked(_of_event(name) if event else name)
    if not asked.core:
        return NoSpot(why="unknown")
    country = None if event and gazetteer().state_of_adjective(asked.core) else code_of(asked.core)
    if country is not None and not asked.town and not asked.province:
        return _country(country, asked)
    provinces = [p for p in provinces_called(asked.core) if not asked.town]
    towns = [] if asked.province else list(towns_called(asked.core))
    countries = {p.country for p in provinces} | {t.country for t in towns}
    if not countries:
        return NoSpot(why="unknown", may_be=_may_be(_parts_of(asked.core)))
    meant = _meant(countries, spoken_of)
    if meant is None:
        known = [t for t in towns if t.people >= CITY]
        if len({t.country for t in known}) != 1 or spoken_of:
            several = len(countries) > 1
            return NoSpot(why="several" if several else "elsewhere", may_be=_may_be(towns))
        meant = known[0].country
    own = [t for t in towns if t.country == meant]
    shires = [p for p in provinces if p.country == meant]
    if not own:
        return _province(shires, asked)
    if len(own) > 1 and own[0].people < CLEARLY * max(1, own[1].people):
        apart = max(_km(own[0], other) for other in own[1:])
        if apart > NEAR_KM:
            return NoSpot(why="several", may_be=_may_be(own))
        return _town(own[0], asked, least=max(apart, AROUND_KM))
    return _town(own[0], asked, least=TOWN_OR_PROVINCE_KM if shires and not asked.town else 0.0)


def _country(code: str, asked: _Asked) -> Spot:
    return Spot(
        precision="country",
        name=name_of(code),
        basis="name",
        country=code,
        code=code,
        part=asked.side,
        source="Natural Earth",
    )


def _province(shires: Sequence[Province], asked: _Asked) -> Spot | NoSpot:
    if len(shires) != 1:
        return NoSpot(why="several")
    (province,) = shires
    return Spot(
        precision="province",
        name=province.name,
        basis="name",
        country=province.country,
        code=province.code,
        part=asked.side or asked.around,
        source="Natural Earth",
    )


def _town(town: Town, asked: _Asked, *, least: float) -> Spot:
    radius = max(least, AROUND_KM if asked.around or asked.side else 0.0) or None
    return Spot(
        precision="circle" if radius else "point",
        name=town.name,
        basis="name",
        latitude=town.latitude,
        longitude=town.longitude,
        radius_km=radius,
        country=town.country,
        source="GeoNames",
    )


def _km(one: Town, other: Town) -> float:
    """How far two towns are apart, near enough for those that are near."""
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return KM_A_DEGREE * math.hypot(east, one.latitude - other.latitude)


def _meant(countries: Iterable[str], spoken_of: Mapping[str, int]) -> str | None:
    """The country among these that the documents speak of far more than of the others; None for no such."""
    ranked = sorted(((spoken_of.get(code, 0), code) for code in countries), reverse=True)
    if not ranked or ranked[0][0] == 0:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] >= 2 * ranked[1][0] else None


def _asked(name: str) -> _Asked:
    words = place_words()
    possessive = _POSSESSIVE.split(name, maxsplit=1)
    around = len(possessive) > 1
    said = {"around": around, "side": False, "province": False, "town": False}
    core = []
    for word in _WORD.findall(possessive[0]):
        folded = plain(word)
        for kind in ("around", "side", "province", "town"):
            if folded in getattr(words, kind):
                said[kind] = True
                break
        else:
            if folded not in words.dropped:
                core.append(word)
    return _Asked(core=" ".join(core), **said)


def _of_event(name: str) -> str:
    """The name of an event without what calls it one: "2016 Southern X campaign" → "Southern X"."""
    words = place_words()
    return " ".join(w for w in _WORD.findall(_ASIDE.sub(" ", name)) if plain(w) not in words.before | words.after)


def _parts_of(core: str) -> list[Town]:
    """Towns whose name is a part of a longer one: what "New X Quarter" may have to do with."""
    words = core.split()
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            if len(part) > 3 and (found := towns_called(part)):
                return list(found)
    return []


def _may_be(towns: Iterable[Town], most: int = 6) -> tuple[Possible, ...]:
    ranked = sorted(towns, key=lambda t: (-t.people, t.country, t.name, t.latitude))[:most]
    return tuple(
        Possible(name=t.name, country=t.country, latitude=t.latitude, longitude=t.longitude) for t in ranked
    )


def countries_spoken_of(kept: Iterable[KeptClaim]) -> dict[str, Counter[str]]:
    """For each document the countries that its claims name, or name cities of, by code."""
    found: dict[str, Counter[str]] = {}
    for k in kept:
        spoken = found.setdefault(k.source.id, Counter())
        for argument in (k.claim.subject, k.claim.object, k.reading.place):
            if argument is not None and argument.type in (EntityType.PLACE, EntityType.STATE, EntityType.EVENT):
                spoken.update(_codes(argument.name, argument.type))
    return found


@lru_cache(maxsize=16384)
def _codes(name: str, kind: EntityType) -> tuple[str, ...]:
    core = _asked(_of_event(name) if kind is EntityType.EVENT else name).core
    states = states_of_place(core) if core else frozenset()
    found = [code for state in sorted(states) if (code := code_of(state)) is not None]
    if len(found) != 1:
        return ()
    return tuple(found) if kind is EntityType.STATE else (found[0], found[0])

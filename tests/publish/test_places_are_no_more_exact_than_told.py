"""Maps: a name is placed as exactly as its words, never a person, and what nobody can place stands in the tray."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from rawi.model import Argument, EntityType, Placed
from rawi.publish import read_clock
from rawi.publish.geography import country, provinces_of, towns_called, world
from rawi.publish.geography.spelling import key
from rawi.publish.geojson import geojson
from rawi.publish.pictures.chart import map_svg
from rawi.publish.places import places
from rawi.publish.spots import NoSpot, Spot, spot_of

GROUP, PLACE, PERSON, EVENT = EntityType.GROUP, EntityType.PLACE, EntityType.PERSON, EntityType.EVENT
MALI, COLOMBIA = Counter(ML=10), Counter(CO=10)


@pytest.mark.parametrize(
    ("name", "spoken", "precision", "found"),
    [
        ("Kidal", Counter(), None, None),  # town and region of one name: known, but no document speaks of the country
        ("Kidal", MALI, "circle", "Kidal"),
        ("Mopti region", MALI, "circle", "Mopti"),
        ("northern Mali", MALI, "country", "Mali"),
        ("the outskirts of Buenaventura", COLOMBIA, "circle", "Buenaventura"),
        ("Tumaco", COLOMBIA, "point", "Tumaco"),
        ("Antioquia Department", COLOMBIA, "province", "Antioquia"),
        ("Colombia", COLOMBIA, "country", "Colombia"),
    ],
)
def test_a_name_is_placed_as_exactly_as_its_words(name, spoken, precision, found):
    spot = spot_of(name, spoken)
    if precision is None:
        assert isinstance(spot, NoSpot) or spot.precision != "point"
    else:
        assert isinstance(spot, Spot), spot
        assert (spot.precision, spot.name) == (precision, found)


def test_what_lies_elsewhere_than_the_documents_speak_of_is_not_placed():
    spot = spot_of("Tumaco", MALI)
    assert isinstance(spot, NoSpot) and spot.why == "elsewhere" and spot.may_be[0].country == "CO"


def test_an_event_is_placed_by_the_place_in_its_name_but_not_by_who_did_it():
    assert spot_of("Battle of Tumaco", COLOMBIA, event=True).name == "Tumaco"
    assert isinstance(spot_of("Malian airstrikes", MALI, event=True), NoSpot)


def test_arabic_and_latin_spellings_find_the_same_town():
    assert towns_called("الموصل")[0].name == towns_called("Mosul")[0].name
    assert key("Al-Bāb") == key("el Bab")


def test_borders_are_closed_rings_within_the_earth():
    for shape in (*world(), *provinces_of("ML")):
        for polygon in shape.polygons:
            for ring in polygon:
                assert ring[0] == ring[-1] and len(ring) >= 4
                assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    assert country("ML") is not None and country("world") is None


@pytest.fixture
def column(make):
    """Dune Column in Colombia's Tumaco, with a person at home there and a place that no map knows."""
    c = make()
    text = "Dune Column has its base in Tumaco, Colombia. Dune Column operates in Antioquia Department. "
    text += "Rosa Imbel lives in Tumaco. Dune Column took Zorblax Ridge in 2015. "
    text += "Dune Column fought in the Battle of Tumaco."
    d = c.document("a.txt", text, title="A", date="2019")
    tumaco, ridge = Argument("Tumaco", PLACE), Argument("Zorblax Ridge", PLACE)
    c.claim(d, "has its base in Tumaco", "Dune Column", "based_in", tumaco)
    department = Argument("Antioquia Department", PLACE)
    c.claim(d, "operates in Antioquia Department", "Dune Column", "operates_in", department)
    c.claim(d, "Rosa Imbel lives in Tumaco", Argument("Rosa Imbel", PERSON), "based_in", tumaco)
    c.claim(d, "took Zorblax Ridge in 2015", "Dune Column", "took", ridge, time="2015", words="2015")
    c.claim(d, "fought in the Battle of Tumaco", "Dune Column", "participated_in", Argument("Battle of Tumaco", EVENT))
    c.claim(d, "Tumaco, Colombia", "Dune Column", "operates_in", Argument("Colombia", PLACE))
    return c


def test_persons_are_never_drawn(column):
    made = places(column.knowledge())
    assert made.persons == 1
    assert "Rosa" not in {m.name.split()[0] for m in made.marks}
    assert "Rosa" not in geojson(made) and "Rosa" not in map_svg(made, label="x")


def test_what_no_map_knows_stands_in_the_tray_until_somebody_places_it(column, named):
    knowledge = column.knowledge()
    made = places(knowledge)
    assert [one.name for one in made.tray] == ["Zorblax Ridge"]
    ridge = named(knowledge, "Zorblax Ridge")
    hand = Placed(latitude=1.5, longitude=-78.5, radius_km=12, source="atlas", by="A", reason="r", at="", decision=4)
    put = places(knowledge, placed={ridge.mentions[0]: hand})
    assert not put.tray
    (spot,) = [one.spot for one in put.located if one.place == ridge.id]
    assert (spot.precision, spot.basis, spot.radius_km, spot.by) == ("circle", "by hand", 12, "A")


def test_the_clocks_move_the_map(column):
    knowledge = column.knowledge()
    assert "taken" not in places(knowledge, as_of=read_clock("2018")).kinds
    assert places(knowledge, as_of=read_clock("2015-06")).kinds["taken"] == 1
    assert not places(knowledge, as_known=read_clock("2016")).marks


def test_geojson_is_as_exact_as_the_map_and_loses_nothing(column):
    made = places(column.knowledge())
    features = json.loads(geojson(made))["features"]
    assert len(features) == len(made.marks)
    kinds = {f["properties"]["place"]: f["geometry"] and f["geometry"]["type"] for f in features}
    assert (kinds["Tumaco"], kinds["Antioquia Department"]) == ("Point", "MultiPolygon")
    assert kinds["Zorblax Ridge"] is None
    coordinates = re.findall(r"-?\d+\.(\d+)", json.dumps([f["geometry"] for f in features]))
    assert max(map(len, coordinates)) <= 2


def test_the_map_is_whole_without_anything_inline_and_says_whose_borders_they_are(column):
    svg = map_svg(places(column.knowledge()), label="Dune & <Column>")
    ET.fromstring(svg)
    assert "Natural Earth" in svg and "url(#in-province)" in svg
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", svg)
    assert "Natural Earth" not in map_svg(places(column.knowledge()), label="x", borders="none")

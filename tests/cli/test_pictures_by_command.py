"""`rawi network`, `rawi map`, `rawi place`: the pictures of the app for scripts, and a place given by hand."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET

import pytest


@pytest.fixture
def case(built_once, tmp_path):
    return shutil.copytree(built_once / "case", tmp_path / "case")


def test_a_network_is_told_in_every_form(rawi, case):
    said = rawi("network", "Liwa Zahr", "-w", case)
    assert said.status == 0
    assert "allied with · Liwa Zahr" in said.out or "Liwa Zahr · allied with" in said.out
    record = json.loads(rawi("network", "--format", "json", "-w", case).out)
    assert {edge["sign"] for edge in record["edges"]} == {"plus", "minus"}
    ET.fromstring(rawi("network", "Liwa Zahr", "--format", "svg", "-w", case).out)
    ET.fromstring(rawi("network", "Liwa Zahr", "--format", "graphml", "-w", case).out)


def test_a_network_keeps_to_kinds_and_clocks(rawi, case):
    kept = json.loads(rawi("network", "--kind", "enmity", "--format", "json", "-w", case).out)
    assert {edge["predicate"] for edge in kept["edges"]} == {"opposed_to"}
    later = json.loads(rawi("network", "--as-of", "2020", "--format", "json", "-w", case).out)
    assert not [e for e in later["edges"] if e["predicate"] == "allied_with" and e["holds"] == "in"]


def test_wrong_use_is_told(rawi, case):
    assert rawi("network", "--kind", "friendship", "-w", case).status == 2
    assert rawi("network", "Nobody Of That Name", "-w", case).status == 2
    assert rawi("network", "--publish", "-w", case).status == 2
    assert rawi("map", "--as-of", "yesterday", "-w", case).status == 2


def test_what_is_published_is_a_file_in_the_log(rawi, case, tmp_path):
    out = tmp_path / "n.svg"
    done = rawi("network", "--publish", "--format", "svg", "-o", out, "-w", case)
    assert done.status == 0 and "log head" in done.err and out.read_text(encoding="utf-8").startswith("<svg")


def test_a_place_given_by_hand_is_a_decision_with_a_source_that_undo_takes_back(rawi, examples_case):
    record = json.loads(rawi("map", "--format", "json", "-w", examples_case).out)
    lost = record["tray"][0]
    where = (lost["place"], "35.123456", "36.987654", "--radius-km", "7")
    assert rawi("place", *where, "--source", "Atlas", "--by", "A. Clerk", "-w", examples_case).status == 0
    there = json.loads(rawi("map", "--format", "json", "-w", examples_case).out)["located"]
    (spot,) = [one["spot"] for one in there if one["place"] == lost["place"]]
    assert (spot["latitude"], spot["longitude"], spot["radius_km"]) == (35.12, 36.99, 7)
    assert (spot["basis"], spot["source"], spot["by"]) == ("by hand", "Atlas", "A. Clerk")
    assert rawi("undo", "--by", "A. Clerk", "--reason", "mistaken", "-w", examples_case).status == 0
    again = json.loads(rawi("map", "--format", "json", "-w", examples_case).out)
    assert lost["place"] in {one["place"] for one in again["tray"]}
    assert rawi("verify", "-w", examples_case).status == 0


def test_a_place_nowhere_on_earth_changes_nothing(rawi, examples_case):
    record = json.loads(rawi("map", "--format", "json", "-w", examples_case).out)
    lost = record["tray"][0]["place"]
    for latitude, longitude, more in (("95", "10", ()), ("nan", "10", ()), ("10", "10", ("--radius-km", "-3"))):
        done = rawi("place", lost, *more, "--source", "x", "--by", "A", "-w", examples_case, "--", latitude, longitude)
        assert done.status == 2
    assert rawi("place", lost, "10", "10", "--source", " ", "--by", "A", "-w", examples_case).status == 2
    assert json.loads(rawi("map", "--format", "json", "-w", examples_case).out) == record


def test_geojson_comes_out_whole(rawi, examples_case):
    made = json.loads(rawi("map", "--format", "geojson", "-w", examples_case).out)
    assert made["type"] == "FeatureCollection" and made["features"] and "Natural Earth" in made["attribution"]


@pytest.fixture(scope="session")
def examples_built(examples, tmp_path_factory):
    from rawi.pipeline import build
    from rawi.workspace import Workspace

    folder = tmp_path_factory.mktemp("mapped") / "case"
    with Workspace.create(folder) as workspace:
        build(workspace, [examples])
    return folder


@pytest.fixture
def examples_case(examples_built, tmp_path):
    return shutil.copytree(examples_built, tmp_path / "examples")

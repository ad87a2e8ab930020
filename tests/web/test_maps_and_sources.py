"""Maps and sources: what is placed and what rests on whom, as picture and as table, with places given by hand."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def test_picture_and_table_of_the_map_hold_the_same_marks(client: TestClient) -> None:
    record = client.get("/map.json").json()
    marks = [m for one in (*record["places"]["located"], *record["places"]["tray"]) for m in one["marks"]]
    picture, table = client.get("/map").text, client.get("/map?view=table").text
    assert marks
    for mark in marks:
        address = record["addresses"][mark["id"]]
        assert f'id="{address}"' in picture and f'<tr id="{address}">' in table
        for telling in mark["tellings"]:
            assert f"#claim-{telling['claim']}" in picture


def test_borders_are_switched_and_say_whose_they_are(seeds, asking_at) -> None:
    client = asking_at(seeds)
    whole, bare = client.get("/map").text, client.get("/map?borders=none").text
    assert "de facto" in whole
    assert len(bare.split("<svg")[1].split("</svg>")[0]) < len(whole.split("<svg")[1].split("</svg>")[0])
    assert client.get("/map?borders=disputed").status_code in (400, 422)


def test_a_place_by_hand_is_on_the_next_map_and_in_the_log(own_client: TestClient, csrf) -> None:
    lost = own_client.get("/map.json").json()["places"]["tray"][0]
    where = {"entity": lost["place"], "latitude": "35.5", "longitude": "36.5", "radius_km": "4"}
    given = {**where, "source": "Atlas <b>", "by": "A"}
    answer = own_client.post("/map/place", data={"csrf": csrf(own_client), "going": "/map?view=table", **given})
    assert answer.status_code == 303 and answer.headers["location"] == "/map?view=table"
    located = own_client.get("/map.json").json()["places"]["located"]
    (spot,) = [one["spot"] for one in located if one["place"] == lost["place"]]
    assert (spot["basis"], spot["source"]) == ("by hand", "Atlas <b>")
    page = own_client.get("/map").text
    assert "Atlas &lt;b&gt;" in page and "Atlas <b>" not in page
    assert "place" in own_client.get("/log").text


def test_a_place_by_hand_needs_the_token_and_a_place_on_earth(own_client: TestClient, csrf) -> None:
    lost = own_client.get("/map.json").json()["places"]["tray"][0]["place"]
    given = {"entity": lost, "latitude": "35.5", "longitude": "36.5", "source": "Atlas", "by": "A"}
    assert own_client.post("/map/place", data=given).status_code == 403
    for wrong in ({"latitude": "95"}, {"longitude": "inf"}, {"source": " "}, {"radius_km": "0"}, {"entity": "nobody"}):
        answer = own_client.post("/map/place", data={"csrf": csrf(own_client), **given, **wrong})
        assert 400 <= answer.status_code < 500, wrong


def test_the_shapes_around_a_map_are_whole(client: TestClient) -> None:
    asked = {"west": 35, "south": 33, "east": 43, "north": 38, "code": ["SY", "nonsense"]}
    shapes = client.get("/map/shapes.json", params=asked).json()
    near = {one["properties"]["code"] for one in shapes["near"]["features"]}
    assert "SY" in near and near.isdisjoint(one["properties"]["code"] for one in shapes["far"]["features"])
    assert {one["properties"]["code"][:3] for one in shapes["provinces"]["features"]} == {"SYR"}
    assert client.get("/map/shapes.json", params={**asked, "west": "nan"}).status_code in (400, 422)


def test_a_map_that_leaves_names_no_person(own_client: TestClient, csrf) -> None:
    for form in ("svg", "geojson"):
        answer = own_client.post("/map/file", data={"csrf": csrf(own_client), "about": "all", "form": form})
        assert answer.status_code == 200, answer.text[:200]
        assert "attachment" in answer.headers["content-disposition"]


def test_every_document_outlet_and_author_has_a_page_of_what_rests_on_it(client: TestClient) -> None:
    sources = client.get("/sources.json").json()["sources"]
    page = client.get("/sources").text
    assert sources["documents"] and sum(one["claims"] for one in sources["documents"]) > 50
    for one in sources["documents"]:
        assert f"/source?name={one['id']}" in page
        detail = client.get("/source.json", params={"name": one["id"]}).json()
        assert detail["documents"][0]["id"] == one["id"]
    for body in (*sources["outlets"], *sources["authors"]):
        answer = client.get("/source", params={"name": body["name"]})
        assert answer.status_code == 200


def test_what_falls_without_a_source_is_what_the_command_says(client: TestClient, case) -> None:
    from rawi.pipeline.lineage import lineage
    from rawi.weigh.origins import answered, losses, matters, named
    from rawi.workspace import Workspace

    first = client.get("/sources.json").json()["sources"]["documents"][0]["id"]
    shown = client.get("/source.json", params={"name": first}).json()["losses"]
    with Workspace.open(case) as workspace:
        whole = lineage(workspace)
        found = losses(whole, answered(matters(whole.kept.values(), workspace.entities())), named(whole, first))
    assert [tuple(one["claims"]) for one in shown] == [loss.claims for loss in found]


def test_a_source_that_is_not_here_is_told_so(client: TestClient) -> None:
    assert client.get("/source", params={"name": "The Gazette of Nowhere"}).status_code == 404


@pytest.mark.parametrize("path", ["/map", "/map?view=table", "/sources", "/map?lang=ar"])
def test_nothing_inline_that_the_policy_forbids(client: TestClient, path: str) -> None:
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", client.get(path).text)

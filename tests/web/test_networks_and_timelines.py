"""Networks and timelines: the same ties and moments as picture and as table, at both clocks, with their evidence."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

SHOWN = re.compile(r'data-edge="(t[0-9a-f]{20})"')


def signs_between(client: TestClient, other: str, **asked: str) -> set[str]:
    net = client.get("/network.json", params=asked).json()["network"]
    named = {node["id"]: node["name"] for node in net["nodes"]}
    return {
        edge["sign"]
        for edge in net["edges"]
        if other in (named[edge["source"]], named[edge["target"]]) and net["focus"] in (edge["source"], edge["target"])
    }


def test_the_date_bar_shows_an_ally_that_is_an_opponent(seeds, asking_at) -> None:
    client = asking_at(seeds)
    signs = signs_between(client, "Syrian Democratic Forces", about="Liwa al-Baqir", as_of="2018-02-20")
    assert {"plus", "minus"} <= signs
    page = client.get("/network", params={"about": "Liwa al-Baqir", "as_of": "2018-02-20"}).text
    assert "Syrian Democratic Forces" in page


def test_what_was_not_published_yet_ties_nobody(seeds, asking_at) -> None:
    client = asking_at(seeds)
    assert not signs_between(client, "Syrian Democratic Forces", about="Liwa al-Baqir", as_known="2016-05")


def test_picture_and_table_hold_the_same_ties_and_every_tie_its_words(client: TestClient) -> None:
    record = client.get("/network.json").json()["network"]
    picture, table = client.get("/network").text, client.get("/network?view=table").text
    assert record["edges"]
    for edge in record["edges"]:
        assert f'data-edge="{edge["id"]}"' in picture
        assert f'<tr id="{edge["id"]}">' in table
        for telling in edge["tellings"]:
            door = f"/document/{telling['document']}#claim-{telling['claim']}"
            assert door in picture and door in table


def test_filters_keep_what_is_asked_for_and_say_so_in_the_address(client: TestClient) -> None:
    edges = client.get("/network.json?kind=alliance&kind=enmity").json()["network"]["edges"]
    assert edges and {edge["kind"] for edge in edges} <= {"alliance", "enmity"}
    assert {e["kind"] for e in client.get("/network.json?kind=alliance,enmity").json()["network"]["edges"]} == {
        e["kind"] for e in edges
    }
    assert client.get("/network.json?kind=nonsense").status_code == 200
    link = client.get("/network?kind=alliance&kind=enmity").text.split('class="twins"')[1].split("</nav>")[0]
    assert "kind=alliance%2Cenmity" in link


def test_a_picture_of_nobody_known_is_refused_with_advice(client: TestClient) -> None:
    for path in ("/network", "/timeline", "/map"):
        assert client.get(path, params={"about": "Zzyzx Phalanx of Nowhere"}).status_code == 404


def test_everybody_is_drawn_where_everybody_is_asked_for(client: TestClient) -> None:
    net = client.get("/network.json?about=all").json()["network"]
    assert net["focus"] is None and len(net["nodes"]) > 5
    assert SHOWN.findall(client.get("/network?about=all").text)


def test_a_picture_that_leaves_is_masked_and_logged(own_client: TestClient, own_case, csrf) -> None:
    from rawi.workspace import Workspace

    before = own_client.get("/network.json?about=all&most=500").json()["network"]
    asked = {"csrf": csrf(own_client), "about": "all", "form": "svg", "most": "500"}
    answer = own_client.post("/network/file", data=asked)
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment")
    assert answer.text.startswith("<svg") and "script" not in answer.text and "style=" not in answer.text
    attacks = [edge for edge in before["edges"] if edge["kind"] == "attack"]
    assert not any(edge["id"] in answer.text for edge in attacks)
    with Workspace.open(own_case) as workspace:
        assert workspace.log()[-1].kind == "export"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_timeline_and_its_table_hold_the_same_moments(client: TestClient, language: str) -> None:
    record = client.get("/timeline.json").json()
    picture = client.get(f"/timeline?lang={language}").text
    table = client.get(f"/timeline?view=table&lang={language}").text
    moments = record["timeline"]["dated"]
    assert moments
    for number in range(1, len(moments) + 1):
        assert f'id="m{number}"' in picture and f'id="m{number}"' in table
    bars = [bar["number"] for lane in record["lanes"]["lanes"] for bar in lane["bars"]]
    assert sorted(bars) == list(range(1, len(moments) + 1))


def test_a_timeline_keeps_to_the_years_asked_for(client: TestClient) -> None:
    lanes = client.get("/timeline.json?from=2016&to=2017").json()["lanes"]
    assert (lanes["first"], lanes["last"]) == ("2016-01-01", "2017-12-31")
    for lane in lanes["lanes"]:
        for bar in lane["bars"]:
            assert bar["first"] <= "2017-12-31" and bar["last"] >= "2016-01-01"


def test_no_picture_has_anything_inline_that_the_policy_forbids(client: TestClient) -> None:
    for path in ("/network", "/timeline", "/network?view=table", "/timeline?view=table"):
        text = client.get(path).text
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text), path


YEARS = [{"from": "9999-12-31"}, {"from": "2020", "to": "2010"}, {"to": "0001"}, {"from": "1 May"}]


@pytest.mark.parametrize("years", YEARS)
def test_years_that_cannot_be_drawn_break_nothing(client: TestClient, years: dict[str, str]) -> None:
    assert client.get("/timeline", params=years).status_code in (200, 400)

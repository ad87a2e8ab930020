"""Decisions made on pages: each with a name, a time and a reason, each undone exactly, none lost to a stale form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rawi.publish import jsonl
from rawi.workspace import Workspace


@pytest.fixture
def rana(own_client: TestClient) -> TestClient:
    """The app over a case of its own, where Rana decides."""
    answer = post(own_client, "/decider", name="Rana Haddad", back="/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    return own_client


def exported(case: Path) -> str:
    with Workspace.open(case) as workspace:
        return jsonl(workspace.kept_claims())


def queue(client: TestClient, address: str = "/review.json") -> dict:
    return json.loads(client.get(address).text)


def post(client: TestClient, path: str, **fields: object):
    csrf = client.app.state.site.door.csrf
    return client.post(path, data={"csrf": csrf, **{name: str(value) for name, value in fields.items()}})


def first(client: TestClient, **narrowed: str) -> dict:
    """The suggestion that comes first, with what its forms send."""
    shown = queue(client, "/review.json?" + "&".join(f"{name}={value}" for name, value in narrowed.items()))
    return {"claim": shown["suggestion"]["claim"], "seen": shown["seen"], "queue": "/review"}


def test_nothing_is_decided_before_somebody_says_who_decides(own_client: TestClient, own_case: Path) -> None:
    before = exported(own_case)
    page = own_client.get("/review").text
    assert 'name="name"' in page
    assert 'action="/review/accept"' not in page
    answer = post(own_client, "/review/accept", **first(own_client))
    assert answer.status_code == 400
    assert "needs a name" in answer.text
    assert exported(own_case) == before


@pytest.mark.parametrize("name", ["", "   ", "\x00\x1b", "\u202e\u2066"])
def test_a_name_of_nothing_is_no_name(own_client: TestClient, name: str) -> None:
    assert post(own_client, "/decider", name=name).status_code == 400


def test_a_name_in_any_script_is_kept_without_what_turns_lines_around(own_client: TestClient) -> None:
    post(own_client, "/decider", name=" رنا\u202e حداد\r\nSet-Cookie: x ")
    assert queue(own_client)["decider"] == "رنا حداد Set-Cookie: x"


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_a_decision_moves_on_and_its_undo_is_exact(rana: TestClient, own_case: Path, action: str) -> None:
    before, sent = exported(own_case), first(rana)
    answer = post(rana, f"/review/{action}", **sent)
    assert answer.status_code == 303
    after = queue(rana, answer.headers["location"].replace("/review?", "/review.json?"))
    assert after["suggestion"]["claim"] != sent["claim"]
    assert after["done"]["by"] == "Rana Haddad"
    assert after["done"]["reason"]
    with Workspace.open(own_case) as workspace:
        assert workspace.claim(sent["claim"]).review.by == "Rana Haddad"
    assert post(rana, "/undo", decision=after["done"]["id"]).status_code == 303
    assert exported(own_case) == before
    assert queue(rana)["suggestion"]["claim"] == sent["claim"]


def test_an_edit_changes_what_was_changed_and_nothing_else(rana: TestClient, own_case: Path) -> None:
    before = exported(own_case)
    shown = queue(rana, "/review.json?predicate=allied_with")
    fields = {**shown["suggestion"]["fields"], "stance": "doubted", "time": "2015/2016"}
    sent = {"claim": shown["suggestion"]["claim"], "seen": shown["seen"], "queue": "/review"}
    answer = post(rana, "/review/edit", **sent, **fields)
    assert answer.status_code == 303, answer.text
    with Workspace.open(own_case) as workspace:
        kept = workspace.claim(sent["claim"])
        assert set(workspace.decisions()[-1].change) == {"stance", "time", "when"}
    assert (kept.review.state, kept.reading.stance) == ("edited", "doubted")
    post(rana, "/undo", decision=1)
    assert exported(own_case) == before


def test_an_edit_that_changes_nothing_or_cannot_be_is_refused_with_a_reason(rana: TestClient, own_case: Path) -> None:
    shown = queue(rana)
    sent = {"claim": shown["suggestion"]["claim"], "seen": 0, "queue": "/review"}
    same = post(rana, "/review/edit", **sent, **shown["suggestion"]["fields"])
    assert (same.status_code, "must change something" in same.text) == (400, True)
    assert post(rana, "/review/edit", **sent, time="soon").status_code == 400
    assert post(rana, "/review/edit", **{**sent, "claim": "0" * 32}, stance="denied").status_code == 404
    with Workspace.open(own_case) as workspace:
        assert workspace.decisions() == []


def test_one_reading_becomes_two_and_undo_makes_it_one(rana: TestClient, own_case: Path) -> None:
    before = exported(own_case)
    shown = queue(rana, "/review.json?predicate=opposed_to")
    fields = shown["suggestion"]["fields"]
    second = {f"also_{field}": words for field, words in fields.items()} | {"also_predicate": "attacked"}
    sent = {"claim": shown["suggestion"]["claim"], "seen": 0, "queue": "/review"}
    assert post(rana, "/review/split", **sent, **fields, **second).status_code == 303
    assert len(exported(own_case).splitlines()) == len(before.splitlines()) + 1
    post(rana, "/undo", decision=1)
    assert exported(own_case) == before


def test_a_duplicate_is_merged_into_another_of_its_document(rana: TestClient, own_case: Path) -> None:
    with Workspace.open(own_case) as workspace:
        one, other, *_ = workspace.kept_claims()
    sent = {"claim": one.claim.id, "seen": 0, "queue": "/review", "of": other.claim.id}
    assert post(rana, "/review/merge", **sent).status_code == 303
    with Workspace.open(own_case) as workspace:
        assert workspace.claim(one.claim.id).review.state == "rejected"


def test_a_form_that_comes_too_late_says_who_decided_and_loses_nothing(rana: TestClient, own_case: Path) -> None:
    sent = first(rana)
    with Workspace.open(own_case) as workspace:
        workspace.decide("accept", sent["claim"], by="Samir", reason="read in print")
    fields = queue(rana, f"/review.json?claim={sent['claim']}")["suggestion"]["fields"]
    late = post(rana, "/review/edit", **sent, **{**fields, "value": "what Rana typed"}, reason="hers")
    assert late.status_code == 409
    for told in ("Samir", "read in print", "what Rana typed", "hers"):
        assert told in late.text
    with Workspace.open(own_case) as workspace:
        assert len(workspace.decisions()) == 1
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', late.text))
    assert again["seen"] == "1"
    assert rana.post("/review/edit", data=again).status_code == 303
    with Workspace.open(own_case) as workspace:
        assert [one.by for one in workspace.decisions()] == ["Samir", "Rana Haddad"]


def test_the_queue_is_narrowed_and_says_so_in_its_address(rana: TestClient) -> None:
    shown = queue(rana, "/review.json?predicate=founded&order=grave")
    assert shown["suggestion"]["predicate"] == "founded"
    assert shown["queue"] == "/review?predicate=founded&order=grave"
    waiting = {one["value"]: one["waiting"] for one in shown["by_predicate"]}
    post(rana, "/review/accept", claim=shown["suggestion"]["claim"], seen=0, queue=shown["queue"])
    after = {one["value"]: one["waiting"] for one in queue(rana)["by_predicate"]}
    assert after.get("founded", 0) == waiting["founded"] - 1
    assert queue(rana, "/review.json?order=grave")["suggestion"]["grave"]


def test_a_sitting_tells_what_was_decided_and_undoes_from_there(rana: TestClient) -> None:
    for action in ("accept", "reject"):
        post(rana, f"/review/{action}", **first(rana))
    (sitting,) = queue(rana, "/review/sittings.json")["sittings"]
    assert (sitting["by"], sitting["counts"]) == ("Rana Haddad", {"accept": 1, "reject": 1})
    assert 'action="/undo"' in rana.get("/review/sittings/1").text
    post(rana, "/undo", decision=2, back_to="/review/sittings/1")
    one = queue(rana, "/review/sittings/1.json")["sitting"]
    assert [laid["undone"] for laid in one["decisions"]] == [False, True, False]
    assert rana.get("/review/sittings/77").status_code == 404


def pair(client: TestClient) -> dict:
    shown = queue(client, "/review/identity.json")
    while shown["comparing"]:  # names are compared beside the pages
        shown = queue(client, "/review/identity.json")
    return {"left": shown["pair"]["left"]["id"], "right": shown["pair"]["right"]["id"], "seen": shown["seen"]}


def test_a_merge_and_its_undo_are_exact(rana: TestClient, own_case: Path) -> None:
    before, both = exported(own_case), pair(rana)
    answer = post(rana, "/review/identity/merge", **both)
    assert answer.status_code == 303
    rana.app.state.following.wait(30)
    with Workspace.open(own_case) as workspace:
        assert workspace.entity(both["left"]).id == workspace.entity(both["right"]).id
    post(rana, "/undo", decision=1, back_to="/review/identity")
    rana.app.state.following.wait(30)
    assert exported(own_case) == before


@pytest.mark.parametrize("action", ["apart", "possible"])
def test_what_was_decided_of_two_is_not_asked_again_until_it_is_undone(rana: TestClient, action: str) -> None:
    both = pair(rana)
    assert post(rana, f"/review/identity/{action}", **both).status_code == 303
    assert pair(rana) | {"seen": 0} != both | {"seen": 0}
    post(rana, "/undo", decision=1)
    assert pair(rana)["left"] == both["left"]


def test_two_who_decide_on_the_same_pair_hear_of_each_other(rana: TestClient, own_case: Path) -> None:
    both = pair(rana)
    post(rana, "/review/identity/apart", **both)
    late = post(rana, "/review/identity/merge", **both)
    assert late.status_code == 409
    assert "Rana Haddad" in late.text
    with Workspace.open(own_case) as workspace:
        assert len(workspace.decisions()) == 1


def test_a_name_that_does_not_belong_is_taken_out(rana: TestClient, own_case: Path) -> None:
    with Workspace.open(own_case) as workspace:
        entity = max(workspace.entities(), key=lambda one: (len(one.mentions), one.id))
    side = queue(rana, f"/review/identity/{entity.id}.json")["side"]
    out = side["names"][-1]
    answer = post(
        rana, f"/review/identity/{entity.id}/split", mention=" ".join(out["mentions"]), seen=0, reason="a title"
    )
    assert answer.status_code == 303, answer.text
    rana.app.state.following.wait(30)
    with Workspace.open(own_case) as workspace:
        assert not set(out["mentions"]) & set(workspace.entity(entity.id).mentions)


def test_an_assessment_stands_beside_the_answers_and_moves_the_card(rana: TestClient, own_case: Path) -> None:
    before = exported(own_case)
    board = queue(rana, "/contested.json")
    card = board["columns"][0]["questions"][0]
    sent = {"state": "assessed", "words": "The older date.", "reason": "closer to it", "seen": 0}
    assert post(rana, f"/contested/{card['id']}/assess", **sent).status_code == 303
    after = {one["state"]: one for one in queue(rana, "/contested.json")["columns"]}
    (moved,) = after["assessed"]["questions"]
    assert moved["answers"] == card["answers"]
    assert moved["assessments"][0]["words"] == "The older date."
    assert exported(own_case) == before
    late = post(rana, f"/contested/{card['id']}/assess", **{**sent, "words": "The other."})
    assert (late.status_code, "The other." in late.text) == (409, True)
    post(rana, "/undo", decision=1, back_to="/contested")
    assert queue(rana, "/contested.json") == board


def test_an_assessment_without_words_is_none(rana: TestClient) -> None:
    card = queue(rana, "/contested.json")["columns"][0]["questions"][0]
    bare = post(rana, f"/contested/{card['id']}/assess", state="assessed", words=" ", seen=0)
    assert (bare.status_code, "needs words" in bare.text) == (400, True)
    assert post(rana, f"/contested/{card['id']}/assess", state="settled", seen=0).status_code == 422
    assert post(rana, "/contested/ffff/assess", state="parked", seen=0).status_code == 404


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:x"])
def test_no_form_leads_out_of_the_app(rana: TestClient, back: str) -> None:
    sent = {**first(rana), "queue": back}
    for answer in (post(rana, "/decider", name="X", back=back), post(rana, "/review/accept", **sent)):
        assert answer.status_code == 303
        assert re.match(r"/(\?|$)", answer.headers["location"])
    assert post(rana, "/undo", decision=1, back_to=back).headers["location"].startswith(("/?", "/"))

"""Two windows deciding at once and a build running meanwhile: nothing is lost, and each shows what the others did."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from rawi.pipeline import build
from rawi.workspace import Workspace

TEXT = "Jaysh Zahrat was founded in 2015. Jaysh Zahrat is allied with Liwa al-Sarim. Its leader is Karim al-Nadir.\n"


def unreviewed(client: TestClient, most: int) -> list[str]:
    document = client.get("/index.json").json()["documents"][0]["id"]
    cards = client.get(f"/document/{document}.json").json()["cards"]
    return list(cards)[:most]


def states(client: TestClient) -> dict[str, str]:
    document = client.get("/index.json").json()["documents"][0]["id"]
    cards = client.get(f"/document/{document}.json").json()["cards"]
    return {id: card["telling"]["review"] for id, card in cards.items()}


def test_two_windows_and_a_build_lose_nothing(
    asking_at: Callable[..., TestClient], own_case: Path, tmp_path: Path, csrf: Callable[[TestClient], str]
) -> None:
    one, other = asking_at(own_case), asking_at(own_case)
    claims = unreviewed(one, 12)
    (tmp_path / "more").mkdir()
    for number in range(4):
        (tmp_path / "more" / f"report{number}.txt").write_text(f"Report {number}.\n\n{TEXT}", encoding="utf-8")
    answers: list[int] = []

    def decide(client: TestClient, own: list[str], action: str) -> None:
        client.post("/decider", data={"name": f"who {action}s", "csrf": csrf(client)})
        for claim in own:
            sent = {"claim": claim, "reason": "read", "csrf": csrf(client), "queue": "/review", "seen": "0"}
            answers.append(client.post(f"/review/{action}", data=sent).status_code)

    def read_more() -> None:
        with Workspace.open(own_case) as workspace:
            build(workspace, [tmp_path / "more"])

    threads = [
        threading.Thread(target=read_more),
        threading.Thread(target=decide, args=(one, claims[:6], "accept")),
        threading.Thread(target=decide, args=(other, claims[6:], "reject")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
        assert not thread.is_alive()

    assert answers == [303] * 12
    for client in (one, other):
        shown = states(client)
        assert [shown[claim] for claim in claims] == ["accepted"] * 6 + ["rejected"] * 6
        assert client.get("/index.json").json()["counts"]["documents"] == 9
        assert client.get("/log.json", params={"kind": "decision"}).json()["total"] == 12
    with Workspace.open(own_case) as workspace:
        assert workspace.verify() == []


def test_a_page_shows_what_another_window_decided(
    asking_at: Callable[..., TestClient], own_case: Path, csrf: Callable[[TestClient], str]
) -> None:
    one, other = asking_at(own_case), asking_at(own_case)
    (claim,) = unreviewed(one, 1)
    assert states(other)[claim] == "unreviewed"
    one.post("/decider", data={"name": "A. Name", "csrf": csrf(one)})
    sent = {"claim": claim, "reason": "read", "csrf": csrf(one), "queue": "/review", "seen": "0"}
    assert one.post("/review/accept", data=sent).status_code == 303
    assert states(other)[claim] == "accepted"


def test_pages_are_read_while_a_build_holds_the_workspace(
    asking_at: Callable[..., TestClient], own_case: Path, csrf: Callable[[TestClient], str]
) -> None:
    client = asking_at(own_case)
    (claim,) = unreviewed(client, 1)
    client.post("/decider", data={"name": "A. Name", "csrf": csrf(client)})
    with Workspace.open(own_case) as workspace, workspace.building():
        assert client.get("/").status_code == 200
        sent = {"claim": claim, "reason": "read", "csrf": csrf(client), "queue": "/review", "seen": "0"}
        assert client.post("/review/accept", data=sent).status_code == 303
        assert states(client)[claim] == "accepted"

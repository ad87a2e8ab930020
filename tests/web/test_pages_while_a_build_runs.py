"""While a build holds the workspace, pages are read and decisions are laid down; what they change follows later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from rawi.workspace import Workspace


def test_pages_are_read_while_a_build_holds_the_workspace(
    asking_at: Callable[..., TestClient], own_case: Path, csrf: Callable[[TestClient], str]
) -> None:
    client = asking_at(own_case)
    document = client.get("/index.json").json()["documents"][0]["id"]
    claim = next(iter(client.get(f"/document/{document}.json").json()["cards"]))
    client.post("/decider", data={"name": "A. Name", "csrf": csrf(client)})
    with Workspace.open(own_case) as workspace, workspace.building():
        assert client.get("/").status_code == 200
        sent = {"claim": claim, "reason": "read", "csrf": csrf(client), "queue": "/review", "seen": "0"}
        assert client.post("/review/accept", data=sent).status_code == 303
        cards = client.get(f"/document/{document}.json").json()["cards"]
        assert cards[claim]["telling"]["review"] == "accepted"

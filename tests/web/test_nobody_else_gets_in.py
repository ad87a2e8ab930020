"""The app answers one person on one machine: every other way in is refused, with a page of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from rawi.web import create_app
from rawi.web.security import HEADERS, Door

TOKEN = "only-this"
HOST = "http://127.0.0.1:8000"


@pytest.fixture
def app(case: Path) -> FastAPI:
    made = create_app(case, port=8000, token=TOKEN)

    @made.post("/change")
    def change() -> str:
        return "changed"

    @made.get("/broken")
    def broken() -> str:
        raise ValueError("secret words of the program")

    return made


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    return TestClient(app, base_url=HOST, follow_redirects=False)


@pytest.fixture
def known(stranger: TestClient) -> TestClient:
    stranger.get(f"/?token={TOKEN}")
    return stranger


@pytest.mark.parametrize("path", ["/", "/index.json", "/entities", "/openapi.json", "/nothing-here", "/docs"])
def test_without_the_token_nothing_of_the_workspace_is_told(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 403
    assert "Sarim" not in answer.text


def test_a_wrong_token_opens_nothing(stranger: TestClient) -> None:
    assert stranger.get("/?token=wrong").status_code == 403
    assert stranger.get("/?token=").status_code == 403
    assert stranger.get("/", headers={"Cookie": "rawi-8000=wrong"}).status_code == 403
    assert stranger.get("/", headers={"Authorization": "Bearer wrong"}).status_code == 403


def test_the_token_leaves_the_address_and_becomes_a_cookie(stranger: TestClient) -> None:
    answer = stranger.get(f"/entities?type=Group&token={TOKEN}&as_of=2018")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/entities?type=Group&as_of=2018"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert stranger.get("/").status_code == 200


def test_the_way_in_leads_nowhere_else(stranger: TestClient) -> None:
    answer = stranger.get(f"//elsewhere.example/?token={TOKEN}")
    assert not answer.headers.get("location", "/").startswith("//")


def test_a_script_may_show_the_token_itself(stranger: TestClient) -> None:
    assert stranger.get("/index.json", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert stranger.post("/change", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "127.0.0.1.x:8000", ""]
)
def test_a_name_that_points_here_is_not_answered(known: TestClient, host: str) -> None:
    assert known.get("/", headers={"Host": host}).status_code == 421
    assert known.get(f"/?token={TOKEN}", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HOST},
        {},
    ],
)
def test_a_change_from_elsewhere_is_refused(known: TestClient, app: FastAPI, headers: dict[str, str]) -> None:
    csrf = app.state.site.door.csrf
    assert known.post("/change", data={"csrf": csrf}, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": HOST}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}])
def test_a_change_from_our_own_page_is_made(known: TestClient, app: FastAPI, headers: dict[str, str]) -> None:
    csrf = app.state.site.door.csrf
    assert known.post("/change", data={"csrf": csrf}, headers=headers).status_code == 200
    assert known.post("/change", headers={**headers, "X-CSRF-Token": csrf}).status_code == 200


@pytest.mark.parametrize("csrf", ["", "wrong", "ü", TOKEN])
def test_a_change_needs_the_token_of_its_form(known: TestClient, csrf: str) -> None:
    assert known.post("/change", data={"csrf": csrf}, headers={"Origin": HOST}).status_code == 403


def test_a_change_that_is_too_long_is_refused_unread(known: TestClient) -> None:
    answer = known.post("/change", content=b"x" * 1_000_001, headers={"Origin": HOST})
    assert answer.status_code == 413


@pytest.mark.parametrize(("length", "status"), [("²", 411), ("٣", 411), ("-1", 411), ("", 411), ("9" * 5000, 413)])
def test_a_length_that_is_none_is_refused(app: FastAPI, length: str, status: int) -> None:
    door = app.state.site.door
    headers = {"host": next(iter(door.hosts)), "origin": HOST, "authorization": f"Bearer {TOKEN}"}
    headers["content-length"] = length
    refused = door.refusal("POST", "/change", headers)
    assert refused is not None and refused.status == status


@pytest.mark.parametrize(
    "path", ["/", "/index.json", "/nothing-here", "/static/app.css", "/entities?start=x", "/broken"]
)
def test_every_answer_says_what_a_browser_may_do(known: TestClient, path: str) -> None:
    answer = known.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] in ("no-store", "no-cache")


def test_a_refusal_bears_the_headers_too(stranger: TestClient) -> None:
    assert stranger.get("/").headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_a_fault_of_the_program_shows_no_trace(known: TestClient) -> None:
    answer = known.get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text


def test_the_documentation_pages_of_the_framework_are_off(known: TestClient) -> None:
    assert known.get("/docs").status_code == 404
    assert known.get("/redoc").status_code == 404


def test_two_launches_do_not_share_a_cookie() -> None:
    one, other = Door(port=1, token="a"), Door(port=2, token="a")
    assert one.cookie != other.cookie
    assert Door(port=1, token="b").pass_words != one.pass_words

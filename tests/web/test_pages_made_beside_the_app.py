"""Pages that processes beside the app make are those that the app makes, follow every change, and outlive no app."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from rawi.web import ahead, create_app
from rawi.web.beside import Beside, Launch, Wanted
from rawi.web.state import State
from rawi.workspace import Workspace
from rawi.workspace.overview import ranked

PORT = 8000
SECONDS = 60


@contextmanager
def asking_beside(folder: Path, processes: int) -> Iterator[TestClient]:
    app = create_app(folder, port=PORT, token="of-this-test", beside=processes)
    headers = {"Authorization": "Bearer of-this-test"}
    with TestClient(app, base_url=f"http://127.0.0.1:{PORT}", headers=headers) as client:
        yield client


@contextmanager
def both(folder: Path) -> Iterator[tuple[TestClient, TestClient]]:
    """The app with one process beside it that is ready, and the app alone."""
    with asking_beside(folder, 1) as helped, asking_beside(folder, 0) as alone:
        helped.get("/search?q=nobody")
        until(lambda: beside_of(helped).ready)
        yield helped, alone


def beside_of(client: TestClient) -> Beside:
    return client.app.state.site.beside  # type: ignore[attr-defined,no-any-return]


def until(true: Callable[[], bool]) -> None:
    last = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < last, "it did not come about"
        time.sleep(0.05)


def most_told(folder: Path) -> str:
    with Workspace.open(folder) as workspace, workspace.database.read() as connection:
        return ranked(connection, most=1)[0][0].id


def a_wanted(folder: Path, **given: object) -> Wanted:
    entity = most_told(folder)
    said = {"entity": entity, "told_by": None, "whole": None, **given}
    return Wanted("dossier", "dossier", State(), f"/entity/{entity}", {}, said)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_made_beside_the_app_is_the_page_that_the_app_makes(case: Path, language: str) -> None:
    entity = most_told(case)
    with Workspace.open(case) as workspace:
        document = workspace.documents()[0].id
    asked = ["/contested", f"/entity/{entity}", f"/entity/{entity}?as_of=2016", f"/document/{document}",
             f"/network?about={entity}", f"/timeline?about={entity}&view=table", "/entities?type=Group"]  # fmt: skip
    with both(case) as (helped, alone):
        for address in asked:
            page = f"{address}{'&' if '?' in address else '?'}lang={language}"
            answers = helped.get(page), alone.get(page)
            assert answers[0].status_code == 200
            assert answers[0].text == answers[1].text, address


def test_it_is_the_process_beside_that_makes_them(case: Path) -> None:
    with both(case) as (helped, _):
        made = beside_of(helped).page(a_wanted(case))
        assert made is not None and b"<h1" in made


def test_what_is_decided_stands_on_the_next_page(own_case: Path) -> None:
    entity = most_told(own_case)
    with both(own_case) as (helped, alone):
        before = helped.get(f"/entity/{entity}").text
        with Workspace.open(own_case) as workspace:
            claim = workspace.kept_claims(entity=entity)[0].claim.id
            workspace.decide("accept", claim, by="Lina", reason="the quote says so")
        after = helped.get(f"/entity/{entity}").text
        assert after != before and "Lina" in after
        assert after == alone.get(f"/entity/{entity}").text


def test_what_cannot_be_shown_says_why_as_the_app_does(case: Path) -> None:
    with both(case) as (helped, alone):
        answers = helped.get("/entity/nobody"), alone.get("/entity/nobody")
        assert answers[0].status_code == 404
        assert answers[0].text == answers[1].text


def test_where_the_process_dies_the_app_makes_its_pages(case: Path) -> None:
    with both(case) as (helped, alone):
        beside = beside_of(helped)
        [maker] = beside._running()
        maker._process.kill()
        page = f"/entity/{most_told(case)}"
        assert helped.get(page).text == alone.get(page).text
        assert beside.page(a_wanted(case)) is None and not beside.ready


def test_where_the_app_ends_they_end(case: Path) -> None:
    with both(case) as (helped, _):
        processes = [maker._process for maker in beside_of(helped)._running()]
        assert all(process.poll() is None for process in processes)
    assert all(process.poll() is not None for process in processes)


@pytest.mark.skipif(sys.platform == "win32", reason="asks for a signal that no program hears")
def test_where_the_app_is_killed_they_end_too(case: Path) -> None:
    program = f"""
import time
from rawi.web.beside import Beside, Launch
beside = Beside(Launch({str(case)!r}, {PORT}, "of-this-test", "en"), 1)
[maker] = beside._running()
while not beside.ready:
    time.sleep(0.05)
print(maker._process.pid, flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        maker = int(app.stdout.readline())
        assert alive(maker)
        app.send_signal(signal.SIGKILL)
        app.wait(timeout=SECONDS)
    until(lambda: not alive(maker))


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and that nobody asked for yet does not."""
    told = Path(f"/proc/{pid}/stat")
    if told.parent.parent.is_dir() and Path("/proc/self").exists():
        return told.is_file() and told.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_no_process_starts_before_a_page_is_asked_for_and_none_where_none_is_wanted(case: Path) -> None:
    with asking_beside(case, 1) as client:
        client.get("/")
        assert beside_of(client)._makers is None
    none = Beside(Launch(str(case), PORT, "of-this-test", "en"), 0)
    assert none.page(a_wanted(case)) is None and not none.ready


def test_a_page_is_the_same_however_its_parameters_are_ordered(case: Path) -> None:
    wanted = a_wanted(case)
    turned = msgspec.structs.replace(wanted, given=dict(reversed(wanted.given.items())))
    assert wanted.key == turned.key
    assert wanted.key != a_wanted(case, whole="size").key
    assert wanted.key != a_wanted(case, told_by="itself").key


def test_the_dossier_of_whom_most_is_told_is_there_before_anybody_asks(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "CLAIMS", 1)
    monkeypatch.setattr(ahead, "MOST", 2)
    key = a_wanted(case).key
    with both(case) as (helped, alone):
        opened = helped.app.state.site.opened  # type: ignore[attr-defined]
        until(lambda: opened.page(key, opened.standing()) is not None)
        remembered = opened.page(key, opened.standing())
        page = f"/entity/{most_told(case)}"
        assert helped.get(page).content == remembered == alone.get(page).content

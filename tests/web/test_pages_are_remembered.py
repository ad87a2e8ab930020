"""A page is made once for as long as nothing in the workspace changes, and never after anything did."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rawi.errors import WorkspaceError
from rawi.web.opened import Opened
from rawi.workspace import Workspace

PORT = 8000
"""Of `own_client`."""


def a_claim(folder: Path) -> str:
    with Workspace.open(folder) as workspace:
        return next(workspace.iter_kept_claims()).claim.id


def decided(folder: Path, claim: str) -> None:
    with Workspace.open(folder) as workspace:
        workspace.decide("reject", claim, by="Lina", reason="the quote does not say so")


def test_an_answer_is_given_again_until_another_connection_commits(own_case: Path) -> None:
    opened = Opened(own_case)
    stands = opened.standing()
    opened.remember("question", stands, b"answer")
    assert opened.standing() == stands and opened.page("question", stands) == b"answer"
    decided(own_case, a_claim(own_case))
    assert opened.standing() != stands
    assert opened.page("question", stands) is None and opened.page("question", opened.standing()) is None
    opened.close()


def test_what_another_program_writes_is_a_change_too(own_case: Path) -> None:
    opened = Opened(own_case)
    stands = opened.standing()
    program = f"""
from pathlib import Path
from rawi.workspace import Workspace
with Workspace.open(Path({str(own_case)!r})) as workspace:
    workspace.record("note", {{}})
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=120)
    assert opened.standing() != stands
    opened.close()


def test_an_answer_that_was_begun_before_a_change_is_not_kept(own_case: Path) -> None:
    opened = Opened(own_case)
    stands = opened.standing()
    decided(own_case, a_claim(own_case))
    opened.remember("question", stands, b"of before")
    assert opened.page("question", opened.standing()) is None
    opened.close()


def test_changed_settings_and_a_replaced_database_are_opened_anew(own_case: Path, tmp_path: Path) -> None:
    opened = Opened(own_case)
    before, stands = opened.workspace(), opened.standing()
    assert not before.settings.grades.shown
    (own_case / "rawi.toml").write_text("[grades]\nshown = true\n", encoding="utf-8")
    assert opened.workspace().settings.grades.shown and opened.standing() != stands
    stands = opened.standing()
    shutil.copy(own_case / "rawi.db", tmp_path / "copy.db")
    (tmp_path / "copy.db").replace(own_case / "rawi.db")
    assert opened.standing() != stands
    (own_case / "rawi.toml").unlink()
    with pytest.raises(WorkspaceError):
        opened.workspace()
    opened.close()


def test_what_takes_long_is_found_once_and_again_after_a_change(own_case: Path) -> None:
    opened = Opened(own_case)
    looked: list[str] = []

    def look() -> int:
        looked.append("again")
        return len(looked)

    assert [opened.found("it", look), opened.found("it", look)] == [1, 1]
    decided(own_case, a_claim(own_case))
    assert opened.found("it", look) == 2 and len(looked) == 2
    opened.close()


def test_what_was_asked_longest_ago_is_forgotten_first(own_case: Path) -> None:
    opened = Opened(own_case, remembered_bytes=10)
    stands = opened.standing()
    opened.remember("a", stands, b"12345")
    opened.remember("b", stands, b"12345")
    assert opened.page("a", stands) is not None
    opened.remember("c", stands, b"12345")
    assert [opened.page(one, stands) is not None for one in "abc"] == [True, False, True]
    opened.close()


def test_a_page_asked_again_shows_what_was_decided_meanwhile(own_client: TestClient, own_case: Path) -> None:
    with Workspace.open(own_case) as workspace:
        kept = next(workspace.iter_kept_claims())
    for address in (f"/document/{kept.source.id}", f"/entity/{kept.subject}"):
        first = own_client.get(address)
        assert first.status_code == 200 and own_client.get(address).text == first.text
        assert own_client.get(address, params={"lang": "ar"}).text != first.text
    decided(own_case, kept.claim.id)
    assert "Lina" in own_client.get(f"/document/{kept.source.id}").text


def test_two_readers_with_different_names_get_their_own_pages(own_client: TestClient, own_case: Path) -> None:
    with Workspace.open(own_case) as workspace:
        document = workspace.documents()[0].id
    for name, other in (("Lina", "Omar"), ("Omar", "Lina")):
        own_client.cookies.set(f"rawi-name-{PORT}", name)
        page = own_client.get(f"/document/{document}").text
        assert name in page and other not in page

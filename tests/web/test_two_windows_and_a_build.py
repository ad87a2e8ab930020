"""Two windows decide at once while a build runs in another process: nothing is lost, and each sees the other."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path

from starlette.testclient import TestClient

from rawi.workspace import Workspace

EACH = 12
NEW = "# Another profile of the Sarim Brigade\n\nThe Sarim Brigade was founded in 2011. It is allied with Zerengia.\n"


def post(client: TestClient, path: str, **fields: object) -> int:
    csrf = client.app.state.site.door.csrf
    return client.post(path, data={"csrf": csrf, **{name: str(value) for name, value in fields.items()}}).status_code


def decide(client: TestClient, name: str, action: str, done: list[tuple[str, str]], failed: list[str]) -> None:
    """Goes through the queue; whoever comes too late goes on with the next."""
    try:
        post(client, "/decider", name=name)
        while sum(by == name for by, _ in done) < EACH:
            shown = json.loads(client.get("/review.json?order=confidence").text)
            claim = shown["suggestion"]["claim"]
            status = post(client, f"/review/{action}", claim=claim, seen=shown["seen"], queue="/review")
            if status == 303:
                done.append((name, claim))
            elif status != 409:
                failed.append(f"{name}: {status}")
                return
    except Exception as error:  # a thread must not fail in silence
        failed.append(f"{name}: {error!r}")


def test_nothing_is_lost_and_each_window_shows_the_other(asking_at, own_case: Path, tmp_path: Path) -> None:
    one, other = asking_at(own_case), asking_at(own_case)
    new = tmp_path / "new"
    new.mkdir()
    (new / "another.md").write_text(NEW, encoding="utf-8")
    building = subprocess.Popen(
        [sys.executable, "-c", "from rawi.cli import main; main()", "build", str(new), "-w", str(own_case)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    done: list[tuple[str, str]] = []
    failed: list[str] = []
    windows = [
        threading.Thread(target=decide, args=(client, name, action, done, failed))
        for client, name, action in ((one, "Rana", "accept"), (other, "Samir", "reject"))
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join(timeout=240)
    said, _ = building.communicate(timeout=240)
    assert building.returncode == 0, said
    assert failed == []
    assert len(done) == 2 * EACH

    for client, name in ((one, "Samir"), (other, "Rana")):
        sittings = json.loads(client.get("/review/sittings.json").text)["sittings"]
        assert [len(sitting["decisions"]) for sitting in sittings if sitting["by"] == name] == [EACH]
        told = json.loads(client.get(f"/review.json?claim={next(c for by, c in done if by == name)}").text)
        assert told["suggestion"]["telling"]["reviewed_by"] == name
    for client in (one, other):
        assert client.app.state.following.wait(120)
    with Workspace.open(own_case) as workspace:
        laid = workspace.decisions()
        assert sorted((one.by, one.target) for one in laid) == sorted(done)
        assert len({one.target for one in laid}) == len(laid), "nobody decided on what the other had decided"
        assert any(source.path == "another.md" for source in workspace.documents())
        assert workspace.verify() == []
        names = {entity.name for entity in workspace.entities()}
    assert names

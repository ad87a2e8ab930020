"""A build killed with -9 at any moment leaves a workspace that the next build completes, as if nothing had happened."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from sqlalchemy import event

from rawi.errors import WorkspaceError
from rawi.pipeline import build
from rawi.workspace import Workspace, files

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def build_and_die(folder: Path, sources: Path, stages, moment: int) -> bool:
    """Builds in a child process that kills itself at the given moment; returns whether it was killed.

    A moment is right before a commit or the renaming of a file, and so right after the one before.
    """
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            return True
        assert os.WEXITSTATUS(status) == 0, "the build failed by itself"
        return False
    try:
        left = [moment]

        def count(*_: object) -> None:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        replace = os.replace
        files.os.replace = lambda *names: (count(), replace(*names))
        if not (folder / "rawi.toml").exists():
            Workspace.create(folder).close()
        with Workspace.open(folder) as workspace:
            event.listen(workspace.database._engine, "commit", count)
            build(workspace, [sources], using=stages)
        os._exit(0)
    except BaseException:  # nothing may escape into the parent's test run
        os._exit(1)


def state(folder: Path) -> tuple:
    """All that a user can see, without what depends on the clock."""
    with Workspace.open(folder) as workspace:
        assert workspace.verify() == []
        return (
            workspace.documents(),
            workspace.kept_claims(),
            workspace.mentions(),
            workspace.entities(),
            workspace.findings(),
            [(entry.kind, (entry.body or {}).get("path")) for entry in workspace.log() if entry.kind != "run begun"],
        )


def stray_rows(folder: Path) -> int:
    """Rows of passes that were interrupted or replaced."""
    with Workspace.open(folder) as workspace, workspace.database.read() as connection:
        return connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM memo WHERE NOT complete)"
            " + (SELECT count(*) FROM readings WHERE memo NOT IN (SELECT memo FROM documents) AND NOT lapsed)"
            " + (SELECT count(*) FROM claims WHERE id NOT IN (SELECT claim FROM readings))"
        ).scalar_one()


def test_a_build_killed_at_any_moment_is_completed_by_the_next(tmp_path, sources, stages, reader):
    whole = tmp_path / "whole"
    assert not build_and_die(whole, sources, stages(reader()), moment=10**9)
    wanted = state(whole)
    moment, killed = 1, True
    while killed:
        folder = tmp_path / f"killed-{moment}"
        killed = build_and_die(folder, sources, stages(reader()), moment)
        if killed:
            if (folder / "rawi.toml").exists():
                with Workspace.open(folder) as workspace:
                    assert workspace.verify() == [], f"after a kill at moment {moment}"
            assert not build_and_die(folder, sources, stages(reader()), moment=10**9)
            assert state(folder) == wanted, f"after a kill at moment {moment}"
            assert stray_rows(folder) == 0
        moment += 2
    assert moment > 20, "the build has too few moments for this test to mean anything"


def test_a_rebuild_killed_at_any_moment_loses_nothing_that_was_stored(sources, stages, reader, built, case):
    """The second build replaces one file and reads the others with a new reader."""
    built(sources)
    with Workspace.open(case) as workspace:
        kept = workspace.kept_claims()
        target = kept[0].claim.id
        workspace.decide("accept", target, by="Reviewer", reason="read it")
        before = {one.claim.id for one in kept}
    (sources / "b.txt").write_text("Title\n\nLiwa Zahr is opposed to Jaysh Marj.\n", encoding="utf-8")
    moment, killed = 1, True
    while killed:
        folder = case.with_name(f"killed-{moment}")
        shutil.copytree(case, folder)
        killed = build_and_die(folder, sources, stages(reader(version="2")), moment)
        with Workspace.open(folder) as workspace:
            assert {one.claim.id for one in workspace.kept_claims(superseded=True)} >= before
            assert workspace.claim(target).review.state == "accepted"
            assert workspace.verify() == [], f"after a kill at moment {moment}"
        shutil.rmtree(folder)
        moment += 2
    assert moment > 20


def test_a_second_build_at_the_same_time_is_refused(built, sources, case, stages, reader):
    built(sources)
    with Workspace.open(case) as one, Workspace.open(case) as two:
        with one.building(), pytest.raises(WorkspaceError, match="another build"):
            build(two, [sources], using=stages(reader()))
        assert build(two, [sources], using=stages(reader())).documents == 3

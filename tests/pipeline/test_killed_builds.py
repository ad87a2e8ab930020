"""A build killed with -9 at any moment leaves a workspace that the next build completes, as if nothing had happened."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from rawi.cli.writing import log_export, write
from rawi.errors import WorkspaceError
from rawi.pipeline import build, decide
from rawi.publish import jsonl
from rawi.workspace import Workspace, files

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

KILLS = int(os.environ.get("RAWI_KILLS", "12"))
"""How many kills at random moments: `RAWI_KILLS=100 pytest tests/pipeline/test_killed_builds.py`."""


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
        with one.building(), pytest.raises(WorkspaceError, match=f"another build .* \\(process {os.getpid()} on "):
            build(two, [sources], using=stages(reader()))
        assert build(two, [sources], using=stages(reader())).documents == 3


def in_child(
    work: Callable[[], object], seconds: float | None = None, prepare: Callable[[], object] | None = None
) -> int:
    """Does the work in a child process, killed with -9 after so many seconds; returns what `waitpid` says."""
    child = os.fork()
    if child:
        if seconds is not None:
            time.sleep(seconds)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1]
    try:
        if prepare is not None:
            prepare()
        work()
        os._exit(0)
    except WorkspaceError:
        os._exit(2)
    except BaseException:  # nothing may escape into the parent's test run
        os._exit(1)


class Work:
    """What a user does to a workspace: build from changed sources, decide, or export."""

    def __init__(self, sources: Path, case: Path, stages, reader):
        self.sources, self.case = sources, case
        self.stages = lambda version: stages(reader(version=version))

    def build(self, folder: Path) -> None:
        with Workspace.open(folder) as workspace:
            build(workspace, [self.sources], using=self.stages("2"))

    def decide(self, folder: Path) -> None:
        with Workspace.open(folder, lambda: dt.datetime(2026, 11, 1, tzinfo=dt.UTC)) as workspace:
            target = workspace.kept_claims()[0].claim.id
            decide(workspace, "reject", target, by="Reviewer", reason="read it", using=self.stages("1"))

    def export(self, folder: Path) -> None:
        with Workspace.open(folder) as workspace:
            made = jsonl(workspace.iter_kept_claims())
            write(made, folder.with_suffix(".jsonl"))
            log_export(workspace, made, folder.with_suffix(".jsonl"), claims=4, form="jsonl", published=False)


ENDINGS = ("run finished", "export", "decision", "settled")


def completed(folder: Path, work: Work) -> tuple:
    """All that shows after the next build, without the exports and decisions that a kill may have kept out."""
    assert in_child(lambda: work.build(folder)) == 0
    *seen, log = state(folder)
    return (*seen, [entry for entry in log if entry[0] not in ENDINGS])


@pytest.fixture
def work(sources, case, stages, reader) -> Work:
    return Work(sources, case, stages, reader)


def test_kills_at_random_moments_leave_what_verifies_and_the_next_build_completes(built, work, tmp_path):
    """`RAWI_KILLS` sets how many. The moment is drawn evenly over a little more than the time that the work takes."""
    sources, case = work.sources, work.case
    built(sources)
    (sources / "b.txt").write_text("Title\n\nLiwa Zahr is opposed to Jaysh Marj.\n", encoding="utf-8")
    drawn = random.Random(7)
    wanted, lasting = {}, {}
    for name in ("build", "decide", "export"):
        whole = tmp_path / f"whole-{name}"
        shutil.copytree(case, whole)
        began = time.monotonic()
        assert in_child(lambda name=name, whole=whole: getattr(work, name)(whole)) == 0
        lasting[name] = time.monotonic() - began
        decided = name == "decide"
        wanted[name] = {decided: completed(whole, work)}
    wanted["decide"][False] = wanted["build"][False]
    killed = 0
    for turn in range(KILLS):
        name = ("build", "decide", "export")[turn % 3]
        folder = tmp_path / f"killed-{turn}"
        shutil.copytree(case, folder)
        moment = drawn.uniform(0, 1.1 * lasting[name])
        ended = in_child(lambda name=name, folder=folder: getattr(work, name)(folder), moment)
        killed += os.WIFSIGNALED(ended)
        with Workspace.open(folder) as workspace:
            assert workspace.verify() == [], f"{name} killed after {moment:.4f} s"
            decided = bool(workspace.decisions())
        written = folder.with_suffix(".jsonl")
        if written.exists():
            assert all(json.loads(line) for line in written.read_text(encoding="utf-8").splitlines())
        assert completed(folder, work) == wanted[name][decided], f"{name} killed after {moment:.4f} s"
        assert stray_rows(folder) == 0
        shutil.rmtree(folder)
    assert killed > KILLS / 3, "too few were killed before their end for this test to mean anything"


@pytest.mark.parametrize("kilobytes", [4, 16, 64, 100, 150, 200, 250, 300])
def test_a_full_disk_is_said_and_the_next_build_completes(work, kilobytes, tmp_path):
    """A limit on the size of every file stands for the disk: a write that does not fit fails as on a full one."""
    sources, case = work.sources, work.case
    Workspace.create(case).close()
    shutil.copytree(case, tmp_path / "whole")
    wanted = completed(tmp_path / "whole", work)
    (sources / "long.txt").write_text("It rained. " * 8000, encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    ended = in_child(lambda: work.build(case), prepare=limit)
    assert os.WIFEXITED(ended)
    assert os.WEXITSTATUS(ended) in (0, 2), "a full disk is an error of the workspace, which says what to do"
    if kilobytes < 64:
        assert os.WEXITSTATUS(ended) == 2
    with Workspace.open(case) as workspace:
        assert workspace.verify() == []
    (sources / "long.txt").unlink()
    *seen, _ = completed(case, work)
    if os.WEXITSTATUS(ended) == 2:
        assert [one for one in seen[0] if one.path != "long.txt"] == wanted[0]


def test_a_folder_copied_in_mid_write_opens_verifies_and_goes_on(work, tmp_path):
    """A process that is stopped, its folder copied: what a power cut leaves. So many copies as a build has time for."""
    for number in range(12):
        (work.sources / f"more-{number}.txt").write_text(
            f"Liwa No{number} is allied with Liwa Zahr.\n", encoding="utf-8"
        )
    case = work.case
    Workspace.create(case).close()
    shutil.copytree(case, tmp_path / "whole")
    wanted = completed(tmp_path / "whole", work)
    child = os.fork()
    if not child:
        with contextlib.suppress(BaseException):
            work.build(case)
        os._exit(0)
    copies = 0
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        os.kill(child, signal.SIGSTOP)
        copy = tmp_path / f"copy-{copies}"
        shutil.copytree(case, copy)
        os.kill(child, signal.SIGCONT)
        copies += 1
        time.sleep(0.1)
    assert copies > 2
    for number in range(0, copies, copies // 8 or 1):
        copy = tmp_path / f"copy-{number}"
        with Workspace.open(copy) as workspace:
            assert workspace.verify() == [], f"copy {number} of {copies}"
        assert completed(copy, work) == wanted, f"copy {number} of {copies}"

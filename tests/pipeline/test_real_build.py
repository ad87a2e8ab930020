"""Whole builds with the real reader: the same twice, to the byte, and whole after a kill at a moment of no choosing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from rawi.pipeline import build
from rawi.workspace import Workspace

DOCUMENTS = {
    "one.txt": "Liwa Zahr and its allies\n\nLiwa Zahr was founded in 2014. It is allied with Harakat Noor.\n"
    "According to Kazim Adel, the brigade killed 12 soldiers of Jaysh Marj in late 2015.\n",
    "two.md": "# Jaysh Marj\n\n- Allies: Katibat Fajr (until 2018)\n- Opponents: Liwa Zahr\n\n"
    "Jaysh Marj attacked Liwa Zahr.\n",
    "deep/three.html": "<html><head><title>Katibat Fajr</title></head><body><p>Katibat Fajr is led by Samir Adel. "
    "The group denied that it had received weapons.</p></body></html>",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    for name, text in DOCUMENTS.items():
        path = tmp_path / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "texts"


def command(texts: Path, case: Path) -> list[str]:
    return [sys.executable, "-c", "from rawi.cli import main; main()", "build", str(texts), "-w", str(case)]


def exported(case: Path) -> bytes:
    from rawi.publish.record import export_record

    with Workspace.open(case) as workspace:
        assert workspace.verify() == []
        return b"\n".join(msgspec.json.encode(export_record(kept)) for kept in workspace.iter_kept_claims())


def test_two_builds_of_the_same_files_are_the_same_to_the_byte(texts, tmp_path):
    for seed in ("one", "two"):
        # in processes of their own, whose sets have other orders
        order = {**os.environ, "PYTHONHASHSEED": str(len(seed) + ord(seed[0]))}
        done = subprocess.run(command(texts, tmp_path / seed), capture_output=True, check=False, env=order)
        assert (done.returncode, done.stderr) == (0, b"")
    assert exported(tmp_path / "one") == exported(tmp_path / "two")
    assert len(exported(tmp_path / "one").splitlines()) >= 5


@pytest.mark.skipif(os.name == "nt", reason="needs kill -9")
def test_a_build_killed_from_outside_is_completed_by_the_next(texts, tmp_path):
    with Workspace.create(tmp_path / "whole") as workspace:
        build(workspace, [texts])
    for seconds in (0.8, 2.0, 3.2):
        running = subprocess.Popen(
            command(texts, tmp_path / "case"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(seconds)
        running.send_signal(signal.SIGKILL)
        running.wait()
        if (tmp_path / "case" / "rawi.toml").exists():
            with Workspace.open(tmp_path / "case") as workspace:
                assert workspace.verify() == []
    assert subprocess.run(command(texts, tmp_path / "case"), capture_output=True, check=False).returncode == 0
    assert exported(tmp_path / "case") == exported(tmp_path / "whole")


def test_the_examples_build_and_hold(examples, tmp_path):
    if not examples.is_dir():
        pytest.skip("examples/ is absent: skipped")
    with Workspace.create(tmp_path / "case") as workspace:
        report = build(workspace, [examples])
        assert report.failures == []
        assert report.documents == 5
        assert report.claims > 50
        assert workspace.verify() == []

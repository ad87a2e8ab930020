"""What must hold of the whole, tested through the command as a user runs it; the real documents are built once.

A kill in the middle of a build is tested in `tests/pipeline`, bad originals and logs one by one in `tests/workspace`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE_SECONDS = 150
"""Far more than any command here needs, and less than a reader that has run away."""


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from rawi.cli import main; main()", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE_SECONDS,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="session")
def rawi() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs one command in a process of its own; keywords are environment variables."""
    return run


@pytest.fixture(scope="session")
def built_examples(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the examples. Copy it before changing it."""
    if not examples.is_dir():
        pytest.skip("examples/ is absent: skipped")
    case = tmp_path_factory.mktemp("examples") / "case"
    done = run("build", examples, "-w", case)
    assert done.returncode == 0, done.stderr
    return case


@pytest.fixture(scope="session")
def built_seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the five documents of the main job; skipped where they are absent."""
    return _built(shared / "seeds", tmp_path_factory)


@pytest.fixture(scope="session")
def built_corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the texts about other groups; skipped where they are absent."""
    return _built(shared / "corpus", tmp_path_factory)


def _built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp(sources.name) / "case"
    done = run("build", sources, "-w", case)
    assert done.returncode == 0, done.stderr
    return case


@pytest.fixture
def case(built_examples: Path, tmp_path: Path) -> Path:
    """A copy of the workspace of the examples, to be changed."""
    return Path(shutil.copytree(built_examples, tmp_path / "case"))

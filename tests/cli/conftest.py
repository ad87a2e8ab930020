"""Commands run as a user runs them, in a workspace that is built once for all tests with the real reader."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rawi.cli import main


class Outcome(msgspec.Struct, frozen=True):
    status: int
    out: str
    err: str


DOCUMENT = """# Profile of the Liwa Zahr

Liwa Zahr is allied with Harakat Noor. Liwa Zahr was founded in 2014. The militia has 300 fighters.

## Field list

- Allies: Harakat Noor (until 2018)
- Opponents: Jaysh Marj
"""


@pytest.fixture
def rawi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Runs one command; the outcome has its exit status and what it printed."""

    def run(*arguments: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["rawi", *map(str, arguments)])
        try:
            main()
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1 if end.code else 0
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rawi.pipeline import build
    from rawi.workspace import Workspace

    folder = tmp_path_factory.mktemp("cli")
    (folder / "sources").mkdir()
    (folder / "sources" / "profile.md").write_text(DOCUMENT, encoding="utf-8")
    with Workspace.create(folder / "case") as workspace:
        build(workspace, [folder / "sources"])
    return folder


@pytest.fixture
def case(built_once: Path, tmp_path: Path) -> Path:
    """A copy of the built workspace; its sources stand beside it."""
    shutil.copytree(built_once, tmp_path / "cli")
    return tmp_path / "cli" / "case"

"""The README is a contract: it names every command, and no command that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from rawi.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> set[str]:
    group = get_command(app)
    return set(group.commands)  # type: ignore[attr-defined]


def test_every_command_of_the_readme_exists() -> None:
    told = set(re.findall(r"(?:^ +|`)rawi ([a-z-]+)", README, flags=re.MULTILINE))
    assert told
    assert told <= commands()


def test_every_command_stands_in_the_readme() -> None:
    missing = {command for command in commands() if not re.search(rf"\brawi {command}\b", README)}
    assert not missing


def test_what_the_readme_calls_absent_is_absent() -> None:
    absent = README[README.index("Not there yet") :].split("\n\n")[0]
    assert not {name for name in re.findall(r"`([a-z]+)`", absent) if name in commands()}

"""The log leaves as a file that a script without Rawi checks; names leave with it only for a reason that is logged."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "verify_log.py"


def checked(file: Path, *arguments: str) -> tuple[int, str]:
    """What the script says, run without this environment, as by somebody who has only Python."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(file), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def exported(rawi, case, tmp_path) -> Path:
    file = tmp_path / "log.jsonl"
    assert rawi("log", "export", "-w", case, "-o", file, "--details", "--reason", "for the court").status == 0
    return file


def entries(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def write(file: Path, lines: list[dict]) -> None:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def test_the_script_is_short_and_needs_nothing_but_python():
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 64
    assert "rawi" not in "".join(line for line in text.splitlines() if line.startswith(("import", "from")))


def test_what_was_exported_holds(exported):
    status, said = checked(exported)
    assert (status, said.startswith("all holds")) == (0, True)
    assert entries(exported)[0]["head"] in said


@pytest.mark.parametrize("field", ["seq", "at", "kind", "digest", "previous", "hash", "salt", "body"])
def test_a_changed_field_of_any_entry_is_named(exported, field):
    lines = entries(exported)
    lines[3][field] = 99 if field == "seq" else f"{lines[3][field]}0"
    write(exported, lines)
    status, said = checked(exported)
    assert (status, "line 4" in said) == (1, True), said


def test_an_entry_taken_out_or_moved_is_named(exported):
    lines = entries(exported)
    write(exported, lines[:3] + lines[4:])
    assert checked(exported)[0] == 1
    write(exported, [*lines[:3], lines[4], lines[3], *lines[5:]])
    assert checked(exported)[0] == 1
    write(exported, lines[:-1])
    assert checked(exported)[0] == 1


def test_a_head_that_was_noted_must_be_in_it(exported):
    head = entries(exported)[3]["hash"]
    assert checked(exported, "--head", head)[0] == 0
    status, said = checked(exported, "--head", "ab" * 32)
    assert (status, "is in no entry" in said) == (1, True)


@pytest.mark.parametrize("content", ["", "no json\n", "[1]\n", '{"format":"rawi-log/1"}\n', "{}\n{}\n"])
def test_what_is_no_log_is_said_to_be_none(tmp_path, content):
    file = tmp_path / "log.jsonl"
    file.write_text(content, encoding="utf-8")
    status, said = checked(file)
    assert (status, "Traceback" in said) == (1, False), said


def test_without_details_no_name_leaves(rawi, case, tmp_path):
    rawi("undo", "--by", "Ada Karim", "--reason", "none", "-w", case)
    file = tmp_path / "log.jsonl"
    assert rawi("log", "export", "-w", case, "-o", file).status == 0
    assert checked(file)[0] == 0
    assert all("body" not in line and "salt" not in line for line in entries(file))
    assert "profile.md" not in file.read_text(encoding="utf-8")


def test_details_leave_only_for_a_reason_and_it_is_logged(rawi, case, tmp_path):
    refused = rawi("log", "export", "-w", case, "-o", tmp_path / "log.jsonl", "--details")
    assert (refused.status, "--reason" in refused.err) == (2, True)
    assert not (tmp_path / "log.jsonl").exists()
    rawi("log", "export", "-w", case, "-o", tmp_path / "log.jsonl", "--details", "--reason", "for the court")
    last = json.loads(rawi("log", "-w", case, "--json").out)[-1]
    assert (last["kind"], last["body"]["reason"]) == ("export", "for the court")


def test_the_log_is_shown_with_its_head(rawi, case):
    shown = rawi("log", "-w", case).out
    assert "run finished" in shown
    assert json.loads(rawi("log", "-w", case, "--json").out)[-1]["hash"] in shown
    assert len(rawi("log", "-w", case, "--last", "2").out.splitlines()) == 3


def test_verify_takes_a_head_that_was_noted(rawi, case):
    head = json.loads(rawi("log", "-w", case, "--json").out)[1]["hash"]
    assert rawi("verify", "-w", case, "--head", head).status == 0
    wrong = rawi("verify", "-w", case, "--head", "0" * 63 + "1")
    assert (wrong.status, "that was noted" in wrong.err) == (1, True)

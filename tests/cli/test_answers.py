"""`rawi show`, `claims`, `timeline` and `export` as a person types them, on a workspace that was really built."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rawi.workspace import Workspace

PROFILE = """= Tidewater Guard =

Tidewater Guard
- Native name: لواء المد
- Active: 2012–2024
- Leaders: Idris Qawwam
- Size: 3,000
- Allies: Salt Battalion (until 2019), Ostrava Regiment
- Opponents: Salt Battalion

== History ==
The Tidewater Guard (Arabic: لواء المد) was founded in 2012.
"""
NOTE = """Who are the Tidewater Guard?

- Size: 400
- Leaders: Idris Qawwam
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "profile.txt").write_text(PROFILE, encoding="utf-8")
    (texts / "profile.json").write_text(json.dumps({"publisher": "Institute of the Coast", "date": "2017-05-02"}))
    (texts / "salt.txt").write_text("Salt Battalion\n- Size: 90\n- Leaders: Samir Mansour\n", encoding="utf-8")
    done = rawi("build", str(texts), "-w", str(folder / "case"))
    assert done.returncode == 0, done.stderr
    return folder / "case"


def rawi(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from rawi.cli import main; main()", *words]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=cwd, env={**os.environ, "COLUMNS": "80"}
    )


def test_show_answers_in_any_script_with_the_same_dossier(workspace):
    latin = rawi("show", "tidewater guard", "-w", str(workspace))
    arabic = rawi("show", "لواء المد", "-w", str(workspace))
    assert latin.returncode == arabic.returncode == 0
    assert latin.stdout == arabic.stdout
    assert "Working copy, not for publication" in latin.stdout
    assert "3,000" in latin.stdout and "Idris Qawwam" in latin.stdout
    assert "\x1b[" not in latin.stdout, "a pipe gets no colours"


def test_show_json_and_html_say_the_same_claims(workspace, tmp_path):
    made = json.loads(rawi("show", "Tidewater Guard", "-w", str(workspace), "--json").stdout)
    page = tmp_path / "dossier.html"
    done = rawi("show", "Tidewater Guard", "-w", str(workspace), "--format", "html", "-o", str(page))
    assert done.returncode == 0 and done.stdout.strip() == str(page)
    ids = {t["claim"] for s in made["sections"] for p in s["properties"] for e in p["entries"] for t in e["tellings"]}
    assert ids and all(f"claim-{i}" in page.read_text(encoding="utf-8") for i in ids)


def test_an_unknown_name_ends_with_near_names(workspace):
    done = rawi("show", "Tidewater Gard", "-w", str(workspace))
    if done.returncode:
        assert done.returncode == 2 and "Tidewater Guard" in done.stderr
    none = rawi("show", "Nobody Whosoever", "-w", str(workspace))
    assert none.returncode == 2 and none.stdout == "" and "no entity is called" in none.stderr


def test_a_file_that_cannot_be_written_is_named(workspace, tmp_path):
    done = rawi("show", "Tidewater Guard", "-w", str(workspace), "-o", str(tmp_path / "none" / "d.txt"))
    assert done.returncode == 2 and "none" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("date", ["yesterday", "2018-13", "", "32 May"])
def test_a_date_that_is_none_is_wrong_use(workspace, date):
    done = rawi("show", "Tidewater Guard", "-w", str(workspace), "--as-of", date or " ")
    assert done.returncode == 2 and "not a date" in done.stderr


def test_claims_are_filtered(workspace):
    def ids(*filters: str) -> list[dict]:
        done = rawi("claims", "-w", str(workspace), "--json", *filters)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    everything = ids()
    sizes = ids("--predicate", "size")
    assert {c["predicate"] for c in sizes} == {"size"} and len(sizes) < len(everything)
    assert {c["document"]["path"] for c in ids("--document", "salt.txt")} == {"salt.txt"}
    assert ids("--teller", "institute of the coast") == [
        c for c in everything if c["document"]["publisher"] == "Institute of the Coast"
    ]
    assert ids("--about", "Idris Qawwam") and all(
        "Idris Qawwam" in (c["subject"]["name"], (c["object"] or {}).get("name"))
        for c in ids("--about", "Idris Qawwam")
    )
    assert ids("--review", "accepted") == []
    assert rawi("claims", "-w", str(workspace), "--predicate", "sized").returncode == 2
    assert rawi("claims", "-w", str(workspace), "--document", "nowhere.txt").returncode == 2


def test_timeline_lists_what_is_dated(workspace):
    shown = json.loads(rawi("timeline", "Tidewater Guard", "-w", str(workspace), "--json").stdout)
    days = [moment["day"] for moment in shown["dated"]]
    assert days == sorted(days) and days


def test_exports_of_the_same_workspace_are_byte_identical(workspace, tmp_path):
    for form in ("jsonl", "csv"):
        one, two = tmp_path / f"1.{form}", tmp_path / f"2.{form}"
        for path in (one, two):
            assert rawi("export", "--format", form, "-o", str(path), "-w", str(workspace)).returncode == 0
        assert one.read_bytes() == two.read_bytes()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "1.csv").read_text(encoding="utf-8"), newline="")))
    lines = (tmp_path / "1.jsonl").read_text(encoding="utf-8").splitlines()
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]


def test_publish_names_leaders_and_says_what_was_withheld(workspace):
    done = rawi("show", "Tidewater Guard", "-w", str(workspace), "--publish")
    assert done.returncode == 0
    assert "Idris Qawwam" in done.stdout and "WHAT WAS WITHHELD" in done.stdout
    exported = rawi("export", "--format", "jsonl", "-w", str(workspace), "--publish")
    assert exported.returncode == 0 and "reviewed by a person" in exported.stderr
    assert all(json.loads(line)["id"] for line in exported.stdout.splitlines())


def test_what_leaves_is_logged_and_the_head_is_said(workspace, tmp_path):
    out = tmp_path / "claims.jsonl"
    done = rawi("export", "--format", "jsonl", "-o", str(out), "-w", str(workspace))
    with Workspace.open(workspace) as here:
        last = here.log()[-1]
        assert f"log head {here.head()}" in done.stderr
    assert last.kind == "export"
    assert last.body["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert rawi("verify", "-w", str(workspace)).returncode == 0


def test_outside_of_a_workspace_the_advice_is_how_to_name_one(tmp_path):
    done = rawi("claims", cwd=tmp_path)
    assert done.returncode == 2 and "-w" in done.stderr


def test_a_name_of_several_lists_them_and_an_id_of_one_is_enough(tmp_path):
    for name, leader in (("a", "Reed Column"), ("b", "Salt Column")):
        (tmp_path / f"{name}.txt").write_text(f"{leader}\n- Size: 9\n- Leaders: Samir Mansour\n", encoding="utf-8")
    case = str(tmp_path / "case")
    assert rawi("build", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "-w", case).returncode == 0
    asked = rawi("show", "Samir Mansour", "-w", case)
    assert asked.returncode == 2 and asked.stdout == ""
    listed = [line.split() for line in asked.stderr.splitlines() if "(Person)" in line]
    assert len(listed) == 2 and {line[-1] for line in listed} == {"a.txt", "b.txt"}
    assert rawi("show", listed[0][0], "-w", case).returncode == 0

"""What leaves masks by default; that names leave needs a reason, is logged, and is said."""

from __future__ import annotations

import json
import stat

import pytest

TEXT = """Report on the Halvik Front

The Halvik Front was founded in 2014. Tomas Reel is a member of the Halvik Front. It is led by its commander, Anders
Holm. The Halvik Front is led by Anders Holm. Members gave money to the Halvik Front. Tomas Reel joined the Halvik
Front in 2016.
"""


@pytest.fixture
def front(rawi, case, tmp_path):
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    assert rawi("add", tmp_path / "report.txt", "-w", case).status == 0
    return case


def last(rawi, case) -> dict:
    return json.loads(rawi("log", "-w", case, "--json").out)[-1]


def test_a_spreadsheet_masks_by_default_and_says_whom(rawi, front):
    done = rawi("export", "--format", "csv", "-w", front)
    assert done.status == 0
    assert "Tomas Reel" not in done.out
    assert "Anders Holm" in done.out
    assert "masked" in done.err
    body = last(rawi, front)["body"]
    assert (body["unmasked"], body["withheld"]["persons"]) == (False, 1)


def test_unmasking_needs_a_reason_and_is_logged(rawi, front, tmp_path):
    refused = rawi("export", "--format", "csv", "--unmasked", "-w", front)
    assert (refused.status, "--reason" in refused.err, refused.out) == (2, True, "")
    file = tmp_path / "all.csv"
    done = rawi("export", "--format", "csv", "--unmasked", "--reason", "filing to the court", "-o", file, "-w", front)
    assert done.status == 0
    assert "Tomas Reel" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (last(rawi, front)["body"]["unmasked"], last(rawi, front)["body"]["reason"]) == (True, "filing to the court")


def test_the_lossless_record_is_whole_readable_by_its_owner_alone_and_logged_as_unmasked(rawi, front, tmp_path):
    file = tmp_path / "all.jsonl"
    done = rawi("export", "--format", "jsonl", "-o", file, "-w", front)
    assert "Tomas Reel" in file.read_text(encoding="utf-8")
    assert "unmasked" in done.err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    body = last(rawi, front)["body"]
    assert (body["unmasked"], body["reason"]) == (True, "the lossless record of the workspace")
    masked = rawi("export", "--format", "jsonl", "--masked", "-w", front)
    assert "Tomas Reel" not in masked.out


def test_a_profile_that_names_more_needs_a_reason(rawi, front, tmp_path):
    profile = tmp_path / "profile.toml"
    profile.write_text('mask = ["victim", "minor"]', encoding="utf-8")
    arguments = ("export", "--format", "csv", "--profile", profile, "-w", front)
    assert rawi(*arguments).status == 2
    done = rawi(*arguments, "--reason", "agreed with those named")
    assert (done.status, "Tomas Reel" in done.out) == (0, True)


def test_a_person_is_masked_by_decision_and_named_again_by_undo(rawi, front):
    rows = {row["name"]: row for row in json.loads(rawi("sensitivity", "list", "-w", front, "--json").out)}
    assert rows["Tomas Reel"]["levels"] == ["rank and file"]
    assert rows["Anders Holm"]["levels"] == ["public figure"]
    signed = ("--by", "A. Name", "--reason", "under threat", "-w", front)
    assert rawi("sensitivity", "person", rows["Anders Holm"]["entity"], "witness", *signed).status == 0
    assert "Anders Holm" not in rawi("export", "--format", "csv", "-w", front).out
    assert rawi("undo", *signed).status == 0
    assert "Anders Holm" in rawi("export", "--format", "csv", "-w", front).out
    assert rawi("sensitivity", "person", "Halvik Front", "witness", *signed).status == 2
    assert rawi("verify", "-w", front).status == 0


def test_a_retention_label_is_shown_and_a_date_that_is_none_refused(rawi, front):
    signed = ("--by", "A. Name", "--reason", "as agreed", "-w", front)
    assert rawi("retain", "report.txt", "consent form 12", "--until", "2031-12-31", *signed).status == 0
    assert "consent form 12 until 2031-12-31" in rawi("collection", "report.txt", "-w", front).out
    assert rawi("retain", "report.txt", "consent", "--until", "soon", *signed).status == 2


def test_disposal_and_erasure_by_command(rawi, front):
    signed = ("--by", "A. Name", "--reason", "consent withdrawn", "-w", front)
    assert rawi("dispose", "none.txt", *signed).status == 2
    done = rawi("dispose", "report.txt", *signed)
    assert (done.status, "keeps its hash" in done.out) == (0, True)
    assert "Tomas Reel" not in rawi("export", "--format", "jsonl", "-w", front).out
    taken = next(e["seq"] for e in json.loads(rawi("log", "-w", front, "--json").out) if e["kind"] == "file taken in")
    assert rawi("erase", taken, *signed).status == 0
    assert rawi("verify", "-w", front).status == 0


HEARD = """What Reel saw

The Halvik Front has 300 fighters, Tomas Reel told the Ember Monitor. Members gave money to the Halvik Front.
"""


def test_a_picture_of_origins_masks_by_default_and_is_logged(rawi, front, tmp_path):
    """Tellers stand in it, and a source that spoke in confidence is a teller."""
    (tmp_path / "heard-from-tomas-reel.txt").write_text(HEARD, encoding="utf-8")
    assert rawi("add", tmp_path / "heard-from-tomas-reel.txt", "-w", front).status == 0
    asked = ("origins", "Halvik Front", "size", "--format", "svg", "-w", front)
    assert "Tomas Reel" in rawi(*asked).out, "on the screen it is a working copy"
    file = tmp_path / "origins.svg"
    done = rawi(*asked, "-o", file)
    drawn = file.read_text(encoding="utf-8")
    assert (done.status, "300" in drawn, "withheld" in drawn) == (0, True, True)
    assert "Reel" not in drawn and "reel" not in drawn
    assert "masked" in done.err
    assert (last(rawi, front)["body"]["unmasked"], last(rawi, front)["body"]["format"]) == (False, "svg")
    assert rawi(*asked, "-o", file, "--unmasked").status == 2
    assert rawi(*asked, "-o", file, "--unmasked", "--reason", "for the court").status == 0
    assert "Tomas Reel" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert rawi("origins", "Tomas Reel", "member_of", "--format", "svg", "-o", file, "-w", front).status != 0
    assert rawi("origins", "Halvik Front", "size", "-o", file, "-w", front).status == 2, "text is for the screen"

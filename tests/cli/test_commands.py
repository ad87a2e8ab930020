"""The commands that make, fill, check and correct a workspace: what they say, and their exit status."""

from __future__ import annotations

import json

import pytest

import rawi as package
from rawi.workspace import Workspace

WHO = ("--by", "Reviewer", "--reason", "read it")


def claim_ids(case) -> list[str]:
    with Workspace.open(case) as workspace:
        return [one.claim.id for one in workspace.kept_claims()]


def test_the_version(rawi):
    assert rawi("--version").out.strip() == f"rawi {package.__version__}"


def test_no_command_at_all_shows_help(rawi):
    outcome = rawi()
    assert outcome.status == 2
    assert "build" in outcome.out + outcome.err


@pytest.mark.parametrize("arguments", ["nonsense", "build", "build --nonsense x", "review accept 12"])
def test_wrong_use_ends_with_2_and_no_traceback(rawi, arguments):
    outcome = rawi(*arguments.split())
    assert outcome.status == 2
    assert "Traceback" not in outcome.err


def test_init_makes_a_workspace_once(rawi, tmp_path):
    assert rawi("init", tmp_path / "case").status == 0
    assert (tmp_path / "case" / "rawi.toml").is_file()
    again = rawi("init", tmp_path / "case")
    assert again.status == 2
    assert again.err.count("\n") == 1
    assert "already" in again.err


def test_add_outside_a_workspace_says_what_to_do(rawi, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = rawi("add", tmp_path)
    assert outcome.status == 2
    assert "rawi init" in outcome.err


def test_a_command_inside_the_workspace_needs_no_w(rawi, case, monkeypatch):
    monkeypatch.chdir(case / "texts")
    assert rawi("verify").status == 0


def test_build_makes_the_workspace_and_sums_up(rawi, tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nLiwa Zahr is allied with Harakat Noor.\n", encoding="utf-8")
    outcome = rawi("build", tmp_path / "a.txt", tmp_path / "missing.txt", "-w", tmp_path / "case")
    assert outcome.status == 1, "something failed"
    assert "missing.txt: does not exist" in outcome.err
    assert "1 read, 0 unchanged" in outcome.out
    assert "failed     1" in outcome.out


def test_build_again_reads_nothing_anew_and_ends_with_0(rawi, case):
    outcome = rawi("build", case.parent / "sources", "-w", case, "--json")
    assert outcome.status == 0
    report = json.loads(outcome.out)
    assert (report["read"], report["unchanged"], report["failures"]) == ([], 1, [])


def test_verify_ends_with_1_and_names_what_was_changed(rawi, case):
    assert rawi("verify", "-w", case).status == 0
    with Workspace.open(case) as workspace:
        path = workspace.originals.path(workspace.documents()[0].id)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Zahr", b"Sahr", 1))
    outcome = rawi("verify", "-w", case)
    assert outcome.status == 1
    assert path.name in outcome.err
    assert "profile.md" in outcome.err
    told = json.loads(rawi("verify", "-w", case, "--json").out)
    assert told["holds"] is False
    assert path.name in told["problems"][0]["where"]


def test_a_claim_is_accepted_and_the_decision_taken_back(rawi, case):
    claim = claim_ids(case)[0]
    assert "accept" in rawi("review", "accept", claim[:12], *WHO, "-w", case).out
    with Workspace.open(case) as workspace:
        assert workspace.claim(claim).review.state == "accepted"
    assert "undoes decision 1" in rawi("undo", *WHO, "-w", case).out
    with Workspace.open(case) as workspace:
        assert workspace.claim(claim).review.state == "unreviewed"


def test_an_edit_moves_the_claim_to_another_entity(rawi, case):
    claim = next(id for id in claim_ids(case))
    told = rawi(
        "review", "edit", claim, "--set", "subject=Katibat Fajr", "--set", "time=2015/2016", *WHO, "-w", case, "--json"
    )
    assert told.status == 0, told.err
    assert json.loads(told.out)["change"]["subject"] == "Katibat Fajr"
    with Workspace.open(case) as workspace:
        kept = workspace.claim(claim)
        assert workspace.entity(kept.subject).name == "Katibat Fajr"
        assert str(kept.reading.time.latest_end) == "2016-12-31"
        assert any(mention.name == "Katibat Fajr" for mention in workspace.mentions())


@pytest.mark.parametrize("change", ["time=last year", "colour=red", "subject", "predicate=likes", "when={}"])
def test_an_edit_that_cannot_be_ends_with_2(rawi, case, change):
    outcome = rawi("review", "edit", claim_ids(case)[0], "--set", change, *WHO, "-w", case)
    assert outcome.status == 2
    assert outcome.err.startswith("rawi: ")
    with Workspace.open(case) as workspace:
        assert workspace.decisions() == []


def test_an_unknown_claim_ends_with_2(rawi, case):
    outcome = rawi("review", "accept", "ffffffffffff", *WHO, "-w", case)
    assert outcome.status == 2
    assert "no claim has an id" in outcome.err


def test_a_mention_comes_out_of_its_entity_in_one_step_and_goes_back(rawi, tmp_path):
    for name in ("a", "b"):
        text = f"Title {name}\n\nLiwa Zahr is allied with Harakat Noor.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    case = tmp_path / "case"
    assert rawi("build", tmp_path / "a.txt", tmp_path / "b.txt", "-w", case).status == 0

    def zahr() -> list[int]:
        with Workspace.open(case) as workspace:
            return sorted(len(entity.mentions) for entity in workspace.entities() if entity.name == "Liwa Zahr")

    assert zahr() == [2], "equal group names join by themselves"
    outcome = rawi("identity", "split", "Liwa Zahr", "Liwa Zahr", *WHO, "-w", case)
    assert outcome.status == 2
    assert "nothing would be left" in outcome.err, "the name is all there is of it; a document must be named"
    assert rawi("identity", "split", "Liwa Zahr", "Liwa Zahr", "--in", "a.txt", *WHO, "-w", case).status == 0
    assert zahr() == [1, 1]
    assert rawi("undo", *WHO, "-w", case).status == 0
    assert zahr() == [2]


def test_evaluate_scores_against_a_gold_folder(rawi, case, tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    said = {
        "subject": "Liwa Zahr",
        "subject_type": "Group",
        "predicate": "opposed_to",
        "object": "Jaysh Marj",
        "object_type": "Group",
        "value": None,
        "time": None,
        "chain": [],
        "stance": "stated",
        "negated": False,
        "quote": "Opponents: Jaysh Marj",
    }
    (gold / "profile.jsonl").write_text(json.dumps(said) + "\n", encoding="utf-8")
    outcome = rawi("evaluate", gold, "-w", case)
    assert outcome.status == 0, outcome.err
    assert "TOTAL claims P" in outcome.out
    told = json.loads(rawi("evaluate", gold, "-w", case, "--json").out)
    assert told["total"]["matched"] + told["total"]["missed"] == 1
    assert rawi("evaluate", tmp_path / "nowhere", "-w", case).status == 2

"""`rawi review split, merge, add` and `rawi contested assess`, as a user types them."""

from __future__ import annotations

import json

import pytest

from rawi.pipeline import build
from rawi.workspace import Workspace

BY = ["--by", "Rana", "--reason", "read against the original"]


@pytest.fixture
def disputed(tmp_path):
    folder = tmp_path / "disputed"
    folder.mkdir()
    for name, year in (("one", 2012), ("two", 2015)):
        (folder / f"{name}.md").write_text(
            f"# Profile {name}\n\nLiwa Zahr was founded in {year}. It sells figs.\n", encoding="utf-8"
        )
    with Workspace.create(folder / "case") as workspace:
        build(workspace, [folder])
    return folder / "case"


def test_a_question_is_assessed_listed_by_its_state_and_undone(rawi, disputed):
    (question,) = json.loads(rawi("contested", "Liwa Zahr", "-w", disputed, "--json").out)["questions"]
    assert question["state"] == "unexamined"
    said = rawi(
        "contested", "assess", question["id"][:12], "--state", "assessed", "--words", "2012 is the older", *BY,
        "-w", disputed,
    )
    assert (said.status, said.out.split(":")[0]) == (0, "decision 1")
    shown = rawi("contested", "-w", disputed).out
    assert "assessed: 2012 is the older — Rana" in shown
    assert rawi("contested", "--state", "parked", "-w", disputed, "--json").out.count('"asks"') == 0
    after = json.loads(rawi("contested", "--state", "assessed", "-w", disputed, "--json").out)
    assert after["states"]["assessed"] == 1
    assert after["questions"][0]["answers"] == question["answers"]
    assert rawi("undo", *BY, "-w", disputed).status == 0
    assert json.loads(rawi("contested", "-w", disputed, "--json").out)["questions"] == [question]


def test_an_assessment_without_words_or_of_nothing_is_wrong_use(rawi, disputed):
    (question,) = json.loads(rawi("contested", "--json", "-w", disputed).out)["questions"]
    bare = rawi("contested", "assess", question["id"], "--state", "assessed", *BY, "-w", disputed)
    assert bare.status == 2
    assert "needs words" in bare.err
    assert rawi("contested", "assess", "ffff", "--state", "parked", *BY, "-w", disputed).status == 2
    assert rawi("contested", "assess", question["id"], "--state", "settled", *BY, "-w", disputed).status == 2


def test_a_claim_is_added_on_a_quote_split_merged_and_verified(rawi, disputed):
    fields = ["--set", "subject=Liwa Zahr", "--set", "subject_type=Group", "--set", "predicate=declared"]
    added = rawi(
        "review", "add", "one.md", "--quote", "It sells figs.", *fields, "--set", "value=figs", *BY, "-w", disputed,
        "--json",
    )
    claim = json.loads(added.out)["target"]
    divided = rawi("review", "split", claim, "--also", "value=dates", *BY, "-w", disputed, "--json")
    second = json.loads(divided.out)["change"]["second"]
    merged = rawi("review", "merge", second, "--into", claim, *BY, "-w", disputed)
    assert merged.status == 0
    listed = {one["id"]: one["review"]["state"] for one in json.loads(rawi("claims", "-w", disputed, "--json").out)}
    assert (listed[claim], listed[second]) == ("edited", "rejected")
    assert rawi("verify", "-w", disputed).status == 0


def test_a_quote_that_does_not_stand_there_is_refused(rawi, disputed):
    fields = ["--set", "subject=X", "--set", "subject_type=Group", "--set", "predicate=declared"]
    refused = rawi("review", "add", "one.md", "--quote", "It sells lemons.", *fields, *BY, "-w", disputed)
    assert refused.status == 2
    assert "does not stand" in refused.err
    assert rawi("review", "add", "none.md", "--quote", "x", *fields, *BY, "-w", disputed).status == 2

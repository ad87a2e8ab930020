"""`rawi export --format training`: decided sentences in the corpus's notation, masked, and no others."""

from __future__ import annotations

import hashlib
import json
import stat
from pathlib import Path

import pytest

from rawi.learning.checking import check
from rawi.learning.notation import read_annotation
from rawi.pipeline import build, decide
from rawi.workspace import Workspace

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BY = {"by": "Rana", "reason": "read against the original"}
REPORT = """The Karun Front attacked Alut on 3 May 2015. Basir Temurov, a shopkeeper, was wounded in the attack.

The Karun Front is led by Ilyas Oqtay and has 300 fighters.

The Dalna Brigade supports the Karun Front. Basir Temurov is the brother of Idris Temurov.
"""


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("taught")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    (folder / "report.txt.json").write_text(json.dumps({"publisher": "Kudu Radio", "date": "2015-05-04"}))
    with Workspace.create(folder / "case") as workspace:
        build(workspace, [folder / "report.txt"])
    return folder / "case"


@pytest.fixture
def case(read_once, tmp_path):
    import shutil

    shutil.copytree(read_once, tmp_path / "case")
    return tmp_path / "case"


def claims(case):
    with Workspace.open(case) as workspace:
        return workspace.kept_claims()


def claim(case, predicate, *, beside=None):
    return next(
        k.claim.id
        for k in claims(case)
        if k.claim.predicate == predicate and (beside is None or beside in k.claim.quote.exact)
    )


def decide_all(case, action="accept", *, but=()):
    with Workspace.open(case) as workspace:
        for k in workspace.kept_claims():
            if k.claim.predicate not in but:
                decide(workspace, action, k.claim.id, now=False, **BY)


def exported(rawi, case, folder, *more):
    done = rawi("export", "--format", "training", "-o", folder, "-w", case, *more)
    assert done.status == 0, done.err
    return done


def contents(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_the_examples_come_out_as_sound_documents_with_every_decision_told_of(rawi, tmp_path):
    with Workspace.create(tmp_path / "case") as workspace:
        build(workspace, [EXAMPLES])
        kept = workspace.kept_claims()
        for number, k in enumerate(kept):
            decide(workspace, "reject" if number % 4 == 3 else "accept", k.claim.id, now=False, **BY)
    done = exported(rawi, tmp_path / "case", tmp_path / "out")
    annotations, faults = check(tmp_path / "out")
    assert faults == []
    assert sum(len(one.rejected) for one in annotations) > 20
    told = sum(len(one.claims) + len(one.rejected) for one in annotations)
    left = sum(int(line.split()[3]) for line in done.err.splitlines() if line.startswith("note: left out"))
    assert told + left == len(kept)
    assert "Fadil al-Matar" in "".join(contents(tmp_path / "out").values())  # who leads a group is named


def test_what_leaves_is_listed_with_its_hashes_and_the_list_stands_in_the_log(rawi, case, tmp_path):
    decide_all(case)
    done = exported(rawi, case, tmp_path / "out")
    made = contents(tmp_path / "out")
    sums = made.pop("SHA256SUMS")
    listed = dict(reversed(line.split("  ")) for line in sums.splitlines())
    assert listed == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in made.items()}
    with Workspace.open(case) as workspace:
        assert f"log head {workspace.head()}" in done.err
        log = workspace.exported_log(with_details=True)
    assert hashlib.sha256(sums.encode()).hexdigest() in log


def test_who_is_no_public_figure_is_masked_in_text_names_and_title(rawi, case, tmp_path):
    decide_all(case)
    done = exported(rawi, case, tmp_path / "out")
    everything = "".join(contents(tmp_path / "out").values())
    assert "Temurov" not in everything and "Basir" not in everything
    assert "Oqtay" in everything
    assert "masked" in done.err


def test_private_life_stays_behind_with_its_sentence(rawi, case, tmp_path):
    assert any(k.claim.predicate == "kin_of" for k in claims(case))
    decide_all(case)
    done = exported(rawi, case, tmp_path / "out")
    everything = "".join(contents(tmp_path / "out").values())
    assert "kin_of" not in everything and "brother" not in everything
    assert "private life" in done.err


def test_names_leave_only_for_a_reason_and_to_the_owner_alone(rawi, case, tmp_path):
    decide_all(case)
    refused = rawi("export", "--format", "training", "-o", tmp_path / "out", "-w", case, "--unmasked")
    assert refused.status == 2 and "--reason" in refused.err
    assert not (tmp_path / "out").exists()
    exported(rawi, case, tmp_path / "out", "--unmasked", "--reason", "to the office")
    assert "Temurov" in "".join(contents(tmp_path / "out").values())
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    with Workspace.open(case) as workspace:
        log = workspace.exported_log(with_details=True)
    assert "to the office" in log and "kin_of" not in log


def test_a_sentence_with_a_claim_that_nobody_decided_on_does_not_leave(rawi, case, tmp_path):
    beside = next(k for k in claims(case) if k.claim.predicate == "size")
    decide_all(case, but=("size",))
    done = exported(rawi, case, tmp_path / "out")
    everything = "".join(contents(tmp_path / "out").values())
    assert beside.claim.quote.exact not in everything
    assert "The Karun Front attacked Alut" in everything
    assert "nobody decided on yet" in done.err


def test_rejected_corrected_and_added_claims_say_what_they_are(rawi, case, tmp_path):
    decide_all(case, but=("size", "led_by", "supported_by"))
    with Workspace.open(case) as workspace:
        decide(workspace, "reject", claim(case, "size"), **BY)
        change = {"object": "Idris Oqtay"}
        decide(workspace, "edit", claim(case, "led_by"), change=change, **BY)
    told = ["--set", "subject=Dalna Brigade", "--set", "subject_type=Group", "--set", "predicate=allied_with"]
    told += ["--set", "object=Karun Front", "--set", "object_type=Group", "--by", "Rana", "--reason", "it says so"]
    quote = "The Dalna Brigade supports the Karun Front."
    added = rawi("review", "add", "report.txt", "--quote", quote, *told, "-w", case)
    assert added.status == 0, added.err
    decide_all(case, but=("size", "led_by"))
    exported(rawi, case, tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.claims")
    found = read_annotation(path)
    assert [one.predicate for one in found.rejected] == ["size"]
    led = next(one for one in found.claims if one.predicate == "led_by")
    assert led.object.name != "Ilyas Oqtay" and led.object.span is None
    by_hand = next(one for one in found.claims if one.predicate == "allied_with")
    assert by_hand.unplaced
    assert by_hand.subject.span.cut(found.text) == "Dalna Brigade"
    assert by_hand.object.span.cut(found.text) == "Karun Front"


def test_the_same_decisions_give_the_same_bytes(rawi, case, tmp_path):
    decide_all(case)
    for folder in ("one", "two"):
        exported(rawi, case, tmp_path / folder)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_without_decisions_or_with_a_folder_in_the_way_nothing_is_written(rawi, case, tmp_path):
    nothing = rawi("export", "--format", "training", "-o", tmp_path / "out", "-w", case)
    assert nothing.status == 2 and "rawi review" in nothing.err
    assert not (tmp_path / "out").exists()
    decide_all(case)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    taken = rawi("export", "--format", "training", "-o", tmp_path / "out", "-w", case)
    assert taken.status == 2 and "stands there already" in taken.err
    assert contents(tmp_path / "out") == {"mine.txt": "mine"}


def test_training_data_is_no_publication_and_goes_into_a_folder(rawi, case, tmp_path):
    assert rawi("export", "--format", "training", "-w", case).status == 2
    assert rawi("export", "--format", "training", "-o", "-", "-w", case).status == 2
    assert rawi("export", "--format", "training", "-o", tmp_path / "out", "--publish", "-w", case).status == 2


def test_a_masked_document_is_read_by_the_parser_as_one_with_names(rawi, tmp_path):
    (tmp_path / "r.txt").write_text("Basir Temurov, a shopkeeper, joined the Karun Front in Alut in 2015.\n")
    with Workspace.create(tmp_path / "case") as workspace:
        build(workspace, [tmp_path / "r.txt"])
    decide_all(tmp_path / "case")
    exported(rawi, tmp_path / "case", tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.claims")
    found = read_annotation(path)
    member = next(one for one in found.claims if one.predicate == "member_of")
    assert member.subject.span.cut(found.text).startswith("Person Withheld")

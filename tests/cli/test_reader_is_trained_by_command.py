"""`rawi train` in a real workspace: decisions as the command line lays them down, before and after, and back again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from rawi.learning.comparing import Comparison
from rawi.pipeline import build, decide
from rawi.reading.learned import READER, scoring
from rawi.reading.learned.adaptation import FILE, read_adaptation
from rawi.reading.learned.scoring import FACTS
from rawi.workspace import Workspace

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "drafts"
BY = {"by": "Rana", "reason": "read against the original"}
LOOSE = 0.15
"""So little sure must the reader of these tests be: then it says much, and people have much to decide on."""

pytestmark = pytest.mark.skipif(not (scoring.FOLDER / FACTS).is_file(), reason="no trained reader is installed")


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """The shipped weights, which let much through."""
    folder = tmp_path_factory.mktemp("weights")
    for path in scoring.FOLDER.iterdir():
        (folder / path.name).symlink_to(path)
    facts = json.loads((scoring.FOLDER / FACTS).read_bytes())
    (folder / FACTS).unlink()
    (folder / FACTS).write_text(json.dumps({**facts, "least": LOOSE, "faintest": LOOSE}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def read_once(weights, tmp_path_factory):
    """A workspace of eight documents in which the trained reader found what the rules did not."""
    folder = tmp_path_factory.mktemp("trained")
    (folder / "texts").mkdir()
    for path in sorted(CORPUS.rglob("*.txt"))[::27][:8]:
        text = "\n\n".join(path.read_text(encoding="utf-8").split("\n\n")[:6])
        (folder / "texts" / path.name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched, Workspace.create(folder / "case") as workspace:
        patched.setattr(scoring, "FOLDER", weights)
        build(workspace, [folder / "texts"])
    return folder / "case"


@pytest.fixture
def case(read_once, weights, tmp_path, monkeypatch):
    monkeypatch.setattr(scoring, "FOLDER", weights)
    shutil.copytree(read_once, tmp_path / "case")
    return tmp_path / "case"


def learned(case):
    """The claims that the trained reader alone found."""
    with Workspace.open(case) as workspace:
        return [k for k in workspace.kept_claims() if all(reading.reader == READER for reading in k.readings)]


def decide_on(case, found):
    """Decisions by which what is said of a place is wrong, and all else is right."""
    with Workspace.open(case) as workspace:
        for k in found:
            placed = k.claim.object is not None and k.claim.object.type == "Place"
            decide(workspace, "reject" if placed else "accept", k.claim.id, now=False, **BY)


def log_of(case):
    with Workspace.open(case) as workspace:
        return [json.loads(line) for line in workspace.exported_log(with_details=True).splitlines()]


def test_training_installs_what_is_better_and_a_build_reads_with_it_until_it_is_forgotten(rawi, case):
    found = learned(case)
    assert len(found) >= 40, "the trained reader must find something here for these tests to say anything"
    decide_on(case, found)
    shipped = {k.claim.id: k.reading.version for k in found}
    trained = rawi("train", "-w", case)
    assert trained.status == 0, trained.err
    assert "installed" in trained.out and "→" in trained.out and "log head" in trained.out
    version = next(line.split()[1] for line in trained.out.splitlines() if line.startswith("installed")).strip(",")
    assert version.split("+")[0] in shipped.values()
    assert any("reader trained" in json.dumps(entry) for entry in log_of(case))

    built = rawi("build", "-w", case)
    assert "8 read" in built.out  # another version reads anew
    now = learned(case)
    fresh = {r.version for k in now for r in k.readings}
    assert version in fresh
    assert rawi("verify", "-w", case).status == 0
    assert rawi("build", "-w", case).out.count("0 read") == 1

    forgotten = rawi("train", "--forget", "-w", case)
    assert forgotten.status == 0 and "as shipped" in forgotten.out
    assert not (case / "reading" / FILE).exists()
    rawi("build", "-w", case)
    with Workspace.open(case) as workspace:
        back = {k.claim.id: k.review.state for k in workspace.kept_claims() if k.claim.id in shipped}
    assert set(back) == set(shipped)
    assert "unreviewed" not in back.values()  # no decision is lost on the way
    assert "nothing was trained" in rawi("train", "--forget", "-w", case).out
    assert rawi("verify", "-w", case).status == 0


def test_the_same_decisions_give_the_same_bytes_whatever_was_trained_before(rawi, case):
    decide_on(case, learned(case))
    rawi("train", "-w", case)
    first = (case / "reading" / FILE).read_bytes()
    again = rawi("train", "-w", case, "--json")
    assert json.loads(again.out)["before"] == json.loads(again.out)["version"]
    assert (case / "reading" / FILE).read_bytes() == first
    assert read_adaptation(case / "reading") is not None


def test_few_decisions_or_none_that_are_wrong_change_nothing(rawi, case):
    for found in ([], learned(case)[:10]):
        decide_on(case, found)
        before = log_of(case)
        refused = rawi("train", "-w", case)
        assert refused.status == 2
        assert "nothing was changed" in refused.err
        assert not (case / "reading").exists()
        assert log_of(case) == before


def test_only_right_ones_teach_nothing(rawi, case):
    with Workspace.open(case) as workspace:
        for k in learned(case):
            decide(workspace, "accept", k.claim.id, now=False, **BY)
    refused = rawi("train", "-w", case)
    assert refused.status == 2 and "0 wrong" in refused.err


def test_what_is_no_better_is_not_installed(rawi, case, monkeypatch):
    decide_on(case, learned(case))
    monkeypatch.setattr(Comparison, "is_better", property(lambda self: False))
    before = log_of(case)
    done = rawi("train", "-w", case)
    assert done.status == 0
    assert "not installed" in done.out
    assert not (case / "reading").exists()
    assert log_of(case) == before


def test_without_a_trained_reader_there_is_nothing_to_train(rawi, case, tmp_path, monkeypatch):
    (case / "rawi.toml").write_text("[reading]\nlearned = false\n", encoding="utf-8")
    switched_off = rawi("train", "-w", case)
    assert switched_off.status == 2 and "rawi.toml" in switched_off.err
    (case / "rawi.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(scoring, "FOLDER", tmp_path / "none")
    missing = rawi("train", "-w", case)
    assert missing.status == 2 and "no trained reader" in missing.err


def test_a_damaged_file_is_named_and_forgotten(rawi, case):
    (case / "reading").mkdir()
    (case / "reading" / FILE).write_bytes(b'{"weights": ')
    built = rawi("build", "-w", case)
    assert built.status == 2
    assert FILE in built.err and "--forget" in built.err
    assert rawi("train", "--forget", "-w", case).status == 0
    assert rawi("build", "-w", case).status == 0


def test_after_an_update_of_the_weights_the_reader_is_as_shipped_and_says_so(rawi, case):
    decide_on(case, learned(case))
    rawi("train", "-w", case)
    older = msgspec.json.decode((case / "reading" / FILE).read_bytes())
    (case / "reading" / FILE).write_bytes(msgspec.json.encode({**older, "weights": "0.older"}))
    built = rawi("build", "-w", case)
    assert "reads as shipped" in built.err
    assert "0 read" in built.out

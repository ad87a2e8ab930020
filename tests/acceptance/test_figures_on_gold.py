"""How good the reading of whole documents is, against claims that people read: no figure may fall below what was asked.

The texts belong to their publishers and stand beside the checkout, or nowhere: then these tests are skipped.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest


def share(part: dict[str, int]) -> float:
    return part["part"] / part["of"]


def precision(total: dict[str, int]) -> float:
    return total["matched"] / (total["matched"] + total["spurious"])


def recall(total: dict[str, int]) -> float:
    return total["matched"] / (total["matched"] + total["missed"])


def texts_of(gold: Path, texts: Path, folder: Path) -> Path:
    """The texts that the gold files are about, with their side files."""
    folder.mkdir()
    for stem in (path.stem for path in gold.glob("*.jsonl")):
        for file in texts.glob(f"{stem}.*"):
            shutil.copy(file, folder / file.name)
    return folder


@pytest.fixture(scope="module")
def scored(rawi, shared, tmp_path_factory):
    """Builds the texts of a gold folder and gives what `rawi evaluate` says of them."""

    def score(gold: str, texts: str) -> dict:
        folder = tmp_path_factory.mktemp(gold)
        sources = texts_of(shared / "gold" / gold, shared / texts, folder / "texts")
        built = rawi("build", sources, "-w", folder / "case")
        assert built.returncode == 0, built.stderr
        said = rawi("evaluate", shared / "gold" / gold, "-w", folder / "case", "--json")
        assert said.returncode == 0, said.stderr
        return json.loads(said.stdout)

    return score


def test_the_seeds_are_read_as_well_as_was_asked(scored):
    scores = scored("seeds", "seeds")
    assert precision(scores["total"]) >= 0.77
    assert recall(scores["total"]) >= 0.54
    qualities = {name: share(part) for name, part in scores["qualities"].items()}
    assert qualities["stance"] >= 0.95
    assert qualities["first_teller"] >= 0.75
    assert qualities["own_voice"] >= 0.97
    assert qualities["time"] >= 0.75
    assert qualities["invented_time"] <= 0.10


def test_texts_about_other_groups_are_read_as_well_as_was_asked(scored):
    scores = scored("dev", "corpus")
    assert precision(scores["total"]) >= 0.84
    assert recall(scores["total"]) >= 0.60

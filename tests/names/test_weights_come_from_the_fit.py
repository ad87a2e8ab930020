"""The weights that are shipped are what `benchmarks/names_fit.py` makes, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "rawi" / "names" / "weights.json"


def fitted(out: Path, *options: str) -> str:
    """What the fit writes; the kinds that are not fitted stay as they are shipped."""
    command = [sys.executable, str(ROOT / "benchmarks" / "names_fit.py"), "--out", str(out), "--unmeasured", *options]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return (out / "weights.json").read_text(encoding="utf-8")


def test_weights_of_places_are_what_the_fit_makes_of_the_gazetteer(tmp_path: Path) -> None:
    assert fitted(tmp_path, "--kind", "place") == SHIPPED.read_text(encoding="utf-8")


def test_all_weights_are_what_the_fit_makes_of_the_public_lists(tmp_path: Path) -> None:
    lists = ROOT.parent / "shared" / "data"
    if not lists.is_dir():
        pytest.skip("the public lists (../shared/data) are absent: skipped")
    if not os.environ.get("RAWI_FIT"):
        pytest.skip("fitting groups and persons takes minutes: RAWI_FIT=1 runs it")
    assert fitted(tmp_path, str(lists)) == SHIPPED.read_text(encoding="utf-8")

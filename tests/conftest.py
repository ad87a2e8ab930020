"""What all tests share: the examples, and the folder of measured texts beside the checkout where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# A test says what is right, not how fast this machine is just now: benchmarks/ measure that.
settings.register_profile("rawi", deadline=None)
settings.load_profile("rawi")


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of invented documents that comes with the project."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The texts and gold claims beside the checkout; they are not part of the project, so a test may have to skip."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is absent: skipped")
    return folder

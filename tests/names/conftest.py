"""Names of the seed documents, where they are at hand."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def seed_aliases() -> dict[str, list[str]]:
    path = Path(__file__).resolve().parents[3] / "shared" / "gold" / "seeds" / "aliases.json"
    if not path.is_file():
        pytest.skip("the seed documents are not beside this checkout")
    return json.loads(path.read_text(encoding="utf-8"))

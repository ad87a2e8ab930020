"""Names that nobody has seen before, of ten regions: found whole, and of their kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from rawi.documents import read_document
from rawi.reading import Reader

LINES = (Path(__file__).parent / "unseen_names.txt").read_text(encoding="utf-8").splitlines()


def sentences() -> list[tuple[str, list[tuple[str, str]]]]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in LINES:
        if line.startswith("+ "):
            name, kind = line[2:].split(" | ")
            found[-1][1].append((name, kind))
        elif line and not line.startswith(("#", "==")):
            found.append((line, []))
    return found


@pytest.fixture(scope="module")
def reader() -> Reader:
    made = Reader.load(learned=False)
    if made.prose is None:
        pytest.skip("the English model is not installed")
    return made


@pytest.mark.parametrize(("sentence", "wanted"), sentences(), ids=lambda value: value[:40] if value else "")
def test_the_name_is_whole_and_of_its_kind(sentence: str, wanted: list[tuple[str, str]], reader: Reader) -> None:
    result = reader.read(read_document(sentence.encode(), "names.txt"))
    kinds = {n.name: n.type for n in result.names}
    for name, kind in wanted:
        assert name in kinds
        assert kind in ("?", kinds[name])

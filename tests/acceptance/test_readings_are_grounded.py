"""In every build, each part of a reading stands on words inside its quote, or says how it was got from them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rawi.vocabulary.letters import plain

PARTS = ("subject", "object", "value", "time")


def records(export: Path) -> Iterator[dict[str, Any]]:
    with export.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def wanted(record: dict[str, Any], part: str) -> str | None:
    """The words that a part should stand on; None where the claim has no such part, "" where any words do."""
    if part == "time":
        return record["time"] and (record["time"]["words"] or "")
    filler = record[part]
    if filler is None:
        return None
    return str(filler.get("name") or filler.get("text") or "")


def faults(record: dict[str, Any]) -> Iterator[str]:
    quote = record["quote"]
    for reading in record["readings"]:
        for part in PARTS:
            words = wanted(record, part)
            if words is None or reading["resolved"].get(part):
                continue
            span = reading["spans"].get(part)
            if span is None:
                yield f"{part} has neither words nor a resolution"
                continue
            start, end = span[0] - quote["start"], span[1] - quote["start"]
            if not 0 <= start < end <= len(quote["exact"]):
                yield f"{part} stands outside the quote"
            elif not set(re.findall(r"\w+", plain(words))) <= set(re.findall(r"\w+", plain(quote["exact"][start:end]))):
                yield f"{part} {words!r} is not what {quote['exact'][start:end]!r} says"


@pytest.mark.parametrize("build", ["examples", "seeds", "corpus"])
def test_no_part_of_a_reading_comes_from_nowhere(
    build: str, rawi: Callable[..., Any], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    fixture = {"examples": "built_examples", "seeds": "built_seeds", "corpus": "built_corpus"}[build]
    made = request.getfixturevalue(fixture)
    export = tmp_path / "claims.jsonl"
    assert rawi("export", "--format", "jsonl", "-o", export, "-w", made).returncode == 0
    found = [(record["subject"]["name"], record["predicate"], f) for record in records(export) for f in faults(record)]
    assert not found
    assert sum(1 for _ in records(export)) >= 20

"""One group under its spellings, scripts and translations of the head-word; and what must stay apart."""

from itertools import combinations
from pathlib import Path

import pytest

from rawi.names import group_key, same_group

_PAIRS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("group_pairs.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("one", "other"), [(one, other) for one, other, verdict in _PAIRS if verdict == "same"])
def test_one_name_in_other_spellings(one: str, other: str) -> None:
    assert group_key(one) == group_key(other)
    assert same_group(one, other)
    assert same_group(other, one)


@pytest.mark.parametrize(("one", "other"), [(one, other) for one, other, verdict in _PAIRS if verdict == "other"])
def test_names_that_must_stay_apart(one: str, other: str) -> None:
    assert same_group(one, other) is None
    assert same_group(other, one) is None


def test_a_declared_comparison_gives_its_reason() -> None:
    assert "brigade" in (same_group("Liwa al-Nur", "Nur Brigade") or "")


@pytest.mark.parametrize("name", ["the Brigade", "Army", "", "???", "NDX", "the", "Forces"])
def test_too_little_of_a_name_gives_no_key(name: str) -> None:
    assert group_key(name) is None
    assert same_group(name, name) is None


def test_names_of_the_seeds(seed_aliases: dict[str, list[str]]) -> None:
    """Keys join no two groups that the hand-made list keeps apart."""
    owner = {name: group for group, names in seed_aliases.items() for name in (group, *names)}
    wrong = [
        (one, other)
        for one, other in combinations(sorted(owner), 2)
        if owner[one] != owner[other] and same_group(one, other)
    ]
    assert wrong == []

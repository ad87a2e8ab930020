"""Every reading pattern does what its own example says."""

from __future__ import annotations

import pytest

from rawi.reading.patterns import Pattern
from rawi.reading.rulebook import rulebook


@pytest.mark.parametrize("pattern", rulebook().patterns, ids=lambda p: p.name)
def test_the_example_gives_what_the_pattern_expects(pattern: Pattern, read, as_lines) -> None:
    found = read(pattern.example)
    plain, with_stance = as_lines(found), as_lines(found, stance=True)
    assert pattern.expect, "a pattern without an expectation cannot fail"
    for wanted in pattern.expect:
        pool = with_stance if wanted.count("|") == 3 else plain
        assert wanted in pool, f"{wanted!r} not among {pool}"


@pytest.mark.parametrize("pattern", rulebook().patterns, ids=lambda p: p.name)
def test_the_pattern_itself_makes_a_claim_of_its_example(pattern: Pattern, read) -> None:
    assert pattern.name in {reading.rule for _, reading in read(pattern.example)}


def test_names_of_patterns_are_unique() -> None:
    names = [p.name for p in rulebook().patterns]
    assert sorted(names) == sorted(set(names))

"""The words of reference, from `reference.yaml`: what a description can be made of."""

from __future__ import annotations

from functools import cache

from rawi.vocabulary import load_yaml


@cache
def words_of(kind: str) -> frozenset[str]:
    """A word list of `reference.yaml`."""
    return frozenset(str(word) for word in load_yaml("reference.yaml", "rawi.reading")[kind])

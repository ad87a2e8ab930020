"""Admiralty grades: how reliable a source is (A–F) and how credible what it says (1–6), as a person judges it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rawi.model.decision import Decision

RELIABILITY: Mapping[str, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY: Mapping[str, str] = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
SOURCE, CLAIM = "grade source", "grade claim"
CONFIRMED = "1"
"""The one credibility that is not only a person's judgement: it says that another origin tells the same."""


def grades(standing: Iterable[Decision]) -> dict[str, str]:
    """The last grade of each document and each claim, by id; `standing` are decisions in force, oldest first."""
    return {d.target: d.change["grade"] for d in standing if d.action in (SOURCE, CLAIM) and "grade" in d.change}

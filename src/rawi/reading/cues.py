"""The words by which a document stands to what it says, and how strong each is."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from rawi.model import Stance
from rawi.vocabulary import load_yaml

KIND: dict[Stance, Literal["claims", "possible", "doubts", "denies"]] = {
    Stance.CLAIMED: "claims",
    Stance.POSSIBLE: "possible",
    Stance.DOUBTED: "doubts",
    Stance.DENIED: "denies",
}


@cache
def cues() -> dict[str, Any]:
    """The cues of `cues.yaml`, by what they are in a sentence."""
    return dict(load_yaml("cues.yaml", "rawi.reading"))


@cache
def stances(kind: str) -> dict[str, Stance]:
    """The cues of one kind (`verbs`, `adverbs`, `adjectives`, `nouns`, `modals`, `phrases`), each with its stance."""
    return {str(cue): Stance(stance) for stance, rows in cues()[kind].items() for cue in rows}


@cache
def listed(name: str) -> frozenset[str]:
    """A plain word list of `cues.yaml` (`works`, `published`, `sayings`, …)."""
    return frozenset(str(word) for word in cues()[name])


@cache
def unreal(kind: str) -> frozenset[str]:
    """The cues of `unreal.yaml` of a kind: `verbs`, `adjectives`, `nouns`, `clauses`, `conjunctions`, `auxiliaries`."""
    return frozenset(str(word) for word in load_yaml("unreal.yaml", "rawi.reading")[kind])


def verb_stance() -> dict[str, Stance]:
    """The stance that a verb of telling gives to what is told."""
    return stances("verbs")


def told_behind(verb: str) -> frozenset[str]:
    """The prepositions behind which a verb of telling has what is told."""
    return frozenset(cues()["of_phrases"].get(verb, ()))

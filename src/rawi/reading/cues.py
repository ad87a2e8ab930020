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
    """The cue words of `cues.yaml`."""
    return dict(load_yaml("cues.yaml", "rawi.reading"))


@cache
def verb_stance() -> dict[str, Stance]:
    """The stance that a verb of telling gives to what is told."""
    table: dict[str, Stance] = {}
    for stance in ("possible", "reported", "claimed", "doubted", "denied"):
        for verb in cues()[stance]:
            table.setdefault(verb, Stance(stance))
    for verb in cues()["reported"]:
        table[verb] = Stance.REPORTED
    for verb in cues()["claimed"]:
        table[verb] = Stance.CLAIMED
    return table

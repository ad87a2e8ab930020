"""Which roles are public positions: offices of state, of command, of a party or of a group, and nothing else."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from rawi.vocabulary import load_yaml, plain

_TAIL = re.compile(r"\b(?:of|in|for|at|to|with|from|on)\b|[,;(]")


class Position(IntEnum):
    NONE = 0
    HELD = 1
    """Its holder is named, unless as a victim or a detainee."""
    HIGH = 2
    """Its holder governs or commands, and is named whatever befell him."""


def position(role: str, body: str | None = None) -> Position:
    """How public a role is; `body` is the name of what it is held at. Trades and honours are no positions."""
    whole = plain(role)
    said = plain(_TAIL.split(role, maxsplit=1)[0])
    around = set(f"{whole} {plain(body or '')}".split())
    if not said or around & listed("bodies") or any(f" {said} ".find(f" {word} ") >= 0 for word in listed("before")):
        return Position.NONE
    if _ends(said, "high") or _opens(whole, "high"):
        return Position.HIGH
    if _ends(said, "held") or _opens(whole, "held"):
        return Position.HELD
    return Position.NONE


@cache
def listed(which: str) -> frozenset[str]:
    """A list of `positions.yaml`, in plain letters."""
    raw = " ".join(load_yaml("positions.yaml", "rawi.publish")[which].split())
    return frozenset(plain(words) for words in raw.split(","))


def _ends(said: str, which: str) -> bool:
    return said in listed(which) or any(said.endswith(f" {office}") for office in listed(which))


def _opens(whole: str, which: str) -> bool:
    """Offices that have an "of" in them: "member of parliament for the coast"."""
    offices = [office for office in listed(which) if " of " in office or " in " in office]
    return any(f" {office} " in f" {whole} " for office in offices)

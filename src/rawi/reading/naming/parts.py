"""The words of a passage as a search for ranks and offices sees them, and the titles that it finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rawi.reading.naming.words import cues
from rawi.vocabulary.letters import plain

PART = re.compile(r"[^\W_]+(?:'(?!s\b|S\b)[^\W_]+)*")


@dataclass(frozen=True)
class Title:
    """A rank or an office at `start:end` of a passage.

    `before_name` says of a rank that a name follows; `past` that the office is said to be a former one; `formal` that
    its words would lead a parser astray, so that `head`, one plain word, stands for them.
    """

    start: int
    end: int
    text: str
    kind: Literal["rank", "office"]
    head: str
    before_name: bool = False
    past: bool = False
    plural: bool = False
    formal: bool = False


@dataclass(frozen=True)
class Part:
    start: int
    end: int
    text: str
    plain: str

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def parts_of(text: str) -> list[Part]:
    """The words of a text without its signs; a possessive ends before its apostrophe."""
    return [Part(m.start(), m.end(), m[0], plain(m[0])) for m in PART.finditer(text)]


def closes_name(parts: Sequence[Part], i: int, text: str) -> bool:
    """Whether a capital or number stands right before, so that the word is the last of another name."""
    before = parts[i - 1] if i else None
    if before is None or text[before.end : parts[i].start] != " ":
        return False
    return before.text[:1].isdigit() or (before.capital and before.plain not in cues()["not_first"])

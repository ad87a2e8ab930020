"""How a value or fragment is told: "Group claims", "likely", "Claims to", "Possible role"."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from rawi.errors import VocabularyError
from rawi.model import Argument, Link, Reserve, Span, Stance
from rawi.reading.fields.making import Voice
from rawi.vocabulary import load_yaml


class Cue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that a value may begin with, and what they say of it."""

    pattern: str
    stance: Stance
    teller: Literal["group", None] = None
    reserve: Literal["claims", "possible", "unverified", "doubts", "denies"] | None = None


@cache
def _cues() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    raw = load_yaml("voices.yaml", "rawi.reading.fields")
    try:
        listed = [msgspec.convert(entry, Cue) for entry in raw]
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error), where="voices.yaml") from error
    return tuple((cue, re.compile(cue.pattern, re.I)) for cue in listed)


def read_voice(text: str, span: Span, subject: Argument) -> tuple[Voice, Span]:
    """The voice of the words that `span` begins with, and the span without its cues."""
    stance, chain, reserve = Stance.STATED, [], []
    rest = span
    while True:
        for cue, pattern in _cues():
            match = pattern.match(text, rest.start, rest.end)
            if match is None or match.end() == rest.start:
                continue
            at = Span(rest.start, rest.start + len(match[0].rstrip()))
            if cue.stance.strength > stance.strength:
                stance = cue.stance
            if cue.teller == "group":
                chain.append(Link(tellers=(subject.name,), mode="said", span=at))
            if cue.reserve is not None:
                holder = subject.name if cue.stance is Stance.DENIED else None
                reserve.append(Reserve(kind=cue.reserve, holder=holder, words=at.cut(text), span=at))
            rest = Span(match.end(), rest.end)
            break
        else:
            return Voice(stance, tuple(chain), tuple(reserve)), rest

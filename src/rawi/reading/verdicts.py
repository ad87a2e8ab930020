"""Verdicts: what a sentence says of all that the sentence before it tells ("These are inventions.")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

from rawi.model import Reserve, Stance
from rawi.reading.parsing import ParsedPassage
from rawi.vocabulary import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan


def verdict_after(parsed: ParsedPassage, sentence: SpacySpan) -> tuple[Stance, Reserve] | None:
    """The stance and the cue that the next sentence gives to this one, or None."""
    if sentence.end >= len(parsed.doc):
        return None
    after = parsed.doc[sentence.end].sent
    text = parsed.words(after[0].i, after[-1].i)
    for pattern, stance in _patterns():
        m = pattern.match(text)
        if m:
            start = parsed.starts[after[0].i]
            span = parsed.passage.span(start + m.start("words"), start + m.end("words"))
            return stance, Reserve(kind=_kind(stance, m["words"]), holder=None, words=m["words"], span=span)
    return None


def _kind(stance: Stance, words: str) -> Literal["denies", "unverified", "doubts"]:
    if stance is Stance.DENIED:
        return "denies"
    return "unverified" if "verif" in words or "confirm" in words else "doubts"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Stance], ...]:
    """The patterns of `verdicts.yaml` with their stance, pieces filled in."""
    raw = load_yaml("verdicts.yaml", "rawi.reading")
    found = []
    for row in raw["verdicts"]:
        pattern = row["pattern"]
        for name, piece in raw["pieces"].items():
            pattern = pattern.replace("{" + name + "}", f"(?:{piece})")
        found.append((re.compile(rf"(?:but |however, |yet )?{pattern}\b", re.I), Stance(row["stance"])))
    return tuple(found)

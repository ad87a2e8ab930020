"""How far a description must reach to tell its bearer from others: "units loyal to X", "a base at X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.parsing import ParsedPassage
from rawi.reading.phrases import first_of

if TYPE_CHECKING:
    from spacy.tokens import Token


NEARBY = frozenset({"at", "near", "above", "around", "outside", "behind", "overlooking"})


def identifying_range(parsed: ParsedPassage, token: Token, kind: EntityType, start: int, end: int) -> tuple[int, int]:
    """Where a description's name begins and ends in its passage: with whom its people are loyal to or stand under, with
    the place that it is at; "the strategic northern town of X" is the town of X."""
    behind: list[Token] = []
    if kind is EntityType.GROUP:
        loyal = [c for c in token.children if c.dep_ == "amod" and c.i == token.i + 1 and c.lower_ == "loyal"]
        inside = [c for c in token.children if c.lower_ == "under" and c.i == token.i + 1]
        inside += [g for c in loyal for g in c.children if g.lower_ == "to"]
        led = [c for c in token.children if c.lower_ in {"led", "headed", "commanded"} and c.i == token.i + 1]
        inside += [g for c in led for g in c.children if g.dep_ == "agent" and first_of(token) == token]
        behind = [g for c in inside for g in c.children if g.dep_ == "pobj"]
    elif kind is EntityType.PLACE:
        if token.i + 2 in parsed.names and token.doc[token.i + 1].lower_ == "of":
            start = parsed.start(token)
        near = [c for c in token.children if c.dep_ == "prep" and c.i == token.i + 1 and c.lower_ in NEARBY]
        behind = [g for c in near for g in c.children if g.dep_ == "pobj"]
    named = [n for t in behind if t.i in parsed.names for n in [t, *t.conjuncts] if n.i in parsed.names]
    return start, max((parsed.end(t) for t in named), default=end)

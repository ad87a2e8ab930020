"""Quotations: who speaks what stands in quotation marks, in one sentence or over several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rawi.model import Link, Stance
from rawi.reading.attributions import PARENTHETICAL, links_of
from rawi.reading.cues import verb_stance
from rawi.reading.parsing import ParsedPassage
from rawi.reading.speakers import speakers
from rawi.reading.tellers import Tellers

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST = 4
"""Words of an utterance: fewer in quotation marks are a term, or a word that somebody holds at arm's length."""
NEAR = 14
"""Tokens between a quotation and the verb that says whose it is."""
SPEAKING = PARENTHETICAL | {
    "put",
    "ask",
    "shout",
    "cry",
    "read",
    "respond",
    "comment",
    "remark",
    "quote",
    "cite",
    "tweet",
}


@dataclass(frozen=True)
class Quotation:
    """An utterance, from token `first` to token `last`, and the verb that says whose it is, if any does."""

    first: int
    last: int
    verb: Token | None


def quotations(parsed: ParsedPassage) -> list[Quotation]:
    """The utterances of a passage, each with its verb of speech; one without has that of its neighbour."""
    ranges = [r for r in (_tokens(parsed, a, b) for a, b in parsed.passage.quoted) if r is not None]
    inside = {i for a, b in ranges for i in range(a, b + 1)}
    found = [Quotation(a, b, _verb(parsed, a, b, inside)) for a, b in ranges if _is_utterance(parsed, a, b)]
    filled: list[Quotation] = []
    for k, quotation in enumerate(found):
        verb = quotation.verb
        if verb is None and filled and filled[-1].verb is not None and _adjoins(parsed, filled[-1], quotation):
            verb = filled[-1].verb
        if verb is None and k + 1 < len(found) and _adjoins(parsed, quotation, found[k + 1]):
            verb = found[k + 1].verb
        filled.append(Quotation(quotation.first, quotation.last, verb))
    return filled


def spoken_by(tellers: Tellers, quotation: Quotation) -> tuple[list[Link], Stance] | None:
    """The links and the stance of an utterance; None where nobody but the document is known to speak."""
    verb = quotation.verb
    if verb is None:
        return None
    heads = speakers(verb)
    if not heads or all(tellers.is_narrator(h) for h in heads):
        return None
    links = links_of(tellers, heads[:1], "said")
    stance = verb_stance().get(verb.lemma_.lower(), Stance.REPORTED)
    return (links, stance if stance in (Stance.CLAIMED, Stance.REPORTED) else Stance.REPORTED) if links else None


def _tokens(parsed: ParsedPassage, start: int, end: int) -> tuple[int, int] | None:
    held = [i for i in range(len(parsed.starts)) if start <= parsed.starts[i] < end]
    return (held[0], held[-1]) if held else None


def _is_utterance(parsed: ParsedPassage, first: int, last: int) -> bool:
    tokens = parsed.doc[first : last + 1]
    return len(tokens) >= SHORTEST and any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in tokens)


def _adjoins(parsed: ParsedPassage, one: Quotation, other: Quotation) -> bool:
    """Whether nothing, or no more than who speaks, stands between two utterances."""
    return sum(1 for t in parsed.doc[one.last + 1 : other.first] if t.is_alpha) <= NEAR


def _verb(parsed: ParsedPassage, first: int, last: int, inside: set[int]) -> Token | None:
    """The verb of speech nearest to an utterance: behind it, before it, or at the end of the sentence before it."""
    doc = parsed.doc
    start, end = doc[first].sent.start, doc[last].sent.end
    if end < len(doc) and last + 1 == end:  # the parser may have cut ", X said" off
        after = doc[end].sent
        end = after.end if len(after) <= NEAR // 2 and _speaks(after.root) and after.root.dep_ == "ROOT" else end
    near = [
        (abs(t.i - (first if t.i < first else last)), t)
        for t in doc[start:end]
        if t.i not in inside and _speaks(t) and (t.i < first or t.i > last)
    ]
    if near:
        distance, verb = min(near, key=lambda pair: (pair[0], pair[1].i))
        if distance <= NEAR:
            return verb
    if first == start and start > 0:
        before = doc[start - 1].sent
        ends = next((t.text for t in reversed(list(before)) if not t.is_space), "")
        if ends == ":":
            return next((t for t in reversed(list(before)) if _speaks(t) and t.i not in inside), None)
    return None


def _speaks(token: Token) -> bool:
    if token.pos_ not in {"VERB", "AUX"} or token.lemma_.lower() not in SPEAKING:
        return False
    return bool(speakers(token))

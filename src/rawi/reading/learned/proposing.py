"""What the network proposes of a sentence: claims as places of words, with how sure it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from rawi.model import EntityType
from rawi.reading.learned.labels import LABELS, TYPES
from rawi.reading.learned.scoring import Scorer, Scores

FAINT = 0.05
"""A trigger fainter than this is none."""


Kind = tuple[EntityType, float]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as words of a sentence: heads of subject and of what fills the claim, its trigger, a value's stretch.

    `stretch` is the first and last word of a value in words; `kinds` what subject and filler stand for, by type with
    how sure that is; `probability` is calibrated on held-back documents.
    """

    predicate: str
    subject: int
    filler: int
    trigger: int
    stretch: tuple[int, int] | None
    kinds: tuple[Kind, Kind]
    probability: float


def propose(scorer: Scorer, words: Sequence[str]) -> Iterator[Proposal]:
    """The proposals of a sentence above their predicates' thresholds, in the order of their words."""
    scores = scorer.score(words)
    if scores is None:
        return
    yield from decode(scores, scorer)


def decode(scores: Scores, scorer: Scorer) -> Iterator[Proposal]:
    """Every pair whose score reaches its predicate's threshold."""
    import numpy as np

    facts = scorer.facts
    least = np.array([facts.thresholds.get(label) or 2.0 for label in LABELS], dtype=np.float32)
    kinds = scores.stretches.argmax(axis=-1)
    for subject, filler, label in np.argwhere(scores.pairs >= least):
        if subject == filler:
            continue
        raw = float(scores.pairs[subject, filler, label])
        column = scores.triggers[:, label]
        trigger = int(column.argmax())
        yield Proposal(
            predicate=LABELS[label],
            subject=int(subject),
            filler=int(filler),
            trigger=trigger if float(column[trigger]) >= FAINT else int(filler),
            stretch=stretch_of(int(filler), kinds),
            kinds=(_kind(scores, int(subject)), _kind(scores, int(filler))),
            probability=calibrated(raw, facts.curve),
        )


def _kind(scores: Scores, word: int) -> Kind:
    at = int(scores.types[word].argmax())
    return TYPES[at], float(scores.types[word, at])


def stretch_of(word: int, kinds: Sequence[int]) -> tuple[int, int] | None:
    """The stretch of words that a word is in: from its first (1) over what goes on (2)."""
    if kinds[word] == 0:
        return None
    first = word
    while first > 0 and kinds[first] == 2:
        first -= 1
    last = word
    while last + 1 < len(kinds) and kinds[last + 1] == 2:
        last += 1
    return first, last


def calibrated(raw: float, curve: Sequence[tuple[float, float]]) -> float:
    """A raw score as the share of such scores that were right, between the curve's points; to two places."""
    if not curve:
        return round(raw, 2)
    at = bisect_left(curve, (raw, -1.0))
    if at == 0 or at == len(curve):
        return round(curve[min(at, len(curve) - 1)][1], 2)
    (x0, y0), (x1, y1) = curve[at - 1], curve[at]
    return round(y0 + (y1 - y0) * (raw - x0) / (x1 - x0) if x1 > x0 else y1, 2)

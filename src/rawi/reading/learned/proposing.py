"""What the network proposes of a sentence: claims as places of words, with how sure it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from rawi.model import EntityType
from rawi.reading.learned.labels import LABELS, TYPES
from rawi.reading.learned.scoring import Scorer, Scores
from rawi.reading.learned.trees import Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIKELY = 0.3
"""From this probability on a word is taken for a subject, or a filler, beside the likeliest one."""
SUBJECTS, FILLERS = 3, 4
"""So many of each at most hang on one trigger."""


Kind = tuple[EntityType, float]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as words of a sentence: heads of subject and of what fills the claim, its trigger, a value's stretch.

    `stretch` is the first and last word of a value in words; `kinds` what subject and filler stand for, by type with
    how sure that is; `scores` the probabilities of trigger, subject and filler.
    """

    predicate: str
    subject: int
    filler: int
    trigger: int
    stretch: tuple[int, int] | None
    kinds: tuple[Kind, Kind]
    scores: tuple[float, float, float]


def propose(scorer: Scorer, words: Sequence[str], tree: Tree) -> Iterator[Proposal]:
    """The proposals of a sentence that may be sure enough, in the order of their triggers."""
    scores = scorer.score(words, tree)
    if scores is not None:
        yield from decode(scores, scorer.facts.faintest)


def decode(scores: Scores, faintest: float) -> Iterator[Proposal]:
    """Each trigger with its likeliest subjects and fillers, where the root of the three's product is no fainter."""
    import numpy as np

    kinds = scores.stretches.argmax(axis=-1)
    best: dict[tuple[str, int, int], tuple[float, Proposal]] = {}
    for trigger, label in np.argwhere(scores.triggers >= faintest**2):
        subjects, fillers = scores.subject.likely(trigger, label), scores.filler.likely(trigger, label)
        for subject in _likely(subjects, SUBJECTS):
            for filler in _likely(fillers, FILLERS):
                sure = (float(scores.triggers[trigger, label]), float(subjects[subject]), float(fillers[filler]))
                raw = math.sqrt(math.prod(sure))
                made = (LABELS[label], subject, filler)
                if subject == filler or raw < faintest or (made in best and best[made][0] >= raw):
                    continue
                proposal = Proposal(
                    predicate=LABELS[label],
                    subject=subject,
                    filler=filler,
                    trigger=int(trigger),
                    stretch=stretch_of(filler, kinds),
                    kinds=(_kind(scores, subject), _kind(scores, filler)),
                    scores=sure,
                )
                best[made] = (raw, proposal)
    yield from (proposal for _, proposal in best.values())


def _likely(column: NDArray[np.float32], most: int) -> list[int]:
    """The likeliest word, and others that are likely too."""
    order = [int(word) for word in column.argsort()[::-1][:most]]
    return [word for at, word in enumerate(order) if at == 0 or column[word] >= LIKELY]


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


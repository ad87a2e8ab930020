"""What the trained reader saw when it read what people decided on: the words as its network has them, and its claims.

A document is read again as a build reads it, with the shipped weights and nothing held back for being unsure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from rawi.learning.calibrating import FAINTEST
from rawi.learning.decided import Decided, Verdict
from rawi.model import Document, EntityType, Span
from rawi.reading import Reader
from rawi.reading.findings import Found
from rawi.reading.learned import READER
from rawi.reading.learned.laying import Learned, lay
from rawi.reading.learned.proposing import decode
from rawi.reading.learned.scoring import Scorer
from rawi.reading.learned.sureness import Evidence
from rawi.reading.learned.trees import tree_of
from rawi.reading.matching import Matcher

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan



class Seen(msgspec.Struct, frozen=True):
    """A sentence that quotes of decided claims overlap: its words in the stored text, as the network has them (words,
    hidden), and how likely each triggers each predicate (words, predicates).
    """

    spans: tuple[Span, ...]
    words: NDArray[np.float32]
    triggers: NDArray[np.float32]

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)


class Watched(msgspec.Struct, frozen=True):
    """What one document showed: its sentences, and for each claim of the trained reader, by id, what it rests on and
    the word that triggers it, as the network has it."""

    sentences: tuple[Seen, ...]
    claims: Mapping[str, tuple[Evidence, NDArray[np.float32]]]


class Watching(Learned):
    """The trained reader, remembering what it sees at the quotes of decided claims."""

    def __init__(self, scorer: Scorer, quotes: Collection[Span]):
        super().__init__(scorer)
        self.quotes = tuple(quotes)
        self.sentences: list[Seen] = []
        self.triggers: dict[Evidence, NDArray[np.float32]] = {}

    def sentence(self, matcher: Matcher, sentence: SpacySpan) -> Iterator[Found]:
        """Everything that the network proposes of a sentence that was decided on, and the rules' laws let stand."""
        spans = tuple(matcher.parsed.stored_spans[sentence.start : sentence.end])
        if not any(Span(spans[0].start, spans[-1].end).overlaps(quote) for quote in self.quotes):
            return
        scores = self.scorer.score([token.text for token in sentence], tree_of(sentence, sentence.start))
        if scores is None:
            return
        self.sentences.append(Seen(spans, scores.words, scores.triggers))
        for proposal in decode(scores, min(FAINTEST, self.scorer.facts.faintest)):
            for found in lay(proposal, matcher, sentence):
                if found.evidence is not None:
                    found.confidence = self.scorer.facts.sureness.of(found.evidence)
                    self.triggers[found.evidence] = scores.words[proposal.trigger]
                    yield found


def watch(reader: Reader, scorer: Scorer, document: Document, decided: Sequence[Decided]) -> Watched:
    """Reads one document again. `reader` reads with rules and language model, `scorer` has the shipped weights."""
    prose = reader.prose
    if prose is None:
        return Watched((), {})
    watching = Watching(scorer, [one.kept.reading.quote for one in decided])
    known: dict[str, EntityType] = {}
    for other in reader.readers:
        if other is prose:
            break
        known |= {name: kind for name, kind, _ in other.read(document, {**known, **reader.rulebook.names}).names}
    before, prose.learned = prose.learned, watching
    try:
        found = prose.read(document, {**known, **reader.rulebook.names})
    finally:
        prose.learned = before
    claims = {id: (evidence, watching.triggers[evidence]) for id, evidence in found.evidence.items()}
    return Watched(tuple(watching.sentences), claims)


def is_learned(one: Decided) -> bool:
    """Whether the trained reader alone brought the claim."""
    return all(reading.reader == READER for reading in one.kept.readings)


def holds(one: Decided) -> bool:
    """Whether what was read is right: a person accepted it, and changed nothing of what makes the claim."""
    return one.verdict is Verdict.RIGHT and not one.changed & {"subject", "object", "predicate", "value", "negated"}

"""How varied a corpus is: what it is made of, and how much of it is worded as no rule foresees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from rawi.learning.annotation import Annotation
from rawi.learning.examples import parsed
from rawi.reading.prose import ProseReader
from rawi.vocabulary import predicates


class OfPredicate(msgspec.Struct, frozen=True, kw_only=True):
    """Claims of a predicate, the different words that trigger them, and those of which no pattern knows the word."""

    claims: int
    triggers: int
    unforeseen: int


class Variety(msgspec.Struct, frozen=True, kw_only=True):
    """Documents, words and claims of a corpus; its genres, regions and stances; its wordings by predicate."""

    documents: int
    words: int
    claims: int
    genres: dict[str, int]
    stances: dict[str, int]
    predicates: dict[str, OfPredicate]

    @property
    def unforeseen(self) -> float:
        """The share of claims whose trigger is in no pattern of their predicate."""
        return sum(one.unforeseen for one in self.predicates.values()) / max(1, self.claims)


def variety(annotations: Sequence[Annotation], reader: ProseReader) -> Variety:
    """Counts a corpus; the words of triggers are lemmas of the rules' parser."""
    foreseen = _foreseen(reader)
    claims: Counter[str] = Counter()
    unforeseen: Counter[str] = Counter()
    triggers: dict[str, set[str]] = {}
    for annotation in annotations:
        claims.update(claim.predicate for claim in annotation.claims)
        for predicate, words in _triggers(annotation, reader):
            triggers.setdefault(predicate, set()).add(" ".join(words))
            if not any(word in foreseen.get(predicate, ()) for word in words):
                unforeseen[predicate] += 1
    return Variety(
        documents=len(annotations),
        words=sum(len(annotation.text.split()) for annotation in annotations),
        claims=claims.total(),
        genres=dict(Counter(annotation.meta["genre"] for annotation in annotations).most_common()),
        stances=dict(Counter(c.stance.value for annotation in annotations for c in annotation.claims).most_common()),
        predicates={
            name: OfPredicate(claims=claims[name], triggers=len(triggers.get(name, ())), unforeseen=unforeseen[name])
            for name in predicates()
        },
    )


def _triggers(annotation: Annotation, reader: ProseReader) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each claim's predicate with the lemmas of its trigger."""
    lemmas = [
        (span, token.lemma_.lower())
        for passage in parsed(annotation, reader)
        for token, span in zip(passage.doc, passage.stored_spans, strict=True)
    ]
    for claim in annotation.claims:
        if claim.trigger is not None:
            yield claim.predicate, tuple(word for span, word in lemmas if span.overlaps(claim.trigger))


def _foreseen(reader: ProseReader) -> dict[str, set[str]]:
    """The words of all patterns, by the predicates that they claim."""
    words: dict[str, set[str]] = {}
    for pattern in reader.rulebook.patterns:
        for claim in pattern.claims:
            words.setdefault(claim.predicate, set()).update(part for word in pattern.words for part in word.split())
    return words

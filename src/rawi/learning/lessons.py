"""What a document's decisions teach: which words trigger what, which do not, and which claims were right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from rawi.learning.adapting import Judged, Trigger
from rawi.learning.decided import Decided, Stretch, Verdict
from rawi.learning.watching import Seen, Watched, holds, is_learned
from rawi.model import Span
from rawi.reading.learned.labels import LABELS

LIKELIEST, LIKELY = 3, 0.003
"""So many other words of a sentence stand against the triggers of a predicate, if they are that likely to be some."""


class Lessons(msgspec.Struct, frozen=True):
    triggers: tuple[Trigger, ...]
    judged: tuple[Judged, ...]


def lessons(
    document: str,
    watched: Watched,
    decided: Sequence[Decided],
    stretches: Sequence[Stretch],
    as_read: Mapping[str, str],
) -> Lessons:
    """The lessons of one document. `as_read` has the predicates, by claim, that people have changed."""
    known = {one.kept.claim.id for one in decided}
    whole = [stretch.span for stretch in stretches if all(k.claim.id in known for k in stretch.kept)]
    units = {
        k.claim.id: f"{document}:{stretch.span.start}" for stretch in stretches for k in stretch.kept
    }
    judged = []
    for one in decided:
        id = one.kept.claim.id
        if one.verdict is not Verdict.TWICE and is_learned(one) and id in watched.claims and id in units:
            evidence, word = watched.claims[id]
            judged.append(Judged(id, evidence, word, holds(one), units[id]))
    found: list[Trigger] = []
    for sentence in watched.sentences:
        here = [one for one in decided if one.kept.reading.quote.overlaps(sentence.span)]
        unit = next((units[one.kept.claim.id] for one in here if one.kept.claim.id in units), "")
        is_whole = any(span.overlaps(sentence.span) for span in whole)
        found += _triggers(sentence, here, as_read, unit, is_whole=is_whole)
    return Lessons(tuple(found), tuple(judged))


def _triggers(
    sentence: Seen, decided: Sequence[Decided], as_read: Mapping[str, str], unit: str, *, is_whole: bool
) -> Iterator[Trigger]:
    """The words of one sentence of which decisions say that they trigger something, or not."""
    told: dict[tuple[str, int], bool] = {}
    taken: set[tuple[str, int]] = set()
    for one in decided:
        predicate = one.kept.claim.predicate
        words = _words(sentence, one, predicate)
        if not words or one.verdict is Verdict.TWICE:
            continue
        taken |= {(predicate, word) for word in words}
        right = one.verdict is Verdict.RIGHT
        word = _likeliest(sentence, words, predicate)
        told[predicate, word] = told.get((predicate, word), False) or right
        read = as_read.get(one.kept.claim.id, predicate)
        if right and read != predicate:
            told.setdefault((read, word), False)
    for (predicate, word), triggers in told.items():
        yield _trigger(sentence, predicate, word, unit, triggers=triggers, told=True)
    if is_whole:
        for predicate in LABELS:
            column = sentence.triggers[:, LABELS.index(predicate)]
            for word in column.argsort(kind="stable")[::-1][:LIKELIEST].tolist():
                if column[word] >= LIKELY and (predicate, word) not in taken:
                    yield _trigger(sentence, predicate, word, unit, triggers=False, told=False)


def _words(sentence: Seen, one: Decided, predicate: str) -> list[int]:
    """The words that trigger a claim; of one laid down by hand the word of its quote that the network finds likeliest,
    for a person marks the quote and not the word."""
    span = one.reading.spans.get("trigger")
    if span is None and not one.by_hand:
        return []
    within = _within(sentence, span or one.kept.reading.quote)
    return [_likeliest(sentence, within, predicate)] if within and span is None else within


def _within(sentence: Seen, span: Span) -> list[int]:
    return [number for number, word in enumerate(sentence.spans) if word.overlaps(span)]


def _likeliest(sentence: Seen, words: Sequence[int], predicate: str) -> int:
    column = sentence.triggers[:, LABELS.index(predicate)]
    return max(words, key=lambda word: (float(column[word]), -word))


def _trigger(sentence: Seen, predicate: str, word: int, unit: str, *, triggers: bool, told: bool) -> Trigger:
    likely = float(sentence.triggers[word, LABELS.index(predicate)])
    return Trigger(predicate, sentence.words[word], likely, triggers, told, unit)

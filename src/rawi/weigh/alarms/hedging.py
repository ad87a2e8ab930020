"""What changed on the way: a hedge lost, and a figure that became more exact than where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rawi.model import Answer, Bearing, Finding, KeptClaim, Question
from rawi.weigh.context import Context
from rawi.weigh.resting import rests_on
from rawi.weigh.values import range_of

Resting = Mapping[str, frozenset[str]]


def lost_on_the_way(kept: Sequence[KeptClaim], questions: Sequence[Question], context: Context) -> Iterator[Finding]:
    """Where a document that rests on another says the same without its reserve, or without its "about"."""
    resting = rests_on(kept, context.lineage)
    if not any(resting.values()):
        return
    by_id = {k.claim.id: k for k in kept}
    for question in questions:
        for bearing in question.bearings:
            if bearing.kind == "reserve":
                yield from _hedge_lost(question, bearing, by_id, resting)
            elif bearing.kind == "precision":
                yield from _sharpened(question, bearing, by_id, resting)


def _hedge_lost(
    question: Question, bearing: Bearing, by_id: Mapping[str, KeptClaim], resting: Resting
) -> Iterator[Finding]:
    for plain in (by_id[id] for id in bearing.left_claims if id in by_id):
        before = [by_id[id] for id in bearing.right_claims if id in by_id and _rests(plain, by_id[id], resting)]
        if before:
            yield Finding(
                kind="hedge lost",
                entity=question.entity,
                claims=(*(k.claim.id for k in before), plain.claim.id),
                reason=f"{before[0].reading.stance} in a document on which this one draws, {plain.reading.stance} here",
            )


def _sharpened(
    question: Question, bearing: Bearing, by_id: Mapping[str, KeptClaim], resting: Resting
) -> Iterator[Finding]:
    sides = (bearing.left, bearing.left_claims), (bearing.right, bearing.right_claims)
    for (exact, exact_claims), (vague, vague_claims) in (sides, sides[::-1]):
        for here in (by_id[id] for id in exact_claims if id in by_id):
            before = [by_id[id] for id in vague_claims if id in by_id and _rests(here, by_id[id], resting)]
            before = [k for k in before if _vaguer(k, here)]
            if before:
                yield Finding(
                    kind="figure sharpened",
                    entity=question.entity,
                    claims=(*(k.claim.id for k in before), here.claim.id),
                    reason=f"{_said(question, vague)} where it may come from, {_said(question, exact)} here",
                    certain=False,
                )


def _rests(later: KeptClaim, earlier: KeptClaim, resting: Resting) -> bool:
    return earlier.claim.document in resting.get(later.claim.document, frozenset())


def _vaguer(one: KeptClaim, other: KeptClaim) -> bool:
    """Whether a number has a wider range than the other; dates are left alone, for a year may just be shortened."""
    first = range_of(one.claim.value) if one.claim.value is not None else None
    second = range_of(other.claim.value) if other.claim.value is not None else None
    return first is not None and second is not None and first.high - first.low > second.high - second.low


def _said(question: Question, at: int) -> str:
    answer: Answer = question.answers[at]
    return answer.words

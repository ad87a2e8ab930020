"""What changed on the way: a hedge lost, and a figure that became more exact than where it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rawi.model import Bearing, Finding, KeptClaim, Question, Raised
from rawi.weigh.context import Context
from rawi.weigh.values import range_of

Resting = Mapping[str, frozenset[str]]


def lost_on_the_way(
    kept: Sequence[KeptClaim], questions: Sequence[Question], context: Context, resting: Resting
) -> Iterator[Raised]:
    """Where a document that rests on another (`resting`) says the same without its reserve, or without its "about"."""
    if not any(resting.values()):
        return
    by_id = {k.claim.id: k for k in kept}
    for question in questions:
        asked = question.asks.replace("{other}", context.name(question.other or ""))
        for bearing in question.bearings:
            found: Iterable[Finding] = ()
            if bearing.kind == "reserve":
                found = _hedge_lost(question, bearing, by_id, resting, asked=asked, context=context)
            elif bearing.kind == "precision":
                found = _sharpened(question, bearing, by_id, resting, asked)
            yield from (Raised(f"question {question.id}", one) for one in found)


def _hedge_lost(
    question: Question,
    bearing: Bearing,
    by_id: Mapping[str, KeptClaim],
    resting: Resting,
    *,
    asked: str,
    context: Context,
) -> Iterator[Finding]:
    """A hypothesis, unless a chain of what is said here itself leads to the other: one who quotes need not copy."""
    for here, before in _by_document(bearing.left_claims, bearing.right_claims, by_id, resting):
        then, now = (" or ".join(sorted({str(k.reading.stance) for k in told})) for told in (before, here))
        yield Finding(
            kind="hedge lost",
            entity=question.entity,
            claims=tuple(k.claim.id for k in (*before, *here)),
            reason=f"{asked} {then.capitalize()} in a document on which this one draws, {now} here",
            certain=any(
                step.earlier.key in {k.claim.document for k in before}
                for k in here
                for chain in context.lineage.chains(k)
                for step in chain.steps
            ),
        )


def _sharpened(
    question: Question, bearing: Bearing, by_id: Mapping[str, KeptClaim], resting: Resting, asked: str
) -> Iterator[Finding]:
    sides = (bearing.left, bearing.left_claims), (bearing.right, bearing.right_claims)
    for (exact, exact_claims), (vague, vague_claims) in (sides, sides[::-1]):
        if not _vaguer(by_id, vague_claims, exact_claims):
            continue
        for here, before in _by_document(exact_claims, vague_claims, by_id, resting):
            words = question.answers[vague].words, question.answers[exact].words
            yield Finding(
                kind="figure sharpened",
                entity=question.entity,
                claims=tuple(k.claim.id for k in (*before, *here)),
                reason=f"{asked} {words[0]} in a document on which this one draws, {words[1]} here",
                certain=False,
            )


def _by_document(
    here: Iterable[str], before: Iterable[str], by_id: Mapping[str, KeptClaim], resting: Resting
) -> Iterator[tuple[list[KeptClaim], list[KeptClaim]]]:
    """The claims of each document that rests on documents of the others, with the claims of those."""
    documents: dict[str, list[KeptClaim]] = defaultdict(list)
    for id in here:
        if id in by_id:
            documents[by_id[id].claim.document].append(by_id[id])
    others = [by_id[id] for id in before if id in by_id]
    for document, claims in sorted(documents.items()):
        earlier = [k for k in others if k.claim.document in resting.get(document, frozenset())]
        if earlier:
            yield claims, earlier


def _vaguer(by_id: Mapping[str, KeptClaim], vague: Sequence[str], exact: Sequence[str]) -> bool:
    """Whether a number has a wider range than the other; dates are left alone, for a year may just be shortened."""
    one, other = (by_id[ids[0]].claim.value if ids[0] in by_id else None for ids in (vague, exact))
    first = range_of(one) if one is not None else None
    second = range_of(other) if other is not None else None
    return first is not None and second is not None and first.high - first.low > second.high - second.low

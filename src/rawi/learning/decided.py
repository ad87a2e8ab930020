"""What people decided on claims, as something to learn from: which are right, which are not, and how they were put."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from rawi.model import Decision, KeptClaim, Reading, Span
from rawi.workspace.edits import FIELDS
from rawi.workspace.handmade import READER as HAND
from rawi.workspace.verdicts import EDITS, STATES


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    TWICE = "twice"
    """The document says it, and another reading has it already: nothing to learn from."""


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as a person leaves it, what became of it, and which fields were changed."""

    kept: KeptClaim
    verdict: Verdict
    changed: frozenset[str] = frozenset()

    @property
    def by_hand(self) -> bool:
        """Whether a person laid it down, and marked no more than the quote."""
        return all(reading.reader == HAND for reading in self.kept.readings)

    @property
    def reading(self) -> Reading:
        """The reading that says where the parts stand."""
        return max(self.kept.readings, key=lambda reading: "trigger" in reading.spans)


def decided(kept: Iterable[KeptClaim], standing: Sequence[Decision]) -> list[Decided]:
    """Those claims on which a decision stands, in their order. `standing` are the decisions in force, oldest first."""
    laid: dict[str, list[Decision]] = defaultdict(list)
    for decision in standing:
        if decision.action in STATES:
            for claim in decision.claims:
                laid[claim].append(decision)
    return [_decided(k, laid[k.claim.id]) for k in kept if k.claim.id in laid]


def _decided(kept: KeptClaim, laid: Sequence[Decision]) -> Decided:
    last = laid[-1].action
    changes = [d.change for d in laid if d.action in EDITS and d.target == kept.claim.id]
    return Decided(
        kept=kept,
        verdict=Verdict.TWICE if last == "duplicate" else Verdict.WRONG if last == "reject" else Verdict.RIGHT,
        changed=frozenset(field for change in changes for field in change if field in FIELDS),
    )


class Stretch(msgspec.Struct, frozen=True):
    """Words of a document that quotes cover without a gap, and the claims that hang on them."""

    span: Span
    kept: tuple[KeptClaim, ...]


def stretches(kept: Iterable[KeptClaim], text: str) -> Iterator[Stretch]:
    """The stretches of one document, in order; quotes that overlap are in one. What does not cut is left out."""
    here: list[KeptClaim] = []
    end = 0
    for k in sorted((k for k in kept if _cuts(k, text)), key=lambda k: k.reading.quote):
        if here and k.reading.quote.start >= end:
            yield Stretch(Span(here[0].reading.quote.start, end), tuple(here))
            here = []
        here.append(k)
        end = max(end, k.reading.quote.end)
    if here:
        yield Stretch(Span(here[0].reading.quote.start, end), tuple(here))


def _cuts(kept: KeptClaim, text: str) -> bool:
    return bool(kept.claim.quote.exact) and kept.reading.quote.cut(text) == kept.claim.quote.exact

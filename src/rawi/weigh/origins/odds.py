"""What two documents share as evidence, and the odds that the one rests on the other.

The odds that two documents are unconnected are moved by what they share and by what they tell differently. A value of
frequency p that both give counts log2((c + (1 - c) p) / p) bits with c = 0.8, the chance that a copyist keeps it; a
question that they answer differently counts -2.3; the prior is -2. Two rare things, or one insertion that is somebody
else's, must be among them: what is true or common is told by many who never read each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from rawi.model import Dependence, Evidence
from rawi.model.dependence import How
from rawi.weigh.origins.texts import SHORTEST_QUOTE, SHORTEST_REUSE, Shared, Words, containment, is_quotation
from rawi.weigh.origins.traces import Answer, Counts

KEEPS = 0.8
PRIOR = -2.0
DIFFERENCE = -2.3
ENOUGH = 3.0
"""Bits from which a dependence is proposed: eight to one."""
RARE = 0.1
REPUBLISHED = 0.5
"""The share of the shorter text that stands in the longer one, from which the one is the other again."""
LONG_REUSE = 16
"""Words of one run that are enough by themselves."""
SHOWN = 160

Texts = list[tuple[How, Evidence]]
"""What two documents share in words, as evidence."""


def dependence(order: tuple[str, str], texts: Texts, details: list[tuple[Evidence, bool]]) -> Dependence | None:
    """The dependence of the later on the earlier, where the evidence is enough; a quotation needs no odds."""
    later, earlier = order
    certain = [(how, e) for how, e in texts if e.bits is None]
    if certain:
        how = certain[0][0]
        return Dependence(later=later, earlier=earlier, how=how, evidence=tuple(e for _, e in texts))
    reused = [e for _, e in texts]
    rare = len(reused) + sum(1 for _, is_rare in details if is_rare)
    bits = PRIOR + sum(e.bits or 0 for e in reused) + sum(e.bits or 0 for e, _ in details)
    if rare < 2 and not any((e.bits or 0) >= 1.0 + 0.5 * (LONG_REUSE - SHORTEST_REUSE) for e in reused):
        return None
    if bits < ENOUGH:
        return None
    rows = (Evidence(words="before anything is known", bits=PRIOR), *reused, *(e for e, _ in details))
    return Dependence(later=later, earlier=earlier, how="reused text" if reused else "shared detail", evidence=rows)


def shared_in_words(runs: Sequence[Shared], one: Words, other: Words, *, later_is_first: bool) -> Texts:
    """Evidence of shared words: quotations of the earlier by the later, runs taken over, whole texts again."""
    shorter = min(one, other, key=lambda w: len(w.words))
    share = containment(runs, shorter)
    if share >= REPUBLISHED:
        return [("republished", Evidence(words=f"{share:.0%} of the shorter text stands word for word in the other"))]
    found: Texts = []
    for run in runs:
        quotes = is_quotation(run, one if later_is_first else other, first=later_is_first)
        both = quotes and is_quotation(run, other if later_is_first else one, first=not later_is_first)
        shown = run.words if len(run.words) <= SHOWN else f"{run.words[:SHOWN]}…"
        later, earlier = (run.span, run.span_of) if later_is_first else (run.span_of, run.span)
        row = Evidence(words=f"the same insertion in brackets: “{shown}”", later=later, earlier=earlier)
        if run.gloss:
            found.append(("quoted", row))
        elif quotes and not both and run.length >= SHORTEST_QUOTE:
            found.append(("quoted", replace(row, words=f"quotes {run.length} words: “{shown}”")))
        elif not quotes and run.length >= SHORTEST_REUSE:
            bits = 1.0 + 0.5 * (run.length - SHORTEST_REUSE)
            found.append(("reused text", replace(row, words=f"{run.length} words in a row: “{shown}”", bits=bits)))
    return found


def shared_in_answers(
    one: Mapping[str, Answer], other: Mapping[str, Answer], counts: Counts
) -> list[tuple[Evidence, bool]]:
    """Evidence of answers, each with whether it is a rare one that both give."""
    found = []
    for question in sorted(one.keys() & other.keys()):
        mine, theirs = one[question], other[question]
        if mine.value != theirs.value:
            words = f"they answer differently: {mine.value} and {theirs.value}"
            found.append((Evidence(words=words, bits=DIFFERENCE), False))
            continue
        others = counts.asked[question] - 2
        among = (counts.alike[question, mine.value] - 2) / others if others > 0 else 0.0
        p = min(1.0, max(mine.chance, among))
        bits = math.log2((KEEPS + (1 - KEEPS) * p) / p)
        found.append((Evidence(words=f"both give {mine.value}", bits=round(bits, 2)), p <= RARE))
    return found

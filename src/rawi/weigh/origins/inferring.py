"""Inferring that one document rests on another: quotations, text taken over, details that only these two share.

The odds that two documents are unconnected are moved by what they share and by what they tell differently. A value of
frequency p that both give counts log2((c + (1 - c) p) / p) bits with c = 0.8, the chance that a copyist keeps it; a
question that they answer differently counts -2.3; the prior is -2. Two rare things, or one insertion that is somebody
else's, must be among them: what is true or common is told by many who never read each other.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from rawi.model import Decision, Dependence, Document, Evidence, KeptClaim
from rawi.model.dependence import How, Verdict
from rawi.weigh.days import Days, possible_days
from rawi.weigh.origins.texts import (
    SHORTEST_QUOTE,
    SHORTEST_REUSE,
    Shared,
    Words,
    containment,
    is_quotation,
    shared_runs,
    words_of,
)

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
NAMED_BEFORE = 200
"""Characters before a quotation within which its author is named."""
SHOWN = 160


class Answer(msgspec.Struct, frozen=True):
    """What a document answers to a question: an opaque value, and how rare it would be by chance."""

    value: str
    chance: float


Answers = Mapping[str, Mapping[str, Answer]]
"""By document, then by question."""


def infer(documents: Sequence[Document], kept: Iterable[KeptClaim]) -> list[Dependence]:
    """Every dependence between two documents that their words or their answers show, the later on the earlier.

    Documents need their texts. Where it is open which of two is the later, none is proposed.
    """
    claims = [k for k in kept if k.review.state != "rejected" and not k.claim.negated]
    days = published(documents, claims)
    answers = answers_of(claims)
    texts = {d.id: d.text for d in documents}
    words = {d.id: words_of(d) for d in sorted(documents, key=lambda d: (_first_day(days[d.id]), d.id))}
    at = {id: number for number, id in enumerate(words)}
    runs: dict[tuple[str, str], list[Shared]] = defaultdict(list)
    for one, other, run in shared_runs(list(words.values()), texts):
        runs[one, other].append(run)
    authors = {d.id: d.author for d in documents}
    counts = Counter((question, answer.value) for given in answers.values() for question, answer in given.items())
    asked = Counter(question for given in answers.values() for question in given)
    pairs = set(runs) | {(a, b) if at[a] < at[b] else (b, a) for a, b in _meeting(answers)}
    found = []
    for one, other in sorted(pairs):
        order = later_first(one, other, days) or _quoter_first(runs.get((one, other), []), words[one], words[other])
        if order is None:
            continue
        evidence = _texts(runs.get((one, other), []), words[one], words[other], later_is_first=order[0] == one)
        made = _dependence(order, evidence, _details(answers.get(one, {}), answers.get(other, {}), counts, asked))
        if made is not None:
            found.append(_declared(made, texts[made.later], authors[made.earlier]))
    return found


def depend(
    documents: Sequence[Document], kept: Iterable[KeptClaim], standing: Iterable[Decision] = ()
) -> list[Dependence]:
    """What `infer` finds, with what people decided on it; `standing` are the decisions in force, oldest first."""
    verdicts = {d.target: VERDICTS[d.action] for d in standing if d.action in VERDICTS}
    return [replace(one, verdict=verdicts.get(one.id, one.verdict)) for one in infer(documents, kept)]


VERDICTS: dict[str, Verdict] = {"confirm dependence": "confirmed", "reject dependence": "rejected"}


def _declared(made: Dependence, text: str, author: str | None) -> Dependence:
    """A quotation is declared where the document that quotes names the other's author before it."""
    family = author.split()[-1] if author else None
    if made.how != "quoted" or family is None:
        return made
    for row in made.evidence:
        if row.later is not None and family in text[max(0, row.later.start - NAMED_BEFORE) : row.later.start]:
            named = Evidence(words=f"it names {author} right before the quotation")
            return replace(made, how="declared", evidence=(*made.evidence, named))
    return made


def _first_day(days: Days) -> dt.date:
    return days.first or days.last or dt.date.max


def published(documents: Iterable[Document], kept: Iterable[KeptClaim]) -> dict[str, Days]:
    """When each document was published, as far as is known: by its date, else after the last thing that it dates."""
    told: dict[str, dt.date] = {}
    for k in kept:
        when = k.reading.time
        start = when.earliest_start if when is not None and not when.yearless else None
        if isinstance(start, dt.date):
            told[k.source.id] = max(start, told.get(k.source.id, start))
    found = {}
    for document in documents:
        own = possible_days(document.times[0].when) if document.times else Days(None, None)
        first = own.first if own.first is not None else told.get(document.id)
        found[document.id] = Days(first, own.last)
    return found


def later_first(one: str, other: str, days: Mapping[str, Days]) -> tuple[str, str] | None:
    """The two in the order later, earlier; None where either may have come first."""
    a, b = days.get(one, Days(None, None)), days.get(other, Days(None, None))
    if a.first is not None and b.last is not None and a.first > b.last:
        return one, other
    if b.first is not None and a.last is not None and b.first > a.last:
        return other, one
    return None


def _quoter_first(runs: Iterable[Shared], one: Words, other: Words) -> tuple[str, str] | None:
    """Where the dates leave the order open: who quotes words that the other writes as its own is the later one."""
    quoting = {
        (one.document, other.document) if by_one else (other.document, one.document)
        for run in runs
        if run.length >= SHORTEST_QUOTE
        for by_one, by_other in [(is_quotation(run, one, first=True), is_quotation(run, other, first=False))]
        if by_one != by_other
    }
    return quoting.pop() if len(quoting) == 1 else None


def answers_of(kept: Iterable[KeptClaim]) -> dict[str, dict[str, Answer]]:
    """What each document answers in numbers and dates: the details that a copyist keeps and nobody hits by chance."""
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for k in kept:
        value = k.claim.value
        if k.subject is None or value is None:
            continue
        at = k.reading.time.words if k.reading.time else ""
        question = f"{k.subject} {k.claim.predicate} {k.object or ''} {at if value.number is not None else ''}"
        if value.number is not None:
            figures = f"{value.number:g}".rstrip("0").replace(".", "").lstrip("0")
            found[k.source.id][question] = Answer(f"{value.number:g}", 10.0 ** -max(1, len(figures)))
        elif value.edtf is not None:
            found[k.source.id][question] = Answer(value.edtf, {4: 0.3, 7: 0.1}.get(len(value.edtf), 0.05))
    return found


def _meeting(answers: Answers) -> set[tuple[str, str]]:
    """The pairs of documents that answer a question alike."""
    by_answer: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, given in answers.items():
        for question, answer in given.items():
            by_answer[question, answer.value].append(document)
    pairs = set()
    for holders in by_answer.values():
        ordered = sorted(holders)
        if len(ordered) <= 20:  # what so many say alike tells nothing of two of them
            pairs |= {(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]}
    return pairs


def _texts(runs: Sequence[Shared], one: Words, other: Words, *, later_is_first: bool) -> list[tuple[How, Evidence]]:
    """Evidence of shared words: quotations of the earlier by the later, runs taken over, whole texts again."""
    shorter = min(one, other, key=lambda w: len(w.words))
    share = containment(runs, shorter)
    if share >= REPUBLISHED:
        return [("republished", Evidence(words=f"{share:.0%} of the shorter text stands word for word in the other"))]
    found: list[tuple[How, Evidence]] = []
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


def _details(
    one: Mapping[str, Answer], other: Mapping[str, Answer], counts: Counter[tuple[str, str]], asked: Counter[str]
) -> list[tuple[Evidence, bool]]:
    """Evidence of answers, each with whether it is a rare one that both give."""
    found = []
    for question in sorted(one.keys() & other.keys()):
        mine, theirs = one[question], other[question]
        if mine.value != theirs.value:
            words = f"they answer differently: {mine.value} and {theirs.value}"
            found.append((Evidence(words=words, bits=DIFFERENCE), False))
            continue
        others = asked[question] - 2
        among = (counts[question, mine.value] - 2) / others if others > 0 else 0.0
        p = min(1.0, max(mine.chance, among))
        bits = math.log2((KEEPS + (1 - KEEPS) * p) / p)
        found.append((Evidence(words=f"both give {mine.value}", bits=round(bits, 2)), p <= RARE))
    return found


def _dependence(
    order: tuple[str, str], texts: list[tuple[How, Evidence]], details: list[tuple[Evidence, bool]]
) -> Dependence | None:
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

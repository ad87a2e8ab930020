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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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
    shared_run,
    shared_runs,
    words_of,
)
from rawi.weigh.origins.traces import Answer, Meetings, Pair, Trace, in_order, trace_of

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


Answers = Mapping[str, Mapping[str, Answer]]
"""By document, then by question."""
Texts = list[tuple[How, Evidence]]
"""What two documents share in words, as evidence."""


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """Who rests on whom, and what each document leaves for the next time, by its id."""

    dependences: tuple[Dependence, ...]
    traces: Mapping[str, Trace]


def infer(documents: Sequence[Document], kept: Iterable[KeptClaim]) -> list[Dependence]:
    """Every dependence between two documents that their words or their answers show, the later on the earlier.

    Documents need their texts. Where it is open which of two is the later, none is proposed.
    """
    return list(inferred(documents, kept).dependences)


def inferred(documents: Sequence[Document], kept: Iterable[KeptClaim]) -> Inferred:
    """The same, with the traces of the documents."""
    claims = _asserted(kept)
    days = published(documents, claims)
    answers = answers_of(claims)
    texts = {d.id: d.text for d in documents}
    words = {d.id: words_of(d) for d in sorted(documents, key=lambda d: (_first_day(days[d.id]), d.id))}
    traces = {id: trace_of(one, days[id], answers.get(id, {})) for id, one in words.items()}
    runs: dict[Pair, list[Shared]] = defaultdict(list)
    for one, other, run in shared_runs(list(words.values()), texts):
        runs[one, other].append(run)
    shares: dict[str, dict[str, tuple[tuple[How, Evidence], ...]]] = defaultdict(dict)
    for (one, other), found in runs.items():
        if (told := _told(found, words[one], words[other], days)) is not None:
            (later, earlier), evidence = told
            shares[later][earlier] = tuple(evidence)
    traces = {id: replace(trace, shares=shares.get(id, {})) for id, trace in traces.items()}
    pairs = _pairs(traces, answers)
    return Inferred(dependences=tuple(_weighed(pairs, traces, documents_of(documents))), traces=traces)


Texted = Callable[[str], Document]
"""Gives a document with its text."""


def documents_of(documents: Iterable[Document]) -> Texted:
    held = {document.id: document for document in documents}
    return held.__getitem__


def inferred_again(
    before: Mapping[str, Trace], touched: Sequence[Document], kept: Iterable[KeptClaim], load: Texted
) -> tuple[set[Pair], Inferred] | None:
    """What changes where documents came in, or claims of documents that were there.

    `touched` are those documents, with their texts, and `kept` all claims of theirs. Gives the pairs (later, earlier)
    that were weighed anew, those of them that are dependences, and the traces that changed. None where the days of a
    document changed, for then everything has to be compared again.
    """
    claims = _asserted(kept)
    days, answers = published(touched, claims), answers_of(claims)
    now = dict(before)
    for document in touched:
        old = before.get(document.id)
        made = trace_of(words_of(document), days[document.id], answers.get(document.id, {}))
        if old is not None and old.days != made.days:
            return None
        now[document.id] = replace(made, shares=old.shares if old is not None else {})
    came = [document.id for document in touched if document.id not in before]
    changed = {document.id for document in touched}
    shared_before = {(later, earlier) for later, trace in before.items() for earlier in trace.shares}
    if came:
        meetings = Meetings(now, came)
        at = {id: place for place, id in enumerate(in_order(now))}
        known = {(a, b) if at[a] < at[b] else (b, a) for a, b in shared_before}
        gained, lost = meetings.pairs(known)
        for (one, other), runs in meetings.met(gained | lost).items():
            changed |= _share_again(now, (one, other), runs, load)
    asked = {question for id in changed for question in _changed_answers(before.get(id), now[id])}
    given = {id: trace.answers for id, trace in now.items()}
    given_before = {id: trace.answers for id, trace in before.items()}
    pairs = _pairs(now, given) | _pairs(before, given_before)
    shared_now = {(later, earlier) for later in changed for earlier in now[later].shares}
    regrouped = {frozenset(pair) for pair in shared_now ^ {p for p in shared_before if p[0] in changed}}
    new = {document.id for document in touched}
    pairs = {
        pair
        for pair in pairs
        if not new.isdisjoint(pair)
        or frozenset(pair) in regrouped
        or any(question in asked for question in given[pair[0]].keys() & given[pair[1]].keys())
        or (pair[0] in changed and now[pair[0]].shares.get(pair[1]) != _shares(before, *pair))
        or (pair[1] in changed and now[pair[1]].shares.get(pair[0]) != _shares(before, *pair[::-1]))
    }
    found = tuple(_weighed(pairs, now, load))
    return {p for a, b in pairs for p in ((a, b), (b, a))}, Inferred(
        dependences=found, traces={id: now[id] for id in sorted(changed) if before.get(id) != now[id]}
    )


def _shares(traces: Mapping[str, Trace], later: str, earlier: str) -> tuple[tuple[How, Evidence], ...] | None:
    return traces[later].shares.get(earlier) if later in traces else None


def _share_again(
    now: dict[str, Trace], pair: Pair, runs: Sequence[tuple[int, int, int]], load: Texted
) -> set[str]:
    """Puts down what a pair shares in words now; gives the documents whose traces it stood or stands in."""
    changed = set()
    for later, earlier in (pair, pair[::-1]):
        if earlier in now[later].shares:
            now[later] = replace(now[later], shares={e: s for e, s in now[later].shares.items() if e != earlier})
            changed.add(later)
    if runs:
        documents = [load(id) for id in pair]
        one, other = (words_of(document) for document in documents)
        found = [shared for run in runs if (shared := shared_run(one, other, run, documents[0].text)) is not None]
        told = _told(found, one, other, {id: now[id].days for id in pair})
        if told is not None:
            (later, earlier), evidence = told
            now[later] = replace(now[later], shares=now[later].shares | {earlier: tuple(evidence)})
            changed.add(later)
    return changed


def _changed_answers(before: Trace | None, now: Trace) -> set[str]:
    old = before.answers if before is not None else {}
    return {question for question in old.keys() | now.answers.keys() if old.get(question) != now.answers.get(question)}


def _asserted(kept: Iterable[KeptClaim]) -> list[KeptClaim]:
    return [k for k in kept if k.review.state != "rejected" and not k.claim.negated]


def _told(
    found: Sequence[Shared], one: Words, other: Words, days: Mapping[str, Days]
) -> tuple[Pair, Texts] | None:
    """Which of two documents is the later, and what they share in words; None where the order is open."""
    order = later_first(one.document, other.document, days) or _quoter_first(found, one, other)
    return None if order is None else (order, _texts(found, one, other, later_is_first=order[0] == one.document))


def _pairs(traces: Mapping[str, Trace], answers: Answers) -> set[Pair]:
    """The pairs of documents that share anything."""
    shared = {tuple(sorted((later, earlier))) for later, trace in traces.items() for earlier in trace.shares}
    return {(one, other) for one, other in shared} | _meeting(answers)


def _weighed(pairs: Iterable[Pair], traces: Mapping[str, Trace], load: Texted) -> Iterator[Dependence]:
    """The dependences among these pairs."""
    answers = {id: trace.answers for id, trace in traces.items()}
    counts = Counter((question, answer.value) for given in answers.values() for question, answer in given.items())
    asked = Counter(question for given in answers.values() for question in given)
    days = {id: trace.days for pair in pairs for id in pair for trace in (traces[id],)}
    for one, other in sorted(pairs):
        order: Pair | None = next(
            ((a, b) for a, b in ((one, other), (other, one)) if b in traces[a].shares), None
        ) or later_first(one, other, days)
        if order is None:
            continue
        evidence = list(traces[order[0]].shares.get(order[1], ()))
        made = _dependence(order, evidence, _details(answers[one], answers[other], counts, asked))
        if made is not None:
            yield _declared(made, load) if made.how == "quoted" else made


def depend(documents: Sequence[Document], kept: Iterable[KeptClaim], standing: Iterable[Decision] = ()) -> Inferred:
    """What `inferred` finds, with what people decided on it; `standing` are the decisions in force, oldest first."""
    found = inferred(documents, kept)
    return replace(found, dependences=judged(found.dependences, standing))


def judged(dependences: Iterable[Dependence], standing: Iterable[Decision]) -> tuple[Dependence, ...]:
    """The dependences with the verdicts of people."""
    verdicts = {d.target: VERDICTS[d.action] for d in standing if d.action in VERDICTS}
    return tuple(replace(one, verdict=verdicts.get(one.id, one.verdict)) for one in dependences)


VERDICTS: dict[str, Verdict] = {"confirm dependence": "confirmed", "reject dependence": "rejected"}


def _declared(made: Dependence, load: Texted) -> Dependence:
    """A quotation is declared where the document that quotes names the other's author before it."""
    author, text = load(made.earlier).author, load(made.later).text
    family = author.split()[-1] if author else None
    if family is None:
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

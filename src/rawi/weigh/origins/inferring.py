"""Inferring that one document rests on another: quotations, text taken over, details that only these two share.

What is compared is kept as a trace of each document, so that one that comes in is held against the traces alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from rawi.model import Decision, Dependence, Document, Evidence, KeptClaim
from rawi.model.dependence import How, Verdict
from rawi.weigh.days import Days
from rawi.weigh.origins.odds import Texts, dependence, shared_in_answers, shared_in_words
from rawi.weigh.origins.order import first_day, later_first, published, quoter_first
from rawi.weigh.origins.texts import Shared, Words, shared_run, shared_runs, words_of
from rawi.weigh.origins.traces import Answer, Meetings, Pair, Trace, in_order, trace_of

NAMED_BEFORE = 200
"""Characters before a quotation within which its author is named."""

Answers = Mapping[str, Mapping[str, Answer]]
"""By document, then by question."""


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
    words = {d.id: words_of(d) for d in sorted(documents, key=lambda d: (first_day(days[d.id]), d.id))}
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


def _share_again(now: dict[str, Trace], pair: Pair, runs: Sequence[tuple[int, int, int]], load: Texted) -> set[str]:
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


def _told(found: Sequence[Shared], one: Words, other: Words, days: Mapping[str, Days]) -> tuple[Pair, Texts] | None:
    """Which of two documents is the later, and what they share in words; None where the order is open."""
    order = later_first(one.document, other.document, days) or quoter_first(found, one, other)
    if order is None:
        return None
    return order, shared_in_words(found, one, other, later_is_first=order[0] == one.document)


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
        made = dependence(order, evidence, shared_in_answers(answers[one], answers[other], counts, asked))
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

"""Inferring that one document rests on another: quotations, text taken over, details that only these two share.

What is compared is kept as a trace of each document, so that one that comes in is held against the traces alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from rawi.model import Decision, Dependence, Document, Evidence, KeptClaim
from rawi.model.dependence import How, Verdict
from rawi.weigh.days import Days
from rawi.weigh.origins.odds import Texts, dependence, shared_in_answers, shared_in_words
from rawi.weigh.origins.order import first_day, later_first, published, quoter_first
from rawi.weigh.origins.texts import Shared, Words, shared_run, shared_runs, words_of
from rawi.weigh.origins.traces import Answer, Answers, Counts, Meetings, Pair, Trace, Traces, meeting, trace_of

NAMED_BEFORE = 200
"""Characters before a quotation within which its author is named."""


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
    traces = {id: trace_of(days[id], answers.get(id, {})) for id in words}
    runs: dict[Pair, list[Shared]] = defaultdict(list)
    for one, other, run in shared_runs(list(words.values()), texts):
        runs[one, other].append(run)
    shares: dict[str, dict[str, tuple[tuple[How, Evidence], ...]]] = defaultdict(dict)
    for (one, other), found in runs.items():
        if (told := _told(found, words[one], words[other], days)) is not None:
            (later, earlier), evidence = told
            shares[later][earlier] = tuple(evidence)
    traces = {id: replace(trace, shares=shares.get(id, {})) for id, trace in traces.items()}
    weighed = _weighed(_pairs(traces, answers), traces, Counts(answers), documents_of(documents))
    return Inferred(dependences=tuple(weighed), traces=traces)


Texted = Callable[[str], Document]
"""Gives a document with its text."""


def documents_of(documents: Iterable[Document]) -> Texted:
    held = {document.id: document for document in documents}
    return held.__getitem__


def inferred_again(
    before: Traces, touched: Sequence[Document], kept: Iterable[KeptClaim], load: Texted
) -> tuple[set[Pair], Inferred] | None:
    """What changes where documents came in, or claims of documents that were there.

    `touched` are those documents, with their texts, and `kept` all claims of theirs; `before` knows what the others
    left, and of those that came the runs of their words. Gives the pairs (later, earlier) that were weighed anew, those
    of them that are dependences, and the traces that may have changed. None where the days of a document changed, for
    then everything has to be compared again.
    """
    claims = _asserted(kept)
    days, answers = published(touched, claims), answers_of(claims)
    old = dict(before.of([document.id for document in touched]))
    now: dict[str, Trace] = {}
    for document in touched:
        stood = old.get(document.id)
        made = trace_of(days[document.id], answers.get(document.id, {}))
        if stood is not None and stood.days != made.days:
            return None
        now[document.id] = replace(made, shares=stood.shares if stood is not None else {})
    asked = {question for id, trace in now.items() for question in _changed_answers(old.get(id), trace)}
    own = {question for trace in (*old.values(), *now.values()) for question in trace.answers}
    new = frozenset(now)
    _share_anew(before, now, [id for id in now if id not in old], load)
    near = {id for pair in before.sharing(now) for id in pair} | {id for trace in now.values() for id in trace.shares}
    near |= before.answering(own).keys()
    old |= before.of((near | now.keys()) - old.keys())
    now |= {id: trace for id, trace in old.items() if id not in now}
    questions = {question for trace in (*old.values(), *now.values()) for question in trace.answers}
    given_before = before.answering(questions)
    given = {**given_before, **{id: now[id].answers for id in new}}
    pairs = {pair for pair in _pairs(now, given) | _pairs(old, given_before) if now.keys() >= set(pair)}
    pairs = {
        pair
        for pair in pairs
        if not new.isdisjoint(pair)
        or any(question in asked for question in now[pair[0]].answers.keys() & now[pair[1]].answers.keys())
        or any(now[a].shares.get(b) != (old[a].shares.get(b) if a in old else None) for a, b in (pair, pair[::-1]))
    }
    found = tuple(_weighed(pairs, now, Counts(given), load))
    changed = {id for id, trace in now.items() if id in new or old.get(id) != trace}
    return {p for a, b in pairs for p in ((a, b), (b, a))}, Inferred(
        dependences=found, traces={id: now[id] for id in sorted(changed)}
    )


def _share_anew(before: Traces, now: dict[str, Trace], came: Sequence[str], load: Texted) -> None:
    """Puts down what documents that came share in words with others, and those by it with each other."""
    if not came:
        return
    loaded: dict[str, Document] = {}
    split: dict[str, Words] = {}

    def words(id: str) -> Words:
        if id not in split:
            loaded[id] = load(id)
            split[id] = words_of(loaded[id])
        return split[id]

    meetings = Meetings(before, {id: now[id] for id in came}, words)
    gained, lost = meetings.pairs()
    met = meetings.met(gained | lost)
    for id, trace in before.of({id for pair in met for id in pair} - now.keys()).items():
        now[id] = trace
    for (one, other), runs in met.items():
        for later, earlier in ((one, other), (other, one)):
            if earlier in now[later].shares:
                left = {e: s for e, s in now[later].shares.items() if e != earlier}
                now[later] = replace(now[later], shares=left)
        if runs:
            told = [shared_run(words(one), words(other), run, loaded[one].text) for run in runs]
            found = [run for run in told if run is not None]
            order = _told(found, words(one), words(other), {id: now[id].days for id in (one, other)})
            if order is not None:
                (later, earlier), evidence = order
                now[later] = replace(now[later], shares={**now[later].shares, earlier: tuple(evidence)})


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
    return {(one, other) for one, other in shared} | set(meeting(answers))


def _weighed(pairs: Iterable[Pair], traces: Mapping[str, Trace], counts: Counts, load: Texted) -> Iterator[Dependence]:
    """The dependences among these pairs."""
    for one, other in sorted(pairs):
        order: Pair | None = next(
            ((a, b) for a, b in ((one, other), (other, one)) if b in traces[a].shares), None
        ) or later_first(one, other, {id: traces[id].days for id in (one, other)})
        if order is None:
            continue
        evidence = list(traces[order[0]].shares.get(order[1], ()))
        made = dependence(order, evidence, shared_in_answers(traces[one].answers, traces[other].answers, counts))
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

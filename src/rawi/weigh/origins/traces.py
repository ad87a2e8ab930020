"""What each document has that others may share, kept so that a new document is compared without reading the others."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from rawi.model import Evidence
from rawi.model.dependence import How
from rawi.weigh.days import Days
from rawi.weigh.origins.texts import OWN_WORDS, RUN, TOO_COMMON, Words, longest

Pair = tuple[str, str]
"""Two documents, the one that was published first, as far as is known, before the other."""


class Answer(msgspec.Struct, frozen=True):
    """What a document answers to a question: an opaque value, and how rare it would be by chance."""

    value: str
    chance: float


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of one document: the days of its publication, and its answers.

    `shares` are evidences of shared words, by the document that had them first.
    """

    first: str = ""
    last: str = ""
    answers: Mapping[str, Answer] = {}
    shares: Mapping[str, tuple[tuple[How, Evidence], ...]] = {}

    @property
    def days(self) -> Days:
        return Days(_day(self.first), _day(self.last))


Answers = Mapping[str, Mapping[str, Answer]]
"""By document, then by question."""


class Traces(Protocol):
    """The traces that documents left, asked for by what a change touches."""

    def of(self, ids: Collection[str], /) -> Mapping[str, Trace]:
        """Those of these documents that left any."""

    def days(self, ids: Collection[str], /) -> Mapping[str, tuple[str, str]]:
        """The first and the last day of publication, "" where unknown."""

    def sharing(self, ids: Collection[str], /) -> set[Pair]:
        """The documents (later, earlier) that share words, where either is one of these."""

    def answering(self, questions: Collection[str], /) -> Answers:
        """What documents answer to these questions."""

    def holding(self, shingles: Collection[int], most: int, /) -> Mapping[int, Mapping[str, int]]:
        """For each run of words (`shingles_of`) the documents that have it, and how often; `most` of them at most.

        Documents that only come in are among them.
        """


def trace_of(days: Days, answers: Mapping[str, Answer]) -> Trace:
    return Trace(
        first=days.first.isoformat() if days.first else "",
        last=days.last.isoformat() if days.last else "",
        answers=dict(answers),
    )


def _day(iso: str) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def shingles_of(words: Sequence[str]) -> list[int]:
    """The runs of `RUN` words in their order, each as a number of 64 bits with sign: the same for the same words.

    Source: A. Broder, "On the resemblance and containment of documents", 1997.
    """
    runs = zip(*(words[shift:] for shift in range(RUN)), strict=False)
    digests = (hashlib.blake2b("\n".join(run).encode(), digest_size=8).digest() for run in runs)
    return [int.from_bytes(digest, "big", signed=True) for digest in digests]


Holders = Sequence[tuple[str, int]]
"""The documents that have a run, in their order, and how often."""


class Meetings:
    """Where documents that came in share runs of words with others, and which pairs of the others are touched by it."""

    def __init__(self, before: Traces, came: Mapping[str, Trace], words: Callable[[str], Words]) -> None:
        self._before = before
        self._came = came
        self._words = words
        self._shingles: dict[str, list[int]] = {}

    def pairs(self) -> tuple[set[Pair], set[Pair]]:
        """The pairs that newly meet in some run, and those that met in one and do not any more."""
        gained: set[Pair] = set()
        lost: set[Pair] = set()
        for places in self._held({one for id in self._came for one in self._runs(id)}).values():
            old, new = _met([(id, n) for id, n in places if id not in self._came]), _met(places)
            gained |= new - old
            lost |= old - new
        shared = self._before.sharing({id for pair in lost for id in pair})
        return gained, {(one, other) for one, other in lost if (one, other) in shared or (other, one) in shared}

    def met(self, pairs: Iterable[Pair]) -> dict[Pair, list[tuple[int, int, int]]]:
        """The longest runs in which pairs meet: places in the one and the other, and a length; of own words enough."""
        wanted = sorted(set(pairs))
        common = {pair: set(self._runs(pair[0])).intersection(self._runs(pair[1])) for pair in wanted}
        meeting = {run: _met(places) for run, places in self._held(set().union(*common.values())).items()}
        found = {}
        for (one, other), runs in common.items():
            places: dict[int, tuple[list[int], list[int]]] = {
                run: ([], []) for run in runs if (one, other) in meeting.get(run, ())
            }
            for side, id in enumerate((one, other)):
                for at, run in enumerate(self._runs(id)):
                    if run in places:
                        places[run][side].append(at)
            both = {(at, of) for ats, ofs in places.values() for at in ats for of in ofs}
            stretches = longest(both, self._words(one).words, self._words(other).words)
            found[one, other] = [stretch for stretch in stretches if _tells(self._words(one), stretch)]
        return found

    def _runs(self, id: str) -> list[int]:
        if id not in self._shingles:
            self._shingles[id] = shingles_of(self._words(id).words)
        return self._shingles[id]

    def _held(self, shingles: Collection[int]) -> dict[int, Holders]:
        """For each run the documents that have it; runs that were too common without what came are left out."""
        held = self._before.holding(shingles, TOO_COMMON + len(self._came) + 1)
        told = {
            run: counts
            for run, counts in held.items()
            if sum(n for id, n in counts.items() if id not in self._came) <= TOO_COMMON
        }
        days = dict(self._before.days({id for counts in told.values() for id in counts}))
        days |= {id: (trace.first, trace.last) for id, trace in self._came.items()}
        order = {id: (first or last or "9999", id) for id, (first, last) in days.items()}
        return {run: sorted(counts.items(), key=lambda place: order[place[0]]) for run, counts in told.items()}


def _tells(words: Words, run: tuple[int, int, int]) -> bool:
    at, _, length = run
    return any(word.startswith("[") for word in words.words[at : at + length]) or (
        sum(words.own[at : at + length]) >= OWN_WORDS
    )


def _met(places: Holders) -> set[Pair]:
    """The pairs that meet in a run: the first document that has it with each other, unless too many have it."""
    if not places or sum(n for _, n in places) > TOO_COMMON:
        return set()
    return {(places[0][0], other) for other, _ in places[1:]}


def meeting(answers: Answers) -> Iterator[Pair]:
    """The pairs of documents that answer a question alike."""
    by_answer: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document, given in answers.items():
        for question, answer in given.items():
            by_answer[question, answer.value].append(document)
    for holders in by_answer.values():
        ordered = sorted(holders)
        if len(ordered) <= FEW:
            yield from ((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])


FEW = 20
"""What more documents say alike tells nothing of two of them."""


class Counts:
    """How many documents answer a question, and how many give one answer to it."""

    def __init__(self, answers: Answers) -> None:
        told = [(question, answer.value) for given in answers.values() for question, answer in given.items()]
        self.alike = Counter(told)
        self.asked = Counter(question for question, _ in told)

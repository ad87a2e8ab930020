"""What each document has that others may share, kept so that a new document is compared without reading the others."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rawi.model import Evidence
from rawi.model.dependence import How
from rawi.weigh.days import Days
from rawi.weigh.origins.texts import OWN_WORDS, RUN, TOO_COMMON, Words, longest

Gram = tuple[str, ...]
Pair = tuple[str, str]
"""Two documents, the one that was published first, as far as is known, before the other."""


class Answer(msgspec.Struct, frozen=True):
    """What a document answers to a question: an opaque value, and how rare it would be by chance."""

    value: str
    chance: float


class Trace(msgspec.Struct, frozen=True, omit_defaults=True):
    """Of one document: its words in plain letters, which of them are its own (small letters, four at least), the days
    of its publication, and its answers. `shares` are evidences of shared words, by the document that had them first.
    """

    words: str
    own: str
    first: str = ""
    last: str = ""
    answers: dict[str, Answer] = {}
    shares: dict[str, tuple[tuple[How, Evidence], ...]] = {}

    @property
    def days(self) -> Days:
        return Days(_day(self.first), _day(self.last))

    @property
    def split(self) -> tuple[str, ...]:
        return tuple(self.words.split("\n")) if self.words else ()


def trace_of(words: Words, days: Days, answers: Mapping[str, Answer]) -> Trace:
    return Trace(
        words="\n".join(words.words),
        own="".join("1" if own else "0" for own in words.own),
        first=days.first.isoformat() if days.first else "",
        last=days.last.isoformat() if days.last else "",
        answers=dict(answers),
    )


def _day(iso: str) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def in_order(traces: Mapping[str, Trace]) -> list[str]:
    """The documents by the first day on which they may have been published."""
    return sorted(traces, key=lambda id: (traces[id].first or traces[id].last or "9999", id))


class Meetings:
    """Where documents that came in share runs of words with others, and which pairs of the others are touched by it."""

    def __init__(self, traces: Mapping[str, Trace], came: Iterable[str]) -> None:
        self._traces = traces
        self._at = {id: place for place, id in enumerate(in_order(traces))}
        self._came = frozenset(came)

    def pairs(self, known: Iterable[Pair]) -> tuple[set[Pair], set[Pair]]:
        """The pairs that newly meet in some run, and those of the `known` that met in one and do not any more."""
        grams = {gram for id in self._came for gram in _grams(self._traces[id].split)}
        held = self._held(grams)
        gained: set[Pair] = set()
        lost: set[Pair] = set()
        shared = set(known)
        for places in held.values():
            before = [(id, n) for id, n in places if id not in self._came]
            old, new = _met(before), _met(places)
            gained |= new - old
            lost |= (old - new) & shared
        return gained, lost

    def met(self, pairs: Iterable[Pair]) -> dict[Pair, list[tuple[int, int, int]]]:
        """The longest runs in which pairs meet: places in the one and the other, and a length; of own words enough."""
        wanted = sorted(set(pairs))
        split = {id: self._traces[id].split for pair in wanted for id in pair}
        common = {pair: set(_grams(split[pair[0]])).intersection(_grams(split[pair[1]])) for pair in wanted}
        held = self._held({gram for grams in common.values() for gram in grams})
        found = {}
        for (one, other), grams in common.items():
            places: dict[Gram, tuple[list[int], list[int]]] = {}
            for gram in grams:
                if (one, other) in _met(held[gram]):
                    places[gram] = ([], [])
            for side, id in enumerate((one, other)):
                for at, gram in enumerate(_grams(split[id])):
                    if gram in places:
                        places[gram][side].append(at)
            both = {(at, of) for ats, ofs in places.values() for at in ats for of in ofs}
            runs = list(longest(both, split[one], split[other]))
            found[one, other] = [run for run in runs if self._tells(one, split[one], run)]
        return found

    def _tells(self, one: str, words: Sequence[str], run: tuple[int, int, int]) -> bool:
        at, _, length = run
        return any(word.startswith("[") for word in words[at : at + length]) or (
            self._traces[one].own[at : at + length].count("1") >= OWN_WORDS
        )

    def _held(self, grams: set[Gram]) -> dict[Gram, list[tuple[str, int]]]:
        """For each run the documents that have it, in their order, and how often."""
        held: dict[Gram, dict[str, int]] = defaultdict(dict)
        for id in self._at:
            for gram in _grams(self._traces[id].split):
                if gram in grams:
                    held[gram][id] = held[gram].get(id, 0) + 1
        return {gram: list(places.items()) for gram, places in held.items()}


def _grams(words: Sequence[str]) -> Iterator[Gram]:
    return zip(*(words[shift:] for shift in range(RUN)), strict=False)


def _met(places: Sequence[tuple[str, int]]) -> set[Pair]:
    """The pairs that meet in a run: the first document that has it with each other, unless too many have it."""
    if sum(n for _, n in places) > TOO_COMMON:
        return set()
    return {(places[0][0], other) for other, _ in places[1:]}

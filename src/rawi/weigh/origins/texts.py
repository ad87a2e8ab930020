"""Words that stand in two documents: what one quotes of the other, and what it takes over without saying so.

Texts are compared as runs of words; chrome and notes are left out. An index of short runs finds the documents that
share one, so that the work grows with the texts and not with the pairs of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rawi.model import Document, SegmentKind, Span
from rawi.vocabulary.letters import plain

WORD = re.compile(r"\[[^\[\]\s]{1,30}(?: [^\[\]\s]{1,30}){0,3}\]|[^\W_]+(?:['’][^\W_]+)*")
QUOTED = re.compile(r"“([^“”\n]{8,800})”|\"([^\"\n]{8,800})\"|‘([^‘’\n]{12,800})’")
SET_APART = {SegmentKind.CHROME, SegmentKind.ENDNOTE}
RUN = 4
"""Words in an indexed run."""
SHORTEST_QUOTE = 7
"""Words of a quotation at least; fewer do where it keeps somebody's insertion in brackets."""
SHORTEST_REUSE = 8
"""Words of a run at least that two authors hardly write alike."""
SHORTEST_TEXT = 100
"""Words below which one text within another is a passage, not a republication."""
TOO_COMMON = 40
"""A run that so many documents have is a phrase of the field, or chrome that was not noticed."""
OWN_WORDS = 4
"""Words of four letters or more, none of them a capital, that a run needs: a long name is no borrowing."""


class Words(msgspec.Struct, frozen=True):
    """A document as words in plain letters, with their places in the text and whether each stands in quotation."""

    document: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: frozenset[int]
    own: tuple[bool, ...]
    """Whether each is a word that says something and no name: small letters, four at least."""


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    """A run of words that two documents share: `at` in the one, `of` in the other, `length` words, as written there."""

    at: int
    of: int
    length: int
    words: str
    span: Span
    span_of: Span
    """Where it stands in the text of the one, and of the other."""
    gloss: bool
    """Whether it keeps an insertion in brackets, which is somebody's and not the speaker's."""


def words_of(document: Document) -> Words:
    text = document.text
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: set[int] = set()
    own: list[bool] = []
    for segment in document.segments:
        if segment.kind in SET_APART:
            continue
        start, end = segment.span.start, segment.span.end
        inside = [m.span() for m in QUOTED.finditer(text, start, end)]
        for match in WORD.finditer(text, start, end):
            word = f"[{plain(match[0])}]" if match[0].startswith("[") else plain(match[0])
            if not word or (word.strip("[]").isdigit() and word.startswith("[")):
                continue  # a note's mark
            if any(a < match.start() and match.end() <= b for a, b in inside):
                quoted.add(len(words))
            words.append(word)
            own.append(match[0].islower() and len(word) > 3)
            starts.append(match.start())
            ends.append(match.end())
    return Words(document.id, tuple(words), tuple(starts), tuple(ends), frozenset(quoted), tuple(own))


def shared_runs(documents: Sequence[Words], texts: Mapping[str, str]) -> Iterator[tuple[str, str, Shared]]:
    """Every longest run that a document shares with the first that has it, with the ids of the two.

    Give the documents in the order of their dates, so that copies of one text meet at the earliest, not each other.
    """
    index: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, one in enumerate(documents):
        for at in range(len(one.words) - RUN + 1):
            index[one.words[at : at + RUN]].append((number, at))
    pairs: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for places in index.values():
        first = places[0][0]
        if places[-1][0] == first or len(places) > TOO_COMMON:
            continue
        for a, at in places:
            if a != first:
                break
            for b, of in places:
                if b != first:
                    pairs[first, b].add((at, of))
    for (a, b), met in sorted(pairs.items()):
        one, other = documents[a], documents[b]
        for at, of, length in longest(met, one.words, other.words):
            if (found := shared_run(one, other, (at, of, length), texts[one.document])) is not None:
                yield one.document, other.document, found


def shared_run(one: Words, other: Words, run: tuple[int, int, int], text: str) -> Shared | None:
    """A run of the two as it stands there; None where it is of no own words. `text` is that of the one."""
    at, of, length = run
    gloss = any(word.startswith("[") for word in one.words[at : at + length])
    if not gloss and sum(one.own[at : at + length]) < OWN_WORDS:
        return None
    span = Span(one.starts[at], one.ends[at + length - 1])
    span_of = Span(other.starts[of], other.ends[of + length - 1])
    return Shared(
        at=at, of=of, length=length, words=" ".join(span.cut(text).split()), span=span, span_of=span_of, gloss=gloss
    )


def longest(met: set[tuple[int, int]], one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs drawn out in both directions as far as the words are the same, each once."""
    reached: dict[int, int] = {}
    for at, of in sorted(met):
        if reached.get(at - of, -1) > at:
            continue
        start, end = at, at + RUN
        while start > 0 and start - at + of > 0 and one[start - 1] == other[start - at + of - 1]:
            start -= 1
        while end < len(one) and end - at + of < len(other) and one[end] == other[end - at + of]:
            end += 1
        reached[at - of] = end
        yield start, start - at + of, end - start


def is_quotation(run: Shared, one: Words, *, first: bool) -> bool:
    """Whether most of a run stands in quotation marks in a document, the first or the second of the pair."""
    start = run.at if first else run.of
    inside = sum(1 for i in range(start, start + run.length) if i in one.quoted)
    return inside * 2 > run.length


def containment(runs: Iterable[Shared], shorter: Words) -> float:
    """The share of the shorter document's words that stand in shared runs; 0 for what is no more than a note."""
    if len(shorter.words) < SHORTEST_TEXT:
        return 0.0
    covered = sum(run.length for run in runs if run.length >= SHORTEST_REUSE)
    return covered / max(1, len(shorter.words))

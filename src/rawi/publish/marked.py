"""A document's stored text cut into passages, and each passage into runs that the same claims cover.

Quotes overlap: one sentence bears six claims, and a clause of it two more. So a passage is cut wherever a quote, a
footnote's marker or a gap of the capture begins or ends, and every run names all claims that cover it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from rawi.model import Document, KeptClaim, Segment, SegmentKind, Span

ANYTHING = "text"
"""The kind of what stands between the segments of a reader."""


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of the text, from `start` on, that the same claims cover."""

    start: int
    words: str
    claims: tuple[str, ...] = ()
    marker: str | None = None
    """The label of the footnote whose marker this is."""
    lost: bool = False
    """Whether something that the document had stands here no more."""
    first: bool = False
    """Whether it is the first marker of its footnote."""
    beginning: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    """The claims whose quotes begin where this run begins, and those that end where it ends."""


class Passage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A segment of the text, with the claims whose quotes begin in it."""

    kind: str
    start: int
    depth: int = 0
    frame: int = 0
    note: str | None = None
    """The label of the footnote that this is."""
    runs: tuple[Run, ...]
    claims: tuple[str, ...] = ()


class Standing(msgspec.Struct, frozen=True):
    """Where the quote of each claim stands in this text, and the claims whose quotes stand nowhere in it."""

    spans: Mapping[str, Span]
    gone: tuple[str, ...]


def standing(document: Document, kept: Iterable[KeptClaim]) -> Standing:
    """A reading counts in the text that it read; where the text has changed since, its words are looked for anew."""
    spans: dict[str, Span] = {}
    gone = []
    for k in kept:
        span, exact = k.reading.quote, k.claim.quote.exact
        if span.cut(document.text) != exact:
            found = document.text.find(k.claim.quote.prefix + exact)
            if found < 0:
                gone.append(k.claim.id)
                continue
            start = found + len(k.claim.quote.prefix)
            span = Span(start, start + len(exact))
        spans[k.claim.id] = span
    return Standing(spans, tuple(gone))


def passages(document: Document, spans: Mapping[str, Span]) -> tuple[Passage, ...]:
    """The whole text in its order; nothing of it is left out. `spans` gives the quote of each claim."""
    segments = _all_of(document)
    starts = [segment.span.start for segment in segments]
    begun: dict[int, list[str]] = defaultdict(list)
    over: dict[int, list[str]] = defaultdict(list)
    for id, span in sorted(spans.items(), key=lambda item: (item[1].start, -item[1].end, item[0])):
        first = max(0, bisect_right(starts, span.start) - 1)
        begun[first].append(id)
        for at in range(first, len(segments)):
            if segments[at].span.start >= span.end:
                break
            over[at].append(id)
    labels = {note.span.start: note.label for note in document.notes}
    return tuple(
        Passage(
            kind=str(segment.kind) if isinstance(segment, Segment) else ANYTHING,
            start=segment.span.start,
            depth=segment.depth if isinstance(segment, Segment) else 0,
            frame=segment.frame if isinstance(segment, Segment) else 0,
            note=_note(segment, labels),
            runs=tuple(_runs(document, segment.span, {id: spans[id] for id in over[at]})),
            claims=tuple(begun[at]),
        )
        for at, segment in enumerate(segments)
    )


class _Between(msgspec.Struct, frozen=True):
    """Words that no segment of the reader covers."""

    span: Span


def _all_of(document: Document) -> Sequence[Segment | _Between]:
    """The segments, and what stands between them and is not blank."""
    found: list[Segment | _Between] = []
    last = 0
    for segment in sorted(document.segments, key=lambda one: one.span):
        if document.text[last : segment.span.start].strip():
            found.append(_Between(Span(last, segment.span.start)))
        if segment.span.end > last:
            start = max(last, segment.span.start)
            found.append(msgspec.structs.replace(segment, span=Span(start, segment.span.end)))
            last = segment.span.end
    if document.text[last:].strip():
        found.append(_Between(Span(last, len(document.text))))
    return found


def _note(segment: Segment | _Between, labels: Mapping[int, str]) -> str | None:
    if not isinstance(segment, Segment) or segment.kind is not SegmentKind.ENDNOTE:
        return None
    return next((label for start, label in labels.items() if segment.span.start <= start < segment.span.end), None)


def _runs(document: Document, span: Span, over: Mapping[str, Span]) -> Iterator[Run]:
    markers = {m: n.label for n in document.notes for m in n.markers if m.overlaps(span)}
    firsts = {n.markers[0].start for n in document.notes if n.markers}
    lost = [o.span for o in document.omissions if o.span is not None and o.span.overlaps(span)]
    cuts = {span.start, span.end}
    for one in (*over.values(), *markers, *lost):
        cuts |= {at for at in (one.start, one.end) if span.start < at < span.end}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        here = Span(start, end)
        covering = tuple(id for id, quote in over.items() if quote.overlaps(here))
        yield Run(
            start=start,
            words=document.text[start:end],
            claims=covering,
            marker=next((label for marker, label in markers.items() if marker.contains(here)), None),
            lost=any(gap.contains(here) for gap in lost),
            first=start in firsts,
            beginning=tuple(id for id in covering if over[id].start == start),
            closing=tuple(id for id in covering if over[id].end == end),
        )

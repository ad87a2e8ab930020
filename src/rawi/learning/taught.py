"""A workspace's decided sentences as one annotated document, in the words in which they may be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from rawi.dates import to_edtf
from rawi.learning.annotation import Annotated, Annotation, Cue, Named, Told
from rawi.learning.decided import Decided, Verdict
from rawi.model import Argument, EntityType, KeptClaim, Span, Value

GAP = "\n\n"
TELLING = ("said", "according to", "reportedly")
"""Links of a chain that are tellers; the others are works."""
_PLACEHOLDER = re.compile(r"\[(person|name|place) withheld(?: (\d+))?\]")


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document as they stand, from `start` on, and as they are told, with what was decided on them.

    `moved` leads from a place in the words that stand to one in the words that are told; `told` has the claims as they
    are told, in the order of `decided`.
    """

    start: int
    words: str
    text: str
    moved: Callable[[Span], Span]
    decided: tuple[Decided, ...]
    told: tuple[KeptClaim, ...]


def annotation_of(
    name: str, meta: Mapping[str, str], sentences: Sequence[Sentence], described: Collection[tuple[str, EntityType]]
) -> Annotation:
    """The sentences as a document of paragraphs, with their claims and those that were rejected.

    `described` are arguments, as they stand, that name nobody: they are not listed among the document's names.
    """
    claims: list[Annotated] = []
    rejected: list[Annotated] = []
    entities: dict[str, tuple[EntityType, tuple[str, ...]]] = {}
    length = 0
    for sentence in sentences:
        for one, told in zip(sentence.decided, sentence.told, strict=True):
            if one.verdict is Verdict.TWICE:
                continue
            telling = _Telling(sentence, one, told, length)
            (rejected if one.verdict is Verdict.WRONG else claims).append(telling.claim())
            for bare, party in telling.parties:
                if party.name != telling.words(party.span) or (bare.name, bare.type) not in described:
                    entities.setdefault(party.name, (party.type, (party.name,)))
        length += len(sentence.text) + len(GAP)
    return Annotation(
        name=name,
        text=GAP.join(sentence.text for sentence in sentences) + "\n",
        meta=dict(meta),
        entities=entities,
        claims=tuple(claims),
        rejected=tuple(rejected),
    )


def spoken(words: str) -> str:
    """Words in which what stands for a masked name reads as a name: a parser leaves out what is in brackets."""
    return _PLACEHOLDER.sub(lambda m: f"{m[1].capitalize()} Withheld" + (f"-{m[2]}" if m[2] else ""), words)


class _Telling:
    """One claim of a sentence as an annotation tells it; the sentence begins at `offset` of what is told."""

    def __init__(self, sentence: Sentence, one: Decided, told: KeptClaim, offset: int):
        self.sentence = sentence
        self.one = one
        self.told = told
        self.offset = offset
        self.parties: list[tuple[Argument, Named]] = []

    def claim(self) -> Annotated:
        bare, told = self.one.kept.claim, self.told.claim
        reading = self.told.reading
        value, place = self._value(told.value)
        role = value if told.object is not None and place is not None else None
        time = to_edtf(reading.time) if reading.time is not None else None
        made = Annotated(
            predicate=told.predicate,
            subject=self._party("subject", bare.subject, told.subject),
            object=self._party("object", bare.object, told.object) if bare.object and told.object else None,
            value=value if told.object is None else None,
            value_span=place if told.object is None else None,
            role=role,
            role_span=place if role is not None else None,
            trigger=self._part("trigger"),
            unplaced=self.one.by_hand,
            time=time,
            time_span=self._part("time") if time is not None else None,
            place=self._where(),
            chain=tuple(self._chain()),
            cues=tuple(self._cues()),
            extent=told.extent,
            negated=told.negated,
            quote=self._now(self.one.kept.reading.quote) or Span(self.offset, self.offset),
        )
        return made if made.stance is reading.stance else replace(made, said_stance=reading.stance)

    def words(self, span: Span | None) -> str:
        """The words at a place of what is told."""
        return "" if span is None else Span(span.start - self.offset, span.end - self.offset).cut(self.sentence.text)

    def _party(self, part: str, bare: Argument, told: Argument) -> Named:
        """Who takes part: at the words that were read, or where the name that a person gave stands in the quote."""
        span = self._part(part)
        if part in self.one.changed or self.one.by_hand:
            refers = bool(span) and not self.words(span)[:1].isupper()  # "its men", whoever they are
            span = self._find(bare.name) or (span if refers else None)
        named = Named(name=spoken(told.name), type=told.type, span=span)
        self.parties.append((bare, named))
        return named

    def _value(self, told: Value | None) -> tuple[str | None, Span | None]:
        """The value and its words: where a person's correction stands in the quote, else what was read, else what
        triggered the claim.
        """
        bare, said = self.one.kept.claim.value, _said(told) if told is not None else None
        if bare is None or said is None or said in ("none", "unknown", "lost"):
            return said, None
        span, stands = self._part("value"), self._find(bare.text or "")
        if span is None or "value" in self.one.changed:
            span = stands or span or self._part("trigger")
        return self.words(span) if span is not None and span == stands else said, span

    def _where(self) -> Named | None:
        bare, told = self.one.kept.reading.place, self.told.reading.place
        if bare is None or told is None:
            return None
        named = Named(name=spoken(told.name), type=told.type, span=self._find(bare.name))
        self.parties.append((bare, named))
        return named

    def _chain(self) -> Iterator[Told]:
        for bare, told in zip(self.one.kept.reading.chain[:-1], self.told.reading.chain[:-1], strict=True):
            if told.tellers and told.mode in TELLING:
                yield Told(name=spoken(" and ".join(told.tellers)), span=self._now(bare.span))

    def _cues(self) -> Iterator[Cue]:
        for reserve in self.one.kept.reading.reserve:
            span = self._now(reserve.span)
            if span is not None:
                yield Cue(kind=reserve.kind, span=span)

    def _part(self, part: str) -> Span | None:
        return self._now(self.one.reading.spans.get(part))

    def _find(self, words: str) -> Span | None:
        """Where words stand in the quote, by themselves."""
        start, quote = self.sentence.start, self.one.kept.reading.quote
        found = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(
            self.sentence.words, quote.start - start, quote.end - start
        )
        return self._now(Span(start + found.start(), start + found.end())) if found and words else None

    def _now(self, span: Span | None) -> Span | None:
        """Where a place of the document stands in what is told; None for one that is not in this sentence."""
        start = self.sentence.start
        if span is None or not start <= span.start < span.end <= start + len(self.sentence.words):
            return None
        moved = self.sentence.moved(Span(span.start - start, span.end - start))
        return Span(moved.start + self.offset, moved.end + self.offset)


def _said(value: Value) -> str | None:
    """A value in words of the notation."""
    for said, holds in (("none", value.none), ("unknown", value.unknown), ("lost", value.lost)):
        if holds:
            return said
    numbers = [f"{number:g}" for number in (value.number, value.min, value.max) if number is not None]
    if value.edtf is not None:
        return value.edtf
    if len(numbers) == 2 and value.number is None:
        return "..".join(numbers)
    return numbers[0] if numbers else spoken(value.text) if value.text is not None else None

"""Prose to claims: names, parse, patterns, tellers and times, passage by passage in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rawi.dates import Anchors, to_edtf
from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    Extent,
    Link,
    Quote,
    Reading,
    SegmentKind,
    Span,
    Stance,
    Value,
    When,
    make_claim,
)
from rawi.reading.actors import Actors
from rawi.reading.casing import is_upper, sentence_case, title_case
from rawi.reading.cast import Alias, Cast, assemble_cast
from rawi.reading.events import read_events
from rawi.reading.findings import Found
from rawi.reading.matching import DATED, Matcher, same
from rawi.reading.memory import Actor, Memory
from rawi.reading.modifiers import read_modifiers
from rawi.reading.naming import find_names
from rawi.reading.parsing import ParsedPassage, Parser
from rawi.reading.passages import Passage, passages
from rawi.reading.places import place_of
from rawi.reading.positions import read_positions
from rawi.reading.telling import Teller, Telling, account_before
from rawi.reading.timing import Dates, is_going_on

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

CONTEXT = 32
YEAR = re.compile(r"\d{4}")
READER = "prose"
VERSION = "1"
GOING_ON = {
    "operates_in",
    "opposed_to",
    "supported_by",
    "supports",
    "controlled_by",
    "part_of",
    "allied_with",
    "based_in",
    "uses_weapon",
    "accused_of",
    "trained",
}
EVENTS = {
    "attacked",
    "killed",
    "took",
    "lost",
    "suffered_deaths",
    "died",
    "shot_down",
    "supported_by",
    "deployed_to",
    "defected_to",
    "opposed_to",
}
"""What a dated report of it happened about the date of the report."""
UNTIMED = {"also_known_as", "kin_of", "named_after", "descends_from", "affiliated_creed", "ideology"}


@dataclass(frozen=True)
class ProseResult:
    """Claims with their readings, every name seen (name, type, named), and how many references stayed unresolved."""

    claims: list[tuple[Claim, Reading]]
    seen: list[tuple[str, EntityType, bool]]
    unresolved: int


def read_prose(
    document: Document, parser: Parser, known: dict[str, EntityType], implied: dict[int, Argument]
) -> ProseResult:
    """The claims of a document's prose. `known` are names of its field lists, `implied` the subjects of fragments."""
    found = passages(
        document, {i: document.segments[i].content for i in implied if document.segments[i].kind is SegmentKind.FIELD}
    )
    _recase([p for p in found if is_upper(p.text)], parser)
    labels = parser.labels([p.text for p in found])
    raw = [find_names(p, marks) for p, marks in zip(found, labels, strict=True)]
    cast, names = assemble_cast(found, raw, known)
    reader = _ProseReader(document, cast, implied)
    for item in parser.parse(found, names):
        reader.passage(item)
    for alias in cast.aliases:
        reader.alias(alias)
    return ProseResult(reader.claims, reader.seen, reader.memory.unresolved)


def _recase(upper: list[Passage], parser: Parser) -> None:
    """Passages in capitals, in sentence case."""
    if not upper:
        return
    for passage, labels in zip(upper, parser.labels([title_case(p.text) for p in upper]), strict=True):
        passage.text = sentence_case(passage.text, labels, parser.common_words)


class _ProseReader:
    def __init__(self, document: Document, cast: Cast, implied: dict[int, Argument]):
        self.document = document
        self.cast = cast
        self.implied = implied
        self.memory = Memory()
        self.claims: list[tuple[Claim, Reading]] = []
        self.seen: list[tuple[str, EntityType, bool]] = []
        self.keys: set[str] = set()
        self.section: tuple[str, ...] | None = None
        self.anchors = [_anchors(document, frame) for frame in range(max(1, len(document.times)))]

    def passage(self, parsed: ParsedPassage) -> None:
        """Read one passage."""
        segment = parsed.passage.segment
        if segment.section != self.section:
            self.section = segment.section
            self.memory.new_section()
            heading = segment.section[-1] if segment.section else ""
            self.anchors = [anchors.enter(heading) for anchors in self.anchors]
        actors = Actors(parsed, self.cast, self.memory)
        frame = segment.frame if segment.frame < len(self.anchors) else 0
        dates = Dates(parsed, self.anchors[frame])
        self.anchors[frame] = dates.anchors
        implied = self.implied.get(parsed.passage.index)
        if implied is not None:
            self.memory.groups.append(Actor(implied.name, implied.type, 0, 0))
        matcher = Matcher(actors)
        account = account_before(parsed)
        told_last: tuple[Link, Stance] | None = None
        for sentence in parsed.doc.sents:
            actors.enter(sentence)
            teller = Teller(actors, sentence)
            if sentence.start in account:
                teller.account = told_last
            else:
                told_last = teller.main_telling() or told_last
            for found in self._findings(matcher, actors, sentence):
                self._keep(found, teller, dates, sentence, actors)
            actors.note_sentence(sentence)
        for name in parsed.names.values():
            kind = self.cast.type_of(name.text) or name.type
            if kind is not None:
                self.seen.append((name.text, kind, True))

    def _findings(self, matcher: Matcher, actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
        yield from matcher.sentence(sentence)
        yield from read_positions(actors, sentence)
        yield from read_modifiers(actors, sentence)
        yield from read_events(actors, sentence)

    def _keep(self, found: Found, teller: Teller, dates: Dates, sentence: SpacySpan, actors: Actors) -> None:
        told = teller.of(found.trigger, nominal=found.nominal)
        if told.unreal and found.predicate not in {"declared", "threatened"}:
            return
        if found.subject.type is None:
            return
        dated = dates.of(found.trigger, own=found.own, reported=found.predicate in EVENTS) if found.timed else None
        when: When | None = dated.found.when if dated is not None and to_edtf(dated.found.when) else None
        if when is None and found.timed and found.predicate not in DATED:
            when = self._going_on(found, frame_of=actors.parsed)
        if (
            found.predicate == "happened"
            and dated is not None
            and dated.inside
            and YEAR.fullmatch(dated.found.when.words or "")
        ):
            return  # "the 2006 war": a year that tells events apart is no account of when
        value = found.value
        if found.predicate in DATED:
            if when is None and found.predicate != "died" and Stance.DOUBTED not in told.stances:
                return
            if when is not None:
                value = Value(edtf=to_edtf(when))
        if found.predicate in UNTIMED:
            when = None
        place = place_of(found, actors)
        parsed = actors.parsed
        start, end = parsed.starts[sentence[0].i], parsed.ends[sentence[-1].i]
        spans = {
            "subject": (found.subject.start, found.subject.end),
            "trigger": (parsed.start(found.trigger), parsed.end(found.trigger)),
        }
        if found.object is not None:
            spans["object"] = (found.object.start, found.object.end)
        if found.value_range is not None:
            spans["value"] = found.value_range
        if dated is not None and when is not None:
            spans["time"] = (dated.start, dated.end)
        self._add(parsed.passage, (start, end), found, told, value, when, place, spans)

    def _going_on(self, found: Found, frame_of: ParsedPassage) -> When | None:
        """The document's own date, where a dated document speaks in the present tense of what is going on."""
        times = self.document.times
        frame = frame_of.passage.segment.frame
        if frame >= len(times) or times[frame].inferred is not None or found.predicate not in GOING_ON:
            return None
        return (
            replace(times[frame].when, words="", rule="document's date: present tense")
            if is_going_on(found.trigger)
            else None
        )

    def _add(
        self,
        passage: Passage,
        where: tuple[int, int],
        found: Found,
        told: Telling,
        value: Value | None,
        when: When | None,
        place: Argument | None,
        spans: dict[str, tuple[int, int]],
    ) -> None:
        if found.object is not None and (found.object.type is None or same(found.subject, found.object)):
            return
        stance = max([found.stance or Stance.STATED, told.stance], key=lambda s: s.strength)
        subject = Argument(found.subject.name, found.subject.type or EntityType.GROUP)
        thing = Argument(found.object.name, found.object.type or EntityType.GROUP) if found.object is not None else None
        chain = (*told.links, Link(tellers=(self.document.narrator,), mode="published"))
        self.emit(
            passage.span(*where),
            subject,
            found.predicate,
            thing,
            value,
            found.negated,
            stance,
            chain=chain,
            telling=told,
            when=when,
            place=place,
            extent=found.subject.extent,
            members=found.subject.members,
            rule=found.rule,
            spans={k: passage.span(a, b) for k, (a, b) in spans.items() if b > a},
        )
        for actor in (found.subject, found.object):
            if actor is not None and actor.type is not None:
                self.seen.append((actor.name, actor.type, actor.named))

    def alias(self, alias: Alias) -> None:
        """Another name that a bracket or an aside gives."""
        if self.document.text[alias.span.start : alias.span.end] == "" or alias.other == alias.owner:
            return
        owner = alias.passage.span(alias.start, alias.end)
        quote = Span(min(owner.start, alias.span.start), max(owner.end, alias.span.end))
        tail = self.document.text[quote.end : quote.end + 2]
        closing = next((i for i, c in enumerate(tail) if c in ")]"), -1)
        if closing >= 0:
            quote = Span(quote.start, quote.end + closing + 1)
        self.emit(
            quote,
            Argument(alias.owner, alias.type),
            "also_known_as",
            None,
            Value(text=alias.other),
            False,
            Stance.STATED,
            chain=(Link(tellers=(self.document.narrator,), mode="published"),),
            rule=alias.rule,
            spans={"subject": owner, "value": alias.span},
        )
        self.seen.append((alias.other, alias.type, True))

    def emit(
        self,
        where: Span,
        subject: Argument,
        predicate: str,
        thing: Argument | None,
        value: Value | None,
        negated: bool,
        stance: Stance,
        *,
        chain: tuple[Link, ...],
        rule: str,
        spans: dict[str, Span],
        telling: Telling | None = None,
        when: When | None = None,
        place: Argument | None = None,
        extent: Extent | None = None,
        members: tuple[str, ...] = (),
    ) -> None:
        """One claim with its reading, once per quote."""
        text = self.document.text
        quote = Quote(
            text[where.start : where.end],
            text[max(0, where.start - CONTEXT) : where.start],
            text[where.end : where.end + CONTEXT],
        )
        claim = make_claim(
            document=self.document.id,
            quote=quote,
            subject=subject,
            predicate=predicate,
            object=thing,
            value=value,
            extent=extent if extent != "members" else None,
            members=members,
            negated=negated,
        )
        if claim.id in self.keys:
            return
        self.keys.add(claim.id)
        reading = Reading(
            claim=claim.id,
            reader=READER,
            version=VERSION,
            quote=where,
            chain=chain,
            stance=stance,
            reserve=tuple(telling.reserve) if telling else (),
            time=when,
            place=place,
            spans={"quote": where, **spans},
            confidence=0.7 if stance is Stance.STATED else 0.6,
            rule=rule,
        )
        self.claims.append((claim, reading))


def _anchors(document: Document, frame: int) -> Anchors:
    times = document.times
    when = times[frame].when if frame < len(times) and times[frame].inferred is None else None
    return Anchors(document=when)


__all__ = ["ProseResult", "read_prose"]

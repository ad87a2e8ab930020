"""Prose to claims: names, parse, patterns, tellers and times, passage by passage in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from rawi.dates import Anchors, to_edtf
from rawi.model import (
    OPEN,
    Argument,
    Document,
    EntityType,
    Link,
    SegmentKind,
    Stance,
    Value,
    When,
)
from rawi.reading.accounts import Accounts, reaches
from rawi.reading.actors import Actors
from rawi.reading.casing import is_upper, sentence_case, title_case
from rawi.reading.cast import Cast, assemble_cast
from rawi.reading.descriptors import read_descriptors
from rawi.reading.events import read_events
from rawi.reading.fields import implied_subject
from rawi.reading.findings import Found
from rawi.reading.fitting import same
from rawi.reading.leading import note_leading
from rawi.reading.learned.joining import beside
from rawi.reading.learned.laying import Learned
from rawi.reading.making import READER, VERSION, Making
from rawi.reading.matching import DATED, Matcher
from rawi.reading.memory import Actor, Memory
from rawi.reading.modifiers import read_modifiers
from rawi.reading.naming import find_names, titles_of
from rawi.reading.overlaps import once
from rawi.reading.parsing import Model, ParsedPassage, Parser
from rawi.reading.passages import Passage, passages
from rawi.reading.places import place_of
from rawi.reading.positions import read_positions
from rawi.reading.postings import Named, Posted
from rawi.reading.postings.resolving import posted, resolved
from rawi.reading.quotations import quotations
from rawi.reading.realised import DEEDS, is_laid_rightly, is_presupposed
from rawi.reading.rulebook import Rulebook
from rawi.reading.seam import Findings
from rawi.reading.sieges import read_sieges
from rawi.reading.story import Story
from rawi.reading.tellers import Tellers
from rawi.reading.telling import Teller
from rawi.reading.timing import Dates
from rawi.reading.verdicts import verdict_after
from rawi.reading.voices import Voices, signing, speaks_for_a_body
from rawi.vocabulary import roles

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

YEAR = re.compile(r"\d{4}")
TORN = re.compile(r"\s*[,;:)\]]")
"""How a line begins that has lost its beginning: ", one of its commanders. He was killed …"."""
SAID = {"declared", "threatened"}
"""What is claimed of speaking, whatever it speaks of."""
WHO_ONE_IS = {"holds_position", "led_by", "member_of", "kin_of", "founded_by", "also_known_as", "named_after",
              "ideology", "affiliated_creed"}
OWN_DEEDS = {"attacked", "killed", "took", "shot_down", "participated_in"}
UNTIMED = {"also_known_as", "kin_of", "named_after", "descends_from", "affiliated_creed", "ideology"}


class ProseReader:
    """Reads prose by the patterns of a rulebook; the language model is loaded when the first document asks for it."""

    name = READER
    version = VERSION

    def __init__(self, model: Model, rulebook: Rulebook, learned: Learned | None = None):
        self._model = model
        self.rulebook = rulebook
        self.learned = learned

    @cached_property
    def parser(self) -> Parser:
        return Parser.load(self._model)

    def read(self, document: Document, known: Mapping[str, EntityType]) -> Findings:
        """The claims of a document's prose. `known` are names of its field lists and of the workspace's own list."""
        cast, parsed = self.parse(document, known)
        story = _Story(document, cast, implied_subject(document), self.rulebook, self.learned)
        for item in parsed:
            story.passage(item)
        for alias in cast.aliases:
            story.making.alias(alias)
        claims = tuple(story.making.claims)
        places = [(reading.place.name, reading.place.type, True) for _, reading in claims if reading.place is not None]
        return Findings(
            claims=claims,
            names=(*story.making.seen, *places),
            unresolved=story.memory.unresolved,
            sightings=tuple(story.names),
            postings=tuple(story.postings),
            evidence=story.making.evidence,
        )

    def parse(self, document: Document, known: Mapping[str, EntityType]) -> tuple[Cast, Iterator[ParsedPassage]]:
        """Who is in a document, and its passages parsed, a batch in memory at a time."""
        implied = implied_subject(document)
        bullets = {i for i in implied if document.segments[i].kind is SegmentKind.FIELD}
        found = passages(document, {i: document.segments[i].content for i in bullets})
        _recase([p for p in found if is_upper(p.text)], self.parser)
        labels = self.parser.labels([p.text for p in found])
        titles = [titles_of(p.text) for p in found]
        common = self.parser.common_words
        raw = [find_names(p, marks, styled, common) for p, marks, styled in zip(found, labels, titles, strict=True)]
        cast, names = assemble_cast(found, raw, known)
        return cast, self.parser.parse(found, names, titles)


def _recase(upper: list[Passage], parser: Parser) -> None:
    """Passages in capitals, in sentence case."""
    if not upper:
        return
    for passage, labels in zip(upper, parser.labels([title_case(p.text) for p in upper]), strict=True):
        passage.text = sentence_case(passage.text, labels, parser.common_words)


class _Story:
    """One document, read from its first passage to its last: who has been spoken of, and when the story has arrived."""

    def __init__(
        self,
        document: Document,
        cast: Cast,
        implied: dict[int, Argument],
        rulebook: Rulebook,
        learned: Learned | None,
    ):
        self.document = document
        self.rulebook = rulebook
        self.learned = learned
        self.cast = cast
        self.implied = implied
        self.memory = Memory()
        self.making = Making(document, learned.version if learned is not None else "")
        self.voices = Voices.of(document)
        self.memory.speaker = signing(document, cast)
        grouped = cast.type_of(document.publisher or "") is EntityType.GROUP
        told = bool(document.publisher) and not grouped and self.memory.speaker is None
        self.memory.outlet = told and not speaks_for_a_body(document)
        self.accounts = Accounts()
        self.names: list[Named] = []
        self.postings: list[Posted] = []
        self.story = Story(document)
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
        if TORN.match(parsed.passage.stored, segment.content.start):
            self.memory.persons.clear()  # whoever the line spoke of stands in what was lost
        actors = Actors(parsed, self.cast, self.memory)
        frame = segment.frame if segment.frame < len(self.anchors) else 0
        dates = Dates(parsed, self.anchors[frame])
        self.anchors[frame] = dates.anchors
        implied = self.implied.get(parsed.passage.index)
        if implied is not None:
            self.memory.groups.append(Actor(implied.name, implied.type, 0, 0))
        self.story.paragraph()
        matcher = Matcher(actors, self.rulebook)
        whole = self.accounts.enter(parsed.passage)
        versions, going_on = reaches(parsed)
        utterances = quotations(parsed)
        told_last: tuple[Link, Stance] | None = None
        teller_before: tuple[Link, Stance] | None = None
        for sentence in parsed.doc.sents:
            actors.enter(sentence)
            self.voices.sentence += 1
            teller = Teller(actors, sentence, self.voices)
            teller.tellers.implied = implied.name if implied is not None else None
            teller.quotations, teller.verdict = utterances, verdict_after(parsed, sentence)
            teller.accounts += whole
            continued = sentence.start in versions or (sentence.start in going_on and teller_before is not None)
            teller_before = teller.main_telling() or (teller_before if sentence.start in going_on else None)
            if continued and told_last is not None:
                teller.accounts.insert(0, told_last)
            else:
                told_last = teller_before or told_last
            for found in self._findings(matcher, actors, sentence):
                self._keep(found, teller, dates, sentence, actors)
                note_leading(self.memory, found)
            self.story.note(sentence, dates, parsed)
            self._post(actors, sentence)
            actors.note_sentence(sentence)
        self.accounts.leave(parsed, Tellers(actors, self.voices))
        if self.memory.topic is None and self.memory.groups:
            self.memory.topic = self.memory.groups[0]
        for name in parsed.names.values():
            kind = self.cast.type_of(name.text) or name.type
            if kind is not None:
                self.making.seen.append((name.text, kind, True))

    def _findings(self, matcher: Matcher, actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
        """What the rules find in a sentence, and what the trained reader finds beside them."""
        ruled = once(list(self._ruled(matcher, actors, sentence)))
        yield from ruled
        if self.learned is not None:
            more = list(beside(ruled, self.learned.sentence(matcher, sentence)))
            apart = {id(found) for found in once([*ruled, *more])}
            yield from (found for found in more if id(found) in apart)

    def _ruled(self, matcher: Matcher, actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
        yield from matcher.sentence(sentence)
        yield from read_positions(actors, sentence)
        yield from read_modifiers(actors, sentence)
        yield from read_descriptors(actors, sentence)
        yield from read_events(actors, sentence)
        yield from read_sieges(actors, sentence)

    def _post(self, actors: Actors, sentence: SpacySpan) -> None:
        """The names and postings of a sentence, with their places in the stored text."""
        passage = actors.parsed.passage
        for i in range(sentence.start, sentence.end):
            name = actors.parsed.names.get(i)
            if name is not None:
                kind = self.cast.type_of(name.text) or name.type
                self.names.append(Named(name=name.text, type=kind, span=passage.span(name.start, name.end)))
        for posting, _, body in resolved(actors, sentence):
            self.postings.append(posted(posting, body, passage, self.names))

    def _keep(self, found: Found, teller: Teller, dates: Dates, sentence: SpacySpan, actors: Actors) -> None:
        """Make a claim of what was found, unless the text does not say that it is so."""
        if not is_laid_rightly(found, actors):
            return
        told = teller.of(
            found.trigger,
            nominal=found.nominal,
            passing=found.predicate in WHO_ONE_IS,
            arguments=frozenset(found.own),
        )
        boasts = found.predicate in OWN_DEEDS and told.stance is Stance.REPORTED and bool(told.links)
        if boasts and found.subject.name in told.links[0].tellers:
            told.stances.append(Stance.CLAIMED)  # who did it says so
        wished = told.unreal and not (found.predicate in DEEDS and is_presupposed(found.trigger))
        if found.subject.type is None or (wished and found.predicate not in SAID):
            return
        if found.object is not None and (found.object.type is None or same(found.subject, found.object)):
            return
        if found.predicate == "died" and not found.subject.named and not is_relative(found.subject.name):
            return  # "a civilian was killed": nobody whose death could be told from another's
        when: When | None = None
        dated = None
        if found.predicate in {"led_by", "holds_position"} and not found.timed:
            when, dated = self.story.held(found.trigger, dates)
        elif found.timed:
            when, dated = self.story.time(found.predicate, found.trigger, found.own, dates, actors.parsed)
        if (
            found.predicate == "happened"
            and dated is not None
            and dated.inside
            and YEAR.fullmatch(dated.found.when.words)
        ):
            return  # "the 2006 war": a year that tells events apart is no account of when
        if when is not None and (found.ends or found.starts):
            when = until(when) if found.ends else since(when)
        if found.predicate in DATED:
            if when is None and found.predicate != "died" and Stance.DOUBTED not in told.stances:
                return
            when = at_its_edge(found.predicate, when) if when is not None else None
            found.value = Value(edtf=to_edtf(when)) if when is not None else found.value
        if found.predicate in UNTIMED:
            when = None
        if found.predicate == "died":
            self.memory.dead.add(found.subject.name)
        time_range = (dated.start, dated.end) if dated is not None and when is not None else None
        self.making.claim(
            found, told, actors.parsed, sentence, when=when, time_range=time_range, place=place_of(found, actors)
        )


def at_its_edge(predicate: str, when: When) -> When:
    """The start of a stretch of time for what begins then ("has existed since 1994"), its end for what ends then."""
    if predicate == "founded" and when.start_asserted and when.earliest_start and when.latest_end != when.latest_start:
        return replace(when, earliest_end=when.earliest_start, latest_end=when.latest_start, within=True,
                       start_asserted=False, end_asserted=False)
    if predicate in {"dissolved", "died"} and when.end_asserted and when.latest_end != OPEN and when.earliest_end:
        return replace(when, earliest_start=when.earliest_end, latest_start=when.latest_end, within=True,
                       start_asserted=False, end_asserted=False)
    return when


def since(when: When) -> When:
    """What began at a time of which only that is told ("talks began in May"): its end is unknown."""
    if when.start_asserted or when.end_asserted:
        return when
    return replace(when, earliest_end=None, latest_end=None, within=False, start_asserted=True)


def until(when: When) -> When:
    """What held until a time of which only its end is told ("left the group in 2003")."""
    return replace(when, earliest_start=None, latest_start=None, within=False, start_asserted=False, end_asserted=True)


def is_relative(description: str) -> bool:
    """Whether a person is described as somebody's kin ("X's brother")."""
    return any(roles().kin_of(word) for word in description.split())


def _anchors(document: Document, frame: int) -> Anchors:
    times = document.times
    when = times[frame].when if frame < len(times) and times[frame].inferred is None else None
    return Anchors(document=when)

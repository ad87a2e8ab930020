"""Making claims of what was found in prose: the quote they hang on, their chain, and where each part stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    Link,
    Quote,
    Reading,
    Span,
    Stance,
    Value,
    When,
    make_claim,
)
from rawi.reading.cast import Alias
from rawi.reading.confidence import confidence, reserved
from rawi.reading.findings import Found
from rawi.reading.learned.sureness import Evidence
from rawi.reading.parsing import ParsedPassage
from rawi.reading.told import Telling

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

READER = "prose"
VERSION = "3"
CONTEXT = 32
AFTER = 2
"""A note's marker may stand behind the full stop of the sentence that it belongs to."""


class Making:
    """Collects the claims of one document, each once per quote, and the names that were seen."""

    def __init__(self, document: Document, learned: str = ""):
        self.document = document
        self.claims: list[tuple[Claim, Reading]] = []
        self.seen: list[tuple[str, EntityType, bool]] = []
        self._ids: set[tuple[str, str]] = set()
        self.learned = learned
        """The version of the trained reader's weights."""
        self.evidence: dict[str, Evidence] = {}
        """What each claim of the trained reader rests on, by the claim."""

    def claim(
        self,
        found: Found,
        told: Telling,
        parsed: ParsedPassage,
        sentence: SpacySpan,
        *,
        when: When | None,
        time_range: tuple[int, int] | None,
        place: Argument | None,
    ) -> None:
        """A claim that hangs on its sentence."""
        passage = parsed.passage
        quote = passage.span(parsed.starts[sentence[0].i], parsed.ends[sentence[-1].i])
        ranges = {
            "subject": (found.subject.start, found.subject.end),
            "trigger": (parsed.start(found.trigger), parsed.end(found.trigger)),
            "object": (found.object.start, found.object.end) if found.object is not None else None,
            "value": found.value_range,
            "time": time_range,
        }
        stance = max(found.stance or Stance.STATED, told.stance, key=lambda s: s.strength)
        claim = make_claim(
            document=self.document.id,
            quote=self._quote(quote),
            subject=Argument(found.subject.name, found.subject.type or EntityType.GROUP),
            predicate=found.predicate,
            object=Argument(found.object.name, found.object.type or EntityType.GROUP) if found.object else None,
            value=found.value,
            extent=found.subject.extent,
            members=found.subject.members,
            negated=found.negated,
        )
        reading = Reading(
            claim=claim.id,
            reader=found.reader,
            version=VERSION if found.reader == READER else self.learned,
            quote=quote,
            chain=(*told.links, *self._cited(quote, told.links), self._published()),
            stance=stance,
            reserve=tuple(told.reserve),
            time=when,
            place=place,
            spans={"quote": quote, **{part: passage.span(*r) for part, r in ranges.items() if r and r[1] > r[0]}},
            confidence=sureness(found, stance),
            rule=found.rule,
        )
        self._keep(claim, reading)
        if found.evidence is not None:
            self.evidence.setdefault(claim.id, found.evidence)
        for actor in (found.subject, found.object):
            if actor is not None and actor.type is not None:
                self.seen.append((actor.name, actor.type, actor.named))

    def alias(self, alias: Alias) -> None:
        """Another name that a bracket or an aside gives; the quote runs from the name to the other one."""
        text = self.document.text
        if not text[alias.span.start : alias.span.end] or alias.other == alias.owner:
            return
        owner = alias.passage.span(alias.start, alias.end)
        quote = Span(min(owner.start, alias.span.start), max(owner.end, alias.span.end))
        closing = next((i for i, c in enumerate(text[quote.end : quote.end + 2]) if c in ")]"), None)
        if closing is not None:
            quote = Span(quote.start, quote.end + closing + 1)
        claim = make_claim(
            document=self.document.id,
            quote=self._quote(quote),
            subject=Argument(alias.passage.written(alias.start, alias.end), alias.type),
            predicate="also_known_as",
            value=Value(text=alias.other),
        )
        reading = Reading(
            claim=claim.id,
            reader=READER,
            version=VERSION,
            quote=quote,
            chain=(self._published(),),
            spans={"quote": quote, "subject": owner, "value": alias.span},
            confidence=confidence(READER, alias.rule, Stance.STATED),
            rule=alias.rule,
        )
        self._keep(claim, reading)
        self.seen.append((alias.other, alias.type, True))

    def _keep(self, claim: Claim, reading: Reading) -> None:
        if (claim.id, reading.reader) not in self._ids:
            self._ids.add((claim.id, reading.reader))
            self.claims.append((claim, reading))

    def _quote(self, span: Span) -> Quote:
        text = self.document.text
        return Quote(
            span.cut(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
        )

    def _published(self) -> Link:
        return Link(tellers=(self.document.narrator,), mode="published")

    def _cited(self, quote: Span, links: list[Link]) -> list[Link]:
        """The works whose note markers stand in the quote, besides the tellers: cited, and not read yet."""
        told = {name for link in links for name in link.tellers}
        cited = []
        for note in self.document.notes:
            work = note.author or note.publisher or note.title
            for marker in note.markers:
                if work not in told and work and quote.start <= marker.start <= quote.end + AFTER:
                    cited.append(Link(tellers=(work,), mode="cites", span=marker))
                    break
        return cited


def sureness(found: Found, stance: Stance) -> float:
    """How sure a finding is: as its reader says itself, else as its rule was counted."""
    if found.confidence is None:
        return confidence(READER, found.rule, stance)
    return reserved(found.confidence, stance)

"""Making a claim and its reading from spans of a document: the quote is always cut from the stored text."""

from __future__ import annotations

from dataclasses import dataclass, field

from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    Link,
    Quote,
    Reading,
    Reserve,
    Span,
    Stance,
    Value,
    When,
    make_claim,
)
from rawi.reading.confidence import confidence

CONTEXT = 32
READER = "fields"
VERSION = "2"


@dataclass(frozen=True, slots=True)
class Voice:
    """How a value is told: its stance, the tellers in the text, the cues."""

    stance: Stance = Stance.STATED
    chain: tuple[Link, ...] = ()
    reserve: tuple[Reserve, ...] = ()


PLAIN = Voice()


@dataclass(slots=True)
class Maker:
    """Collects the claims of one document."""

    document: Document
    found: list[tuple[Claim, Reading]] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)

    def claim(
        self,
        subject: Argument,
        predicate: str,
        quote: Span,
        *,
        rule: str,
        object: Argument | None = None,
        value: Value | None = None,
        when: When | None = None,
        voice: Voice = PLAIN,
        negated: bool = False,
        place: Argument | None = None,
        spans: dict[str, Span] | None = None,
    ) -> None:
        """Adds a claim with its reading; `quote` is the part of the text that says it."""
        if object is not None and object == subject:
            return
        text = self.document.text
        made = make_claim(
            document=self.document.id,
            quote=Quote(
                exact=quote.cut(text),
                prefix=text[max(0, quote.start - CONTEXT) : quote.start],
                suffix=text[quote.end : quote.end + CONTEXT],
            ),
            subject=subject,
            predicate=predicate,
            object=object,
            value=value,
            negated=negated,
        )
        if made.id in self._ids:
            return
        self._ids.add(made.id)
        reading = Reading(
            claim=made.id,
            reader=READER,
            version=VERSION,
            quote=quote,
            chain=(
                *self._cited(quote),
                *voice.chain,
                Link(tellers=(self.document.narrator,), mode="published", span=None),
            ),
            stance=voice.stance,
            reserve=voice.reserve,
            time=when,
            place=place,
            spans={"quote": quote, **(spans or {})},
            confidence=confidence(READER, f"fields/{rule}", voice.stance),
            rule=f"fields/{rule}",
        )
        self.found.append((made, reading))

    def _cited(self, quote: Span) -> tuple[Link, ...]:
        """The works that notes inside or right behind the quote cite."""
        links = []
        for note in self.document.notes:
            source = note.author or note.publisher or note.title
            for marker in note.markers:
                if source and quote.start <= marker.start <= quote.end + 1:
                    links.append(Link(tellers=(source,), mode="cites", span=marker))
        return tuple(links)


def person(name: str) -> Argument:
    return Argument(name, EntityType.PERSON)

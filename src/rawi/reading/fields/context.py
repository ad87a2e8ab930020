"""One field in front of its reader: whose it is, where its value stands, what its label means."""

from __future__ import annotations

from dataclasses import dataclass

from rawi.dates import to_edtf
from rawi.model import Argument, Document, Span, Stance, Value, When
from rawi.reading.fields.keys import Rule
from rawi.reading.fields.making import PLAIN, Maker, Voice
from rawi.reading.fields.values import Item

_BRACKET_STANCES = {
    "alleged": Stance.CLAIMED,
    "allegedly": Stance.CLAIMED,
    "claimed": Stance.CLAIMED,
    "suspected": Stance.POSSIBLE,
    "possible": Stance.POSSIBLE,
    "possibly": Stance.POSSIBLE,
    "reportedly": Stance.POSSIBLE,
    "disputed": Stance.DOUBTED,
    "unconfirmed": Stance.DOUBTED,
    "denied": Stance.DENIED,
}


@dataclass(frozen=True, slots=True)
class Field:
    """`content` is the value, `whole` the value with its label; in a profile both are the bullet."""

    maker: Maker
    subject: Argument
    rule: Rule
    content: Span
    whole: Span
    label: str
    frame: int = 0

    @property
    def text(self) -> str:
        return self.maker.document.text

    @property
    def document(self) -> Document:
        return self.maker.document

    @property
    def words(self) -> str:
        return self.content.cut(self.text).strip()

    def quote(self, item: Item) -> Span:
        """The entry alone; the first one of the value with the label before it."""
        before = self.text[self.content.start : item.span.start]
        first = not before.strip(" ,;*•·") or before.strip() == "a)"
        return Span(self.whole.start, item.span.end) if first else item.span

    def voice(self, item: Item, voice: Voice = PLAIN) -> Voice:
        """The voice of an entry with what a bracket behind it adds: "(alleged)", "(denied by …)"."""
        for bracket in item.brackets:
            first = bracket.cut(self.text).strip().lower().split()
            stance = _BRACKET_STANCES.get(first[0]) if first and (len(first) == 1 or first[1] == "by") else None
            if stance is not None and stance.strength > voice.stance.strength:
                voice = Voice(stance, voice.chain, voice.reserve)
        return voice

    def state(
        self,
        quote: Span,
        *,
        subject: Argument | None = None,
        object: Argument | None = None,
        value: Value | None = None,
        when: When | None = None,
        voice: Voice = PLAIN,
        negated: bool = False,
        at: dict[str, Span] | None = None,
        note: str = "",
    ) -> None:
        """Adds a claim of the rule's predicate, about the record's subject unless another is given."""
        predicate = self.rule.predicate or ""
        self.maker.claim(
            subject or self.subject,
            predicate,
            quote,
            rule=f"{predicate} {note}".strip(),
            object=object,
            value=value,
            when=when,
            voice=voice,
            negated=negated,
            spans=at,
        )

    def today(self) -> When | None:
        """The document's own day or month, for what is told in the present tense."""
        times = self.document.times
        time = times[self.frame].when if self.frame < len(times) else None
        edtf = to_edtf(time) if time is not None else None
        return time if edtf is not None and len(edtf) >= 7 and "/" not in edtf else None

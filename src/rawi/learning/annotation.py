"""A document of the corpus with its claims: what each says, of whom, by whose telling, and where each part stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from rawi.model import EntityType, Span, Stance

CueKind = Literal["claims", "possible", "unverified", "doubts", "denies"]
STANCE_OF: dict[str, Stance] = {
    "claims": Stance.CLAIMED,
    "possible": Stance.POSSIBLE,
    "unverified": Stance.DOUBTED,
    "doubts": Stance.DOUBTED,
    "denies": Stance.DENIED,
}


class Named(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An argument: the entity's name in this document, its type, and where the words for it stand, if they do."""

    name: str
    type: EntityType
    span: Span | None = None


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A teller, and where the text names it."""

    name: str
    span: Span | None = None


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Words of distance or doubt."""

    kind: CueKind
    span: Span


class Annotated(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One claim of the corpus. Spans are code points of the document's text.

    `value` is EDTF, a number or a range `min..max`, "none", or the words; `time` is EDTF; `line` is where it is
    written. `said_stance` is given where tellers and cues do not tell it; `unplaced` says that nobody knows which words
    trigger it.
    """

    predicate: str
    subject: Named
    object: Named | None = None
    value: str | None = None
    value_span: Span | None = None
    role: str | None = None
    role_span: Span | None = None
    trigger: Span | None = None
    unplaced: bool = False
    time: str | None = None
    time_span: Span | None = None
    place: Named | None = None
    chain: tuple[Told, ...] = ()
    cues: tuple[Cue, ...] = ()
    said_stance: Stance | None = None
    extent: str | None = None
    negated: bool = False
    negation: Span | None = None
    quote: Span
    line: int = 0

    @property
    def stance(self) -> Stance:
        """As it is said, else the strongest of the cues; without one, reported where somebody tells it."""
        if self.said_stance is not None:
            return self.said_stance
        drawn = [STANCE_OF[cue.kind] for cue in self.cues]
        if drawn:
            return max(drawn, key=lambda stance: stance.strength)
        return Stance.REPORTED if self.chain else Stance.STATED


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the corpus with its claims. `entities` has each entity's forms, its name first; `rejected` are
    claims that a reader made of it and a person found not to be there.
    """

    name: str
    text: str
    meta: dict[str, str]
    entities: dict[str, tuple[EntityType, tuple[str, ...]]]
    claims: tuple[Annotated, ...]
    rejected: tuple[Annotated, ...] = ()


def as_record(claim: Annotated, document: Annotation) -> Mapping[str, object]:
    """A claim as one line of JSON: the keys of the gold files, and `spans` with where each part stands."""
    spans = {
        "subject": claim.subject.span,
        "trigger": claim.trigger,
        "object": claim.object.span if claim.object else None,
        "value": claim.value_span,
        "role": claim.role_span,
        "time": claim.time_span,
        "place": claim.place.span if claim.place else None,
        "negation": claim.negation,
    }
    return {
        "subject": claim.subject.name,
        "subject_type": claim.subject.type.value,
        "predicate": claim.predicate,
        "object": claim.object.name if claim.object else None,
        "object_type": claim.object.type.value if claim.object else None,
        "value": claim.value if claim.value is not None else claim.role,
        "time": claim.time,
        "place": claim.place.name if claim.place else None,
        "chain": [teller.name for teller in claim.chain],
        "stance": claim.stance.value,
        "negated": claim.negated,
        "extent": claim.extent,
        "quote": claim.quote.cut(document.text),
        "start": claim.quote.start,
        "end": claim.quote.end,
        "spans": {part: [span.start, span.end] for part, span in spans.items() if span is not None},
        "tellers": [[teller.span.start, teller.span.end] if teller.span else None for teller in claim.chain],
        "cues": [{"kind": cue.kind, "start": cue.span.start, "end": cue.span.end} for cue in claim.cues],
    }

"""The records that every stage takes and gives: frozen, without behaviour that reads or writes anything."""

from rawi.model.claim import Argument, Claim, EntityType, Extent, Quote, Value, make_claim
from rawi.model.decision import Decision
from rawi.model.document import Document, DocumentTime, Footnote, Omission, Segment, SegmentKind
from rawi.model.entity import Entity, Join, Mention, make_mention
from rawi.model.finding import Finding
from rawi.model.kept import KeptClaim, Review, ReviewState, Source
from rawi.model.reading import Link, Mode, Reading, Reserve, Stance
from rawi.model.span import Span
from rawi.model.when import OPEN, Bound, When

__all__ = [
    "OPEN",
    "Argument",
    "Bound",
    "Claim",
    "Decision",
    "Document",
    "DocumentTime",
    "Entity",
    "EntityType",
    "Extent",
    "Finding",
    "Footnote",
    "Join",
    "KeptClaim",
    "Link",
    "Mention",
    "Mode",
    "Omission",
    "Quote",
    "Reading",
    "Reserve",
    "Review",
    "ReviewState",
    "Segment",
    "SegmentKind",
    "Source",
    "Span",
    "Stance",
    "Value",
    "When",
    "make_claim",
    "make_mention",
]

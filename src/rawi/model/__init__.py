"""The records that every stage takes and gives: frozen, without behaviour that reads or writes anything."""

from rawi.model.assessment import QUESTION_STATES, Assessment, QuestionState, assessments
from rawi.model.claim import Argument, Claim, EntityType, Extent, Quote, Value, make_claim
from rawi.model.decision import (
    Action,
    ClaimAction,
    Decision,
    DependenceAction,
    GradeAction,
    IdentityAction,
    LabelAction,
    Reference,
    in_force,
    undone_by,
)
from rawi.model.dependence import Dependence, Evidence
from rawi.model.document import Box, Document, DocumentTime, Footnote, Omission, Segment, SegmentKind
from rawi.model.entity import Entity, HeldApart, Join, Mention, Resolution, Unmet, make_mention
from rawi.model.finding import Finding, FindingKind, Passage
from rawi.model.form import Borne, DeclaredName, Form
from rawi.model.grade import CONFIRMED, CREDIBILITY, RELIABILITY, grades
from rawi.model.kept import KeptClaim, Review, ReviewState, Source
from rawi.model.listed import Listed, ListedName
from rawi.model.member import Member
from rawi.model.placed import Placed, placed
from rawi.model.question import Answer, Bearing, BearingKind, ContradictionType, Question
from rawi.model.reading import Link, Mode, Reading, Reserve, Stance
from rawi.model.span import Span
from rawi.model.weighed import Account, Raised, Weighed
from rawi.model.when import OPEN, Bound, When

__all__ = [
    "CONFIRMED",
    "CREDIBILITY",
    "OPEN",
    "QUESTION_STATES",
    "RELIABILITY",
    "Account",
    "Action",
    "Answer",
    "Argument",
    "Assessment",
    "Bearing",
    "BearingKind",
    "Borne",
    "Bound",
    "Box",
    "Claim",
    "ClaimAction",
    "ContradictionType",
    "Decision",
    "DeclaredName",
    "Dependence",
    "DependenceAction",
    "Document",
    "DocumentTime",
    "Entity",
    "EntityType",
    "Evidence",
    "Extent",
    "Finding",
    "FindingKind",
    "Footnote",
    "Form",
    "GradeAction",
    "HeldApart",
    "IdentityAction",
    "Join",
    "KeptClaim",
    "LabelAction",
    "Link",
    "Listed",
    "ListedName",
    "Member",
    "Mention",
    "Mode",
    "Omission",
    "Passage",
    "Placed",
    "Question",
    "QuestionState",
    "Quote",
    "Raised",
    "Reading",
    "Reference",
    "Reserve",
    "Resolution",
    "Review",
    "ReviewState",
    "Segment",
    "SegmentKind",
    "Source",
    "Span",
    "Stance",
    "Unmet",
    "Value",
    "Weighed",
    "When",
    "assessments",
    "grades",
    "in_force",
    "make_claim",
    "make_mention",
    "placed",
    "undone_by",
]

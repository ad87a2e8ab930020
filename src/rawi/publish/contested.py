"""The contested board: questions in dispute, their answers side by side, every number with its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.model import (
    QUESTION_STATES,
    Assessment,
    Bearing,
    BearingKind,
    ContradictionType,
    EntityType,
    KeptClaim,
    Question,
    QuestionState,
)
from rawi.model.assessment import state_of
from rawi.publish.backing import backing
from rawi.publish.dispute import asks
from rawi.publish.dossier import Telling
from rawi.publish.entries import telling
from rawi.publish.knowledge import Knowledge, order
from rawi.weigh.origins import Lineage, Wanted, wanted


class Named(msgspec.Struct, frozen=True):
    """An entity as a listing names it."""

    id: str
    name: str
    type: EntityType | None


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, what stands behind it, and every telling of it, the least reserved first."""

    words: str
    label: str
    documents: int
    known_origins: tuple[str, ...]
    untraced: tuple[str, ...]
    tellings: tuple[Telling, ...]


class BearingShown(msgspec.Struct, frozen=True, kw_only=True):
    """How two answers bear on each other; `left` and `right` index the answers, the claims are ids of tellings."""

    kind: BearingKind
    type: ContradictionType | None
    certain: bool
    left: int
    right: int
    left_claims: tuple[str, ...]
    right_claims: tuple[str, ...]
    reason: str


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """What a person holds of a question, and how many claims have come to answer it since."""

    decision: int
    state: QuestionState
    words: str
    by: str
    reason: str
    at: str
    since: int


class Contest(msgspec.Struct, frozen=True, kw_only=True):
    """One question with its answers and how they bear on each other, and what people hold of it, the latest last."""

    id: str
    topic: str
    entity: Named
    other: Named | None
    asks: str
    documents: int
    answers: tuple[AnswerShown, ...]
    bearings: tuple[BearingShown, ...]
    state: QuestionState = "unexamined"
    assessments: tuple[Assessed, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    """What is not in the workspace and would settle most of it; only where it was asked for."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its contradictions."""
        return tuple(sorted({b.type for b in self.bearings if b.type is not None}))


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Every question shown, and how many bearings of each kind and type of contradiction stand in it.

    `states` counts every question in dispute by its state, also those that `state` leaves out.
    """

    questions: tuple[Contest, ...]
    kinds: dict[str, int]
    types: dict[str, int]
    states: dict[QuestionState, int]
    claims: int
    unreviewed: int
    as_of: str | None = None
    as_known: str | None = None


def board(
    questions: Iterable[Question],
    knowledge: Knowledge,
    *,
    seen_from: str | None = None,
    types: frozenset[str] = frozenset(),
    state: QuestionState | None = None,
    held: Mapping[str, Sequence[Assessment]] | None = None,
    settle: bool = False,
    every: bool = False,
    as_of: str | None = None,
    as_known: str | None = None,
) -> Board:
    """The questions in dispute, of one entity (`seen_from`) or of all, most documents first.

    With `types` only those with a contradiction of such a type, with `state` only those that stand so, with `every`
    also those whose answers agree, are less exact, follow each other or differ in reserve. `held` are the assessments
    in force by question; `settle` asks what would settle each.
    """
    by_id = {k.claim.id: k for k in knowledge.kept}
    lineage = Lineage(knowledge.kept, knowledge.entities, knowledge.mentions, knowledge.documents)
    weight = Counter(id for k in knowledge.kept for id in (k.subject, k.object) if id is not None)
    shown: list[Contest] = []
    states: Counter[QuestionState] = Counter()
    for question in questions:
        wanted = question.bearings if every else question.contested
        if not wanted or (types and not types & {b.type for b in question.contradictions}):
            continue
        own = (held or {}).get(question.id, ())
        states[state_of(own)] += 1
        if state is not None and state_of(own) != state:
            continue
        sides = [question.entity, *([question.other] if question.symmetric and question.other else [])]
        side = seen_from or max(sides, key=lambda id: (weight[id], id))
        shown.append(_contest(question, side, knowledge, by_id, lineage, held=own, settle=settle))
    shown.sort(key=lambda c: (c.entity.name, -c.documents, c.topic, c.other.name if c.other else "", c.id))
    claims = {t.claim: t for c in shown for a in c.answers for t in a.tellings}
    return Board(
        questions=tuple(shown),
        kinds=_counted(b.kind for c in shown for b in c.bearings),
        types=_counted(b.type for c in shown for b in c.bearings if b.type is not None),
        states={state: states[state] for state in QUESTION_STATES},
        claims=len(claims),
        unreviewed=sum(t.review == "unreviewed" for t in claims.values()),
        as_of=as_of,
        as_known=as_known,
    )


def _contest(
    question: Question,
    seen_from: str,
    knowledge: Knowledge,
    by_id: Mapping[str, KeptClaim],
    lineage: Lineage,
    *,
    held: Sequence[Assessment],
    settle: bool,
) -> Contest:
    entity, other = question.asked_of(seen_from)
    answers = []
    for answer in question.answers:
        told = sorted((by_id[id] for id in answer.claims), key=lambda k: (k.reading.stance.strength, order(k)))
        behind = backing(told, lineage)
        answers.append(
            AnswerShown(
                words=answer.words,
                label=answer.label,
                documents=behind.documents,
                known_origins=behind.known,
                untraced=behind.untraced,
                tellings=tuple(telling(k, knowledge) for k in told),
            )
        )
    return Contest(
        id=question.id,
        topic=question.topic,
        entity=named(entity, knowledge),
        other=named(other, knowledge) if other is not None else None,
        asks=asks(question, seen_from, knowledge.name),
        documents=len({t.document for a in answers for t in a.tellings}),
        answers=tuple(answers),
        bearings=tuple(_bearing(b) for b in _in_order(question.bearings)),
        state=state_of(held),
        assessments=tuple(_assessed(one, question) for one in held),
        wanted=_wanted(question, lineage) if settle else (),
    )


def _wanted(question: Question, lineage: Lineage) -> tuple[Wanted, ...]:
    found = wanted(lineage, [answer.claims for answer in question.answers])
    return tuple(one for one in found if one.settles)


def _assessed(one: Assessment, question: Question) -> Assessed:
    return Assessed(
        decision=one.decision,
        state=one.state,
        words=one.words,
        by=one.by,
        reason=one.reason,
        at=one.at,
        since=len(one.since(question)),
    )


def named(entity: str, knowledge: Knowledge) -> Named:
    """The entity as a listing names it; its id for one that is not known."""
    known = knowledge.entity.get(entity)
    return Named(entity, known.name if known else entity, known.type if known else None)


def _in_order(bearings: Iterable[Bearing]) -> list[Bearing]:
    """Contradictions first, certain ones before those that hang on what is not said."""
    kinds = ("contradicts", "doubted", "reserve", "succession", "precision", "agrees")
    return sorted(bearings, key=lambda b: (kinds.index(b.kind), not b.certain, b.type or "", b.left, b.right))


def _bearing(b: Bearing) -> BearingShown:
    return BearingShown(
        kind=b.kind,
        type=b.type,
        certain=b.certain,
        left=b.left,
        right=b.right,
        left_claims=b.left_claims,
        right_claims=b.right_claims,
        reason=b.reason,
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))

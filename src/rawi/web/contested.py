"""The contested board: questions that documents answer differently, by how people stand to them, and each by itself."""

from __future__ import annotations

from typing import Annotated, get_args

import msgspec
from fastapi import Form, Path, Query
from starlette.responses import Response

from rawi.errors import UnknownName
from rawi.model import (
    QUESTION_STATES,
    Assessment,
    ContradictionType,
    Decision,
    Document,
    QuestionState,
    assessments,
    in_force,
    undone_by,
)
from rawi.model.assessment import ASSESS, state_of
from rawi.pipeline import assess
from rawi.publish import Disputes, board
from rawi.publish.contested import Board, Contest
from rawi.publish.gathering import knowledge_behind
from rawi.web.deciding import Decider, Reason, Seen, named, too_late, with_query
from rawi.web.pages import Family
from rawi.web.site import Asked
from rawi.workspace import DecidedMeanwhile, Workspace

family = Family("contested", nav=("nav.contested", "/contested", 15))

IN_COLUMN = 8
"""Cards that a column of the board shows."""
ON_PAGE = 30
"""Cards on a page of one state."""
TYPES: tuple[ContradictionType, ...] = get_args(ContradictionType)
REASON = "looked at on the board"
"""What stands in the log where a state is set without another reason."""

QuestionId = Annotated[str, Path(max_length=64, description="The id of a question")]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """The questions that stand in one way: how many there are, and those that are shown."""

    state: QuestionState
    total: int
    questions: tuple[Contest, ...]


class BoardView(msgspec.Struct, frozen=True, kw_only=True):
    columns: tuple[Column, ...]
    total: int
    state: QuestionState | None
    type: ContradictionType | None
    types: tuple[ContradictionType, ...]
    entity: str | None
    entity_name: str | None
    start: int
    before: int | None
    after: int | None


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """One question; `seen` is the number of the last decision that stood."""

    question: Contest
    states: tuple[QuestionState, ...]
    decider: str
    done: Decision | None
    undone: tuple[int, ...]
    seen: int
    next: str | None
    """Another question that nobody has looked at."""


@family.page("/contested", "contested.html", remembered=True)
def contested(
    ask: Asked,
    *,
    state: Annotated[QuestionState | None, Query()] = None,
    type: Annotated[ContradictionType | None, Query()] = None,
    entity: Annotated[str | None, Query(max_length=64)] = None,
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> BoardView:
    """Questions in dispute in columns by how people stand to them, with both cases of each."""
    here = ask.workspace
    about = here.entity(entity) if entity else None
    ids = here.in_dispute(entity=about.id if about else None, type=type)
    held = _held(here)
    standing: dict[QuestionState, list[str]] = {one: [] for one in QUESTION_STATES}
    for id in ids:
        standing[state_of(held.get(id, ()))].append(id)
    most = ON_PAGE if state else IN_COLUMN
    shown = {one: standing[one][start : start + most] for one in QUESTION_STATES if state in (None, one)}
    made = _board(here, [id for listed in shown.values() for id in listed], held, seen_from=about.id if about else None)
    by_id = {one.id: one for one in made.questions}
    return BoardView(
        columns=tuple(
            Column(
                state=one,
                total=len(standing[one]),
                questions=tuple(by_id[id] for id in shown.get(one, ()) if id in by_id),
            )
            for one in QUESTION_STATES
        ),
        total=len(ids),
        state=state,
        type=type,
        types=TYPES,
        entity=about.id if about else None,
        entity_name=about.name if about else None,
        start=start,
        before=max(0, start - most) if state and start else None,
        after=start + most if state and start + most < len(standing[state]) else None,
    )


@family.page("/contested/{question}", "question.html", remembered=True)
def question(
    ask: Asked,
    *,
    name: Decider,
    question: QuestionId,
    done: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> QuestionView:
    """One question with every telling of its answers, what would settle it, and what people hold of it."""
    here = ask.workspace
    id = _id(here, question)
    laid = here.decisions()
    held = _held(here)
    made = _board(here, [id], held, every=True, settle=True)
    waiting = [one for one in here.in_dispute() if one != id and not held.get(one)]
    return QuestionView(
        question=made.questions[0],
        states=QUESTION_STATES,
        decider=name,
        done=next((one for one in laid if one.id == done), None),
        undone=tuple(sorted(undone_by(laid))),
        seen=laid[-1].id if laid else 0,
        next=waiting[0] if waiting else None,
    )


@family.change("/contested/{question}/assess")
def lay_down(
    ask: Asked,
    *,
    name: Decider,
    question: QuestionId,
    state: Annotated[QuestionState, Form()],
    seen: Seen,
    words: Annotated[str, Form(max_length=20_000)] = "",
    reason: Reason = "",
) -> str | Response:
    """Lays down how a person stands to a question; no answer is removed by it."""
    here = ask.workspace
    back = ask.state.address(f"/contested/{_id(here, question)}")
    said = words.replace("\r\n", "\n")
    try:
        outcome = assess(
            here, question, state, said, by=named(name), reason=reason.strip() or REASON, seen=seen
        )
    except DecidedMeanwhile as error:
        return too_late(ask, error, {"state": state, "words": said, "reason": reason}, back=back)
    return with_query(back, done=outcome.decision.id)


def _id(here: Workspace, prefix: str) -> str:
    found = here.question_ids(prefix) if prefix.isalnum() else []
    if len(found) != 1:
        raise UnknownName(f"no question {prefix}", advice="/contested lists them")
    return found[0]


def _held(here: Workspace) -> dict[str, tuple[Assessment, ...]]:
    """The assessments in force, by question. Questions are asked for only where one bears another id by now."""
    standing = [one for one in in_force(here.decisions()) if one.action == ASSESS]
    if not standing:
        return {}
    targets = {one.target for one in standing}
    known = here.questions_with(targets)
    return assessments(standing, known if len(known) == len(targets) else here.questions())


def _board(
    here: Workspace,
    ids: list[str],
    held: dict[str, tuple[Assessment, ...]],
    *,
    seen_from: str | None = None,
    every: bool = False,
    settle: bool = False,
) -> Board:
    found = here.questions_with(ids)
    knowledge = knowledge_behind(here, Disputes(tuple(found), ()))
    if settle:  # works that are cited stand in notes, which are cut from the text
        documents = tuple(_with_notes(here, one) for one in knowledge.documents)
        knowledge = msgspec.structs.replace(knowledge, documents=documents)
    return board(found, knowledge, seen_from=seen_from, held=held, every=every, settle=settle)


def _with_notes(here: Workspace, outline: Document) -> Document:
    return here.document(outline.id) if outline.notes else outline



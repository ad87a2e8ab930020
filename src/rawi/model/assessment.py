"""How a person stands to a question in dispute: its state, and words. No answer is removed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from rawi.model.decision import Decision
from rawi.model.question import Question

QuestionState = Literal["unexamined", "needs a source", "contested", "assessed", "parked"]
"""`unexamined`: nobody looked; `needs a source`: something not here would settle it; `contested`: looked into, and it
stands open; `assessed`: a person says in words what to hold of it; `parked`: not now.
"""
QUESTION_STATES: tuple[QuestionState, ...] = get_args(QuestionState)
ASSESS: Literal["assess"] = "assess"


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One assessment in force. `claims` are those that answered the question when it was made."""

    decision: int
    question: str
    topic: str
    state: QuestionState
    words: str
    by: str
    reason: str
    at: str
    claims: frozenset[str]

    def since(self, question: Question) -> tuple[str, ...]:
        """The claims that answer the question now and did not when it was assessed."""
        return tuple(id for id in question.claims if id not in self.claims)


def change_of(question: Question, state: QuestionState, words: str) -> dict[str, str]:
    """What a decision holds of an assessment."""
    return {"state": state, "words": words, "topic": question.topic, "claims": " ".join(sorted(set(question.claims)))}


def assessments(standing: Iterable[Decision], questions: Sequence[Question]) -> dict[str, tuple[Assessment, ...]]:
    """The assessments of each question by its id, oldest first; `standing` are decisions in force, oldest first.

    A question bears the ids of its entities, which change when names are joined: an assessment whose question is gone
    goes to that of its topic with which it shares most claims.
    """
    known = {question.id for question in questions}
    by_topic: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_topic[question.topic].append(question)
    found: dict[str, list[Assessment]] = defaultdict(list)
    for laid in standing:
        if laid.action == ASSESS and (read := _read(laid)) is not None:
            home = read.question if read.question in known else _heir(read, by_topic)
            found[home or read.question].append(read)
    return {id: tuple(held) for id, held in found.items()}


def state_of(held: Sequence[Assessment]) -> QuestionState:
    """The state that the last assessment gives."""
    return held[-1].state if held else "unexamined"


def _heir(read: Assessment, by_topic: Mapping[str, Sequence[Question]]) -> str | None:
    shared = [(len(read.claims & set(q.claims)), q.id) for q in by_topic.get(read.topic, ())]
    most, id = max(shared, default=(0, ""))
    return id if most else None


def _read(laid: Decision) -> Assessment | None:
    state = laid.change.get("state", "")
    if state not in QUESTION_STATES:
        return None
    return Assessment(
        decision=laid.id,
        question=laid.target,
        topic=laid.change.get("topic", ""),
        state=state,
        words=laid.change.get("words", ""),
        by=laid.by,
        reason=laid.reason,
        at=laid.at,
        claims=frozenset(laid.change.get("claims", "").split()),
    )

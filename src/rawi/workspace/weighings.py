"""Keeping what weighing gave: questions with their answers, each under the key of what it rests on, and alarms."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, func, or_, select

from rawi.model import Account, Finding, Question, Raised, Weighed
from rawi.workspace import rows
from rawi.workspace.among import among
from rawi.workspace.schema import findings, questions

_question = msgspec.json.Decoder(Question)
_finding = msgspec.json.Decoder(Finding)


def question_rows(number: int, weighed: Iterable[Weighed]) -> Iterable[dict[str, object]]:
    """The rows of a settlement's questions; `contested` are those that a user is shown unasked."""
    for one in weighed:
        question = one.question
        yield {
            "memo": number,
            "id": question.id,
            "key": one.key,
            "asked": one.asked,
            "entity": question.entity,
            "other": question.other,
            "contested": question.contested,
            "record": rows.encode(question),
        }


def filler_rows(number: int, weighed: Iterable[Weighed]) -> Iterable[dict[str, object]]:
    for one in weighed:
        for entity in one.fillers:
            yield {"memo": number, "entity": entity, "question": one.question.id}


def finding_rows(number: int, raised: Iterable[Raised]) -> Iterable[dict[str, object]]:
    """The rows of alarms; each is once, by what it says and what it was found in."""
    for one in dict.fromkeys(raised):
        finding = one.finding
        yield {
            "memo": number,
            "id": rows.digest(rows.encode(one)),
            "scope": one.scope,
            "kind": finding.kind,
            "entity": finding.entity,
            "record": rows.encode(finding),
        }


def account_rows(number: int, accounts: Iterable[Account]) -> Iterable[dict[str, object]]:
    for one in accounts:
        if one.record is not None:
            yield {"memo": number, "claim": one.claim, "record": one.record}


def teller_rows(number: int, accounts: Iterable[Account]) -> Iterable[dict[str, object]]:
    for one in accounts:
        for entity in one.tellers:
            yield {"memo": number, "entity": entity, "claim": one.claim}


def by_key(connection: Connection, number: int | None) -> dict[str, Question]:
    """What was weighed before, by the key of everything that it rests on."""
    chosen = select(questions.c.key, questions.c.record).where(questions.c.memo == number)
    return {row.key: _question.decode(row.record) for row in connection.execute(chosen)}


def all_questions(
    connection: Connection, number: int | None, entity: str | None = None, *, contested: bool = False
) -> list[Question]:
    """The questions in the order in which weighing gave them: all, those about one entity, those in dispute."""
    chosen = select(questions.c.record).where(questions.c.memo == number).order_by(questions.c.asked)
    if entity is not None:
        chosen = chosen.where(or_(questions.c.entity == entity, questions.c.other == entity))
    if contested:
        chosen = chosen.where(questions.c.contested)
    return [_question.decode(record) for record in connection.execute(chosen).scalars()]


def with_ids(connection: Connection, number: int | None, ids: Collection[str]) -> list[Question]:
    """The questions with these ids, in the order in which weighing gave them."""
    chosen = select(questions.c.record).where(questions.c.memo == number, among(questions.c.id, ids))
    return [_question.decode(record) for record in connection.execute(chosen.order_by(questions.c.asked)).scalars()]


def beginning_with(connection: Connection, number: int | None, prefix: str) -> list[str]:
    """The ids of questions that begin so, three at most."""
    chosen = select(questions.c.id).where(
        questions.c.memo == number, questions.c.id >= prefix, questions.c.id < f"{prefix}g"
    )
    return list(connection.execute(chosen.order_by(questions.c.id).limit(3)).scalars())


def in_dispute(
    connection: Connection, number: int | None, *, entity: str | None = None, type: str | None = None
) -> list[str]:
    """The ids of the questions in dispute: all, about one entity, with a contradiction of one type."""
    chosen = select(questions.c.id).where(questions.c.memo == number, questions.c.contested)
    if entity is not None:
        chosen = chosen.where(or_(questions.c.entity == entity, questions.c.other == entity))
    if type is not None:
        chosen = chosen.where(questions.c.record.contains(f'"type":"{type}"', autoescape=True))
    return list(connection.execute(chosen.order_by(questions.c.asked)).scalars())


def all_findings(connection: Connection, number: int | None, entity: str | None = None) -> list[Finding]:
    """The alarms in the order in which weighing gave them, of everything or of one entity."""
    ordered = (findings.c.kind, func.coalesce(findings.c.entity, ""), findings.c.id)
    chosen = select(findings.c.record).where(findings.c.memo == number).order_by(*ordered)
    if entity is not None:
        chosen = chosen.where(findings.c.entity == entity)
    return [_finding.decode(record) for record in connection.execute(chosen).scalars()]


def count(connection: Connection, number: int | None) -> int:
    """How many questions are in dispute, and how many alarms there are, together."""
    disputed = select(func.count()).select_from(questions).where(questions.c.memo == number, questions.c.contested)
    raised = select(func.count()).select_from(findings).where(findings.c.memo == number)
    return connection.execute(disputed).scalar_one() + connection.execute(raised).scalar_one()

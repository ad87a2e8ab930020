"""Keeping what weighing gave: questions with their answers, each under the key of what it rests on, and alarms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import Connection, func, or_, select

from rawi.model import Finding, Question
from rawi.workspace import rows
from rawi.workspace.schema import findings, questions

_question = msgspec.json.Decoder(Question)
_finding = msgspec.json.Decoder(Finding)


def question_rows(number: int, weighed: Mapping[str, Question]) -> Iterable[dict[str, object]]:
    """The rows of a settlement's questions by key; `contested` are those that a user is shown unasked."""
    for place, (key, question) in enumerate(weighed.items()):
        yield {
            "memo": number,
            "ordinal": place,
            "key": key,
            "id": question.id,
            "entity": question.entity,
            "other": question.other,
            "contested": question.contested,
            "record": rows.encode(question),
        }


def finding_rows(number: int, found: Iterable[Finding]) -> Iterable[dict[str, object]]:
    for place, finding in enumerate(found):
        record = rows.encode(finding)
        yield {"memo": number, "ordinal": place, "kind": finding.kind, "entity": finding.entity, "record": record}


def by_key(connection: Connection, number: int | None) -> dict[str, Question]:
    """What was weighed before, by the key of everything that it rests on."""
    chosen = select(questions.c.key, questions.c.record).where(questions.c.memo == number)
    return {row.key: _question.decode(row.record) for row in connection.execute(chosen)}


def all_questions(
    connection: Connection, number: int | None, entity: str | None = None, *, contested: bool = False
) -> list[Question]:
    """The questions in the order in which weighing gave them: all, those about one entity, those in dispute."""
    chosen = select(questions.c.record).where(questions.c.memo == number).order_by(questions.c.ordinal)
    if entity is not None:
        chosen = chosen.where(or_(questions.c.entity == entity, questions.c.other == entity))
    if contested:
        chosen = chosen.where(questions.c.contested)
    return [_question.decode(record) for record in connection.execute(chosen).scalars()]


def all_findings(connection: Connection, number: int | None, entity: str | None = None) -> list[Finding]:
    """The alarms in the order in which weighing gave them, of everything or of one entity."""
    chosen = select(findings.c.record).where(findings.c.memo == number).order_by(findings.c.ordinal)
    if entity is not None:
        chosen = chosen.where(findings.c.entity == entity)
    return [_finding.decode(record) for record in connection.execute(chosen).scalars()]


def count(connection: Connection, number: int | None) -> int:
    """How many questions are in dispute, and how many alarms there are, together."""
    disputed = select(func.count()).select_from(questions).where(questions.c.memo == number, questions.c.contested)
    raised = select(func.count()).select_from(findings).where(findings.c.memo == number)
    return connection.execute(disputed).scalar_one() + connection.execute(raised).scalar_one()

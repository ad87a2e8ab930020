"""What stands in a workspace, counted: without reading what is counted."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, func, select

from rawi.model import EntityType
from rawi.workspace import settlement, verdicts
from rawi.workspace.queries import shown_readings
from rawi.workspace.schema import arguments, decisions, entities, failures, members, memo, readings, runs


class Failed(msgspec.Struct, frozen=True):
    """A file that the last build could not read, and why."""

    path: str
    reason: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A build; `finished` is None where it was killed or still runs. Times are UTC, ISO 8601."""

    started: str
    finished: str | None
    failed: tuple[Failed, ...] = ()


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """An entity with how many mentions it is made of and how many places of claims it fills."""

    id: str
    name: str
    type: EntityType
    mentions: int
    claims: int


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    documents: int
    claims: int
    entities: int
    alarms: int
    """Questions in dispute and findings, together."""
    reviewed: int
    types: dict[str, int]
    """How many entities of each type, the most first."""
    last_run: Run | None


def standing(connection: Connection) -> tuple[object, ...]:
    """What changes whenever anything that is counted here does: the last pass, decision and run, and a run's end."""
    last = (
        select(func.max(memo.c.id)).where(memo.c.complete),
        select(func.max(decisions.c.id)),
        select(func.max(runs.c.id)),
        select(func.max(runs.c.finished)),
    )
    return tuple(connection.execute(chosen).scalar() for chosen in last)


def overview(connection: Connection) -> Overview:
    """The counts of what is shown, and the last build."""
    number = settlement.number(connection)
    documents, claims, found, alarms = settlement.counts(connection)
    of_type = (
        select(entities.c.type, func.count().label("n"))
        .where(entities.c.memo == number)
        .group_by(entities.c.type)
        .order_by(func.count().desc(), entities.c.type)
    )
    return Overview(
        documents=documents,
        claims=claims,
        entities=found,
        alarms=alarms,
        reviewed=verdicts.reviewed(connection),
        types={row.type: row.n for row in connection.execute(of_type)},
        last_run=_last_run(connection),
    )


def _last_run(connection: Connection) -> Run | None:
    row = connection.execute(select(runs).order_by(runs.c.id.desc()).limit(1)).first()
    if row is None:
        return None
    chosen = select(failures).where(failures.c.run == row.id).order_by(failures.c.ordinal)
    failed = tuple(Failed(one.path, one.reason) for one in connection.execute(chosen))
    return Run(started=row.started, finished=row.finished, failed=failed)


def ranked(
    connection: Connection, *, type: EntityType | None = None, starts: str = "", offset: int = 0, most: int = 100
) -> tuple[list[Ranked], int]:
    """Entities by the number of their claims, `most` of them from `offset` on, and how many there are in all.

    `starts` keeps those whose name begins so, in small letters or great ones (ASCII; other letters as they stand).
    """
    number = settlement.number(connection)
    asked = [entities.c.memo == number]
    if type is not None:
        asked.append(entities.c.type == str(type))
    if starts:
        asked.append(entities.c.name.istartswith(starts, autoescape=True))
    told = (
        select(arguments.c.entity, func.count(arguments.c.claim.distinct()).label("n"))
        .where(arguments.c.memo == number)
        .group_by(arguments.c.entity)
        .subquery()
    )
    made_of = (
        select(func.count())
        .where(members.c.memo == number, members.c.entity == entities.c.id)
        .correlate(entities)
        .scalar_subquery()
    )
    claims = func.coalesce(told.c.n, 0)
    chosen = (
        select(entities.c.id, entities.c.name, entities.c.type, claims.label("claims"), made_of.label("mentions"))
        .outerjoin(told, told.c.entity == entities.c.id)
        .where(*asked)
        .order_by(claims.desc(), entities.c.name, entities.c.id)
        .limit(most)
        .offset(offset)
    )
    found = [
        Ranked(id=row.id, name=row.name, type=EntityType(row.type), mentions=row.mentions, claims=row.claims)
        for row in connection.execute(chosen)
    ]
    total = connection.execute(select(func.count()).select_from(entities).where(*asked)).scalar_one()
    return found, total


def claims_of_documents(connection: Connection) -> dict[str, int]:
    """For each document that is shown, how many claims it makes."""
    shown = shown_readings(False).with_only_columns(readings.c.document, readings.c.claim).order_by(None).subquery()
    counted = select(shown.c.document, func.count(shown.c.claim.distinct()).label("n")).group_by(shown.c.document)
    return {row.document: row.n for row in connection.execute(counted)}


def claims_among(connection: Connection, found: Collection[str], *, at_least: int = 1) -> list[str]:
    """The claims in which so many of these entities, at least, fill a place."""
    chosen = (
        select(arguments.c.claim)
        .where(arguments.c.memo == settlement.number(connection), arguments.c.entity.in_(sorted(found)))
        .group_by(arguments.c.claim)
        .having(func.count(arguments.c.entity.distinct()) >= at_least)
        .order_by(arguments.c.claim)
    )
    return list(connection.execute(chosen).scalars())

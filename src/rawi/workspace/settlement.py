"""Keeping what resolving and weighing gave: entities, their joins, what fills each claim, and findings.

Like a reading, a settlement is a pass of `memo` that shows only once it is complete; the one before is swept away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, Table, func, select, update

from rawi.model import (
    Account,
    Dependence,
    Entity,
    EntityType,
    Form,
    HeldApart,
    Join,
    Mention,
    Raised,
    Resolution,
    Unmet,
    Weighed,
)
from rawi.workspace import forms, handmade, rows, schema, tracing, weighings
from rawi.workspace.among import among
from rawi.workspace.database import Database
from rawi.workspace.passes import empty
from rawi.workspace.portions import portions
from rawi.workspace.schema import arguments, documents, entities, joins, members, memo, mentions, readings
from rawi.workspace.tracing import Left

SETTLE = "settle"
TABLES = (
    entities,
    members,
    joins,
    schema.held_apart,
    schema.unmet,
    schema.forms,
    schema.form_keys,
    arguments,
    schema.questions,
    schema.findings,
    schema.dependences,
    schema.fillers,
    schema.accounts,
    schema.tellers,
    schema.traces,
    schema.answered,
    schema.shares,
    schema.known_as,
    schema.cited,
    schema.local_kin,
    schema.rests_upon,
)


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What resolving and weighing gave. `mentions` are those that only an edit or a lapsed claim brings."""

    resolution: Resolution
    fillings: Sequence[Filling]
    weighed: Sequence[Weighed] = ()
    raised: Sequence[Raised] = ()
    accounts: Sequence[Account] = ()
    traces: Sequence[Left] = ()
    """What each document has that others may share."""
    dependences: Sequence[Dependence] = ()
    rests_upon: Mapping[str, str] = {}
    """What all of it was made from, by subject."""
    mentions: Sequence[Mention] = ()
    forms: Iterable[Form] = ()
    """Each name of each entity, with the keys under which it is found."""


class Filling(msgspec.Struct, frozen=True):
    """Which entity fills a place of a claim: `role` is `subject`, `object` or `place`."""

    claim: str
    role: str
    entity: str


def current() -> Select[tuple[int]]:
    """The number of the settlement that shows."""
    return select(func.max(memo.c.id)).where(memo.c.stage == SETTLE, memo.c.complete)


def number(connection: Connection) -> int | None:
    """The same, as a number; None before the first."""
    found: Any = connection.execute(current()).scalar()
    return None if found is None else int(found)


def keep(database: Database, found: Settled) -> None:
    """Replaces entities and findings as a whole, in small transactions of which the last one counts."""
    with database.write() as connection:
        begun = memo.insert().values(stage=SETTLE, subject="", key="", complete=False).returning(memo.c.id)
        number = connection.execute(begun).scalar_one()
    for table, lot in _rows(number, found):
        for portion in portions(lot):
            with database.write() as connection:
                connection.execute(table.insert(), portion)
    forms.keep(database, number, found.forms)
    with database.write() as connection:
        connection.execute(update(memo).where(memo.c.id == number).values(complete=True))
    sweep(database)


def _rows(number: int, found: Settled) -> Iterator[tuple[Table, Iterable[dict[str, object]]]]:
    """What a settlement writes, save for names and their keys."""
    resolution = found.resolution
    yield entities, entity_rows(number, resolution)
    yield members, members_rows(number, resolution)
    yield joins, joins_rows(number, resolution)
    yield schema.held_apart, ({"memo": number, **msgspec.structs.asdict(one)} for one in resolution.held_apart)
    yield schema.unmet, ({"memo": number, **msgspec.structs.asdict(one)} for one in resolution.unmet)
    yield schema.local_kin, ({"memo": number, "mention": id, "first": to} for id, to in resolution.kin.items())
    yield arguments, ({"memo": number, **msgspec.structs.asdict(filling)} for filling in found.fillings)
    yield mentions, (rows.mention_row(mention, memo=number) for mention in found.mentions)
    yield schema.dependences, (dependence_row(number, one) for one in found.dependences)
    yield schema.questions, weighings.question_rows(number, found.weighed)
    yield schema.fillers, weighings.filler_rows(number, found.weighed)
    yield schema.findings, weighings.finding_rows(number, found.raised)
    yield schema.accounts, weighings.account_rows(number, found.accounts)
    yield schema.tellers, weighings.teller_rows(number, found.accounts)
    yield schema.traces, tracing.trace_rows(number, found.traces)
    yield schema.answered, tracing.answer_rows(number, found.traces)
    yield schema.shares, tracing.share_rows(number, found.traces)
    yield schema.known_as, tracing.name_rows(number, found.traces)
    yield schema.cited, tracing.cited_rows(number, found.traces)
    yield schema.rests_upon, ({"memo": number, "subject": on, "state": how} for on, how in found.rests_upon.items())


def sweep(database: Database) -> None:
    """Removes settlements that were interrupted or replaced."""
    with database.read() as connection:
        number = connection.execute(current()).scalar() or 0
        others = select(memo.c.id).where(memo.c.stage == SETTLE, memo.c.id != number).limit(1)
        if connection.execute(others).first() is None:
            return  # the row of a settlement comes first and goes last
    for table in TABLES:
        # Two ranges of the primary key: a plain "is not" would read the whole table.
        empty(database, table, table.c.memo < number)
        empty(database, table, table.c.memo > number)
    old = select(memo.c.id).where(memo.c.stage == SETTLE, memo.c.id != number)
    empty(database, mentions, mentions.c.memo.in_(old))
    empty(database, memo, (memo.c.stage == SETTLE) & (memo.c.id != number))


def all_entities(connection: Connection, ids: Collection[str] | None = None) -> list[Entity]:
    """The entities in the order in which resolving gave them, or those with these ids."""
    number = connection.execute(current()).scalar()
    chosen = select(entities.c.id, entities.c.name, entities.c.type).where(entities.c.memo == number)
    whose = select(members.c.entity, members.c.mention).where(members.c.memo == number)
    tied = (joins.c.left, joins.c.right, joins.c.rule, joins.c.reason, joins.c.claim, joins.c.provisional)
    joined = select(joins.c.entity, *tied, joins.c.decision).where(joins.c.memo == number)
    if ids is not None:
        chosen, whose, joined = (
            chosen.where(among(entities.c.id, ids)),
            whose.where(among(members.c.entity, ids)),
            joined.where(among(joins.c.entity, ids)),
        )
    mention_ids: dict[str, list[str]] = {}
    for entity, mention in connection.execute(whose.order_by(members.c.entity, members.c.mention)).all():
        mention_ids.setdefault(entity, []).append(mention)
    why: dict[str, list[Join]] = {}
    for entity, left, right, rule, reason, claim, provisional, decision in connection.execute(
        joined.order_by(joins.c.entity, joins.c.left, joins.c.right)
    ).all():
        why.setdefault(entity, []).append(
            Join(
                left=left,
                right=right,
                rule=rule,
                reason=reason,
                claim=claim,
                provisional=bool(provisional),
                decision=decision,
            )
        )
    return [
        Entity(
            id=id,
            name=name,
            type=EntityType(type),
            mentions=tuple(mention_ids.get(id, ())),
            joins=tuple(why.get(id, ())),
        )
        for id, name, type in connection.execute(chosen.order_by(entities.c.id)).all()
    ]


def called(connection: Connection, ids: Collection[str]) -> Iterator[tuple[str, Entity, int]]:
    """The entities with these ids by name and type alone, each with its id and the weight of one."""
    chosen = select(entities.c.id, entities.c.name, entities.c.type).where(
        entities.c.memo == current().scalar_subquery(), among(entities.c.id, ids)
    )
    for id, name, type in connection.execute(chosen).all():
        yield id, Entity(id=id, name=name, type=EntityType(type), mentions=()), 1


def described(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    """Those of these entities that no document names: all their mentions describe."""
    chosen = (
        select(members.c.entity)
        .join(mentions, mentions.c.id == members.c.mention)
        .where(members.c.memo == current().scalar_subquery(), among(members.c.entity, ids))
        .group_by(members.c.entity)
        .having(func.max(mentions.c.named) == 0)
    )
    return frozenset(connection.execute(chosen).scalars())


def owners(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """The entity of each of these mentions."""
    chosen = select(members.c.mention, members.c.entity).where(
        members.c.memo == current().scalar_subquery(), among(members.c.mention, wanted)
    )
    return {mention: entity for mention, entity in connection.execute(chosen).all()}


def joins_counted(connection: Connection) -> dict[str, int]:
    """How many joins each rule made."""
    counted = select(joins.c.rule, func.count()).where(joins.c.memo == current().scalar_subquery())
    return {rule: count for rule, count in connection.execute(counted.group_by(joins.c.rule))}


def held_apart(connection: Connection, between: Collection[str] | None = None) -> list[HeldApart]:
    """The joins that were not made, by their mentions: all, or those of which both mentions are of these."""
    table = schema.held_apart
    chosen = select(table).where(table.c.memo == current().scalar_subquery()).order_by(table.c.left, table.c.right)
    if between is not None:
        chosen = chosen.where(among(table.c.left, between))
    found = [
        HeldApart(
            left=row.left,
            right=row.right,
            rule=row.rule,
            reason=row.reason,
            because=row.because,
            decision=row.decision,
        )
        for row in connection.execute(chosen).all()
    ]
    return [one for one in found if between is None or one.right in between]


def unmet(connection: Connection) -> list[Unmet]:
    """The decisions that could not be carried out, oldest first."""
    table = schema.unmet
    chosen = select(table).where(table.c.memo == current().scalar_subquery()).order_by(table.c.decision)
    return [Unmet(decision=row.decision, why=row.why) for row in connection.execute(chosen).all()]


def all_dependences(connection: Connection) -> list[Dependence]:
    """Which document rests on which, as machines propose it and people judged it, by id."""
    table = schema.dependences
    chosen = select(table.c.record).where(table.c.memo == current().scalar_subquery()).order_by(table.c.id)
    return [msgspec.json.decode(record, type=Dependence) for record in connection.execute(chosen).scalars()]


def dependence_row(number: int, one: Dependence) -> dict[str, object]:
    return {"memo": number, "id": one.id, "record": rows.encode(one), "later": one.later}


def entity_rows(number: int, resolution: Resolution) -> Iterator[dict[str, object]]:
    for entity in resolution.entities:
        named = {"id": entity.id, "name": entity.name, "type": entity.type.value}
        yield {"memo": number, **named, "plain": resolution.plain.get(entity.id)}


def members_rows(number: int, resolution: Resolution) -> Iterator[dict[str, object]]:
    for entity in resolution.entities:
        for mention in entity.mentions:
            yield {"memo": number, "mention": mention, "entity": entity.id}


def joins_rows(number: int, resolution: Resolution) -> Iterator[dict[str, object]]:
    for entity in resolution.entities:
        for join in entity.joins:
            yield {"memo": number, "entity": entity.id, **msgspec.structs.asdict(join)}


def counts(connection: Connection) -> tuple[int, int, int, int]:
    """How many documents, claims, entities and findings show."""
    shown = select(func.count()).select_from(documents).where(documents.c.memo.is_not(None), ~documents.c.superseded)
    claimed = (
        select(func.count(readings.c.claim.distinct()))
        .join(documents, documents.c.id == readings.c.document)
        .where(
            (readings.c.memo == documents.c.memo) | readings.c.lapsed | readings.c.memo.in_(handmade.shown()),
            ~documents.c.superseded,
        )
    )
    shows = number(connection)
    joined = select(func.count()).select_from(entities).where(entities.c.memo == shows)
    three = [connection.execute(chosen).scalar_one() for chosen in (shown, claimed, joined)]
    return three[0], three[1], three[2], weighings.count(connection, shows)

"""What a settlement keeps for the next one, asked for by what a change touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, func, or_, select

from rawi.model import Account, EntityType
from rawi.workspace.among import among
from rawi.workspace.schema import (
    accounts,
    arguments,
    claims,
    entities,
    fillers,
    findings,
    form_keys,
    forms,
    local_kin,
    members,
    mentions,
    questions,
    tellers,
)


class Recurring(msgspec.Struct, frozen=True):
    """An entity that is one name and nothing else: its first mention, and what may place other bearers apart, JSON."""

    id: str
    name: str
    type: EntityType
    first: str
    placed: str


class About(msgspec.Struct, frozen=True):
    """That an entity fills a place of a claim, with the claim's predicate as it was read."""

    claim: str
    role: str
    predicate: str
    none: bool


def bearers(connection: Connection, number: int, keys: Collection[str]) -> dict[str, set[str]]:
    """For each key the entities of which a name has it."""
    chosen = (
        select(form_keys.c.key, forms.c.entity)
        .join(forms, (forms.c.memo == form_keys.c.memo) & (forms.c.id == form_keys.c.form))
        .where(form_keys.c.memo == number, among(form_keys.c.key, keys))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(chosen):
        found[row.key].add(row.entity)
    return found


def keys_of(connection: Connection, number: int, ids: Collection[str], beginning: str) -> set[str]:
    """The keys of the names of these entities that begin so."""
    chosen = (
        select(form_keys.c.key)
        .join(forms, (forms.c.memo == form_keys.c.memo) & (forms.c.id == form_keys.c.form))
        .where(forms.c.memo == number, among(forms.c.entity, ids), form_keys.c.key.startswith(beginning))
    )
    return set(connection.execute(chosen).scalars())


def recurring(connection: Connection, number: int, ids: Collection[str]) -> dict[str, Recurring]:
    """Those of these entities that are one name and nothing else."""
    first = (
        select(func.min(members.c.mention))
        .where(members.c.memo == number, members.c.entity == entities.c.id)
        .correlate(entities)
        .scalar_subquery()
    )
    chosen = select(entities, first.label("first")).where(
        entities.c.memo == number, among(entities.c.id, ids), entities.c.plain.is_not(None)
    )
    return {
        row.id: Recurring(row.id, row.name, EntityType(row.type), row.first, row.plain)
        for row in connection.execute(chosen)
    }


def kin_of(connection: Connection, number: int, mentions: Collection[str]) -> set[str]:
    """The mentions that names tie to these within their documents."""
    own = select(local_kin.c.first).where(local_kin.c.memo == number, among(local_kin.c.mention, mentions))
    tied = select(local_kin.c.mention).where(local_kin.c.memo == number, local_kin.c.first.in_(own))
    return set(connection.execute(tied).scalars())


def about(connection: Connection, number: int, ids: Collection[str]) -> dict[str, list[About]]:
    """The claims of which these entities fill a place, by entity."""
    chosen = (
        select(
            arguments.c.entity,
            arguments.c.role,
            claims.c.id,
            claims.c.predicate,
            claims.c.value.contains('"none":true').label("none"),
        )
        .join(claims, claims.c.id == arguments.c.claim)
        .where(arguments.c.memo == number, among(arguments.c.entity, ids))
    )
    found: dict[str, list[About]] = defaultdict(list)
    for row in connection.execute(chosen):
        found[row.entity].append(About(row.id, row.role, row.predicate, bool(row.none)))
    return found


def told_by(connection: Connection, number: int, ids: Collection[str]) -> set[str]:
    """The claims of which it hangs on these entities whose word they are."""
    chosen = select(tellers.c.claim).where(tellers.c.memo == number, among(tellers.c.entity, ids))
    return set(connection.execute(chosen).scalars())


def heard(connection: Connection, number: int, ids: Collection[str]) -> dict[str, Account]:
    """The accounts of these claims."""
    chosen = select(accounts.c.claim, accounts.c.record).where(accounts.c.memo == number, among(accounts.c.claim, ids))
    known = {row.claim: row.record for row in connection.execute(chosen)}
    return {id: Account(id, known.get(id)) for id in ids}


def asked_of_fillers(connection: Connection, number: int, ids: Collection[str]) -> dict[str, set[str]]:
    """The questions to which entities are an answer, by entity."""
    chosen = select(fillers).where(fillers.c.memo == number, among(fillers.c.entity, ids))
    found: dict[str, set[str]] = defaultdict(set)
    for row in connection.execute(chosen):
        found[row.entity].add(row.question)
    return found


def found_in(connection: Connection, number: int, scopes: Collection[str]) -> list[str]:
    """The alarms that were found in these, as JSON."""
    chosen = select(findings.c.record).where(findings.c.memo == number, among(findings.c.scope, scopes))
    return list(connection.execute(chosen).scalars())


def named_among(connection: Connection, number: int, ids: Collection[str]) -> set[str]:
    """Those of these entities of which some document gives a name."""
    chosen = (
        select(members.c.entity)
        .join(mentions, mentions.c.id == members.c.mention)
        .where(members.c.memo == number, among(members.c.entity, ids), mentions.c.named)
        .distinct()
    )
    return set(connection.execute(chosen).scalars())


def brought(connection: Connection, number: int, wanted: Collection[str]) -> set[str]:
    """The mentions in these documents that only edits, or claims that lapsed, brought in."""
    chosen = select(mentions.c.id).where(mentions.c.memo == number, among(mentions.c.document, wanted))
    return set(connection.execute(chosen).scalars())


def filling(connection: Connection, number: int, predicate: str) -> set[str]:
    """The entities that fill a place of a claim with this predicate, as it was read."""
    chosen = (
        select(arguments.c.entity)
        .join(claims, claims.c.id == arguments.c.claim)
        .where(claims.c.predicate == predicate, arguments.c.memo == number)
        .distinct()
    )
    return set(connection.execute(chosen).scalars())


def asked(connection: Connection, number: int, ids: Collection[str]) -> list[str]:
    """What these questions are ordered by: topic, entities and slot."""
    chosen = select(questions.c.asked).where(questions.c.memo == number, among(questions.c.id, ids))
    return list(connection.execute(chosen).scalars())


def asked_of(connection: Connection, number: int, ids: Collection[str]) -> list[str]:
    """The same, of the questions that are about these entities."""
    about_them = or_(among(questions.c.entity, ids), among(questions.c.other, ids))
    chosen = select(questions.c.asked).where(questions.c.memo == number, about_them)
    return list(connection.execute(chosen).scalars())


def mentions_counted(connection: Connection, number: int, ids: Collection[str]) -> dict[str, int]:
    """Of how many mentions entities are made."""
    chosen = select(members.c.entity, func.count().label("n")).where(
        members.c.memo == number, among(members.c.entity, ids)
    )
    return {row.entity: row.n for row in connection.execute(chosen.group_by(members.c.entity))}


def form_numbers(connection: Connection, number: int, ids: Collection[str]) -> set[int]:
    """The numbers of the names of entities."""
    chosen = select(forms.c.id).where(forms.c.memo == number, among(forms.c.entity, ids))
    return set(connection.execute(chosen).scalars())

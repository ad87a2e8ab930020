"""What waits for review, in the order in which it is asked for: the next claims, and how many there are of each kind.

Nothing undecided was ever edited, so a claim's row says what it is; only ids are read until they are to be shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, case, func, select, tuple_

from rawi.model import Decision
from rawi.workspace import settlement, verdicts
from rawi.workspace.among import among as one_of
from rawi.workspace.schema import arguments, claims, documents, readings

Order = Literal["document", "grave", "confidence"]
"""By document and place of the quote; grave ones first; those that the reader was least sure of first."""
ORDERS: tuple[Order, ...] = get_args(Order)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims of the queue are asked for. `grave` are the predicates that come first in that order."""

    predicate: str | None = None
    document: str | None = None
    stance: str | None = None
    entity: str | None = None
    order: Order = "document"
    grave: frozenset[str] = frozenset()

    @property
    def key(self) -> Sequence[ColumnElement[Any]]:
        """What the queue is ordered by; no two readings share it."""
        place = (documents.c.path, documents.c.id, readings.c.start, readings.c.end, readings.c.ordinal)
        if self.order == "grave":
            return (case((claims.c.predicate.in_(sorted(self.grave)), 0), else_=1), *place)
        return (readings.c.confidence, *place) if self.order == "confidence" else place


class Kinds(msgspec.Struct, frozen=True):
    """How many claims there are by predicate, stance and document (its id)."""

    predicates: dict[str, int]
    stances: dict[str, int]
    documents: dict[str, int]
    total: int

    def less(self, gone: Kinds) -> Kinds:
        """These without those."""
        return Kinds(
            _less(self.predicates, gone.predicates),
            _less(self.stances, gone.stances),
            _less(self.documents, gone.documents),
            self.total - gone.total,
        )


def decided(standing: Iterable[Decision]) -> frozenset[str]:
    """The claims on which decisions in force stand."""
    return frozenset(claim for one in standing if one.action in verdicts.STATES for claim in one.claims)


def waiting(
    connection: Connection, done: Collection[str], wanted: Wanted, *, after: str | None = None, most: int = 1
) -> list[str]:
    """The ids of the next claims that wait, `most` of them: those that come after the claim `after`, or the first.

    `done` are the claims that wait no more; `after` may be one of them.
    """
    chosen = _shown(claims.c.id).order_by(*wanted.key).limit(2 * most)  # two readings may find one claim
    if done:
        chosen = chosen.where(~one_of(claims.c.id, done))
    for column, value in (
        (claims.c.predicate, wanted.predicate),
        (documents.c.id, wanted.document),
        (readings.c.stance, wanted.stance),
    ):
        if value is not None:
            chosen = chosen.where(column == value)
    if wanted.entity is not None:
        number = settlement.current().scalar_subquery()
        about = select(arguments.c.claim).where(arguments.c.memo == number, arguments.c.entity == wanted.entity)
        chosen = chosen.where(claims.c.id.in_(about))
    if after is not None:
        place = connection.execute(_shown(*wanted.key).where(claims.c.id == after).order_by(*wanted.key)).first()
        if place is not None:
            chosen = chosen.where(tuple_(*wanted.key) > tuple_(*place))
    return list(dict.fromkeys(connection.execute(chosen).scalars()))[:most]


def kinds(connection: Connection, among: Collection[str] | None = None) -> Kinds:
    """How many claims show of each kind: of all, or of those `among` these."""

    def counted(column: ColumnElement[Any]) -> dict[str, int]:
        chosen = _shown(column, func.count(claims.c.id.distinct())).group_by(column)
        if among is not None:
            chosen = chosen.where(one_of(claims.c.id, among))
        return {str(row[0]): row[1] for row in connection.execute(chosen)}

    by_document = counted(documents.c.id)
    return Kinds(counted(claims.c.predicate), counted(readings.c.stance), by_document, sum(by_document.values()))


def newest_reading(connection: Connection) -> int:
    """A number that grows with every document that is read: what `kinds` counts changes with nothing else."""
    return int(connection.execute(select(func.max(documents.c.memo))).scalar() or 0)


def _shown(*columns: ColumnElement[Any]) -> Select[Any]:
    """Over the readings of each document's last complete pass: what else shows was decided on already."""
    return (
        select(*columns)
        .select_from(documents)
        .join(readings, readings.c.memo == documents.c.memo)
        .join(claims, claims.c.id == readings.c.claim)
        .where(~documents.c.superseded)
    )


def _less(counted: dict[str, int], gone: dict[str, int]) -> dict[str, int]:
    return {kind: n for kind, n in (Counter(counted) - Counter(gone)).items() if n > 0}

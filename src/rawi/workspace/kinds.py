"""How many claims there are of each kind, counted by document, so that what was counted once need not be again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, func, select

from rawi.workspace.among import among as one_of
from rawi.workspace.schema import claims, documents, readings


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


class Counted(msgspec.Struct, frozen=True):
    """The claims of one document by predicate and by stance."""

    document: str
    predicates: dict[str, int]
    stances: dict[str, int]


def counted_in(connection: Connection, memos: Collection[int]) -> dict[int, Counted]:
    """The claims of the documents whose readings bear these numbers, by the number."""
    found: dict[int, Counted] = {}
    named = select(documents.c.memo, documents.c.id).where(one_of(documents.c.memo, memos))
    for row in connection.execute(named):
        found[row.memo] = Counted(row.id, {}, {})
    for column, kind in ((claims.c.predicate, "predicates"), (readings.c.stance, "stances")):
        several = func.count(readings.c.claim.distinct())
        chosen = select(readings.c.memo, column, several).group_by(readings.c.memo, column)
        chosen = chosen.where(one_of(readings.c.memo, memos))
        if kind == "predicates":
            chosen = chosen.join(claims, claims.c.id == readings.c.claim)
        for number, value, n in connection.execute(chosen):
            getattr(found[number], kind)[str(value)] = n
    return found


def memos(connection: Connection) -> frozenset[int]:
    """The numbers of the readings that show, one for each document."""
    chosen = select(documents.c.memo).where(documents.c.memo.is_not(None), ~documents.c.superseded)
    return frozenset(connection.execute(chosen).scalars())


def together(counted: Iterable[Counted]) -> Kinds:
    """The claims of several documents by their kinds."""
    by_predicate: Counter[str] = Counter()
    by_stance: Counter[str] = Counter()
    by_document = {}
    for one in counted:
        by_predicate.update(one.predicates)
        by_stance.update(one.stances)
        by_document[one.document] = sum(one.predicates.values())
    return Kinds(dict(by_predicate), dict(by_stance), by_document, sum(by_document.values()))


def kinds(connection: Connection, among: Collection[str] | None = None) -> Kinds:
    """How many claims show of each kind: of all, or of those `among` these."""
    if among is None:
        return together(counted_in(connection, memos(connection)).values())

    def counted(column: ColumnElement[Any]) -> dict[str, int]:
        chosen = shown(column, func.count(claims.c.id.distinct())).group_by(column)
        return {str(row[0]): row[1] for row in connection.execute(chosen.where(one_of(claims.c.id, among)))}

    by_document = counted(documents.c.id)
    return Kinds(counted(claims.c.predicate), counted(readings.c.stance), by_document, sum(by_document.values()))


def shown(*columns: ColumnElement[Any]) -> Select[Any]:
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

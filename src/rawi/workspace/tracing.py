"""Keeping what documents left that others may share, each kind to be found by what it is: answers, words, names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, false, or_, select

from rawi.model import Dependence
from rawi.workspace import schema
from rawi.workspace.among import among
from rawi.workspace.schema import answered, cited, known_as, shares, traces

Row = dict[str, object]


class Answered(msgspec.Struct, frozen=True):
    """One detail that a document tells: to which question, what, and how likely another says so by chance."""

    question: str
    value: str
    chance: float


class Cited(msgspec.Struct, frozen=True):
    """A work, as a note cites it or of itself, as two such are compared; None for what is not said."""

    address: str | None = None
    author: str | None = None
    title: str | None = None

    @property
    def letters(self) -> int | None:
        return len(self.title) if self.title is not None else None


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What one document left. `leads` is JSON, and so is what it shares with each that had it first (`shares`)."""

    document: str
    first: str = ""
    last: str = ""
    leads: str = "null"
    answers: tuple[Answered, ...] = ()
    shares: Mapping[str, str] = {}
    names: tuple[str, ...] = ()
    """Of those who wrote or published it."""
    cites: tuple[Cited, ...] = ()
    work: Cited = Cited()
    """The document itself, as notes may cite it."""


def trace_rows(number: int, left: Iterable[Left]) -> Iterable[Row]:
    for one in left:
        told = {"document": one.document, "first": one.first, "last": one.last, "leads": one.leads}
        yield {"memo": number, **told, **msgspec.structs.asdict(one.work), "letters": one.work.letters}


def answer_rows(number: int, left: Iterable[Left]) -> Iterable[Row]:
    return (
        {"memo": number, "document": one.document, **msgspec.structs.asdict(answer)}
        for one in left
        for answer in one.answers
    )


def share_rows(number: int, left: Iterable[Left]) -> Iterable[Row]:
    return (
        {"memo": number, "later": one.document, "earlier": earlier, "record": record}
        for one in left
        for earlier, record in one.shares.items()
    )


def name_rows(number: int, left: Iterable[Left]) -> Iterable[Row]:
    return ({"memo": number, "name": name, "document": one.document} for one in left for name in one.names)


def cited_rows(number: int, left: Iterable[Left]) -> Iterable[Row]:
    for one in left:
        for ordinal, work in enumerate(one.cites):
            about = {"memo": number, "document": one.document, "ordinal": ordinal}
            yield {**about, **msgspec.structs.asdict(work), "letters": work.letters}


def left_by(connection: Connection, number: int, ids: Collection[str]) -> dict[str, Left]:
    """The first and last day, and the leads, of these documents; without the rest."""
    chosen = select(traces).where(traces.c.memo == number, among(traces.c.document, ids))
    return {
        row.document: Left(document=row.document, first=row.first, last=row.last, leads=row.leads)
        for row in connection.execute(chosen)
    }


def answers_of(connection: Connection, number: int, ids: Collection[str]) -> dict[str, list[Answered]]:
    """What these documents answer."""
    return _answers(connection, number, among(answered.c.document, ids))


def answers_to(connection: Connection, number: int, questions: Collection[str]) -> dict[str, list[Answered]]:
    """What documents answer to these questions."""
    return _answers(connection, number, among(answered.c.question, questions))


def _answers(connection: Connection, number: int, held: ColumnElement[bool]) -> dict[str, list[Answered]]:
    found: dict[str, list[Answered]] = defaultdict(list)
    chosen = select(answered).where(answered.c.memo == number, held).order_by(answered.c.document, answered.c.question)
    for row in connection.execute(chosen):
        found[row.document].append(Answered(row.question, row.value, row.chance))
    return found


def shares_of(connection: Connection, number: int, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """What these documents share with those that had it first, as JSON."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    chosen = select(shares).where(shares.c.memo == number, among(shares.c.later, ids))
    for row in connection.execute(chosen.order_by(shares.c.later, shares.c.earlier)):
        found[row.later][row.earlier] = row.record
    return found


def sharing(connection: Connection, number: int, ids: Collection[str]) -> set[tuple[str, str]]:
    """The documents (later, earlier) that share words, where either is one of these."""
    either = or_(among(shares.c.later, ids), among(shares.c.earlier, ids))
    chosen = select(shares.c.later, shares.c.earlier).where(shares.c.memo == number, either)
    return {(row.later, row.earlier) for row in connection.execute(chosen)}


def by_names(connection: Connection, number: int, names: Collection[str]) -> set[str]:
    """The documents that somebody of one of these names wrote or published."""
    chosen = select(known_as.c.document).where(known_as.c.memo == number, among(known_as.c.name, names))
    return set(connection.execute(chosen).scalars())


def cited_like(connection: Connection, number: int, work: Cited, slack: float) -> list[Cited]:
    """The works cited anywhere that have this address or author, or a title of about this length (`slack`, a share)."""
    chosen = select(cited.c.address, cited.c.author, cited.c.title).where(cited.c.memo == number)
    return [Cited(*row) for row in connection.execute(chosen.where(_like(cited, work, slack)).distinct())]


def held_like(connection: Connection, number: int, work: Cited, slack: float) -> dict[str, Cited]:
    """The documents of which the same is true, by their ids."""
    chosen = select(traces.c.document, traces.c.address, traces.c.author, traces.c.title).where(traces.c.memo == number)
    return {id: Cited(*told) for id, *told in connection.execute(chosen.where(_like(traces, work, slack)))}


def _like(table: Table, work: Cited, slack: float) -> ColumnElement[bool]:
    alike: list[ColumnElement[bool]] = [false()]
    if work.address is not None:
        alike.append(table.c.address == work.address)
    if work.author is not None:
        alike.append(table.c.author == work.author)
    if work.letters is not None:
        alike.append(table.c.letters.between(int(work.letters * (1 - slack)), int(work.letters * (1 + slack)) + 1))
    return or_(*alike)


def dependences_with(connection: Connection, number: int, ids: Collection[str]) -> list[Dependence]:
    """The dependences with these ids."""
    return _dependences(connection, number, among(schema.dependences.c.id, ids))


def dependences_of(connection: Connection, number: int, ids: Collection[str]) -> list[Dependence]:
    """The dependences of these documents on others."""
    return _dependences(connection, number, among(schema.dependences.c.later, ids))


def _dependences(connection: Connection, number: int, held: ColumnElement[bool]) -> list[Dependence]:
    table = schema.dependences
    chosen = select(table.c.record).where(table.c.memo == number, held).order_by(table.c.id)
    return [msgspec.json.decode(record, type=Dependence) for record in connection.execute(chosen).scalars()]

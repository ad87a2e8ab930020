"""Changing a settlement where it stands: rows that are no more go, new ones come, all others stay, in one transaction.

A kill leaves the settlement as it was before or as it is after, and a reader sees the one or the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, and_, bindparam, delete, select, tuple_

from rawi.workspace.among import among
from rawi.workspace.database import Database

Row = Mapping[str, Any]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows of a table are now whose `column` has one of `values`."""

    table: Table
    column: Column[Any]
    values: Collection[Any]
    rows: Sequence[Row]


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that come to a table; where `replacing`, those with the same primary key make way."""

    table: Table
    rows: Sequence[Row]


def amend(database: Database, number: int, changes: Iterable[Change], additions: Iterable[Addition]) -> None:
    """Makes the settlement with this number another one."""
    with database.write() as connection:
        for change in changes:
            _change(connection, number, change)
        for addition in additions:
            _add(connection, number, addition)


def _change(connection: Connection, number: int, change: Change) -> None:
    table = change.table
    whole = list(table.columns)
    if change.values and isinstance(next(iter(change.values)), str):
        held = among(change.column, change.values)
    else:
        held = change.column.in_(sorted(change.values))
    stand = {tuple(row) for row in connection.execute(select(*whole).where(table.c.memo == number, held))}
    wanted = {tuple(row.get(column.name) for column in whole) for row in change.rows}
    _delete(connection, table, stand - wanted)
    _insert(connection, table, wanted - stand)


def _add(connection: Connection, number: int, addition: Addition) -> None:
    """Rows with the primary key of one that stands take its place."""
    table = addition.table
    whole, keys = list(table.columns), list(table.primary_key.columns)
    wanted = {tuple(row.get(column.name) for column in whole) for row in addition.rows}
    places = [whole.index(column) for column in keys]
    ids = {tuple(row[place] for place in places) for row in wanted}
    for portion in _portions(sorted(ids, key=str), 200):
        stand = {tuple(row) for row in connection.execute(select(*whole).where(tuple_(*keys).in_(portion)))}
        _delete(connection, table, stand - wanted)
        wanted -= stand
    _insert(connection, table, wanted)


def _delete(connection: Connection, table: Table, gone: Collection[tuple[Any, ...]]) -> None:
    whole, keys = list(table.columns), list(table.primary_key.columns)
    if gone:
        same = and_(*(column == bindparam(f"the_{column.name}") for column in keys))
        places = [(f"the_{column.name}", whole.index(column)) for column in keys]
        rows = [{name: row[place] for name, place in places} for row in sorted(gone, key=str)]
        connection.execute(delete(table).where(same), rows)


def _insert(connection: Connection, table: Table, come: Collection[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in sorted(come, key=str)]
    if rows:
        connection.execute(table.insert(), rows)


def _portions(items: Sequence[Any], size: int) -> Iterable[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))

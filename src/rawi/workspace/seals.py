"""Seals: for each table one sum over all its rows, kept up in the same transaction as the rows.

The log can then say at every rest what stands in tables that grow to millions of rows, at the cost of the rows that
were written and not of those that stand there. A row's summand is SHAKE-256 of the table's name and values, read
as a number of 2,048 bits; a sum does not ask for the order of rows, so a row that is written twice and taken out once
leaves what it was. Sums of hashes of this width are as hard to meet by other rows as the hash itself (Bellare and
Micciancio, "A New Paradigm for Collision-Free Hashing", 1997, and the homomorphic hashing built on it since).

Triggers that exist only in Rawi's own connection feed the sums, so `rawi.db` stays a plain SQLite file that every tool
opens, and whatever another tool changes is missing from the sums: that is what `rawi verify` finds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from rawi.workspace.problem import Problem
from rawi.workspace.schema import details, log, metadata, seals

FUNCTION = "rawi_sum"
BITS = 2048
NAMED_ELSEWHERE = frozenset({"meta", "log", "details", "decisions", "seals"})
"""Tables that the check of the log and of the decisions answers for, row by row."""
SEALED = tuple(table for table in metadata.sorted_tables if table.name not in NAMED_ELSEWHERE)
QUIET = frozenset({"export", "export unmasked", "timestamp requested", "timestamp received", "archive made"})
"""Entries of the log after which every table stands as it stood before; all others may be followed by more rows."""
_AT_ONCE = 2000
_SIGNS = {"INSERT": (("NEW", 1),), "DELETE": (("OLD", -1),), "UPDATE": (("OLD", -1), ("NEW", 1))}
_encode = msgspec.msgpack.Encoder().encode


_KEEP = insert(seals)
_KEEP = _KEEP.on_conflict_do_update(
    index_elements=["table"], set_={"rows": _KEEP.excluded.rows, "sum": _KEEP.excluded.sum}
)


class Sums:
    """What one connection has written since its transaction began, summed by table."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = defaultdict(int)
        self.sums: dict[str, int] = defaultdict(int)
        self.laid = False
        """Whether the triggers stand in this connection."""

    def clear(self) -> None:
        self.rows.clear()
        self.sums.clear()

    def take(self, table: str, sign: int, *values: Any) -> None:
        """Called by the triggers, once for each row written or deleted."""
        self.rows[table] += sign
        self.sums[table] += sign * summand(table, values)


def summand(table: str, values: tuple[Any, ...]) -> int:
    """The number that a row adds to the sum of its table."""
    return int.from_bytes(hashlib.shake_256(_encode((str(table), *values))).digest(BITS // 8), "big")


def triggers() -> Iterator[str]:
    """SQL of the triggers that feed the sums; they live as long as the connection."""
    for table in SEALED:
        for verb, parts in _SIGNS.items():
            calls = "; ".join(_call(table, row, sign) for row, sign in parts)
            name = f"{table.name}_sum_{verb.lower()}"
            yield f"CREATE TEMP TRIGGER IF NOT EXISTS {name} AFTER {verb} ON main.{table.name} BEGIN {calls}; END"


def _call(table: Table, row: str, sign: int) -> str:
    return f"SELECT {FUNCTION}('{table.name}', {sign}, {_values(table, row + '.')})"


def _values(table: Table, row: str = "") -> str:
    """The values of a row as SQL; texts as their bytes, for the driver would end them at a NUL."""
    named = [(f'{row}"{column.name}"', isinstance(column.type, Text)) for column in table.columns]
    return ", ".join(f"CAST({name} AS BLOB)" if is_text else name for name, is_text in named)


def dropped() -> Iterator[str]:
    """SQL that takes the triggers away, as before tables are copied and renamed."""
    for table in SEALED:
        for verb in _SIGNS:
            yield f"DROP TRIGGER IF EXISTS temp.{table.name}_sum_{verb.lower()}"


def keep(connection: Connection, written: Sums) -> None:
    """Adds what this transaction has written so far to the sums in the database."""
    if not written.sums:
        return
    kept = {row.table: row for row in connection.execute(select(seals))}
    rows = []
    for table in sorted(written.sums):
        old = kept.get(table)
        total = ((int(old.sum, 16) if old else 0) + written.sums[table]) % (1 << BITS)
        rows.append({"table": table, "rows": (old.rows if old else 0) + written.rows[table], "sum": f"{total:x}"})
    connection.execute(_KEEP, rows)
    written.clear()


def of(connection: Connection, *tables: str) -> str:
    """What the rows of some tables sum up to: another one after every change of any of them."""
    chosen = select(seals.c.rows, seals.c.sum).where(seals.c.table.in_(tables)).order_by(seals.c.table)
    return "; ".join(f"{rows} {total}" for rows, total in connection.execute(chosen))


def make_anew(connection: Connection) -> None:
    """Sums up all rows as they stand, after the tables themselves were changed."""
    connection.execute(delete(seals))
    for table in SEALED:
        rows, total = _summed(connection, table)
        connection.execute(seals.insert().values(table=table.name, rows=rows, sum=f"{total:x}"))


def told(connection: Connection) -> dict[str, str]:
    """What an entry of the log says of the tables, to be put among its details."""
    if "rawi_sums" in connection.info:
        keep(connection, connection.info["rawi_sums"])
    return {"seal": _digest(connection)}


def check(connection: Connection) -> Iterator[Problem]:
    """Each table whose rows are not those that Rawi wrote, and sums that are not those of the log."""
    kept = {row.table: row for row in connection.execute(select(seals))}
    for table in SEALED:
        rows, total = _summed(connection, table)
        sealed = kept.pop(table.name, None)
        if (sealed.rows if sealed else 0, sealed.sum if sealed else "0") != (rows, f"{total:x}"):
            known = sealed.rows if sealed else 0
            what = "a row was changed" if known == rows else f"{known:,} rows were written, {rows:,} stand there"
            yield Problem(where=f"table {table.name}", what=f"{what}, not by Rawi")
    for name in kept:
        yield Problem(where=f"seals row {name}", what="is of no table")
    yield from _logged(connection)


def check_older(connection: Connection) -> Iterator[Problem]:
    """The same for a workspace of an older schema, whose tables have the columns that they had then."""
    standing = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars())
    if seals.name not in standing:
        return  # of a time before there were sums
    for row in connection.execute(select(seals).order_by(seals.c.table)):
        where = f"table {row.table}"
        if row.table not in standing:
            yield Problem(where=where, what=f"{row.rows:,} rows were written, and the table is gone")
        elif all((row.rows, row.sum) != (n, f"{total:x}") for n, total in _summed_as_it_was(connection, row.table)):
            yield Problem(where=where, what="a row was changed, taken out or put in, not by Rawi")
    yield from _logged(connection)


def _summed_as_it_was(connection: Connection, table: str) -> Iterator[tuple[int, int]]:
    """Number and sum of the rows by the columns that stand, in the order of the schema, and as they stand."""
    is_text = {
        row.name: row.type.upper() == "TEXT" for row in connection.exec_driver_sql(f'PRAGMA table_info("{table}")')
    }
    known = [column.name for column in metadata.tables[table].columns] if table in metadata.tables else []
    for names in ([name for name in known if name in is_text] + [n for n in is_text if n not in known], [*is_text]):
        values = ", ".join(f'CAST("{name}" AS BLOB)' if is_text[name] else f'"{name}"' for name in names)
        yield _total(connection, table, values)


def interrupted(connection: Connection) -> int | None:
    """The log entry since which rows may have been written that no entry seals; None where all are sealed."""
    sealed = _last(connection)
    after = select(log.c.seq).where(log.c.seq > (sealed[0] if sealed else 0), log.c.kind.not_in(QUIET))
    found: int | None = connection.execute(after.order_by(log.c.seq).limit(1)).scalar()
    return found


def _logged(connection: Connection) -> Iterator[Problem]:
    sealed = _last(connection)
    if sealed is None:
        yield Problem(where="log", what="no entry seals the tables")
    elif interrupted(connection) is None and sealed[1] != _digest(connection):
        yield Problem(where="table seals", what=f"its sums are not those that log row {sealed[0]} sealed")


def _last(connection: Connection) -> tuple[int, str] | None:
    """Number and seal of the last entry that seals the tables."""
    rows = connection.execute(
        select(details.c.seq, details.c.body).where(details.c.body.contains('"seal":"')).order_by(details.c.seq.desc())
    )
    for row in rows:
        try:
            return row.seq, msgspec.json.decode(row.body, type=_Sealing).seal
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue  # named by the check of the log, or a text that quotes the word
    return None


class _Sealing(msgspec.Struct):
    seal: str


def _digest(connection: Connection) -> str:
    lines = [f"{row.table} {row.rows} {row.sum}\n" for row in connection.execute(select(seals).order_by(seals.c.table))]
    return hashlib.sha256("".join(line for line in lines if " 0 0\n" not in line).encode()).hexdigest()


def _summed(connection: Connection, table: Table) -> tuple[int, int]:
    """Number and sum of the rows that stand in a table."""
    return _total(connection, table.name, _values(table))


def _total(connection: Connection, table: str, values: str) -> tuple[int, int]:
    found = connection.exec_driver_sql(f'SELECT {values} FROM "{table}"')
    rows, total = 0, 0
    while portion := found.fetchmany(_AT_ONCE):
        rows += len(portion)
        total += sum(summand(table, tuple(row)) for row in portion)
    return rows, total % (1 << BITS)

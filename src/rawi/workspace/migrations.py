"""Leading an older workspace to the present schema, one version at a time, inside the opening transaction.

A step may copy a table, which silently drops its triggers; so the guards are asserted after the last step.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from rawi.errors import WorkspaceError
from rawi.workspace.schema import metadata


def _decisions_on_identity(connection: Connection) -> None:
    """Version 2 knows which decision joined two mentions and what was held apart; the next build says so."""
    connection.exec_driver_sql("ALTER TABLE joins ADD COLUMN decision INTEGER")
    metadata.create_all(connection)


def _questions(connection: Connection) -> None:
    """Version 3 keeps questions with their answers, and alarms in another form; the next build makes both."""
    connection.exec_driver_sql("DROP TABLE findings")
    metadata.create_all(connection)


def _names_by_keys(connection: Connection) -> None:
    """Version 4 keeps the keys by which names are found; the next build makes them."""
    metadata.create_all(connection)


def _indexes(connection: Connection) -> None:
    """Version 6 finds what belongs to one document or entity without reading the whole of any table, version 8 the
    readings that are least sure, version 10 the questions in dispute: `lead` makes the indexes when every table stands.
    """
    connection.exec_driver_sql("DROP INDEX IF EXISTS readings_by_document")


def _members(connection: Connection) -> None:
    """Version 11 knows which original came out of which container."""
    connection.exec_driver_sql("ALTER TABLE places ADD COLUMN container TEXT REFERENCES originals(id)")
    connection.exec_driver_sql("ALTER TABLE places ADD COLUMN member TEXT")


def _registers(connection: Connection) -> None:
    """Version 5 keeps reference lists."""
    metadata.create_all(connection)


def _custody(connection: Connection) -> None:
    """Version 7 keeps how a text was made, collection records, tombstones, and sums over every table."""
    for column in ("reader", "parameters", "made"):
        connection.exec_driver_sql(f"ALTER TABLE texts ADD COLUMN {column} TEXT")
    metadata.create_all(connection)


def _touched(connection: Connection) -> None:
    """Version 9 keeps what tells which questions a new document touches; the next build makes it and the questions."""
    for table in ("questions", "findings"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    for table in ("entities", "members", "joins"):
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO old_{table}")
        for index in metadata.tables[table].indexes:
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index.name}")
    metadata.create_all(connection)
    for table in ("entities", "members", "joins"):
        columns = ", ".join(f'"{column.name}"' for column in metadata.tables[table].columns if column.name != "plain")
        connection.exec_driver_sql(f"INSERT OR IGNORE INTO {table} ({columns}) SELECT {columns} FROM old_{table}")
        connection.exec_driver_sql(f"DROP TABLE old_{table}")


def _recurring(connection: Connection) -> None:
    """Version 12 says of entities whether they are one name that recurs; the next build does."""
    columns = {row.name for row in connection.exec_driver_sql("PRAGMA table_info(entities)")}
    if "plain" not in columns:
        connection.exec_driver_sql("ALTER TABLE entities ADD COLUMN plain TEXT")


def _names_in_documents(connection: Connection) -> None:
    """Version 13 finds a name in one document without reading all of the document's."""
    connection.exec_driver_sql("DROP INDEX IF EXISTS mentions_by_document")


def _traces_by_what_is_shared(connection: Connection) -> None:
    """Version 14 finds what documents share by what it is, which the next build makes; a run says what read."""
    for table in ("traces", "answered", "shares", "known_as"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
    if "later" not in {row.name for row in connection.exec_driver_sql("PRAGMA table_info(dependences)")}:
        connection.exec_driver_sql("ALTER TABLE dependences ADD COLUMN later TEXT")
        connection.exec_driver_sql("UPDATE dependences SET later = record ->> 'later'")
    if "fresh" not in {row.name for row in connection.exec_driver_sql("PRAGMA table_info(runs)")}:
        connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN fresh TEXT")
    metadata.create_all(connection)


def _works_cited(connection: Connection) -> None:
    """Version 15 knows which works notes cite; the next build makes it."""
    metadata.create_all(connection)


def _works_held(connection: Connection) -> None:
    """Version 16 knows by what notes may mean a document; the next build makes it."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS traces")
    metadata.create_all(connection)


STEPS: dict[int, Callable[[Connection], None]] = {
    1: _decisions_on_identity,
    2: _questions,
    3: _names_by_keys,
    4: _registers,
    5: _indexes,
    6: _custody,
    7: _indexes,
    8: _touched,
    9: _indexes,
    10: _members,
    11: _recurring,
    12: _names_in_documents,
    13: _traces_by_what_is_shared,
    14: _works_cited,
    15: _works_held,
}
"""From a version to the next: `STEPS[1]` turns a schema of version 1 into one of version 2."""


def lead(connection: Connection, found: int, wanted: int, *, where: str) -> None:
    """Runs the steps from `found` to `wanted`; raises `WorkspaceError` where the workspace is newer than this Rawi."""
    if found > wanted:
        raise WorkspaceError(
            f"this workspace was written by a newer Rawi (schema {found}, this one knows {wanted})",
            where=where,
            advice="install a newer Rawi",
        )
    for version in range(found, wanted):
        if version not in STEPS:
            raise WorkspaceError(f"no way leads from schema {version} to {version + 1}", where=where)
        STEPS[version](connection)
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise WorkspaceError(f"schema {version + 1} would lose {len(broken)} references", where=where)
        connection.execute(text("UPDATE meta SET value = :version WHERE key = 'schema'"), {"version": str(version + 1)})
    for table in metadata.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)

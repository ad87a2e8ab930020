"""Opening the SQLite file so that nothing committed is lost: a safe version, immediate writes, guarded tables.

Why each line stands here: SQLite 3.7.0 to 3.51.2 can lose committed pages in WAL mode, so such a version writes with a
rollback journal and says so; a deferred BEGIN that reads and then writes fails under contention, so writers begin
IMMEDIATE; decisions are synchronous=FULL, what can be read again NORMAL. A workspace that may not be written to (kept
as evidence, on a read-only medium) is opened so that it can be asked and verified, and nothing is written beside it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, create_engine, event, exc, text

from rawi.errors import WorkspaceError
from rawi.workspace import custody, migrations, seals
from rawi.workspace.schema import GUARDS, VERSION, metadata

try:
    from pysqlite3 import dbapi2 as _bundled

    DRIVER: ModuleType = _bundled
except ImportError:  # no wheel for this platform
    DRIVER = sqlite3

BUSY_SECONDS = 30
MAPPED_BYTES = 1 << 30
"""Of the file that are read in place: a third less time for what a page asks than with a copy of each page."""


def keeps_committed_pages(version: tuple[int, ...]) -> bool:
    """Whether this SQLite may write in WAL mode (the fault of 3.7.0–3.51.2 was mended in three lines)."""
    return (
        version >= (3, 51, 3)
        or (version[:2] == (3, 50) and version >= (3, 50, 7))
        or (version[:2] == (3, 44) and version >= (3, 44, 6))
        or version < (3, 7, 0)
    )


class Database:
    """The file `rawi.db` of a workspace. `notices` says what a user should know about how it was opened."""

    def __init__(self, path: Path, driver: ModuleType = DRIVER):
        self.path = path
        self.notices: list[str] = []
        self._wal = keeps_committed_pages(driver.sqlite_version_info)
        self.read_only = _may_only_be_read(path)
        if self.read_only:
            self.notices.append("this workspace cannot be written to; it can be asked and verified, no more")
        elif not self._wal:
            self.notices.append(
                f"SQLite {driver.sqlite_version} can lose pages in its fast mode, so the slow one is used; "
                "install pysqlite3>=0.6.1 for the fast one"
            )
        self._engine = create_engine(
            _address(path, read_only=self.read_only),
            module=driver,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        )
        event.listen(self._engine, "connect", self._connected)
        event.listen(self._engine, "begin", self._begun)

    def _connected(self, connection: Any, record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `_begun` does
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        if not self.read_only:
            connection.execute(f"PRAGMA journal_mode = {'WAL' if self._wal else 'DELETE'}")
            record.info["rawi_sums"] = sums = seals.Sums()
            connection.create_function(seals.FUNCTION, -1, sums.take)

    def _begun(self, connection: Connection) -> None:
        writes = connection.get_execution_options().get("rawi_writes")
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if writes == 'migrating' else 'ON'}")
        if writes:
            safe = "NORMAL" if writes == "plain" and self._wal else "FULL"
            connection.exec_driver_sql(f"PRAGMA synchronous = {safe}")
            self._lay_sums(connection, migrating=writes == "migrating")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    def _lay_sums(self, connection: Connection, *, migrating: bool) -> None:
        """Makes every row that this connection writes part of the sum of its table."""
        sums: seals.Sums = connection.info["rawi_sums"]
        sums.clear()
        if migrating and sums.laid:
            for statement in seals.dropped():
                connection.exec_driver_sql(statement)
            sums.laid = False
        known = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seals'"
        if not migrating and not sums.laid and connection.exec_driver_sql(known).first():
            for statement in seals.triggers():
                connection.exec_driver_sql(statement)
            sums.laid = True

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database."""
        with self._named_errors(), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self, kind: Literal["plain", "durable", "migrating"] = "plain") -> Iterator[Connection]:
        """One transaction, begun IMMEDIATE.

        `durable` survives a power cut the moment it is committed; `migrating` lets tables be copied and dropped that
        others refer to.
        """
        engine = self._engine.execution_options(rawi_writes=kind)
        with self._named_errors(), engine.begin() as connection:
            yield connection
            seals.keep(connection, connection.info["rawi_sums"])

    def make(self) -> None:
        """Lays the tables and guards of the present schema; nothing happens where they stand already."""
        with self.write("durable") as connection:
            metadata.create_all(connection)
            connection.execute(
                text("INSERT OR IGNORE INTO meta(key, value) VALUES ('schema', :version)"), {"version": str(VERSION)}
            )
            self._guard(connection)

    def check(self, clock: custody.Clock) -> None:
        """Brings an older schema up to date and asserts the guards.

        Raises `WorkspaceError` for a newer schema, and for an older one that cannot be written to.
        """
        with self.read() as connection:
            found = _version(connection, str(self.path))
            missing = _missing_guards(connection)
        if found == VERSION and not missing:
            return
        if self.read_only and found == VERSION:
            self.notices.append(f"the guards of the log are missing ({', '.join(missing)}); run `rawi verify`")
            return
        with self.write("migrating") as connection:
            if found < VERSION:
                self._refuse_changed(connection)
            migrations.lead(connection, found, VERSION, where=str(self.path))
            missing = self._guard(connection)
            if found < VERSION:
                seals.make_anew(connection)
                body = {"from": found, "to": VERSION, **seals.told(connection)}
                custody.append(connection, "schema led on", body, clock)
        if missing and found == VERSION:
            self.notices.append(
                f"the guards of the log were missing and have been made anew ({', '.join(missing)}); run `rawi verify`"
            )

    def _refuse_changed(self, connection: Connection) -> None:
        """Sums are made anew over what is led on, so what was changed by other hands must be found before."""
        problems = list(seals.check_older(connection))
        if problems:
            more = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
            raise WorkspaceError(
                f"it was changed, and not by Rawi ({problems[0]}{more}), so it is not led on to schema {VERSION}",
                where=str(self.path),
                advice="restore it from a copy; the Rawi that wrote it tells more with `rawi verify`",
            )

    def _guard(self, connection: Connection) -> list[str]:
        missing = _missing_guards(connection)
        for name in missing:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(GUARDS[name])
        return missing

    def copy(self, to: Path) -> None:
        """Writes a copy of the database as it stands at one moment, whoever else is writing."""
        with self._named_errors(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM INTO ?", (str(to),))

    def compact(self) -> None:
        """Writes the file anew, so that nothing of deleted rows is left in it or in the log ahead beside it."""
        with self._named_errors(), self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def watch(self) -> Watch:
        """Tells from now on whether anything was committed."""
        return Watch(self._engine.connect())

    def close(self) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def _named_errors(self) -> Iterator[None]:
        """Turns what the driver says into an error that says which file it is about and what to do."""
        try:
            yield
        except exc.DBAPIError as error:
            said = str(error.orig)
            if "locked" in said or "busy" in said:
                advice = "another program is writing to this workspace; try again when it is done"
            elif "readonly" in said or "unable to open" in said:
                advice = "check that the folder exists and that you may write in it"
            elif "full" in said:
                advice = "make room on the disk; what was stored before is kept"
            else:
                advice = "make a copy of the folder, then run `rawi verify`"
            raise WorkspaceError(f"the database says: {said}", where=str(self.path), advice=advice) from error


class Watch:
    """A connection that writes nothing and is told of every commit, by whichever connection or program."""

    def __init__(self, connection: Connection):
        connection.rollback()
        self._connection = connection

    def commits(self) -> int:
        """A number that is another one after each commit. Source: SQLite, `PRAGMA data_version`."""
        raw = self._connection.connection.driver_connection
        assert raw is not None
        return int(raw.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        self._connection.close()


def _may_only_be_read(path: Path) -> bool:
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _address(path: Path, *, read_only: bool) -> URL:
    """Where the file is. A file that nobody can change is read without the files that SQLite lays beside it.

    Where such files stand (`rawi.db-wal` holds what is not in `rawi.db` yet) they are read too.
    """
    if not read_only:
        return URL.create("sqlite", database=str(path))
    log_ahead = path.with_name(f"{path.name}-wal")
    beside = log_ahead.is_file() and log_ahead.stat().st_size > 0
    how = {"mode": "ro", "uri": "true"} | ({} if beside else {"immutable": "1"})
    return URL.create("sqlite", database=f"file:{quote(str(path))}", query=how)


def _version(connection: Connection, where: str) -> int:
    """The schema that the database says it has; raises `WorkspaceError` where it says none."""
    said = connection.execute(text("SELECT value FROM meta WHERE key = 'schema'")).scalar()
    if said is None or not str(said).isdecimal():
        raise WorkspaceError("meta row schema names no version", where=where, advice="restore it from a copy")
    return int(said)


def _missing_guards(connection: Connection) -> list[str]:
    """Names of the triggers that are not there, or say something else."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    found = {row.name: row.sql for row in rows}
    return [name for name, sql in GUARDS.items() if found.get(name) != sql]

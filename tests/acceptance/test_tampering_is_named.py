"""`rawi verify` passes on what was built, and after any change by hand it ends with 1 and says what was changed."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Integer

from rawi.errors import RawiError
from rawi.workspace import Workspace, seals
from rawi.workspace.schema import metadata


def unguarded(case: Path) -> sqlite3.Connection:
    """The database as somebody who has the file may change it."""
    connection = sqlite3.connect(case / "rawi.db", isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection


def test_what_was_built_holds(rawi, case):
    done = rawi("verify", "-w", case)
    assert (done.returncode, done.stdout.startswith("all holds: 5 documents")) == (0, True), done.stderr


def test_one_byte_of_an_original_is_named(rawi, case):
    original = max(path for path in (case / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    data = bytearray(original.read_bytes())
    data[len(data) // 2] ^= 1
    original.write_bytes(data)
    done = rawi("verify", "-w", case)
    assert done.returncode == 1
    assert original.name in done.stderr


@pytest.mark.parametrize("row", [1, 7])
def test_one_row_of_the_log_is_named(rawi, case, row):
    with unguarded(case) as connection:
        connection.execute("UPDATE log SET at = '2001-01-01T00:00:00.000000+00:00' WHERE seq = ?", (row,))
    connection.close()
    done = rawi("verify", "-w", case)
    assert done.returncode == 1
    assert f"log row {row}" in done.stderr


def test_a_word_put_into_a_quote_is_named(rawi, case):
    with unguarded(case) as connection:
        (claim,) = connection.execute("SELECT id FROM claims ORDER BY id LIMIT 1").fetchone()
        connection.execute("UPDATE claims SET exact = exact || ' not' WHERE id = ?", (claim,))
    connection.close()
    done = rawi("verify", "-w", case)
    assert done.returncode == 1
    assert claim in done.stderr


TABLES = sorted(metadata.tables)


def said(case: Path, *heads: str) -> str:
    with Workspace.open(case) as workspace:
        return "\n".join(str(problem) for problem in workspace.verify(heads))


def names_table(found: str, table: str) -> bool:
    """Whether a problem is told of a table: of one of its rows, of itself, or, for originals, of the file."""
    return any(
        where in found for where in (f"table {table}", f"{table} row", f"{table}/", f"refers to a row of {table}")
    )


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", ["changed", "taken out", "put in"])
def test_a_row_of_any_table_changed_taken_out_or_put_in_is_named(case, table, kind):
    columns = list(metadata.tables[table].columns)
    own = [column for column in columns if not column.primary_key] or columns
    with unguarded(case) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        row = connection.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()
        if kind == "put in" or row is None:
            values = [4711 if isinstance(column.type, Integer) else f"{column.name} put in" for column in columns]
            done = connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", values)
        else:
            key = {column.name: row[place] for place, column in enumerate(columns) if column.primary_key}
            where = " AND ".join(f'"{name}" = ?' for name in key)
            if kind == "taken out":
                done = connection.execute(f"DELETE FROM {table} WHERE {where}", list(key.values()))
            else:
                changed = 4711 if isinstance(own[-1].type, Integer) else "changed"
                statement = f'UPDATE {table} SET "{own[-1].name}" = ? WHERE {where}'
                done = connection.execute(statement, [changed, *key.values()])
        assert done.rowcount == 1
    connection.close()
    try:
        found = said(case)
    except RawiError as error:  # what tells which schema it is cannot be opened without it
        found = str(error)
        assert table == "meta"
    assert found
    assert names_table(found, table) or (table in ("meta", "log", "details", "decisions") and table in found), found


def test_two_entries_of_the_log_in_another_order_are_named(case):
    with unguarded(case) as connection:
        first, second = (
            connection.execute("SELECT at, kind, digest, previous, hash FROM log WHERE seq = ?", (seq,)).fetchone()
            for seq in (4, 5)
        )
        for seq, entry in ((4, second), (5, first)):
            connection.execute(
                "UPDATE log SET at = ?, kind = ?, digest = ?, previous = ?, hash = ? WHERE seq = ?", (*entry, seq)
            )
    connection.close()
    found = said(case)
    assert "log row 4: does not follow from the entry before it" in found
    assert "log row 5: does not follow from the entry before it" in found


def rechained(case: Path, *, with_head: bool) -> str:
    """Takes the last but one entry out and chains the log anew, as somebody who knows how may do; the old head."""
    with unguarded(case) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        rows = connection.execute("SELECT seq, at, kind, digest FROM log ORDER BY seq").fetchall()
        (noted,) = connection.execute("SELECT hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        gone, last = rows[-2], rows[-1]
        connection.execute("DELETE FROM details WHERE seq = ?", (gone[0],))
        connection.execute("DELETE FROM log WHERE seq IN (?, ?)", (gone[0], last[0]))
        (previous,) = connection.execute("SELECT hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
        entry = [gone[0], *last[1:], previous]
        new = hashlib.sha256(json.dumps(entry, separators=(",", ":")).encode()).hexdigest()
        connection.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)", (*entry, new))
        connection.execute("UPDATE details SET seq = ? WHERE seq = ?", (gone[0], last[0]))
        connection.execute("UPDATE memo SET log = ? WHERE log = ?", (gone[0], last[0]))
        if with_head:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'head'", (f"{gone[0]}:{new}",))
    connection.close()
    return noted


def test_a_log_chained_anew_without_the_head_is_named(case):
    with Workspace.open(case) as workspace:
        for file in ("a.jsonl", "b.jsonl", "c.jsonl"):
            workspace.record("export", {"file": file})
    rechained(case, with_head=False)
    found = re.search(r"ends at row (\d+), but row (\d+) was written", said(case))
    assert found and int(found[2]) == int(found[1]) + 1


def test_a_log_chained_anew_with_its_head_is_known_by_a_head_that_was_noted(case):
    """The chain alone proves nothing against whoever holds the file: this is what noting the head is for."""
    with Workspace.open(case) as workspace:
        for file in ("a.jsonl", "b.jsonl", "c.jsonl"):
            workspace.record("export", {"file": file})
    noted = rechained(case, with_head=True)
    assert said(case) == ""
    assert f"no entry has the hash {noted} that was noted" in said(case, noted)


def test_rows_changed_together_with_the_sums_over_them_are_named_by_the_log(case):
    with unguarded(case) as connection:
        connection.execute("UPDATE entities SET name = 'Another' WHERE id = (SELECT min(id) FROM entities)")
    connection.close()
    with Workspace.open(case) as workspace, workspace.database.write() as connection:
        seals.make_anew(connection)
    assert "table seals: its sums are not those that log row" in said(case)


def test_a_byte_of_a_text_that_a_newer_reader_has_replaced_is_named(case):
    """Older derivatives stand beside the new one, and are evidence like it."""
    text = min(path for path in (case / "texts").rglob("*.txt"))
    text.write_bytes(text.read_bytes().replace(b"e", b"a", 1))
    assert f"texts/{text.parent.name}/{text.name}: the stored text was changed" in said(case)


def test_a_text_that_is_gone_is_named(case):
    text = min(path for path in (case / "texts").rglob("*.txt"))
    text.unlink()
    assert text.name in said(case)

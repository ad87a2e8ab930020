"""`rawi verify` passes on what was built, and after any change by hand it ends with 1 and says what was changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest


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

"""Making and opening a workspace, and the traps of SQLite that it is built around."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import types

import pytest

from rawi.errors import UnknownName, WorkspaceError
from rawi.workspace import Workspace, seals
from rawi.workspace.database import Database, keeps_committed_pages
from rawi.workspace.schema import VERSION

ADDED = (
    *("held_apart", "unmet", "forms", "form_keys", "listed", "listed_keys", "registers"),
    *("collections", "tombstones", "seals"),
)
"""Tables that later schemas brought."""


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_versions_that_lose_pages_in_wal_mode_are_known(version, safe):
    assert keeps_committed_pages(version) is safe


def test_an_unsafe_sqlite_writes_with_a_rollback_journal_and_says_what_to_install(tmp_path):
    old = types.ModuleType("old")
    old.__dict__.update(vars(sqlite3), sqlite_version_info=(3, 40, 1), sqlite_version="3.40.1")
    database = Database(tmp_path / "rawi.db", old)
    database.make()
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
    assert "pysqlite3" in database.notices[0]


def test_the_bundled_sqlite_writes_in_wal_mode(workspace):
    with workspace.database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert workspace.notices == []


def test_reviewers_beside_each_other_never_meet_a_locked_database(workspace, claims):
    """Under a deferred BEGIN most of these would fail."""
    failed = []

    def review() -> None:
        try:
            with Workspace.open(workspace.folder) as own:
                for _ in range(15):
                    own.decide("accept", claims[0].id, by="Reviewer", reason="read it")
        except Exception as error:
            failed.append(error)

    reviewers = [threading.Thread(target=review) for _ in range(4)]
    for reviewer in reviewers:
        reviewer.start()
    for reviewer in reviewers:
        reviewer.join()
    assert failed == []
    assert len(workspace.decisions()) == 60
    assert workspace.verify() == []


def test_a_workspace_is_not_made_twice(workspace):
    with pytest.raises(WorkspaceError, match="already"):
        Workspace.create(workspace.folder)


def test_a_workspace_half_made_is_completed(workspace):
    workspace.close()
    (workspace.folder / "rawi.toml").unlink()
    with Workspace.create(workspace.folder) as made:
        assert [entry.kind for entry in made.log()] == ["workspace made"]
        assert made.verify() == []


@pytest.mark.parametrize("content", ["[documents]\nlargest_megabytes = 'many'\n", "[colours]\n", "not toml at all ["])
def test_settings_that_are_not_as_they_must_be_are_named(workspace, content):
    (workspace.folder / "rawi.toml").write_text(content, encoding="utf-8")
    with pytest.raises(WorkspaceError, match=r"rawi\.toml"):
        Workspace.open(workspace.folder)


def test_what_is_no_workspace_is_named(tmp_path):
    with pytest.raises(WorkspaceError, match="rawi init"):
        Workspace.open(tmp_path)


def test_a_file_where_the_folder_should_be_is_named(tmp_path):
    (tmp_path / "case").write_text("a file", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="case"):
        Workspace.create(tmp_path / "case")


def test_a_missing_database_is_named_and_not_made_anew(workspace):
    workspace.close()
    for file in workspace.folder.glob("rawi.db*"):
        file.unlink()
    with pytest.raises(WorkspaceError, match=r"rawi\.db is missing"):
        Workspace.open(workspace.folder)


def test_a_newer_workspace_is_refused_and_left_as_it_is(workspace):
    workspace.close()
    connection = sqlite3.connect(workspace.folder / "rawi.db")
    connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.commit()
    with pytest.raises(WorkspaceError, match="newer Rawi"):
        Workspace.open(workspace.folder)


def test_an_older_workspace_is_led_to_the_present_with_its_guards(workspace, monkeypatch):
    """A migration that copies a table loses its triggers; they are made anew."""
    from rawi.workspace import migrations

    def copy_the_log(connection) -> None:
        sql = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'log'").scalar()
        connection.exec_driver_sql(sql.replace("TABLE log", "TABLE new_log"))
        connection.exec_driver_sql("INSERT INTO new_log SELECT * FROM log")
        connection.exec_driver_sql("DROP TABLE log")
        connection.exec_driver_sql("ALTER TABLE new_log RENAME TO log")

    workspace.close()
    connection = sqlite3.connect(workspace.folder / "rawi.db")
    connection.execute(f"UPDATE meta SET value = '{VERSION - 1}' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    monkeypatch.setitem(migrations.STEPS, VERSION - 1, copy_the_log)
    with Workspace.open(workspace.folder) as opened, opened.database.read() as connection:
        assert connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema'").scalar() == str(VERSION)
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        sqlite3.connect(workspace.folder / "rawi.db").execute("UPDATE log SET at = 'x'")


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE claims SET exact = exact || ' not'", "table claims: a row was changed"),
        ("DELETE FROM mentions", "table mentions: a row was changed, taken out"),
        ("UPDATE seals SET rows = rows + 1 WHERE \"table\" = 'claims'", "table claims"),
        ("DELETE FROM seals", "table seals: its sums are not those that log row"),
        ("DROP TABLE mentions", "table mentions"),
    ],
)
def test_an_older_workspace_that_was_changed_is_not_led_on(workspace, claims, statement, named):
    """The sums are made anew when tables change their form, so what was changed before would hold ever after."""
    workspace.seal()
    workspace.close()
    with contextlib.closing(sqlite3.connect(workspace.folder / "rawi.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.execute(f"UPDATE meta SET value = '{VERSION - 1}' WHERE key = 'schema'")
        connection.commit()
    before = (workspace.folder / "rawi.db").read_bytes()
    with pytest.raises(WorkspaceError, match=named) as caught:
        Workspace.open(workspace.folder)
    assert "restore it from a copy" in (caught.value.advice or "")
    assert (workspace.folder / "rawi.db").read_bytes() == before


@pytest.mark.parametrize("changed", [False, True])
def test_an_older_workspace_is_checked_by_the_columns_that_it_has(workspace, claims, changed):
    """The last schema brought a column; the sum of before is over the others."""
    workspace.record("run begun", {})
    workspace.close()
    with contextlib.closing(sqlite3.connect(workspace.folder / "rawi.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("ALTER TABLE entities DROP COLUMN plain")
        kinds = {row[1]: row[2] for row in connection.execute("PRAGMA table_info(entities)")}
        values = ", ".join(f'CAST("{name}" AS BLOB)' if kinds[name] == "TEXT" else f'"{name}"' for name in kinds)
        rows = connection.execute(f"SELECT {values} FROM entities").fetchall()
        total = sum(seals.summand("entities", row) for row in rows) % (1 << seals.BITS)
        connection.execute("UPDATE seals SET sum = ? WHERE \"table\" = 'entities'", (f"{total:x}",))
        if changed:
            connection.execute("UPDATE entities SET name = 'Another'")
        connection.execute("UPDATE meta SET value = '11' WHERE key = 'schema'")
        connection.commit()
    if changed:
        with pytest.raises(WorkspaceError, match="table entities"):
            Workspace.open(workspace.folder)
    else:
        with Workspace.open(workspace.folder) as opened:
            assert opened.verify() == []


def test_a_workspace_of_the_first_schema_is_led_to_the_present(workspace, claims):
    """What version 2 added is taken away again; what was decided and read before stands afterwards."""
    workspace.decide("accept", claims[0].id, by="Reviewer", reason="read it")
    workspace.close()
    with contextlib.closing(sqlite3.connect(workspace.folder / "rawi.db")) as connection:
        connection.execute("ALTER TABLE joins DROP COLUMN decision")
        for column in ("reader", "parameters", "made"):
            connection.execute(f"ALTER TABLE texts DROP COLUMN {column}")
        # SQLite drops no column that refers to another table; so the table is made as it was.
        connection.execute("ALTER TABLE places RENAME TO newer")
        connection.execute(
            "CREATE TABLE places (id INTEGER PRIMARY KEY, origin TEXT NOT NULL, path TEXT NOT NULL, "
            "original TEXT NOT NULL REFERENCES originals(id), side TEXT REFERENCES originals(id), "
            "current BOOLEAN NOT NULL, UNIQUE (origin, original))"
        )
        connection.execute("INSERT INTO places SELECT id, origin, path, original, side, current FROM newer")
        connection.execute("DROP TABLE newer")
        for table in ADDED:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX mentions_by_id")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        connection.commit()
    with Workspace.open(workspace.folder) as opened:
        assert opened.claim(claims[0].id).review.state == "accepted"
        assert [entity.name for entity in opened.entities()] == ["Liwa Zahr"]
        assert (opened.held_apart(), opened.unmet(), opened.verify()) == ([], [], [])


def test_unknown_names_are_errors_of_their_own(workspace, claims):
    for ask in (workspace.text, workspace.outline, workspace.entity, workspace.claim):
        with pytest.raises(UnknownName):
            ask("0123")


def test_what_was_kept_comes_back_as_it_was(workspace, claims):
    source = workspace.documents()[0]
    assert (source.path, source.title, source.date) == ("a.txt", "Title", "2016-05")
    assert [one.claim for one in workspace.kept_claims()] == claims
    assert workspace.document(source.id).text == workspace.text(source.id)
    kept = workspace.kept_claims(entity="e1")
    assert [one.subject for one in kept] == ["e1", "e1"]
    assert kept[0].reading.time.latest_end == ".."
    assert str(kept[0].reading.time.earliest_start) == "2015-01-01"
    assert list(workspace.iter_kept_claims()) == workspace.kept_claims()


@pytest.mark.parametrize("name", ["a?b=c", "p%41q#x", "sp ace:ü", "it's"])
def test_a_folder_may_have_any_name(tmp_path, name):
    Workspace.create(tmp_path / name).close()
    assert (tmp_path / name / "rawi.db").is_file()
    with Workspace.open(tmp_path / name) as opened:
        assert opened.verify() == []
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing is laid beside the folder"


def test_a_workspace_that_cannot_be_written_to_can_be_asked_and_verified(workspace, claims):
    wanted = [kept.claim.id for kept in workspace.kept_claims()]
    workspace.close()
    parts = [workspace.folder, *workspace.folder.rglob("*")]
    for part in parts:
        part.chmod(part.stat().st_mode & ~0o222)
    try:
        if os.access(workspace.folder / "rawi.db", os.W_OK):
            pytest.skip("this user may write everywhere: skipped")
        with Workspace.open(workspace.folder) as opened:
            assert any("cannot be written to" in notice for notice in opened.notices)
            assert [kept.claim.id for kept in opened.kept_claims()] == wanted
            assert opened.verify() == []
            with pytest.raises(WorkspaceError):
                opened.decide("accept", claims[0].id, by="Reviewer", reason="read it")
        assert {path.name for path in workspace.folder.iterdir()} == {p.name for p in parts if p.parent == parts[0]}
    finally:
        for part in parts:
            part.chmod(part.stat().st_mode | 0o200)

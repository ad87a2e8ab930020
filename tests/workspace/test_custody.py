"""The log only grows, is chained, and tells who did what; its details are salted."""

from __future__ import annotations

import hashlib
import itertools
import sqlite3

import pytest

from rawi.workspace import Workspace


def test_each_entry_follows_from_the_one_before(workspace, claims):
    workspace.record("export", {"file": "claims.jsonl"})
    entries = workspace.log()
    assert [entry.kind for entry in entries] == ["workspace made", "file taken in", "document read", "export"]
    assert all(after.previous == before.hash for before, after in itertools.pairwise(entries))
    assert workspace.head() == entries[-1].hash
    assert entries[-1].body == {"file": "claims.jsonl"}


def test_equal_details_have_different_digests(workspace):
    first, second = (workspace.record("export", {"file": "a"}) for _ in range(2))
    assert first.digest != second.digest, "a digest without salt lets anyone guess a removed name"
    assert first.digest != hashlib.sha256(b'{"file":"a"}').hexdigest()


@pytest.mark.parametrize("table", ["log", "decisions"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET at = 'x'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_only_grows(workspace, claims, table, statement):
    workspace.decide("accept", claims[0].id, by="Reviewer", reason="read it")
    connection = sqlite3.connect(workspace.folder / "rawi.db")
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        connection.execute(statement.format(table))


def test_guards_that_were_dropped_are_made_anew_and_said(workspace, claims):
    workspace.close()
    connection = sqlite3.connect(workspace.folder / "rawi.db")
    connection.execute("DROP TRIGGER log_no_update")
    connection.commit()
    connection.close()
    with Workspace.open(workspace.folder) as opened:
        assert any("log_no_update" in notice for notice in opened.notices)
    with Workspace.open(workspace.folder) as opened:
        assert opened.notices == []
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        sqlite3.connect(workspace.folder / "rawi.db").execute("UPDATE log SET at = 'x'")

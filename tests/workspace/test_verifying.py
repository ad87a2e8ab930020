"""Whatever is changed by hand, `verify` finds it and names the file or the row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from rawi.workspace import Workspace


@pytest.fixture
def decided(workspace, claims) -> Iterator[Workspace]:
    workspace.decide("accept", claims[0].id, by="Reviewer", reason="read it")
    workspace.undo(by="Reviewer", reason="read it again")
    assert workspace.verify() == []
    return workspace


def tamper(workspace: Workspace, *statements: str) -> None:
    """Changes rows behind Rawi's back, guards dropped and put back, as somebody with the file would."""
    connection = sqlite3.connect(workspace.folder / "rawi.db")
    guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount > 0, statement
    for _, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()


def found(workspace: Workspace) -> str:
    return "\n".join(str(problem) for problem in workspace.verify())


def test_one_byte_of_an_original(decided):
    path = decided.originals.path(decided.documents()[0].id)
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[10] ^= 1
    path.write_bytes(data)
    assert path.name in found(decided)
    assert "a.txt" in found(decided)
    assert "the original was changed" in found(decided)


def test_a_missing_original(decided):
    decided.originals.path(decided.documents()[0].id).unlink()
    assert "the original is missing (a.txt)" in found(decided)


def test_a_changed_text_and_the_quotes_that_no_longer_cut(decided, claims):
    path = next((decided.folder / "texts").rglob("*.txt"))
    path.write_text("x" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert f"texts/{path.parent.name}/{path.name}: the stored text was changed (a.txt)" in found(decided)
    assert claims[0].id in found(decided)


@pytest.mark.parametrize("row", [1, 2, 3, 4, 5])
@pytest.mark.parametrize(
    "change", ["at = '2020-01-01'", "kind = 'other'", "digest = 'ab'", "previous = 'ab'", "hash = 'ab'"]
)
def test_a_changed_row_of_the_log(decided, row, change):
    tamper(decided, f"UPDATE log SET {change} WHERE seq = {row}")
    assert f"log row {row}" in found(decided)


@pytest.mark.parametrize("row", [1, 2, 3, 4, 5])
def test_a_row_taken_out_of_the_log(decided, row):
    tamper(decided, f"DELETE FROM log WHERE seq = {row}")
    said = found(decided)
    assert f"row {row} is missing" in said or f"but row {row} was written" in said


@pytest.mark.parametrize("row", [1, 2, 3, 4, 5])
def test_changed_details_of_the_log(decided, row):
    tamper(decided, f'UPDATE details SET body = \'{{"by":"Another"}}\' WHERE seq = {row}')
    assert f"details row {row}: is not what was logged" in found(decided)


def test_details_that_were_removed_leave_the_chain_whole(decided):
    tamper(decided, "DELETE FROM details WHERE seq = 4")
    assert found(decided) == "log row 4: its details are missing; the chain itself holds"
    assert decided.decisions()[0].by == "removed"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("claims", "exact = 'Liwa Zahr is allied with Harakat Fajr.'"),
        ("claims", "predicate = 'opposed_to'"),
        ("claims", "subject = 'Liwa Fajr'"),
        ("claims", "negated = 1"),
        ("claims", "prefix = 'Not so: '"),
    ],
)
def test_a_changed_claim(decided, claims, table, change):
    tamper(decided, f"UPDATE {table} SET {change} WHERE id = '{claims[0].id}'")
    assert f"claims row {claims[0].id}" in found(decided)


def test_a_changed_reading(decided):
    tamper(decided, "UPDATE readings SET record = replace(record, 'stated', 'denied') WHERE id = 1")
    assert "readings row 1: the reading was changed" in found(decided)


def test_a_reading_changed_together_with_its_digest(decided):
    from rawi.workspace import rows

    record = (
        sqlite3.connect(decided.folder / "rawi.db").execute("SELECT record FROM readings WHERE id = 1").fetchone()[0]
    )
    record = record.replace("by hand", "by foot")
    tamper(decided, f"UPDATE readings SET record = '{record}', digest = '{rows.digest(record)}' WHERE id = 1")
    assert "its readings or mentions are not those of log row 3" in found(decided)


def test_a_reading_taken_out(decided):
    tamper(decided, "DELETE FROM readings WHERE id = 1")
    assert "2 readings were logged, 1 stand there" in found(decided)


def test_a_changed_document(decided):
    tamper(decided, "UPDATE documents SET publisher = 'Another'")
    assert "its publisher is not what was read" in found(decided)


def test_a_document_taken_out(decided):
    tamper(decided, "DELETE FROM documents", "DELETE FROM mentions", "DELETE FROM readings", "DELETE FROM claims")
    assert "a.txt, taken in by log row 2, is missing" in found(decided)


def test_a_decision_changed_beside_the_log(decided, claims):
    tamper(decided, f"UPDATE decisions SET target = '{claims[1].id}' WHERE id = 1")
    assert "decisions row 1: is not what log row 4 records" in found(decided)


def test_a_decision_taken_out(decided):
    tamper(decided, "DELETE FROM decisions WHERE id = 2")
    assert "the decision of log row 5 is missing" in found(decided)


def test_a_damaged_database_is_named_and_not_a_traceback(decided):
    from rawi.errors import WorkspaceError

    decided.close()
    path = decided.folder / "rawi.db"
    data = bytearray(path.read_bytes())
    data[4096 : 4096 + 2000] = b"\xff" * 2000
    for other in (path, *decided.folder.glob("rawi.db-*")):
        other.unlink(missing_ok=True)
    path.write_bytes(data)
    with pytest.raises(WorkspaceError, match=r"rawi\.db"), Workspace.open(decided.folder) as opened:
        problems = opened.verify()
        raise WorkspaceError("; ".join(str(problem) for problem in problems), where="rawi.db")

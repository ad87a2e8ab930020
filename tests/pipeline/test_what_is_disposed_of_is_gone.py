"""Disposal takes a document out of files, tables and listings and leaves a tombstone; erasure takes words only."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest

from rawi.errors import UnknownName, WorkspaceError
from rawi.pipeline import build, decide
from rawi.pipeline.disposing import dispose, erase
from rawi.pipeline.identity import merge
from rawi.workspace import Workspace

WHO = {"by": "A. Name", "reason": "consent withdrawn"}


@pytest.fixture
def opened(built, sources, case):
    built(sources)
    with Workspace.open(case) as workspace:
        yield workspace


def id_of(workspace, path):
    return next(source.id for source in workspace.documents() if source.path == path)


def bytes_of(case) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(case.rglob("*")) if path.is_file())


def test_nothing_of_it_is_left_but_the_tombstone(opened, case, stages, reader):
    gone = id_of(opened, "more/c.txt")
    claim = opened.kept_claims(document=gone)[0].claim.id
    decide(opened, "accept", claim, by="A. Name", reason="read it", using=stages(reader()))
    assert b"Jaysh Marj" in bytes_of(case)
    dispose(opened, gone, **WHO, using=stages(reader()))
    assert "more/c.txt" not in [source.path for source in opened.documents(superseded=True)]
    assert all(one.claim.document != gone for one in opened.kept_claims(superseded=True))
    assert "Jaysh Marj" not in [entity.name for entity in opened.entities()]
    assert not opened.originals.path(gone).exists()
    with opened.database.read() as connection:
        left = [
            connection.exec_driver_sql("SELECT count(*) FROM shingled WHERE document = ?", (gone,)).scalar(),
            connection.exec_driver_sql(
                "SELECT count(*) FROM shingles WHERE held NOT IN (SELECT id FROM shingled)"
            ).scalar(),
        ]
    assert left == [0, 0], "the runs of its words are its words"
    (stone,) = opened.tombstones()
    assert (stone.original, stone.by, stone.reason) == (gone, "A. Name", "consent withdrawn")
    opened.close()
    assert b"Jaysh Marj" not in bytes_of(case), "deleted rows stay readable in the file until it is written anew"
    with Workspace.open(case) as workspace:
        assert workspace.verify() == []
        assert workspace.unsealed() is None
        assert workspace.decisions()[0].by == "removed"


def test_it_is_not_taken_in_again_and_the_rest_is_built(opened, sources, stages, reader):
    dispose(opened, id_of(opened, "a.txt"), **WHO, using=stages(reader()))
    report = build(opened, [sources], using=stages(reader()))
    assert [str(failure) for failure in report.failures] == [
        f"a.txt: was disposed of on {opened.tombstones()[0].at[:10]} (consent withdrawn) and is not taken in again"
    ]
    assert [source.path for source in opened.documents()] == ["b.txt", "more/c.txt"]
    assert opened.verify() == []


def test_a_file_that_stands_where_it_was_disposed_of_is_named_and_removed_by_the_next_build(opened, stages, reader):
    """As after a kill between the transaction and the removal of the file."""
    gone = id_of(opened, "a.txt")
    data = opened.originals.read(gone)
    dispose(opened, gone, **WHO, using=stages(reader()))
    opened.originals.path(gone).parent.mkdir(exist_ok=True)
    opened.originals.path(gone).write_bytes(data)
    assert any("was disposed of" in str(problem) for problem in opened.verify())
    build(opened, [], using=stages(reader()))
    assert opened.verify() == []


def test_a_side_file_goes_with_it_unless_another_document_has_it_too(built, case, sources, stages, reader):
    for name in ("a", "b"):
        (sources / f"{name}.json").write_text('{"author": "Same Person"}', encoding="utf-8")
    (sources / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    built(sources)
    with Workspace.open(case) as workspace:
        dispose(workspace, id_of(workspace, "a.txt"), **WHO, using=stages(reader()))
        assert len(workspace.tombstones()) == 2, "the document and its picture"
        dispose(workspace, id_of(workspace, "b.txt"), **WHO, using=stages(reader()))
        assert len(workspace.tombstones()) == 4, "and now the side file"
        assert workspace.verify() == []


def test_a_document_that_is_not_there_and_a_missing_reason_are_refused(opened, stages, reader):
    with pytest.raises(UnknownName):
        dispose(opened, "ab" * 32, **WHO, using=stages(reader()))
    with pytest.raises(WorkspaceError, match="a name and a reason"):
        dispose(opened, id_of(opened, "a.txt"), by="A. Name", reason=" ", using=stages(reader()))
    assert opened.tombstones() == []


def test_a_tombstone_put_there_by_hand_is_named(opened, case):
    gone = id_of(opened, "a.txt")
    opened.close()
    with contextlib.closing(sqlite3.connect(case / "rawi.db")) as connection:
        connection.execute("INSERT INTO tombstones VALUES (?, 2)", (gone,))
        connection.commit()
    with Workspace.open(case) as workspace:
        found = "\n".join(map(str, workspace.verify()))
    assert f"tombstones row {gone}: log row 2 disposes of nothing" in found
    assert "table tombstones" in found


def test_erased_words_are_gone_and_the_chain_holds(opened, case, stages, reader):
    claim = opened.kept_claims()[0].claim.id
    decide(opened, "accept", claim, by="Vera Secret", reason="knows the author", using=stages(reader()))
    entry = next(one for one in opened.log() if one.kind == "decision")
    before = [(one.seq, one.hash) for one in opened.log()]
    erase(opened, [entry.seq], **WHO, using=stages(reader()))
    assert opened.verify() == []
    assert [(one.seq, one.hash) for one in opened.log()][: len(before)] == before
    assert opened.log()[entry.seq - 1].body is None
    assert opened.claim(claim).review.state == "accepted", "that it was decided stands in the chain"
    opened.close()
    assert b"Vera Secret" not in bytes_of(case)


def test_the_record_of_an_import_can_be_erased(opened, stages, reader):
    taken = [one.seq for one in opened.log() if one.kind in ("file taken in", "document read")]
    erase(opened, taken, **WHO, using=stages(reader()))
    assert opened.verify() == []
    assert all(one.removed for one in opened.collection())


def test_an_erased_merge_comes_apart_and_breaks_nothing(opened, stages, reader):
    first, second = (entity.id for entity in opened.entities()[:2])
    merge(opened, first, second, by="A. Name", reason="same", using=stages(reader()))
    entry = next(one.seq for one in opened.log() if one.kind == "decision")
    erase(opened, [entry], **WHO, using=stages(reader()))
    assert opened.verify() == []
    assert build(opened, [], using=stages(reader())).failures == []


def test_what_seals_and_what_says_that_something_went_cannot_be_erased(opened, stages, reader):
    dispose(opened, id_of(opened, "a.txt"), **WHO, using=stages(reader()))
    for entry in opened.log():
        if entry.kind in ("document disposed", "settled", "run finished", "workspace made"):
            with pytest.raises(WorkspaceError, match="it stays"):
                opened.erase([entry.seq], **WHO)
    with pytest.raises(UnknownName):
        opened.erase([4711], **WHO)


def test_details_removed_by_hand_are_not_taken_for_erased(opened, case):
    opened.close()
    with contextlib.closing(sqlite3.connect(case / "rawi.db")) as connection:
        connection.execute("DELETE FROM details WHERE seq = 3")
        connection.commit()
    with Workspace.open(case) as workspace:
        assert "log row 3: its details are missing; the chain itself holds" in map(str, workspace.verify())

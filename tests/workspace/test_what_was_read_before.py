"""What a workspace read before is given again for as long as its rows stay, and never after they changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from rawi.model import Document, Source
from rawi.pipeline import build
from rawi.workspace import Workspace, schema
from rawi.workspace.known import Known


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("one", "two", "three"):
        (texts / f"{name}.txt").write_text(f"The Brigade of {name.title()} was founded in 2012 by Hadi Sarim.\n")
    with Workspace.create(tmp_path / "case") as workspace:
        build(workspace, [texts])
    return tmp_path / "case"


def test_documents_are_those_of_now_after_another_has_written(folder: Path) -> None:
    with Workspace.open(folder) as reading, Workspace.open(folder) as writing:
        ids = [source.id for source in reading.documents()]
        before = reading.documents(ids), reading.outlines(ids)
        assert before == (reading.documents(ids), reading.outlines(ids))
        assert [source.id for source in before[0]] == ids == [outline.id for outline in before[1]]
        with writing.database.write() as connection:
            connection.execute(
                update(schema.documents).where(schema.documents.c.id == ids[0]).values(title="Another", path="zzz.txt")
            )
        named = reading.documents(ids)
        assert [source.title for source in named if source.id == ids[0]] == ["Another"]
        assert named[-1].id == ids[0], "they come by path"
        assert reading.outlines(ids)[-1].id == ids[0]
        assert {k.source.title for k in reading.kept_claims(document=ids[0])} <= {"Another"}


def test_a_document_that_was_replaced_is_told_only_to_whoever_asks_for_it(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        [first, *rest] = workspace.documents()
        ids = [first.id, *(one.id for one in rest)]
        assert len(workspace.documents(ids)) == 3
        with workspace.database.write() as connection:
            chosen = update(schema.documents).where(schema.documents.c.id == first.id)
            connection.execute(chosen.values(superseded=True))
        assert workspace.documents(ids) == rest == workspace.documents()
        assert workspace.documents(ids, superseded=True) == [first, *rest]


def test_names_are_those_of_now_after_another_has_written(folder: Path) -> None:
    with Workspace.open(folder) as reading, Workspace.open(folder) as writing:
        ids = [entity.id for entity in reading.entities()]
        before = reading.called(ids)
        assert [one.id for one in before] == sorted(ids) and before == reading.called(ids)
        with writing.database.write() as connection:
            connection.execute(update(schema.entities).where(schema.entities.c.id == ids[0]).values(name="Renamed"))
        assert {one.id: one.name for one in reading.called(ids)}[ids[0]] == "Renamed"


def test_what_is_not_there_is_not_given_and_is_found_once_it_is(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        assert workspace.documents(["nobody"]) == [] == workspace.outlines(["nobody"])
        assert workspace.called(["nobody"]) == []


def test_no_more_is_held_than_may_be(folder: Path) -> None:
    asked: list[int] = []

    def find(ids: object) -> list[tuple[str, str, int]]:
        assert isinstance(ids, set)
        asked.append(len(ids))
        return [(id, id.upper(), 1) for id in sorted(ids)]

    known = Known[str]("documents", most=3)
    with Workspace.open(folder) as workspace, workspace.database.read() as connection:
        assert known.of(connection, ["c", "a"], find) == {"c": "C", "a": "A"}
        assert list(known.of(connection, ["b", "a"], find)) == ["b", "a"]
        assert known.of(connection, ["d", "e"], find) == {"d": "D", "e": "E"}
        assert known.of(connection, ["a", "d"], find) == {"a": "A", "d": "D"}
    assert asked == [2, 1, 2, 1]


def test_they_are_records(folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        ids = [source.id for source in workspace.documents()]
        assert all(isinstance(one, Source) for one in workspace.documents(ids))
        assert all(isinstance(one, Document) and one.text == "" for one in workspace.outlines(ids))

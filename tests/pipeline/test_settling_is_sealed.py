"""Settling that no decision or build asked for leaves a log that answers for the tables, also where it is killed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from rawi.pipeline import build
from rawi.pipeline.outcome import settled
from rawi.workspace import Workspace, schema, seals


@pytest.fixture
def led_on(tmp_path: Path) -> Path:
    """A workspace that a newer Rawi has led on: what was settled is to be settled anew, and the log seals that."""
    (tmp_path / "one.txt").write_text("The Sarim Brigade was founded in 2012. Hadi Sarim leads the Sarim Brigade.\n")
    folder = tmp_path / "case"
    with Workspace.create(folder) as workspace:
        build(workspace, [tmp_path / "one.txt"])
        with workspace.database.write("durable") as connection:
            connection.execute(delete(schema.rests_upon))
            connection.execute(delete(schema.findings))
            connection.execute(update(schema.entities).values(plain=None))
        with workspace.database.write("durable") as connection:
            body = seals.told(connection)
        workspace.record("schema led on", body)
        assert not problems(workspace)
    return folder


def problems(workspace: Workspace) -> list[str]:
    return [str(problem) for problem in workspace.verify()]


def test_what_is_settled_anew_after_an_upgrade_is_sealed(led_on: Path) -> None:
    with Workspace.open(led_on) as workspace:
        assert settled(workspace, None)
        assert [entry.kind for entry in workspace.log()][-2:] == ["settling begun", "settled"]
        assert not problems(workspace)
        assert settled(workspace, None), "there is nothing to do, and nothing is logged"
        assert [entry.kind for entry in workspace.log()][-2:] == ["settling begun", "settled"]


def test_where_settling_is_killed_the_next_one_seals(led_on: Path) -> None:
    with Workspace.open(led_on) as workspace:
        workspace.begin_settling()
        with workspace.database.write() as connection:
            connection.execute(update(schema.entities).values(plain="{}"))
        assert not problems(workspace)
        assert settled(workspace, None)
        assert [entry.kind for entry in workspace.log()].count("settling begun") == 1
        assert not problems(workspace)


def test_what_other_hands_changed_is_not_sealed_as_settled(led_on: Path) -> None:
    with Workspace.open(led_on) as workspace:
        with workspace.database.write() as connection:
            connection.exec_driver_sql("UPDATE seals SET rows = rows + 1 WHERE \"table\" = 'claims'")
        assert problems(workspace)
        settled(workspace, None)
        assert problems(workspace)

"""Building again reads only what is new or changed, and forgets nothing."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from rawi.pipeline import build, decide, outcome
from rawi.workspace import Workspace


def test_an_unchanged_folder_is_not_read_again(built, sources, reader):
    first = built(sources)
    assert first.failures == []
    assert first.read == ["a.txt", "b.txt", "more/c.txt"]
    again = reader()
    report = built(sources, reader=again)
    assert again.read_paths == []
    assert (report.read, report.unchanged, report.documents, report.claims) == ([], 3, 3, 4)


def test_one_more_document_reads_one_document(built, sources, reader):
    built(sources)
    (sources / "d.txt").write_text("Title of D\n\nJaysh Marj is opposed to Liwa Zahr.\n", encoding="utf-8")
    again = reader()
    report = built(sources, reader=again)
    assert again.read_paths == ["d.txt"]
    assert (report.unchanged, report.documents, report.claims) == (3, 4, 5)


def test_a_file_added_by_itself_is_the_same_as_in_its_folder(built, sources):
    built(sources)
    report = built(sources / "more" / "c.txt")
    assert (report.read, report.documents) == ([], 3)


def test_a_changed_file_supersedes_its_old_original_which_is_kept(built, sources, case):
    built(sources)
    (sources / "a.txt").write_text("Title of A\n\nLiwa Zahr is allied with Jaysh Marj.\n", encoding="utf-8")
    report = built(sources)
    assert (report.read, report.superseded, report.documents) == (["a.txt"], ["a.txt"], 3)
    with Workspace.open(case) as workspace:
        now = [one.claim.quote.exact for one in workspace.kept_claims() if one.source.path == "a.txt"]
        ever = [one.claim.quote.exact for one in workspace.kept_claims(superseded=True) if one.source.path == "a.txt"]
        assert now == ["Liwa Zahr is allied with Jaysh Marj."]
        assert sorted(ever) == ["Liwa Zahr is allied with Harakat Noor.", "Liwa Zahr is allied with Jaysh Marj."]
        assert workspace.verify() == []


def test_a_file_changed_back_shows_its_first_reading_again(built, sources, case, reader):
    text = (sources / "a.txt").read_text(encoding="utf-8")
    built(sources)
    (sources / "a.txt").write_text("Title\n\nLiwa Zahr is allied with Jaysh Marj.\n", encoding="utf-8")
    built(sources)
    (sources / "a.txt").write_text(text, encoding="utf-8")
    again = reader()
    built(sources, reader=again)
    assert again.read_paths == []
    with Workspace.open(case) as workspace:
        shown = [one.claim.quote.exact for one in workspace.kept_claims() if one.source.path == "a.txt"]
    assert shown == ["Liwa Zahr is allied with Harakat Noor."]


def test_a_changed_side_file_reads_its_document_again(built, sources, case, reader):
    built(sources)
    (sources / "a.json").write_text(json.dumps({"publisher": "The Marj Courier"}), encoding="utf-8")
    again = reader()
    report = built(sources, reader=again)
    assert again.read_paths == ["a.txt"]
    assert report.documents == 3, "a side file is no document of its own"
    with Workspace.open(case) as workspace:
        assert [source.publisher for source in workspace.documents() if source.path == "a.txt"] == ["The Marj Courier"]
        assert workspace.verify() == []


def test_the_same_bytes_in_two_places_are_one_document(built, sources, case):
    (sources / "copy.txt").write_bytes((sources / "a.txt").read_bytes())
    report = built(sources)
    assert report.documents == 3
    with Workspace.open(case) as workspace:
        assert [source.path for source in workspace.documents()] == ["a.txt", "b.txt", "more/c.txt"]
    (sources / "a.txt").write_text("Now something else.\n", encoding="utf-8")
    built(sources)
    with Workspace.open(case) as workspace:
        assert [source.path for source in workspace.documents()] == ["a.txt", "b.txt", "copy.txt", "more/c.txt"]
        assert workspace.verify() == []


def test_a_new_reader_reads_everything_again_from_the_originals(built, sources, reader):
    built(sources)
    for file in sorted(sources.rglob("*.txt")):
        file.unlink()
    again = reader(version="2")
    report = built(reader=again)
    assert again.read_paths == ["a.txt", "b.txt", "more/c.txt"]
    assert (report.documents, report.claims, report.failures) == (3, 4, [])


def test_a_file_gone_from_the_folder_stays_in_the_workspace(built, sources):
    built(sources)
    (sources / "b.txt").unlink()
    assert built(sources).documents == 3


def test_two_builds_hold_the_same_claims_in_the_same_order(built, sources, tmp_path, stages, reader):
    built(sources)
    with Workspace.create(tmp_path / "other") as other:
        build(other, [sources / "more" / "c.txt"], using=stages(reader()))
    with Workspace.open(tmp_path / "other") as other:
        build(other, [sources], using=stages(reader()))
    with Workspace.open(tmp_path / "case") as one, Workspace.open(tmp_path / "other") as two:
        # added by itself first, c.txt keeps the path that it came with
        paths = {source.id: source.path for source in two.documents()}
        assert sorted(paths.values()) == ["a.txt", "b.txt", "c.txt"]
        assert {kept.claim.id for kept in one.kept_claims()} == {kept.claim.id for kept in two.kept_claims()}
        assert [entity.id for entity in one.entities()] == [entity.id for entity in two.entities()]


def test_the_workspace_inside_the_folder_is_not_taken_in(sources, stages, reader):
    with Workspace.create(sources / "case") as workspace:
        build(workspace, [sources], using=stages(reader()))
        report = build(workspace, [sources], using=stages(reader()))
    assert (report.documents, report.failures) == (3, [])


def test_hidden_files_and_read_me_notes_are_left_aside_and_said(built, sources):
    (sources / ".secret.txt").write_text("Liwa A is allied with Liwa B.", encoding="utf-8")
    (sources / "README.md").write_text("Liwa A is allied with Liwa B.", encoding="utf-8")
    report = built(sources)
    assert (report.documents, report.notes, report.failures) == (3, ["README.md"], [])
    assert built(sources / "README.md").documents == 4, "named by itself, it is read"


def test_a_run_is_recorded_with_version_and_model(built, sources, case):
    built(sources)
    rows = sqlite3.connect(case / "rawi.db").execute("SELECT version, model, finished FROM runs").fetchall()
    assert rows == [("0.1.0", '{"name":"none"}', "2026-11-01T00:00:00.000000+00:00")]


def test_originals_are_kept_byte_for_byte_and_read_only(built, sources, case):
    built(sources)
    kept = {path.read_bytes() for path in Path(case / "originals").rglob("*") if path.is_file()}
    assert kept == {path.read_bytes() for path in sources.rglob("*.txt")}
    assert all(path.stat().st_mode & 0o222 == 0 for path in Path(case / "originals").rglob("*") if path.is_file())


def test_without_the_model_what_it_read_before_stays_and_new_files_are_read(built, sources, reader):
    built(sources)
    poorer = reader(version="2", blind_to="Liwa Zahr")
    poorer.model = {}
    (sources / "d.txt").write_text("Title of D\n\nJaysh Marj is opposed to Harakat Noor.\n", encoding="utf-8")
    report = built(sources, reader=poorer)
    assert (report.read, report.claims) == (["d.txt"], 5)
    assert any("3 documents were read with the language model" in notice for notice in report.notices)
    assert built(sources, reader=reader(version="3")).read == ["a.txt", "b.txt", "d.txt", "more/c.txt"]


def test_a_decided_claim_that_a_new_reader_does_not_find_keeps_its_entity(built, sources, case, reader):
    built(sources)
    with Workspace.open(case) as workspace:
        target = next(one for one in workspace.kept_claims() if one.source.path == "a.txt")
        workspace.decide("accept", target.claim.id, by="Reviewer", reason="read it")
    report = built(sources, reader=reader(version="2", blind_to="allied"))
    assert report.lapsed == 1
    with Workspace.open(case) as workspace:
        kept = workspace.claim(target.claim.id)
        assert workspace.entity(kept.subject).name == "Liwa Zahr"
        assert kept.claim.id in {one.claim.id for one in workspace.kept_claims(entity=kept.subject)}
        assert [one.claim.id for one in workspace.lapsed()] == [target.claim.id]
        assert workspace.verify() == []


def test_a_decision_during_a_build_stands_and_the_build_follows_it(built, sources, case, stages, reader):
    built(sources)
    outcomes = []

    class Reviewed(reader):
        def read(self, document, /):
            with Workspace.open(case) as own:
                target = next(one for one in own.kept_claims() if one.source.path == "b.txt")
                change = {"object": "Katibat Fajr"}
                done = decide(own, "edit", target.claim.id, by="R", reason="x", change=change, using=stages(reader()))
                outcomes.append(done)
            return super().read(document)

    (sources / "d.txt").write_text("Title of D\n\nJaysh Marj is opposed to Harakat Noor.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outcome, "PATIENCE_SECONDS", 0)
        built(sources, reader=Reviewed())
    assert [outcome.settled for outcome in outcomes] == [False]
    with Workspace.open(case) as workspace:
        assert "Katibat Fajr" in {entity.name for entity in workspace.entities()}
        assert workspace.verify() == []


def test_what_a_new_reader_could_not_read_is_tried_again_by_the_next_build(built, sources, reader):
    built(sources)
    failing = reader(version="2")
    read = failing.read
    failing.read = lambda document: 1 / 0 if document.path == "b.txt" else read(document)
    report = built(sources / "a.txt", reader=failing)
    assert [failure.path for failure in report.failures] == ["b.txt"]
    again = reader(version="2")
    built(sources / "a.txt", reader=again)
    assert again.read_paths == ["b.txt"]
    third = reader(version="2")
    built(sources / "a.txt", reader=third)
    assert third.read_paths == []


def test_a_document_found_under_an_earlier_name_is_read_again_under_it(built, sources, reader):
    built(sources)
    (sources / "aa.txt").write_bytes((sources / "b.txt").read_bytes())
    again = reader()
    built(sources, reader=again)
    assert again.read_paths == ["aa.txt"]


def test_a_document_that_shows_again_is_read_by_the_reader_of_today(built, sources, reader):
    text = (sources / "a.txt").read_bytes()
    built(sources)
    (sources / "a.txt").write_text("Title\n\nLiwa Zahr is allied with Jaysh Marj.\n", encoding="utf-8")
    built(sources)
    built(sources, reader=reader(version="2"))
    (sources / "a.txt").write_bytes(text)
    again = reader(version="2")
    built(sources, reader=again)
    assert again.read_paths == ["a.txt"]


def test_after_a_run_that_was_broken_off_every_document_is_looked_at(built, sources, case, reader):
    built(sources)
    with contextlib.closing(sqlite3.connect(case / "rawi.db")) as database, database:
        # As if a run had replaced the reading's origin and been killed: what is stale is only seen by looking at all.
        database.execute("UPDATE memo SET key = 'another' WHERE stage = 'read' AND id = 1")
    unseen = reader()
    built(sources, reader=unseen)
    assert unseen.read_paths == []
    with contextlib.closing(sqlite3.connect(case / "rawi.db")) as database, database:
        database.execute("UPDATE runs SET finished = NULL WHERE id = (SELECT max(id) FROM runs)")
    again = reader()
    built(sources, reader=again)
    assert again.read_paths == ["a.txt"]

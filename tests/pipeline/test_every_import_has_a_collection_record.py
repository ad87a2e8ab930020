"""Every file that is taken in has a record of where, when, by whom and with what it was collected; so do its texts."""

from __future__ import annotations

import hashlib
import json
import os

import pytest

import rawi
from rawi.documents import READER_VERSION
from rawi.errors import WorkspaceError
from rawi.pipeline import build
from rawi.pipeline.collecting import Collector
from rawi.workspace import Workspace
from rawi.workspace.collecting import badge


@pytest.fixture
def add(case, stages, reader):
    """Adds paths as a person does who says something of them, or nothing."""

    def run(*paths, version="1", **said):
        if not (case / "rawi.toml").exists():
            Workspace.create(case).close()
        with Workspace.open(case) as workspace:
            return build(workspace, paths, using=stages(reader(version=version)), collector=Collector(**said))

    return run


def records(case, path="a.txt"):
    with Workspace.open(case) as workspace:
        assert workspace.verify() == []
        (source,) = [source for source in workspace.documents() if source.path == path]
        return workspace.collection(source.id)


def test_each_file_has_one_with_what_a_person_said(add, case, sources):
    told = {"collector": "A. Name", "tool": "Browser 12", "notes": "seen by two"}
    add(sources, **told, captured="2026-03-01T14:05+03:00", sha3=True)
    (one,) = records(case)
    assert (one.path, one.origin) == ("a.txt", str(sources / "a.txt"))
    assert (one.about.collector, one.about.tool, one.about.notes) == ("A. Name", "Browser 12", "seen by two")
    assert one.about.captured == "2026-03-01T14:05:00+03:00"
    assert one.about.imported_with == f"Rawi {rawi.__version__}"
    assert one.about.sha3_512 == hashlib.sha3_512((sources / "a.txt").read_bytes()).hexdigest()


def test_what_nobody_said_is_unknown_and_not_guessed(add, case, sources):
    add(sources)
    (one,) = records(case)
    assert (one.about.collector, one.about.captured, one.about.tool, one.about.notes) == (None, None, None, None)


def test_a_time_without_a_zone_is_refused(add, sources):
    for said in ("2026-03-01T14:05", "yesterday"):
        with pytest.raises(WorkspaceError, match=r"zone|no time"):
            Collector(captured=said)


def test_adding_again_is_silent_and_a_later_word_stands_beside_the_first(add, case, sources):
    add(sources)
    add(sources)
    assert len(records(case)) == 1
    add(sources, collector="A. Name")
    add(sources, collector="A. Name")
    assert [one.about.collector for one in records(case)] == [None, "A. Name"]


def test_a_side_file_speaks_where_nobody_does(add, case, sources):
    said = {"url": "https://example.org/a", "captured": "2026-01-02T03:04:05Z", "collector": "B. Name"}
    (sources / "a.json").write_text(json.dumps(said), encoding="utf-8")
    add(sources, collector="A. Name")
    (one,) = records(case)
    assert (one.about.url, one.about.collector) == ("https://example.org/a", "A. Name")
    assert one.about.captured == "2026-01-02T03:04:05+00:00"


def test_the_badge_says_which_of_the_three_are_there(add, case, sources):
    page = "<html><title>T</title><body><p>Liwa Zahr is allied with Harakat Noor.</p><img src=x></body></html>"
    (sources / "d.html").write_text(page, encoding="utf-8")
    (sources / "d.json").write_text('{"url": "https://example.org/d"}', encoding="utf-8")
    (sources / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n picture of the whole page")
    add(sources)
    found = records(case, "d.html")
    assert str(badge(found)) == "■ URL · ■ source page · ■ full-page capture"
    assert str(badge(records(case, "a.txt"))) == "□ URL · □ source page · □ full-page capture"
    assert found[0].about.media == ("1 picture named", "capture d.png")
    with Workspace.open(case) as workspace:
        (kept,) = found[0].about.captures
        assert workspace.originals.read(kept) == (sources / "d.png").read_bytes()
        workspace.originals.path(kept).unlink()
        assert any("the original is missing" in str(problem) for problem in workspace.verify())


def test_originals_are_read_only(add, case, sources):
    add(sources)
    assert all(not path.stat().st_mode & 0o222 for path in (case / "originals").rglob("*") if path.is_file())
    assert os.access(case / "originals", os.R_OK)


def test_a_recorded_sha3_is_checked(add, case, sources):
    add(sources, sha3=True)
    with Workspace.open(case) as workspace:
        path = workspace.originals.path(workspace.documents()[0].id)
        path.chmod(0o644)
        path.write_bytes(b"another")
        assert any("SHA3-512" in str(problem) for problem in workspace.verify())


def test_a_newer_reader_makes_a_new_text_beside_the_old(add, case, sources, monkeypatch):
    add(sources)
    monkeypatch.setattr("rawi.documents.reader.READER_VERSION", "next")
    monkeypatch.setattr("rawi.documents.READER_VERSION", "next")
    add(sources)
    with Workspace.open(case) as workspace:
        source = workspace.documents()[0]
        old, new = workspace.derivatives(source.id)
        assert (old.reader, new.reader) == (f"text/{READER_VERSION}", "text/next")
        assert (old.current, new.current) == (False, True)
        assert old.input == new.input == source.id
        assert old.output == hashlib.sha256(workspace.texts.read(old.text).encode()).hexdigest()
        assert json.loads(old.parameters) == {"name": source.path, "side": None}
        assert workspace.verify() == []

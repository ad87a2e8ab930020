"""Entries of reference lists: proposed, tied by a person alone, taken back, and kept when the list is renewed."""

from __future__ import annotations

import pytest

from rawi.errors import UnknownName, WorkspaceError
from rawi.pipeline import Refused, identity
from rawi.pipeline.registers import add_register, decide_entry, entries_bearing, entries_like, tied_to, ties_of
from rawi.publish import jsonl
from rawi.workspace import Workspace

WHO = {"by": "A. Reader", "reason": "the list names its base"}
LIST = '1,1,"aka","ZAHR BRIGADE",-0- \n1,2,"aka","RIVER SHIELD",-0- \n2,3,"aka","SOMETHING ELSE",-0- \n'


@pytest.fixture
def listed(case, built, sources, stages, reader, tmp_path):  # noqa: PLR0917
    """The built workspace with a list, the id of one of its groups, and the stages."""
    built(sources)
    file = tmp_path / "alt.csv"
    file.write_text(LIST, encoding="utf-8")
    with Workspace.open(case) as workspace:
        assert add_register(workspace, file).new
        (zahr,) = (entity.id for entity in workspace.entities() if entity.name == "Liwa Zahr")
        yield workspace, zahr, stages(reader()), file


def test_a_list_ties_nothing_by_itself(listed):
    workspace, zahr, _, file = listed
    assert ties_of(workspace, workspace.entity(zahr)) == []
    proposed = entries_like(workspace, workspace.entity(zahr), ["Liwa Zahr"], 5)
    assert [one.listed.entry for one in proposed] == ["ofac:1"]
    assert proposed[0].likeness.reasons
    assert not add_register(workspace, file).new, "the very same file is in use already"
    assert workspace.verify() == []


def test_a_confirmed_entry_is_undone_without_a_trace(listed):
    workspace, zahr, using, _ = listed
    before = jsonl(workspace.kept_claims())
    decide_entry(workspace, zahr, "ofac:1", confirmed=True, **WHO, using=using)
    (tie,) = ties_of(workspace, workspace.entity(zahr))
    assert (tie.entry, tie.confirmed, tie.decision.by) == ("ofac:1", True, "A. Reader")
    assert [laid.id for laid in tied_to(workspace, "ofac:1")] == [tie.decision.id]
    assert workspace.unmet() == [] and jsonl(workspace.kept_claims()) == before, "names of a list change no claim"
    identity.undo(workspace, **WHO, using=using)
    assert ties_of(workspace, workspace.entity(zahr)) == [] and workspace.verify() == []


def test_the_opposite_of_what_was_decided_is_refused(listed):
    workspace, zahr, using, _ = listed
    decide_entry(workspace, zahr, "ofac:1", confirmed=False, **WHO, using=using)
    assert entries_like(workspace, workspace.entity(zahr), ["Liwa Zahr"], 5) == [], "decided is not proposed again"
    with pytest.raises(Refused, match="undo decision 1"):
        decide_entry(workspace, zahr, "ofac:1", confirmed=True, **WHO, using=using)
    with pytest.raises(WorkspaceError, match="says so already"):
        decide_entry(workspace, zahr, "ofac:1", confirmed=False, **WHO, using=using)
    with pytest.raises(UnknownName, match="ofac:99"):
        decide_entry(workspace, zahr, "ofac:99", confirmed=True, **WHO, using=using)


def test_a_newer_list_replaces_the_old_and_the_tie_stands(listed, built, sources, reader):
    workspace, zahr, using, file = listed
    decide_entry(workspace, zahr, "ofac:1", confirmed=True, **WHO, using=using)
    file.write_text(LIST + '1,4,"aka","SHIELD OF THE RIVER",-0- \n', encoding="utf-8")
    assert add_register(workspace, file).new
    assert [one.entries for one in workspace.registers_in_use()] == [2]
    built(sources, reader=reader(version="2"))
    assert [tie.entry for tie in ties_of(workspace, workspace.entity(zahr))] == ["ofac:1"]
    assert [one.entry for one in entries_bearing(workspace, "shield of the river")] == ["ofac:1"]
    assert workspace.verify() == []

"""Decisions on identity in a real workspace: exact undo, a newer reader, a replaced file, and what is refused."""

from __future__ import annotations

import pytest

from rawi.errors import WorkspaceError
from rawi.pipeline import Refused, identity
from rawi.pipeline.reviewing import undo
from rawi.publish import jsonl
from rawi.workspace import Workspace

WHO = {"by": "A. Reader", "reason": "the same men, the same base"}


@pytest.fixture
def opened(case, built, sources, stages, reader):
    """The built workspace, with the miniature stages at hand."""
    built(sources)
    with Workspace.open(case) as workspace:
        yield workspace, stages(reader())


def ids(workspace: Workspace) -> dict[str, str]:
    return {entity.name: entity.id for entity in workspace.entities()}


def names_together(workspace: Workspace) -> set[frozenset[str]]:
    known = {mention.id: mention.name for mention in workspace.mentions()}
    return {frozenset(known[mention] for mention in entity.mentions) for entity in workspace.entities()}


def export(workspace: Workspace) -> str:
    return jsonl(workspace.kept_claims())


def test_merge_then_undo_leaves_the_export_byte_for_byte(opened):
    workspace, using = opened
    before = export(workspace)
    outcome = identity.merge(workspace, ids(workspace)["Liwa Zahr"], ids(workspace)["Jaysh Marj"], **WHO, using=using)
    assert outcome.settled and export(workspace) != before
    assert frozenset({"Liwa Zahr", "Jaysh Marj"}) in names_together(workspace)
    identity.undo(workspace, **WHO, using=using)
    assert export(workspace) == before
    assert workspace.verify() == []


def test_a_merge_holds_when_a_newer_reader_reads_again(opened, built, sources, reader):
    workspace, using = opened
    identity.merge(workspace, ids(workspace)["Liwa Zahr"], ids(workspace)["Jaysh Marj"], **WHO, using=using)
    report = built(sources, reader=reader(version="2"))
    assert len(report.read) == 3
    assert frozenset({"Liwa Zahr", "Jaysh Marj"}) in names_together(workspace)
    assert workspace.unmet() == []


def test_a_decision_whose_mentions_are_gone_is_listed_and_comes_back(opened, built, sources, reader):
    workspace, using = opened
    identity.merge(workspace, ids(workspace)["Liwa Zahr"], ids(workspace)["Jaysh Marj"], **WHO, using=using)
    built(sources, reader=reader(version="2", blind_to="Jaysh Marj"))
    assert [one.decision for one in workspace.unmet()] == [1]
    built(sources, reader=reader(version="3"))
    assert workspace.unmet() == [] and frozenset({"Liwa Zahr", "Jaysh Marj"}) in names_together(workspace)


def test_a_decision_passes_on_to_the_file_that_replaced_another(opened, built, sources):
    workspace, using = opened
    identity.merge(workspace, ids(workspace)["Liwa Zahr"], ids(workspace)["Jaysh Marj"], **WHO, using=using)
    changed = sources / "more" / "c.txt"
    changed.write_text(f"{changed.read_text(encoding='utf-8')}\nIt snowed.\n", encoding="utf-8")
    assert built(sources).superseded
    assert frozenset({"Liwa Zahr", "Jaysh Marj"}) in names_together(workspace)


def test_a_chain_to_what_is_kept_apart_is_refused_with_its_path(opened):
    workspace, using = opened
    first, second, third = (ids(workspace)[name] for name in ("Liwa Zahr", "Harakat Noor", "Jaysh Marj"))
    apart = [workspace.entity(first).mentions, workspace.entity(third).mentions]
    identity.keep_apart(workspace, *apart, **WHO, using=using)
    identity.merge(workspace, first, second, **WHO, using=using)
    head, before = workspace.head(), export(workspace)
    with pytest.raises(Refused) as refused:
        identity.merge(workspace, ids(workspace)["Harakat Noor"], third, **WHO, using=using)
    path = " ".join(refused.value.path)
    assert all(said in path for said in ("Liwa Zahr", "Harakat Noor", "Jaysh Marj", "a.txt", "decision 1", "≠"))
    assert "undo decision 1" in str(refused.value)
    assert (workspace.head(), export(workspace)) == (head, before)


def test_undo_of_an_undo_is_refused_where_another_decision_has_come_between(opened):
    workspace, using = opened
    first, second = (ids(workspace)[name] for name in ("Liwa Zahr", "Jaysh Marj"))
    apart = [workspace.entity(one).mentions for one in (first, second)]
    identity.keep_apart(workspace, *apart, **WHO, using=using)
    taken_back = undo(workspace, **WHO, using=using)
    identity.merge(workspace, first, second, **WHO, using=using)
    with pytest.raises(Refused):
        undo(workspace, taken_back.decision.id, **WHO, using=using)


def test_what_cannot_be_decided_is_said(opened):
    workspace, using = opened
    zahr = ids(workspace)["Liwa Zahr"]
    with pytest.raises(WorkspaceError, match="one entity already"):
        identity.merge(workspace, zahr, zahr, **WHO, using=using)
    with pytest.raises(WorkspaceError, match="nothing would be left"):
        identity.split(workspace, zahr, workspace.entity(zahr).mentions, **WHO, using=using)
    with pytest.raises(WorkspaceError, match="from itself"):
        mentions = workspace.entity(zahr).mentions
        identity.keep_apart(workspace, mentions, mentions, **WHO, using=using)
    with pytest.raises(WorkspaceError, match="a name and a reason"):
        identity.merge(workspace, zahr, ids(workspace)["Jaysh Marj"], by="", reason="x", using=using)
    assert workspace.decisions() == []


def test_a_split_takes_one_document_out(opened):
    workspace, using = opened
    zahr = workspace.entity(ids(workspace)["Liwa Zahr"])
    known = {mention.id: mention for mention in workspace.mentions()}
    paths = {source.id: source.path for source in workspace.documents()}
    out = [mention for mention in zahr.mentions if paths[known[mention].document] == "b.txt"]
    identity.split(workspace, zahr.id, out, **WHO, using=using)
    alone = [entity for entity in workspace.entities() if list(entity.mentions) == out]
    assert len(alone) == 1 and alone[0].name == "Liwa Zahr"
    assert all(held.decision == 1 for held in workspace.held_apart())

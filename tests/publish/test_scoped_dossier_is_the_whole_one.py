"""A dossier compiled from the rows of one entity says what one compiled from the whole workspace says."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from rawi.pipeline import build, stages
from rawi.pipeline.settling import settle
from rawi.publish import Disputes, compile_dossier, read_clock
from rawi.publish.extent import Extent, Most
from rawi.publish.gathering import all_knowledge, disputed, disputes_at, knowledge_in
from rawi.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generated_workspace", ROOT / "benchmarks/generated_workspace.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module", params=["examples", "generated"])
def workspace(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scoped") / "case"
    if request.param == "generated":
        generator().make(folder, documents=12, claims=600, entities=60)
    else:
        Workspace.create(folder).close()
    with Workspace.open(folder) as opened:
        if request.param == "generated":
            settle(opened, stages())
        else:
            build(opened, [ROOT / "examples"])
        yield opened


def test_every_dossier_is_the_same_from_its_own_rows_and_from_all(workspace):
    whole = all_knowledge(workspace)
    entities = workspace.entities()
    assert len(entities) > 10
    for entity in entities:
        disputes, scoped = disputed(workspace, entity, None, None)
        weighed = Disputes(tuple(workspace.questions(contested=True)), tuple(workspace.findings()))
        assert compile_dossier(entity, scoped, disputes=disputes) == compile_dossier(entity, whole, disputes=weighed)


@pytest.mark.parametrize(("as_of", "as_known"), [("2018-02-20", None), (None, "2019-06"), ("2016", "2020")])
def test_at_two_clocks_every_dossier_is_the_same_from_its_own_rows_and_from_all(workspace, as_of, as_known):
    world, known = (read_clock(one) if one else None for one in (as_of, as_known))
    whole = all_knowledge(workspace)
    weighed = disputes_at(workspace, world, known)
    for entity in workspace.entities()[::4]:
        disputes, scoped = disputed(workspace, entity, world, known, weighed=lambda: weighed)
        assert compile_dossier(entity, scoped, as_of=world, as_known=known, disputes=disputes) == compile_dossier(
            entity, whole, as_of=world, as_known=known, disputes=weighed
        )


def test_what_a_page_shows_of_a_dossier_is_part_of_the_whole_one_and_counts_the_rest(workspace):
    few = Extent(sizes=(), beyond=Most(values=3, tellings=1, uses=2))
    left_out = 0
    for entity in workspace.entities():
        disputes, scoped = disputed(workspace, entity, None, None)
        whole = compile_dossier(entity, scoped, disputes=disputes)
        short = compile_dossier(entity, scoped, disputes=disputes, extent=few)
        assert (short.claims, short.documents, short.alarms, short.missing) == (
            whole.claims, whole.documents, whole.alarms, whole.missing,
        )  # fmt: skip
        assert [(one.name, one.documents, one.uses) for one in short.names] == [
            (one.name, one.documents, one.uses[:2]) for one in whole.names
        ]
        for made, block in zip(blocks(short), blocks(whole), strict=True):
            assert (made.label, made.differs, made.values) == (block.label, block.differs, len(block.entries))
            standing = [(one.words, one.negated, one.entity, one.claims) for one in block.entries]
            places = [standing.index((one.words, one.negated, one.entity, one.claims)) for one in made.entries]
            assert places == sorted(places) and len(places) == min(3, len(standing))
            differing = sum(one.differs for one in block.entries)
            assert sum(one.differs for one in made.entries) == min(3, differing)
            for at, one in zip(places, made.entries, strict=True):
                full = block.entries[at]
                assert one.tellings == full.tellings[:1] and one.unreviewed == full.unreviewed
                assert (one.known_origins, one.untraced) == (full.known_origins, full.untraced)
                left_out += one.claims - len(one.tellings)
            asked = Extent(sizes=(), beyond=few.beyond, whole=block.predicate)
            again = compile_dossier(entity, scoped, disputes=disputes, extent=asked)
            assert [b.entries for b in blocks(again) if b.predicate == block.predicate] == [
                b.entries for b in blocks(whole) if b.predicate == block.predicate
            ]
    assert left_out


def blocks(dossier):
    return [block for section in dossier.sections for block in section.properties]


def test_what_is_gathered_of_one_document_holds_its_claims_and_whom_they_name(workspace):
    for source in workspace.documents():
        knowledge = knowledge_in(workspace, source.id)
        assert list(knowledge.kept) == workspace.kept_claims(document=source.id)
        assert [document.id for document in knowledge.documents] == [source.id]
        fillers = {id for k in knowledge.kept for id in (k.subject, k.object, k.place) if id is not None}
        assert fillers <= knowledge.entity.keys()

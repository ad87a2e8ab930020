"""On the five texts beside the checkout: whom the aliases of the gold name, and the tensions of identity.

The texts belong to their publishers and stand beside the checkout, or nowhere: then these tests are skipped. Their
names are read from the gold file, so that none of them stands here.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rawi.evaluation.identity import score_identity
from rawi.model import EntityType
from rawi.workspace import Workspace

TYPES = (EntityType.GROUP, EntityType.PERSON, EntityType.PLACE, EntityType.COMMUNITY)
WHO = ("--by", "A. Reader", "--reason", "read in both")


@pytest.fixture(scope="module")
def built(rawi: Callable[..., Any], shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("seeds") / "case"
    done = rawi("build", shared / "seeds", "-w", case)
    assert done.returncode == 0, done.stderr
    return case


@pytest.fixture(scope="module")
def aliases(shared: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads((shared / "gold" / "seeds" / "aliases.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def seeds(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "case"))


def forms(aliases: dict[str, list[str]], kind: EntityType, workspace: Workspace, place: int) -> list[str]:
    """The names of the list of gold with that many other forms (from the most) that mentions of one type bear."""
    borne = {mention.name for mention in workspace.mentions() if mention.type is kind}
    lists = [[name for name in (head, *others) if name in borne] for head, others in aliases.items()]
    return sorted(lists, key=lambda names: (-len(names), names))[place]


def owners(workspace: Workspace, names: list[str], kind: EntityType) -> dict[str, set[str]]:
    owner = {mention: entity.id for entity in workspace.entities() for mention in entity.mentions}
    found: dict[str, set[str]] = {name: set() for name in names}
    for mention in workspace.mentions():
        if mention.name in found and mention.type is kind:
            found[mention.name].add(owner[mention.id])
    return found


def test_names_join_as_people_listed_them_without_a_decision(built, aliases):
    with Workspace.open(built) as workspace:
        assert workspace.decisions() == []
        score = score_identity(aliases, workspace.entities(), workspace.mentions(), TYPES)
    assert score.names.precision >= 0.98, score.names.wrong
    assert score.names.recall >= 0.85, score.names.missed
    assert score.mentions.precision >= 0.98, score.mentions.wrong


@pytest.mark.parametrize("kind", [EntityType.GROUP, EntityType.COMMUNITY])
def test_all_spellings_of_the_most_spelled_are_one(built, aliases, kind):
    """The brigade, and its tribe: each name, in whatever document, stands for one entity."""
    with Workspace.open(built) as workspace:
        names = forms(aliases, kind, workspace, 0)
        borne = owners(workspace, names, kind)
    assert len(names) >= 4
    assert len(set.intersection(*borne.values())) == 1, borne


def test_declared_names_of_persons_are_one_and_each_join_has_its_claim(built, aliases):
    with Workspace.open(built) as workspace:
        for place in (0, 1):
            names = forms(aliases, EntityType.PERSON, workspace, place)
            shared_by_all = set.intersection(*owners(workspace, names, EntityType.PERSON).values())
            assert len(shared_by_all) == 1, names
            entity = workspace.entity(shared_by_all.pop())
            assert all(join.provisional and join.reason for join in entity.joins)
            assert any(join.rule == "declared alias" and join.claim for join in entity.joins)


def test_the_man_a_group_is_named_after_is_not_the_group(built, aliases):
    with Workspace.open(built) as workspace:
        kinds: dict[str, set[str]] = {}
        known = {mention.id: mention for mention in workspace.mentions()}
        for entity in workspace.entities():
            kinds[entity.id] = {known[mention].type for mention in entity.mentions}
    assert all(len(found) == 1 for found in kinds.values()), "no entity is two kinds of thing without a decision"


def test_whose_brother_is_not_said_is_nobody_in_particular(built):
    with Workspace.open(built) as workspace:
        known = {mention.id: mention for mention in workspace.mentions()}
        unnamed = [m for m in known.values() if m.type is EntityType.PERSON and not m.named and "brother" in m.name]
        owner = {mention: entity for entity in workspace.entities() for mention in entity.mentions}
        assert unnamed
        for mention in unnamed:
            assert not any(known[other].named for other in owner[mention.id].mentions)
            assert {known[other].document for other in owner[mention.id].mentions} == {mention.document}


def test_merge_and_undo_leave_the_export_byte_for_byte(rawi, seeds, aliases, tmp_path):
    with Workspace.open(seeds) as workspace:
        groups = [entity for entity in workspace.entities() if entity.type is EntityType.GROUP][:2]

    def exported(name: str) -> bytes:
        file = tmp_path / name
        assert rawi("export", "--format", "jsonl", "-o", file, "-w", seeds).returncode == 0
        return file.read_bytes()

    before = exported("before.jsonl")
    assert rawi("identity", "merge", groups[0].id, groups[1].id, *WHO, "-w", seeds).returncode == 0
    assert exported("merged.jsonl") != before
    assert rawi("identity", "undo", *WHO, "-w", seeds).returncode == 0
    assert exported("after.jsonl") == before
    assert rawi("verify", "-w", seeds).returncode == 0

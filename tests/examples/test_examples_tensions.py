"""What the examples disagree about stays visible: the tensions of examples/README.md, as claims and entities."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rawi.dates import to_edtf
from rawi.model import Entity, KeptClaim, Stance
from rawi.pipeline.searching import lookup
from rawi.resolve import find
from rawi.workspace import Workspace


@pytest.fixture(scope="module")
def brigade(case: Workspace) -> Entity:
    return found(case, "Liwa al-Sarim")


def found(case: Workspace, name: str) -> Entity:
    """The entity that a user gets who types this name."""
    return case.entity(find(name, lookup(case))[0].entity)


def said(case: Workspace, entity: Entity, predicate: str, number: str = "") -> Iterator[KeptClaim]:
    """The claims of one predicate with this entity as their subject, in the document that begins with `number`."""
    for kept in case.kept_claims(entity=entity.id, predicate=predicate):
        if kept.subject == entity.id and kept.source.path.startswith(number):
            yield kept


def first_tellers(kept: KeptClaim) -> tuple[str, ...]:
    """Who said it first, the document itself left out."""
    return kept.reading.chain[0].tellers if len(kept.reading.chain) > 1 else ()


def named(case: Workspace, entity: Entity) -> set[str]:
    mentions = {mention.id: mention.name for mention in case.mentions()}
    return {mentions[id] for id in entity.mentions}


def test_every_founding_date_keeps_its_teller(case: Workspace, brigade: Entity) -> None:
    dates = {
        (kept.claim.value.edtf, "".join(first_tellers(kept)[-1:]), kept.reading.stance)
        for kept in said(case, brigade, "founded")
        if kept.claim.value is not None
    }
    assert ("2009", "Sarim Brigade", Stance.CLAIMED) in dates
    assert ("2012", "Sawt al-Sarw", Stance.CLAIMED) in dates
    assert ("2008", "Liwa al-Sarim", Stance.CLAIMED) in dates


def test_both_documents_give_the_same_size(case: Workspace, brigade: Entity) -> None:
    sizes = {
        (kept.source.path[:2], kept.claim.value.number, kept.claim.value.qualifier)
        for kept in said(case, brigade, "size")
        if kept.claim.value is not None
    }
    assert {("01", 2500, None), ("02", 2500, "estimated")} <= sizes


def test_the_highland_council_is_ally_and_opponent(case: Workspace, brigade: Entity) -> None:
    for predicate in ("allied_with", "opposed_to"):
        partners = {kept.claim.object.name for kept in said(case, brigade, predicate, "01") if kept.claim.object}
        assert "Highland Defence Council" in partners


def test_an_ally_until_a_year_has_an_end_and_no_start(case: Workspace, brigade: Entity) -> None:
    ally = next(
        kept
        for kept in said(case, brigade, "allied_with", "01")
        if kept.claim.object and kept.claim.object.name == "Ansar al-Sahil" and kept.reading.time
    )
    assert ally.reading.time is not None
    assert to_edtf(ally.reading.time) == "/2019"
    assert ally.reading.time.earliest_start is None


def test_lost_names_are_values_and_not_gaps(case: Workspace, brigade: Entity) -> None:
    for predicate in ("allied_with", "opposed_to"):
        lost = [kept for kept in said(case, brigade, predicate, "01") if kept.claim.value and kept.claim.value.lost]
        assert len(lost) == 1
        assert lost[0].claim.object is None


def test_nested_battles_keep_what_they_are_part_of(case: Workspace, brigade: Entity) -> None:
    gate = next(
        kept
        for kept in said(case, brigade, "participated_in", "01")
        if kept.claim.object and "Iron Gate" in kept.claim.object.name
    )
    assert "Battle of Marjana" in gate.reading.rule


def test_no_political_wing_is_a_claim_of_its_own(case: Workspace, brigade: Entity) -> None:
    (wing,) = said(case, brigade, "political_wing", "02")
    assert wing.claim.negated
    assert wing.claim.value is not None
    assert wing.claim.value.none


def test_the_boast_keeps_the_authors_verdict(case: Workspace) -> None:
    sizes = case.kept_claims(predicate="size")
    (boast,) = (kept for kept in sizes if kept.claim.value and kept.claim.value.number == 30000)
    assert boast.reading.stance is Stance.DOUBTED
    assert "representative" in first_tellers(boast)[-1]


def test_every_name_of_the_brigade_leads_to_it(case: Workspace, brigade: Entity) -> None:
    for name in ("Sarim Brigade", "al-Sarim Brigade", "liwa al sarim", "LIWA AL-ṢĀRIM", "لواء الصارم"):
        assert found(case, name).id == brigade.id, name


def test_the_man_it_is_named_after_is_not_the_brigade(case: Workspace, brigade: Entity) -> None:
    imam = found(case, "Yahya al-Sarim")
    assert imam.id != brigade.id
    assert "Yahya al-Sarim" not in named(case, brigade)
    assert not named(case, imam) & {"Fadil al-Matar", "Fadil Sarim"}


def test_one_spelling_of_the_tribe_finds_the_other_three(case: Workspace) -> None:
    mentions = {mention.id: mention for mention in case.mentions()}
    (match,) = find("al-Zuqaira", lookup(case))
    documents = {mentions[id].document for id in case.entity(match.entity).mentions}
    paths = {source.path[:2] for source in case.documents() if source.id in documents}
    assert {"01", "02", "03", "04"} <= paths


def test_the_dead_are_counted_as_of_a_day_by_the_brigade_itself(case: Workspace, brigade: Entity) -> None:
    tolls = said(case, brigade, "suffered_deaths", "03")
    (toll,) = (kept for kept in tolls if kept.claim.value and kept.claim.value.number == 173)
    assert toll.reading.time is not None
    assert to_edtf(toll.reading.time) == "2013-04-14"
    assert toll.reading.stance is Stance.CLAIMED
    assert first_tellers(toll) == ("Liwa al-Sarim",)


def test_an_alias_of_a_person_is_declared_and_joins_by_its_claim(case: Workspace) -> None:
    commander = found(case, "Jabir al-Matar")
    assert {"Abu Idris", "al-Hajj Jabir"} <= named(case, commander)
    declared = [join for join in commander.joins if join.rule == "declared alias"]
    assert declared
    assert all(join.provisional and join.claim for join in declared)


def test_all_of_it_verifies(case: Workspace) -> None:
    assert case.verify() == []

"""Bare names that several groups bear join nobody across documents where place or time differ."""

from __future__ import annotations

from rawi.model import Argument, Claim, EntityType, Mention, Quote, Resolution, Value, make_claim, make_mention
from rawi.resolve import resolve

NAME = "Ansar al-Fajr"


def mention(document: str, name: str = NAME, kind: str = "Group") -> Mention:
    return make_mention(document=document, name=name, type=EntityType(kind))


def says(document: str, predicate: str, other: str, kind: str = "Place", name: str = NAME) -> Claim:
    return make_claim(
        document=document,
        quote=Quote(f"{name} {predicate} {other}"),
        subject=Argument(name, EntityType.GROUP),
        predicate=predicate,
        object=Argument(other, EntityType(kind)),
    )


def dated(document: str, predicate: str, edtf: str) -> Claim:
    return make_claim(
        document=document,
        quote=Quote(f"{NAME} {predicate} {edtf}"),
        subject=Argument(NAME, EntityType.GROUP),
        predicate=predicate,
        value=Value(edtf=edtf),
    )


def groups(resolution: Resolution) -> set[frozenset[str]]:
    return {frozenset(entity.mentions) for entity in resolution.entities}


A, B, C = mention("a"), mention("b"), mention("c")


def test_bearers_in_two_states_are_two_and_a_bare_name_is_neither() -> None:
    claims = [says("a", "based_in", "Benghazi"), says("b", "operates_in", "Tunisia")]
    resolution = resolve([A, B, C], claims, [])
    assert groups(resolution) == {frozenset({one.id}) for one in (A, B, C)}
    assert any("Libya" in held.because and "Tunisia" in held.because for held in resolution.held_apart)
    assert {(held.left, held.right) for held in resolution.held_apart} >= {tuple(sorted((A.id, B.id)))}
    assert any(C.id in (held.left, held.right) for held in resolution.held_apart), "who is left out is told as well"


def test_bearers_in_one_state_are_one() -> None:
    claims = [says("a", "based_in", "Benghazi"), says("b", "operates_in", "Libya")]
    assert groups(resolve([A, B, C], claims, [])) == {frozenset({A.id, B.id, C.id})}


def test_bearers_in_two_states_that_keep_company_are_one() -> None:
    claims = [
        says("a", "based_in", "Benghazi"),
        says("b", "operates_in", "Tunisia"),
        says("a", "led_by", "Idris al-Matar", "Person"),
        says("b", "led_by", "Idris al-Matar", "Person"),
    ]
    assert groups(resolve([A, B, C], claims, [])) == {frozenset({A.id, B.id, C.id})}


def test_a_place_of_several_states_tells_nothing() -> None:
    claims = [says("a", "based_in", "Tripoli"), says("b", "operates_in", "Tunisia")]
    assert groups(resolve([A, B], claims, [])) == {frozenset({A.id, B.id})}


def test_bearers_of_times_that_cannot_meet_are_two() -> None:
    claims = [dated("a", "dissolved", "1994"), dated("b", "founded", "2012")]
    resolution = resolve([A, B], claims, [])
    assert groups(resolution) == {frozenset({A.id}), frozenset({B.id})}
    assert "1994" in resolution.held_apart[0].because
    assert groups(resolve([A, B], [claims[0], dated("b", "founded", "1990")], [])) == {frozenset({A.id, B.id})}


def test_other_names_do_not_lead_around_the_wall() -> None:
    """A third spelling in a third document would join both."""
    spelled = mention("d", "أنصار الفجر")
    claims = [says("a", "based_in", "Benghazi"), says("b", "operates_in", "Tunisia")]
    owner = {
        member: entity.id for entity in resolve([A, B, spelled], claims, []).entities for member in entity.mentions
    }
    assert owner[A.id] != owner[B.id]


def test_acronyms_are_names_that_several_bear() -> None:
    one, other = mention("a", "AAF"), mention("b", "AAF")
    claims = [says("a", "based_in", "Benghazi", name="AAF"), says("b", "operates_in", "Tunisia", name="AAF")]
    assert groups(resolve([one, other], claims, [])) == {frozenset({one.id}), frozenset({other.id})}
    assert groups(resolve([one, other], claims[:1], [])) == {frozenset({one.id, other.id})}

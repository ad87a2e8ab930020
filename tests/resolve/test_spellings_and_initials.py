"""Spellings of tribes and places, initials, names without their middle, and declared names of persons abroad."""

from __future__ import annotations

import pytest

from rawi.model import Argument, Claim, EntityType, Mention, Quote, Value, make_claim, make_mention
from rawi.resolve import resolve


def mention(document: str, kind: str, name: str, named: bool = True) -> Mention:
    return make_mention(document=document, name=name, type=EntityType(kind), named=named)


def aka(document: str, kind: str, name: str, other: str) -> Claim:
    return make_claim(
        document=document,
        quote=Quote(f"{name}, also called {other}"),
        subject=Argument(name, EntityType(kind)),
        predicate="also_known_as",
        value=Value(text=other),
    )


def led(document: str, group: str, person: str) -> Claim:
    return make_claim(
        document=document,
        quote=Quote(f"{group} is led by {person}"),
        subject=Argument(group, EntityType.GROUP),
        predicate="led_by",
        object=Argument(person, EntityType.PERSON),
    )


def together(mentions: list[Mention], one: Mention, other: Mention, claims: list[Claim] | None = None) -> bool:
    owner = {member: entity.id for entity in resolve(mentions, claims or [], []).entities for member in entity.mentions}
    return owner[one.id] == owner[other.id]


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("Community", "al-Zuqayra", "al-Zugaira", True),
        ("Community", "al-Zuqayra tribe", "Zugayra clan", True),
        ("Community", "Banu Hilal", "Banu Hilala", False),
        ("Community", "Shammar", "Shumur", False),
        ("Place", "Tartus", "Tartous", True),
        ("Place", "Qalamun", "Kalamoon", True),
        ("Place", "Sarmada", "Sarmada city", True),
        ("Place", "Sarmada", "Sarmada province", False),
        ("Place", "Kafr Nabl", "Kafr Nubl", False),
        ("Place", "Gao", "Goa", False),
        ("Group", "Liwa al-Imam al-Sarim", "Sarim Brigade", True),
        ("Group", "Martyr Sarim Battalion", "Katibat al-Sarim", True),
        ("Group", "Imam Battalion", "Katibat al-Sarim", False),
        ("Event", "Battle of Marjana", "Battle of Marjena", False),
    ],
)
def test_names_of_two_documents_in_other_spellings(kind: str, one: str, other: str, same: bool) -> None:
    pair = [mention("a", kind, one), mention("b", kind, other)]
    assert together(pair, *pair) is same


def test_an_unexplained_acronym_is_the_one_name_with_its_initials() -> None:
    long, short = mention("a", "Group", "Free River Army"), mention("a", "Group", "FRA")
    assert together([long, short], long, short)
    turned = mention("a", "Group", "River Free Army")
    assert not together([turned, short], turned, short)
    second = mention("a", "Group", "Front of Rural Action")
    assert not together([long, short, second], long, short), "two names have these initials"
    elsewhere = mention("b", "Group", "FRA")
    assert not together([long, elsewhere], long, elsewhere), "in another document it may be another's"


def test_an_acronym_that_is_explained_is_not_guessed() -> None:
    long, short = mention("a", "Group", "Free River Army"), mention("a", "Group", "FRA")
    explained = mention("a", "Group", "Front for Reform and Action")
    claims = [aka("a", "Group", explained.name, "FRA")]
    assert together([long, short, explained], explained, short, claims)
    assert not together([long, short, explained], long, short, claims)


def test_a_name_without_its_middle_is_the_only_such_person_of_its_document() -> None:
    long, short = mention("a", "Person", "Idris Yusuf al-Matar"), mention("a", "Person", "Idris al-Matar")
    assert together([long, short], long, short)
    brother = mention("a", "Person", "Idris Karim al-Matar")
    assert not together([long, short, brother], long, short)
    elsewhere = mention("b", "Person", "Idris al-Matar")
    assert not together([long, elsewhere], long, elsewhere)


def test_a_declared_full_name_joins_abroad_where_both_lead_one_group() -> None:
    here, alias = mention("a", "Person", "Fadil al-Matar"), mention("a", "Person", "Fadil al-Nayruzi")
    there = mention("b", "Person", "al-Hajj Fadil al-Nayruzi")
    groups = [mention("a", "Group", "Liwa al-Sarim"), mention("b", "Group", "Sarim Brigade")]
    everybody = [here, alias, there, *groups]
    claims = [aka("a", "Person", here.name, alias.name), led("a", "Liwa al-Sarim", here.name)]
    assert not together(everybody, here, there, claims), "a namesake, for all that is known"
    assert together(everybody, here, there, [*claims, led("b", "Sarim Brigade", there.name)])
    assert not together(everybody, here, there, [claims[1], led("b", "Sarim Brigade", there.name)]), "not declared"


def test_unnamed_persons_are_entities_of_their_own() -> None:
    brother, fadil = mention("a", "Person", "Fadil's brother", named=False), mention("a", "Person", "Fadil al-Matar")
    jabir, again = mention("b", "Person", "Jabir al-Matar"), mention("b", "Person", "Fadil's brother", named=False)
    entities = resolve([brother, fadil, jabir, again], [], []).entities
    assert sorted(len(entity.mentions) for entity in entities) == [1, 1, 1, 1]

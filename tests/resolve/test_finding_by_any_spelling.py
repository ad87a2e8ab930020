"""Whoever types a name in any spelling or script lands on the entity, and is told by which rule."""

import hashlib

import pytest

from rawi.model import Argument, EntityType, Mention, Quote, Value, make_claim
from rawi.resolve import find, forms_of, in_memory, resolve


def _mention(document: str, kind: str, name: str) -> Mention:
    digest = hashlib.sha256(f"{document}|{kind}|{name}".encode()).hexdigest()[:32]
    return Mention(id=digest, document=document, name=name, type=EntityType(kind))


_MENTIONS = [
    _mention("a", "Group", "Liwa al-Nur"),
    _mention("b", "Group", "لواء النور"),
    _mention("a", "Group", "Katibat al-Nur"),
    _mention("a", "Person", "Karim al-Samir"),
    _mention("a", "Person", "Nur al-Qadi"),
    _mention("a", "State", "Iranian"),
    _mention("a", "Place", "Tel Sawt"),
]
_ENTITIES = resolve(_MENTIONS, [], []).entities
_LOOKUP = in_memory(_ENTITIES, _MENTIONS)
_NAMES = {entity.id: entity.name for entity in _ENTITIES}


@pytest.mark.parametrize(
    ("query", "name", "rule"),
    [
        ("Liwa al-Nur", "Liwa al-Nur", "same name"),
        ("liwa al nur", "Liwa al-Nur", "same name after folding"),
        ("NOOR BRIGADE", "Liwa al-Nur", "same group name"),
        ("كتيبة النور", "Katibat al-Nur", "same group name"),
        ("كريم السمير", "Karim al-Samir", "same sounds"),
        ("Gen. Karim al-Samir", "Karim al-Samir", "same person name"),
        ("Samir", "Karim al-Samir", "part of the name"),
        ("Iran", "Iran", "same name"),
        ("ایران", "Iran", "name of the state"),
        ("sawt", "Tel Sawt", "part of the name"),
    ],
)
def test_a_query_finds_its_entity_by_the_closest_rule(query: str, name: str, rule: str) -> None:
    first = find(query, _LOOKUP)[0]
    assert (_NAMES[first.entity], first.rule) == (name, rule)


def test_brigade_and_battalion_of_one_name_stay_two() -> None:
    names = [_NAMES[match.entity] for match in find("Nur Brigade", _LOOKUP)]
    assert names == ["Liwa al-Nur"]


def test_an_ambiguous_query_gives_all_that_it_may_mean() -> None:
    assert {_NAMES[match.entity] for match in find("Nur", _LOOKUP)} == {
        "Liwa al-Nur",
        "Katibat al-Nur",
        "Nur al-Qadi",
    }


@pytest.mark.parametrize("query", ["", "  ", "Nowhere", "???", "the Brigade"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert find(query, _LOOKUP) == []


def test_exact_switches_folding_off() -> None:
    assert [match.rule for match in find("Liwa al-Nur", _LOOKUP, exact=True)] == ["same name"]
    for folded in ("liwa al nur", "Nur Brigade", "Nur", "Liwa  al-Nur"):
        assert find(folded, _LOOKUP, exact=True) == []


def test_what_no_rule_matches_is_found_by_likeness_with_its_reasons() -> None:
    (first, *_) = find("Karim Yusuf al-Samir", _LOOKUP)
    assert (_NAMES[first.entity], first.rule) == ("Karim al-Samir", "alike")
    assert first.probability is not None and first.probability >= 0.5 and first.because


def test_names_that_only_a_claim_declares_are_found() -> None:
    claim = make_claim(
        document="a",
        quote=Quote("Liwa al-Nur, also called River Shield"),
        subject=Argument("Liwa al-Nur", EntityType.GROUP),
        predicate="also_known_as",
        value=Value(text="River Shield"),
    )
    resolution = resolve(_MENTIONS, [claim], [])
    forms = [form.name for form in forms_of(resolution, _MENTIONS)]
    assert "River Shield" in forms
    assert [(one.name, one.claim) for one in resolution.declared] == [("River Shield", claim.id)]

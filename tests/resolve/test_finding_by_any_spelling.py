"""Whoever types a name in any spelling or script lands on the entity, and is told by which rule."""

import hashlib

import pytest

from rawi.model import EntityType, Mention
from rawi.resolve import find, resolve


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
    first = find(_ENTITIES, _MENTIONS, query)[0]
    assert (first.entity.name, first.rule) == (name, rule)


def test_brigade_and_battalion_of_one_name_stay_two() -> None:
    names = [match.entity.name for match in find(_ENTITIES, _MENTIONS, "Nur Brigade")]
    assert names == ["Liwa al-Nur"]


def test_an_ambiguous_query_gives_all_that_it_may_mean() -> None:
    assert {match.entity.name for match in find(_ENTITIES, _MENTIONS, "Nur")} == {
        "Liwa al-Nur",
        "Katibat al-Nur",
        "Nur al-Qadi",
    }


def test_an_entity_is_found_by_its_id() -> None:
    entity = _ENTITIES[0]
    assert [match.entity.id for match in find(_ENTITIES, _MENTIONS, entity.id)] == [entity.id]


@pytest.mark.parametrize("query", ["", "  ", "Nowhere", "???", "the Brigade"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert find(_ENTITIES, _MENTIONS, query) == []

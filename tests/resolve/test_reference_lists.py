"""Reference lists of five publishers: names with numbers; what is broken is refused, what is odd is counted."""

from __future__ import annotations

import json

import pytest

from rawi.errors import UnreadableDocument
from rawi.model import EntityType
from rawi.resolve.registries import read_register

UN = """<?xml version="1.0"?><CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL>
<FIRST_NAME> IDRIS </FIRST_NAME><SECOND_NAME>AL-MATAR</SECOND_NAME><THIRD_NAME/>
<REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
<NAME_ORIGINAL_SCRIPT>إدريس المطر</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Zerengia</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Idriss al Matar</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Nur</ALIAS_NAME></INDIVIDUAL_ALIAS>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>SARIM BRIGADE</FIRST_NAME>
<REFERENCE_NUMBER>XXe.002</REFERENCE_NUMBER><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY>
<ALIAS_NAME>لواء الصارم (Liwa al-Sarim; Liwa Imam al-Sarim)</ALIAS_NAME></ENTITY_ALIAS>
<ENTITY_ALIAS><QUALITY/><ALIAS_NAME/></ENTITY_ALIAS></ENTITY></ENTITIES></CONSOLIDATED_LIST>"""


def test_the_list_of_the_un() -> None:
    found = read_register(UN.encode())
    person, group = found.entries
    assert (person.entry, person.type, person.states) == ("un:XXi.001", EntityType.PERSON, ("Zerengia",))
    assert [(one.name, one.sort) for one in person.names] == [
        ("IDRIS AL-MATAR", "name"),
        ("إدريس المطر", "native"),
        ("Idriss al Matar", "alias"),
        ("Abu Nur", "weak"),
    ]
    assert [one.name for one in group.names] == [
        "SARIM BRIGADE",
        "لواء الصارم",
        "Liwa al-Sarim",
        "Liwa Imam al-Sarim",
    ]
    assert {one.sort for one in group.names[1:]} == {"former"}


def test_alternative_names_of_ofac_are_gathered_by_number() -> None:
    rows = '36,12,"aka","SARIM BRIGADE",-0- \r\n36,13,"fka","LIWA AL-SARIM",-0- \r\n37,14,"aka","OTHER",-0- \r\n\x1a'
    found = read_register(rows.encode())
    assert [(one.entry, [name.name for name in one.names]) for one in found.entries] == [
        ("ofac:36", ["SARIM BRIGADE", "LIWA AL-SARIM"]),
        ("ofac:37", ["OTHER"]),
    ]
    assert found.entries[0].type is None and found.left_out == 0


def test_actors_of_ucdp() -> None:
    rows = (
        "ActorId,NameData,NameOrig,NameOrigFull,NameOrigFullEng,NewName,Org,Location\n"
        '7,FRA,FRA,Armée libre du fleuve,Free River Army,,1,"Zerengia, Marjania"\n'
        "8,Government of Zerengia,,n/a,,,4,Zerengia\n"
        "9,short row\n"
    )
    found = read_register(("\ufeff" + rows).encode())
    group, state = found.entries
    assert [name.name for name in group.names] == ["FRA", "Free River Army", "Armée libre du fleuve"]
    assert (group.states, state.type, found.left_out) == (("Zerengia", "Marjania"), EntityType.STATE, 1)


WIKIDATA = {
    "id": "Q1",
    "labels": {"ar": {"value": "لواء الصارم"}, "en": {"value": "Sarim Brigade"}},
    "aliases": {"en": [{"value": "Liwa al-Sarim"}]},
    "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q17149090"}}}}]},
}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"entities": {"Q1": WIKIDATA}}),
        json.dumps(WIKIDATA),
        json.dumps([WIKIDATA]),
        "[\n" + json.dumps(WIKIDATA) + ",\n" + json.dumps({**WIKIDATA, "id": "Q2"}) + "\n]\n",
    ],
    ids=["entity data", "one entity", "array", "dump"],
)
def test_entities_of_wikidata(text: str) -> None:
    first = read_register(text.encode()).entries[0]
    assert (first.entry, first.type) == ("wikidata:Q1", EntityType.GROUP)
    assert [one.name for one in first.names] == ["Sarim Brigade", "لواء الصارم", "Liwa al-Sarim"]


def test_a_human_of_wikidata_is_a_person() -> None:
    human = {**WIKIDATA, "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]}}
    assert read_register(json.dumps(human).encode()).entries[0].type is EntityType.PERSON


def test_followthemoney_entities_of_opensanctions() -> None:
    entities = [
        {
            "id": "NK-a",
            "schema": "Organization",
            "caption": "Sarim Brigade",
            "properties": {
                "name": ["Sarim Brigade"],
                "alias": ["Liwa al-Sarim"],
                "weakAlias": ["LS"],
                "country": ["zz"],
            },
        },
        {"id": "NK-b", "schema": "Vessel", "properties": {"name": ["Sarim"]}},
        {"id": "NK-c", "schema": ["Person"], "properties": {"name": [None, 3, "Somebody"]}},
    ]
    found = read_register("\n".join(json.dumps(one) for one in entities).encode())
    (group,) = found.entries
    assert [(one.name, one.sort) for one in group.names] == [
        ("Sarim Brigade", "name"),
        ("Liwa al-Sarim", "alias"),
        ("LS", "weak"),
    ]
    assert (group.states, found.left_out) == (("zz",), 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just words",
        b"a,b,c\n1,2,3\n",
        b"<html><body>no list</body></html>",
        b"<CONSOLIDATED_LIST><INDIVIDUALS>",
        b"<CONSOLIDATED_LIST/>",
        b"{}",
        b"[1, 2]",
        b'{"id": "x", "schema": "Person", "properties": {}}\n{broken',
        b"[" * 100_000,
        b"\x00\x01\x02\xff\xfe",
    ],
)
def test_what_is_no_list_is_refused_with_what_is_read(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read_register(data)


def test_xml_entities_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
        "<CONSOLIDATED_LIST><ENTITIES><ENTITY><FIRST_NAME>X&file;</FIRST_NAME>"
        "<REFERENCE_NUMBER>1</REFERENCE_NUMBER></ENTITY></ENTITIES></CONSOLIDATED_LIST>"
    )
    (entry,) = read_register(bomb.encode()).entries
    assert entry.name == "X"

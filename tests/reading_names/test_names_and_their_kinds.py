"""Names never seen before get their whole span and the kind of thing that they name, in any region and genre."""

from __future__ import annotations

from functools import cache

import pytest

from rawi.documents import read_document
from rawi.reading.cast import Cast, assemble_cast
from rawi.reading.naming import Name, find_names
from rawi.reading.parsing import Model, Parser
from rawi.reading.passages import passages


@cache
def _parser() -> Parser:
    model = Model.find()
    if model is None:
        pytest.skip("the English model is not installed")
    return Parser.load(model)


def read(text: str) -> tuple[Cast, list[Name]]:
    found = passages(read_document(text.encode(), "note.txt", None))
    labels = _parser().labels([p.text for p in found])
    cast, names = assemble_cast(found, [find_names(p, marks) for p, marks in zip(found, labels, strict=True)], {})
    return cast, [name for row in names for name in row]


def kinds(text: str) -> dict[str, str | None]:
    return {n.text: n.type.value if n.type else None for n in read(text)[1] if n.rule != "adjective"}


GROUPS_AND_PERSONS = [
    (
        "In March 2019 the Ejército de Liberación del Sur (ELS) attacked a base, said Comandante Efraín Quispe.",
        {"Ejército de Liberación del Sur": "Group", "Efraín Quispe": "Person"},
    ),
    (
        "Katibat al-Murabitin fi Bilad al-Nahr is led by Abu Yahya al-Tarhuni.",
        {"Katibat al-Murabitin fi Bilad al-Nahr": "Group", "Abu Yahya al-Tarhuni": "Person"},
    ),
    (
        "The leader of Liwa al-Safwa Hatim al-Durri was killed on Monday.",
        {"Liwa al-Safwa": "Group", "Hatim al-Durri": "Person"},
    ),
    (
        "Free Nahr Army General Nasir Qalbi said the offensive failed.",
        {"Free Nahr Army": "Group", "Nasir Qalbi": "Person"},
    ),
    (
        "Front pour la Défense du Sahel fighters killed two soldiers in the village of Tindirma.",
        {"Front pour la Défense du Sahel": "Group", "Tindirma": "Place"},
    ),
    (
        "Iran's Qaim Guard Corps trained Fawj al-Nada and Fawj al-Bahr.",
        {"Iran": "State", "Qaim Guard Corps": "Group", "Fawj al-Nada": "Group", "Fawj al-Bahr": "Group"},
    ),
    (
        "The 14 June Movement and the Karen Freedom Army signed a ceasefire.",
        {"14 June Movement": "Group", "Karen Freedom Army": "Group"},
    ),
    ("The September 9 alliance called for talks.", {"September 9 alliance": "Group"}),
    (
        "Battalion 412 of the Sons of Lamu Brigade withdrew.",
        {"Battalion 412": "Group", "Sons of Lamu Brigade": "Group"},
    ),
    (
        'The "Eagles of Mercy" Brigade was formed by Yusuf bin Salim, 34, in Taiz.',
        {"Eagles of Mercy Brigade": "Group", "Yusuf bin Salim": "Person", "Taiz": "Place"},
    ),
    (
        "Maung Zaw Htet's brother Ko Thura joined the Arakan People's Army.",
        {"Maung Zaw Htet": "Person", "Ko Thura": "Person", "Arakan People's Army": "Group"},
    ),
    (
        "Colonel Saw Htoo, deputy commander of the Shan Unity Front, said so.",
        {"Saw Htoo": "Person", "Shan Unity Front": "Group"},
    ),
    (
        "Moro National Freedom Fighters leader Datu Kamlon Usman surrendered.",
        {"Moro National Freedom Fighters": "Group", "Datu Kamlon Usman": "Person"},
    ),
    (
        "Abdirahman Warsame commands the Ras Hafun Ahlu Brigade in Kismayo.",
        {"Abdirahman Warsame": "Person", "Ras Hafun Ahlu Brigade": "Group", "Kismayo": "Place"},
    ),
    ("Subhi al-Qarqafi, the group's former leader, criticised it.", {"Subhi al-Qarqafi": "Person"}),
    (
        "The Tamil Eelam Lagoon Tigers sank a boat, Colonel Soosai said.",
        {"Tamil Eelam Lagoon Tigers": "Group", "Soosai": "Person"},
    ),
    (
        "The United Front for Justice and Democracy in Casamance split.",
        {"United Front for Justice and Democracy in Casamance": "Group"},
    ),
    ("Al-Qaeda in Iraq bombed a market.", {"Al-Qaeda in Iraq": "Group"}),
    ("He fought with the Shia militiaHarakat al-Karrar near Homs.", {"Harakat al-Karrar": "Group", "Homs": "Place"}),
    ("The XLDF Kombo Strike Team B blew up the pipeline.", {"XLDF": "Group", "Kombo Strike Team B": "Group"}),
    ("The GREAT RIFT LAKES JUSTICE MANDATE (GRLJM) was founded.", {"GREAT RIFT LAKES JUSTICE MANDATE": "Group"}),
    ("The Movement for the Salvation of Tarsos (MST) disarmed.", {"Movement for the Salvation of Tarsos": "Group"}),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS_AND_PERSONS)
def test_groups_and_persons_are_found_whole_and_apart(text: str, expected: dict[str, str]) -> None:
    found = kinds(text)
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Operation Silver Lance ended the war.", "Operation Silver Lance", "Event"),
        ("They broke the Siege of Qal'at Nur (2012–2014).", "Siege of Qal'at Nur", "Event"),
        ("He served in the 2011 Lamu War.", "2011 Lamu War", "Event"),
        ("The May 2014 coup ended civilian rule.", "May 2014 coup", "Event"),
        ("It joined the 2016 Southern Nahr campaign.", "2016 Southern Nahr campaign", "Event"),
        ("Residents of Kalbaa, 12 km north of Aden, fled.", "Kalbaa", "Place"),
        ("He was born in Sarqin, a town in the north.", "Sarqin", "Place"),
        ("They shelled the Qarfa district for days.", "Qarfa", "Place"),
        ("Most fighters belong to the al-Dulub clan.", "al-Dulub clan", "Community"),
        ("He told Sahara Media News that they left.", "Sahara Media News", "Organization"),
        ("The news site Al-Masar claimed otherwise.", "Al-Masar", "Organization"),
        ("The army received Zk-24 helicopters.", "Zk-24", "Item"),
        ("The Avengers claimed responsibility for the bombing.", "Avengers", "Group"),
    ],
)
def test_events_places_communities_outlets_and_items_have_their_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "not_names"),
    [
        ("Iranian-backed militias and Hodeidah-area tribes met.", {"Iranian-backed", "Hodeidah-area", "Hodeidah"}),
        ("Syrian-Lebanese smugglers and Shia Muslim officers fled.", {"Syrian-Lebanese", "Shia Muslim", "Shia"}),
        ("Sectors of the army mutinied. Opening a front was wrong.", {"Sectors", "Opening"}),
        ("On Monday in June the Prime Minister resigned.", {"Monday", "June", "Prime Minister", "Prime"}),
        ("Pro-government forces advanced. Salafism spread.", {"Pro-government", "Salafism"}),
        ("He is a Senior Research Fellow.", {"Senior Research Fellow"}),
    ],
)
def test_modifiers_creeds_days_roles_and_sentence_openings_are_no_names(text: str, not_names: set[str]) -> None:
    assert not not_names & kinds(text).keys()


def test_a_title_case_heading_names_nobody_but_what_the_body_names() -> None:
    text = "# Connections to Other Militias\n\nThe Nahr Brigade fought beside the army and its militias.\n"
    found = passages(read_document(text.encode(), "note.md", None))
    labels = _parser().labels([p.text for p in found])
    _, names = assemble_cast(found, [find_names(p, m) for p, m in zip(found, labels, strict=True)], {})
    assert [n.text for row in names for n in row] == ["Nahr Brigade"]


def test_a_surname_alone_is_the_person_named_in_full_elsewhere() -> None:
    text = (
        "Qalbi was a butcher. In 2014 Nasir Qalbi, commander of the Nahr Brigade, vowed revenge. The Qalbi regime fell."
    )
    cast, _ = read(text)
    kind = cast.type_of("Qalbi")
    assert kind is not None
    assert kind.value == "Person"


@pytest.mark.parametrize(
    ("text", "owner", "other"),
    [
        ("The Ejército Popular del Sur (EPS) disarmed.", "Ejército Popular del Sur", "EPS"),
        ("Katibat al-Nida, also known as the Call Battalion, fought.", "Katibat al-Nida", "Call Battalion"),
        ("Liwa al-Shuruq, or Sunrise Brigade, was formed.", "Liwa al-Shuruq", "Sunrise Brigade"),
        ("The Nahr Front (Arabic: جبهة النهر) grew.", "Nahr Front", "جبهة النهر"),
    ],
)
def test_other_names_in_brackets_and_asides_are_aliases(text: str, owner: str, other: str) -> None:
    assert (owner, other) in [(a.owner, a.other) for a in read(text)[0].aliases]


@pytest.mark.parametrize(
    "text", ["", " ", "…", "()", "'", "a-", "-A", "A-", "X's", "''", "The", "Liwa", "of of of", "((A))"]
)
def test_odd_scraps_of_text_break_nothing(text: str) -> None:
    found = passages(read_document(f"Words. {text} end".encode(), "note.txt", None))
    for passage in found:
        for name in find_names(passage):
            assert passage.text[name.start : name.end] == name.text

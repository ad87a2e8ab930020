"""What surrounds a name, or what its other name is, tells groups from persons, nationalities, outlets and offices."""

from __future__ import annotations

from functools import cache

import pytest

from rawi.documents import read_document
from rawi.model import EntityType
from rawi.reading.cast import Cast, assemble_cast
from rawi.reading.fields import read_fields
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


@pytest.mark.parametrize(
    "text",
    [
        "The Sri Lankan navy seized two boats with Saudi Arabian help.",
        "South Sudanese forces shelled the town, said a Burkinabe officer.",
        "A New Zealander and two Papua New Guinean policemen met South Korean troops.",
        "The Kashmiri unrest and the Iranian Strategy surprised him.",
    ],
)
def test_nationalities_of_any_number_of_words_are_no_names(text: str) -> None:
    assert kinds(text) == {}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Canadians Peter Hallow and Swiss Lorenz Vinci were seized.", "Peter Hallow"),
        ("Canadians Peter Hallow and Swiss Lorenz Vinci were seized.", "Lorenz Vinci"),
        ("Norwegian Kjell Sekken died.", "Kjell Sekken"),
        ("Sri Lankan Arjun Pereru died.", "Arjun Pereru"),
    ],
)
def test_a_nationality_before_a_person_is_cut_off(text: str, person: str) -> None:
    assert kinds(text).get(person) == "Person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Attorney General's Office said that two men were held.", "Attorney General's Office", "Organization"),
        ("The Office of the Prosecutor said that he was wanted.", "Office of the Prosecutor", "Organization"),
        ("El Meridiano reported on Tuesday that the army had left.", "El Meridiano", "Organization"),
        ("La Jornada del Sur said three were dead.", "La Jornada del Sur", "Organization"),
        ("Sawt al-Wadi reported that fighters had entered.", "Sawt al-Wadi", "Organization"),
        ("The Federal Intelligence Directorate denied it.", "Federal Intelligence Directorate", "Organization"),
        ("The Autonomous Region in Sahelia (ARS) was created.", "Autonomous Region in Sahelia", "Place"),
        ("Two boats left Tiwi-Tiwi for the mainland.", "Tiwi-Tiwi", "Place"),
    ],
)
def test_offices_outlets_agencies_and_regions_have_their_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abu Tarif killed two. Abu Tarif gunmen fled. Abu Tarif said so. Abu Tarif attacked a base.", "Abu Tarif"),
        ("ABU TARIF, unofficially known as the BOKO HARAM, was founded in 1991. Abu Tarif fled.", "Abu Tarif"),
        ("Tahrir al-Wadi (TAW) seized the town.", "Tahrir al-Wadi"),
        ("Ramon Tibo militants attacked a village in the Andes.", "Ramon Tibo"),
    ],
)
def test_fighters_letters_and_other_names_of_groups_show_a_group(text: str, name: str) -> None:
    assert read(text)[0].type_of(name) is EntityType.GROUP


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abner Dumandol, alias Sahar Muro, was arrested in the south.", "Sahar Muro"),
        ("Abner Dumandol, alias Sahar Muro, was arrested in the south.", "Abner Dumandol"),
        ("Karim bin Lodan led the Karim bin Lodan Group.", "Karim bin Lodan"),
        ("Abu Tarif al-Nahri was born in 1970 and died in 2004.", "Abu Tarif al-Nahri"),
    ],
)
def test_persons_stay_persons_beside_groups(text: str, name: str) -> None:
    assert read(text)[0].type_of(name) is EntityType.PERSON


def test_a_rank_before_a_named_army_is_no_part_of_its_name() -> None:
    assert kinds("Officer Burundian Patriotic Front (BPF), then trader.").get("Burundian Patriotic Front") == "Group"


def test_fighters_of_a_tribe_make_it_no_group() -> None:
    text = "The al-Bakkari tribe joined. Al-Bakkari fighters fled."
    assert read(text)[0].type_of("al-Bakkari") is EntityType.COMMUNITY


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('It was part of the wider "Nahr Resistance" against Kamalism and war.', "Nahr Resistance"),
        ("He led the Tarsan Front against Tyranny and fled.", "Tarsan Front against Tyranny"),
    ],
)
def test_a_name_that_quotation_marks_close_is_closed(text: str, name: str) -> None:
    assert kinds(text).get(name) == "Group"


def test_a_dash_in_a_quoted_translation_does_not_halve_it() -> None:
    cast, _ = read('Katibat al-Nahr al-Khasa ("The Nahr Battalion- Special Operations") left.')
    assert [a.other for a in cast.aliases] == ["The Nahr Battalion- Special Operations"]


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("An account from inside the brigade (لواء النهر)", False),
        ("The Army of the North (جيش الشمال)", True),
    ],
)
def test_a_heading_that_describes_names_nobody(heading: str, named: bool) -> None:
    document = read_document(f"# {heading}\n\nWords follow.\n".encode(), "note.md", None)
    assert any(claim.predicate == "also_known_as" for claim, _ in read_fields(document)) is named

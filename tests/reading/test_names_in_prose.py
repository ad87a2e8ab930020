"""Names as prose has them: whole, of the right kind, with the other names that it gives."""

from __future__ import annotations

import pytest

from rawi.model import EntityType


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("Liwa al-Sabr attacked an outpost.", "Liwa al-Sabr", EntityType.GROUP),
        ("The Karsk Popular Militia attacked an outpost.", "Karsk Popular Militia", EntityType.GROUP),
        ("The Ostian Liberation Front attacked an outpost.", "Ostian Liberation Front", EntityType.GROUP),
        ("Ejército Libre de Ostia attacked an outpost.", "Ejército Libre de Ostia", EntityType.GROUP),
        (
            "The Movement for Unity and Justice in Ostia attacked an outpost.",
            "Movement for Unity and Justice in Ostia",
            EntityType.GROUP,
        ),
        ("The 44th Ostian Brigade attacked an outpost.", "44th Ostian Brigade", EntityType.GROUP),
        ("General Orin Tasek attacked an outpost.", "Orin Tasek", EntityType.PERSON),
        ("Iceland attacked an outpost.", "Iceland", EntityType.STATE),
    ],
)
def test_the_name_is_whole_and_of_its_kind(sentence: str, name: str, kind: EntityType, read) -> None:
    subjects = [c.subject for c, _ in read(sentence) if c.predicate == "attacked"]
    assert [(s.name, s.type) for s in subjects] == [(name, kind)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The Karsk Popular Militia (KPM) attacked an outpost.", "Karsk Popular Militia | also_known_as | KPM"),
        (
            "The Karsk Popular Militia, also known as the Blue Scarves, attacked an outpost.",
            "Karsk Popular Militia | also_known_as | Blue Scarves",
        ),
        ("Dano Felk, alias Red Fox, returned.", "Dano Felk | also_known_as | Red Fox"),
    ],
)
def test_other_names_are_claims(sentence: str, wanted: str, read, as_lines) -> None:
    assert wanted in as_lines(read(sentence))


def test_what_is_mentioned_is_listed_with_its_type(reader, document) -> None:
    result = reader.read(document("The Karsk Militia attacked an outpost near Reykjavik. Dano Felk returned."))
    assert ("Karsk Militia", EntityType.GROUP) in {(m.name, m.type) for m in result.mentions}
    assert ("Dano Felk", EntityType.PERSON) in {(m.name, m.type) for m in result.mentions}


def test_quotation_marks_with_nothing_between_them_name_nobody(read) -> None:
    found = read('The ""Sever Battalion" and the ""Karsk Militia"" attacked the Dorem Guard.')
    assert {claim.predicate for claim, _ in found} <= {"attacked", "allied_with", "opposed_to"}

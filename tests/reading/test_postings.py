"""Who holds which rank and office where: each sequence does what its example says, and ranks are no part of names."""

from __future__ import annotations

import pytest

from rawi.model import EntityType
from rawi.reading.naming import titles_of
from rawi.reading.naming.units import numbered_units
from rawi.reading.postings import sequences
from rawi.reading.postings.sequences import Pattern


@pytest.fixture
def posted(reader, document):
    """Reads text and gives its postings as lines: person | rank | office | body."""

    def of(text: str) -> list[str]:
        made = document(text)
        rows = []
        for p in reader.read(made).postings:
            words = [span.cut(made.text) if span is not None else "-" for span in (p.rank, p.office)]
            rows.append(" | ".join([p.person.name, *words, p.body.name if p.body is not None else "-"]))
        return rows

    return of


@pytest.mark.parametrize("pattern", sequences().patterns, ids=lambda p: p.name)
def test_the_example_gives_the_posting_that_the_sequence_expects(pattern: Pattern, posted) -> None:
    person, rank, office, body = pattern.expect.split(" | ")
    found = posted(pattern.example)
    wanted = [f"{person} | {rank} | {office} | {b}" for b in (body, f"4 {body}", f"Kenyan {body}")]
    assert any(line in found for line in wanted), found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The Chief of Staff, Brig.-Gen. A. B. Felk, spoke.", "A. B. Felk | Brig.-Gen. | Chief of Staff | -"),
        ("Coronel Dano Felk spoke.", "Dano Felk | Coronel | - | -"),
        ("Général de brigade Dano Felk spoke.", "Dano Felk | Général de brigade | - | -"),
        ("Lt Col Dano Felk spoke.", "Dano Felk | Lt Col | - | -"),
        ("Tuğgeneral Dano Felk spoke.", "Dano Felk | Tuğgeneral | - | -"),
        ("Police spokesman DSP Dano Felk spoke.", "Dano Felk | DSP | Police spokesman | -"),
        (
            "The former Commander of the 12th Brigade, Colonel Dano Felk, spoke.",
            "Dano Felk | Colonel | Commander | 12th Brigade",
        ),
        (
            "The Karsk Militia held talks. Its spokesman, Dano Felk, spoke.",
            "Dano Felk | - | spokesman | Karsk Militia",
        ),
    ],
)
def test_ranks_and_offices_are_read_in_any_army(text: str, line: str, posted) -> None:
    assert line in posted(text)


def test_in_a_list_each_office_is_of_its_own_person(posted) -> None:
    text = (
        "The new postings include Maj. Gen. A. Orin, GOC 4 Division, Belvara; Maj. Gen. B. Tasek, GOC 5 Division; and "
        "Maj. Gen. C. Felk, Commandant of the Ostian Military Academy."
    )
    assert posted(text) == [
        "A. Orin | Maj. Gen. | GOC | 4 Division",
        "B. Tasek | Maj. Gen. | GOC | 5 Division",
        "C. Felk | Maj. Gen. | Commandant | Ostian Military Academy",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The General Intelligence Directorate arrested him.",
        "The Major Crimes Unit arrested him.",
        "The Prime Minister's Office said so.",
        "In general, Ostia was calm.",
        "The Field Marshal Orin Brigade withdrew.",
    ],
)
def test_words_of_ranks_in_names_of_bodies_are_no_ranks(text: str) -> None:
    assert not [t for t in titles_of(text) if t.kind == "rank" and t.before_name]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The 7 Division and the 21 Brigade met.", ["7 Division", "21 Brigade"]),
        ("Third Armoured Division troops left.", ["Third Armoured Division"]),
        ("He led the 145 Task Force Battalion.", ["145 Task Force Battalion"]),
        ("He led the 16th brigade.", ["16th brigade"]),
        ("The 82 Division Garrison was attacked.", ["82 Division Garrison"]),
        ("They killed 3 Army soldiers and sent 2 brigades.", []),
        ("On May 2 Division commanders met.", []),
    ],
)
def test_numbered_units_are_names(text: str, units: list[str]) -> None:
    assert [n.text for n in numbered_units(text)] == units


def test_who_commands_a_unit_leads_it_and_who_did_led_it(read, as_lines) -> None:
    lines = as_lines(read("The Commander of the 12th Brigade, Colonel Dano Felk, spoke."))
    assert "12th Brigade | led_by | Dano Felk" in lines
    found = read("The former Commander of the 12th Brigade, Colonel Dano Felk, spoke.")
    assert "12th Brigade | led_by | Dano Felk" in as_lines(found)
    assert [c.value.text for c, _ in found if c.predicate == "led_by"] == ["former Commander"]


def test_the_division_alone_is_no_name(reader, document) -> None:
    result = reader.read(document("The 7 Division withdrew. The Division attacked an outpost."))
    assert ("Division", EntityType.GROUP) not in {(m.name, m.type) for m in result.mentions}
    assert [c.subject.name for c, _ in result.claims if c.predicate == "attacked"] == ["7 Division"]

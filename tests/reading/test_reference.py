"""Whom "the group", "it", "he" and "its fighters" mean, and that what is unsure stays open."""

from __future__ import annotations

import pytest

from rawi.documents import read_document
from rawi.reading import Reader

TOOK = "Karsk Militia | took | town of Belvara"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Karsk Militia attacked an outpost. The group also captured the town of Belvara.", TOOK),
        ("The Karsk Militia attacked an outpost. It also captured the town of Belvara.", TOOK),
        ("The Karsk Militia attacked an outpost. The militia captured the town of Belvara.", TOOK),
        ("The Karsk Militia's fighters captured the town of Belvara.", TOOK),
        ("Fighters of the Karsk Militia captured the town of Belvara.", TOOK),
        ("Karsk Militia gunmen captured the town of Belvara.", TOOK),
        (
            "Dano Felk leads the Karsk Militia. He defected to the Ostian Liberation Front.",
            "Dano Felk | defected_to | Ostian Liberation Front",
        ),
        (
            "The Karsk Militia, which operates in the Dalna valley, is small.",
            "Karsk Militia | operates_in | Dalna valley",
        ),
        ("The Karsk Militia attacked an outpost and captured the town of Belvara.", TOOK),
        ("Having captured the town of Belvara, the Karsk Militia withdrew.", TOOK),
        ("The Karsk Militia managed to capture the town of Belvara.", TOOK),
    ],
)
def test_it_is_the_group_that_was_spoken_of(text: str, wanted: str, read, as_lines) -> None:
    assert wanted in as_lines(read(text))


def test_a_reference_without_an_antecedent_makes_no_claim_and_is_counted(reader: Reader, document) -> None:
    result = reader.read(document("The group captured the town of Belvara."))
    assert result.claims == ()
    assert result.unresolved > 0


def test_the_persons_of_one_section_are_not_meant_in_the_next(read) -> None:
    text = "# First\n\nDano Felk leads the Karsk Militia.\n\n# Second\n\nHe defected to the Ostian Liberation Front."
    assert "defected_to" not in {c.predicate for c, _ in read(text)}


def test_he_of_a_line_that_lost_its_beginning_is_nobody_named_before_it(read) -> None:
    text = "Dano Felk led the Karsk Militia until 2006.\n\n, one of its wanted men. He was killed on 16 October 2017."
    assert not [c for c, _ in read(text) if c.predicate in {"died", "killed"}]
    whole = "Dano Felk led the Karsk Militia until 2006.\n\nHe was killed on 16 October 2017."
    assert [c.subject.name for c, _ in read(whole) if c.predicate == "died"] == ["Dano Felk"]


RAIDED = "We attacked the town of Belvara in May 2014."
PUBLISHED = [
    ("The Karsk Militia was founded in 1994. " + RAIDED, "Karsk Militia", ["Karsk Militia"]),
    ("The Karsk Militia was founded in 1994. " + RAIDED, "Central Committee, Karsk Militia", ["Karsk Militia"]),
    ("The Karsk Militia was founded in 1994. " + RAIDED, "Tovar Evening Post", []),
    (
        "Arms came late. We, the Dalna Brigade, declare that we have attacked the town of Belvara.",
        "Tovar Evening Post",
        ["Dalna Brigade"],
    ),
    ("Torland sent the Ostian Front arms. " + RAIDED, "Karsk Militia", []),
    (
        "The Karsk Militia was founded in 1994.\n\nOur men are brave, our cause is ours, we fear nobody. " + RAIDED,
        "Tovar News Room",
        ["Karsk Militia"],
    ),
]


@pytest.mark.parametrize(("text", "publisher", "wanted"), PUBLISHED)
def test_we_is_the_group_whose_document_it_is(text: str, publisher: str, wanted: list[str], reader: Reader) -> None:
    document = read_document(text.encode(), "statement.txt", {"publisher": publisher, "date": "2015-01-01"})
    claims = reader.read(document).claims
    assert [c.subject.name for c, _ in claims if c.predicate == "attacked"] == wanted


STATEMENT = (
    "Statement of the Wakhta of Orlen.\n\n"
    "We speak to our people. Last week {enemy} came to our valley, and we did not look for a quarrel with them. "
    "On 3 May 2016 we attacked Belvara. We will not leave, and whoever says so does not know us.\n"
)


def who_attacked_belvara(read, text, publisher):
    found = read(text, publisher=publisher, date="2016-05-10")
    return {c.subject.name for c, _ in found if c.predicate == "attacked" and c.object and c.object.name == "Belvara"}


def test_who_publishes_a_statement_is_we_in_it_whatever_its_name_sounds_like(read):
    assert who_attacked_belvara(read, STATEMENT.format(enemy="the Dalna Militia"), "Wakhta of Orlen") == {
        "Wakhta of Orlen"
    }


@pytest.mark.parametrize("publisher", ["Orlen Radio", "Institute for Highland Studies", "Somebody Else"])
def test_an_outlet_or_whoever_is_not_named_in_a_text_is_not_we_in_it(read, publisher):
    assert publisher not in who_attacked_belvara(read, STATEMENT.format(enemy="the Dalna Militia"), publisher)


def test_in_an_interview_the_paper_is_not_we(read):
    asked = "\n\nQ: Did your men attack Belvara?\n\nA: We did, all of us.\n"
    text = STATEMENT.format(enemy="the Dalna Militia") + asked
    assert "Wakhta of Orlen" not in who_attacked_belvara(read, text, "Wakhta of Orlen")


def test_a_group_is_we_by_its_whole_name_though_its_heading_in_capitals_was_cut(read):
    text = "THE ULAN VOLUNTEER GUARD SAYS\n\n" + STATEMENT.format(enemy="the Dalna Militia")
    assert who_attacked_belvara(read, text, "Ulan Volunteer Guard") == {"Ulan Volunteer Guard"}
    assert "Central Committee, Ulan Volunteer Guard" not in who_attacked_belvara(
        read, text, "Central Committee, Ulan Volunteer Guard"
    )

"""A victim is named nowhere: not for a trade, in an event's name, by a surname, or where a reader was mistaken."""

from __future__ import annotations

import pytest

from rawi.model import Argument, EntityType, Review, Value
from rawi.publish import Knowledge, csv_table, for_publication, jsonl
from rawi.publish.bearers import surname
from rawi.publish.positions import Position, position
from rawi.publish.standing import standing

PERSON, GROUP, STATE, EVENT = EntityType.PERSON, EntityType.GROUP, EntityType.STATE, EntityType.EVENT
COMMUNITY, PLACE = EntityType.COMMUNITY, EntityType.PLACE
SEEN = Review(state="accepted", by="Ina Holt", at="2026-01-05T10:00:00Z")


def out(knowledge: Knowledge, *texts: str) -> str:
    kept = for_publication(knowledge, texts).knowledge.kept
    return jsonl(kept) + csv_table(kept)


@pytest.mark.parametrize(
    "role",
    [
        "Ruritanian priest", "school teacher", "journalist", "senior correspondent", "engineer", "dive instructor",
        "tourist", "nurse", "former soldier", "gecko trader", "director of a school", "clan chief", "community leader",
        "head of the family", "company spokesman", "senior fellow", "financier", "police officer", "tribal elder",
    ],
)  # fmt: skip
def test_a_trade_is_no_public_position(role):
    assert position(role) is Position.NONE


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("deputy foreign minister", Position.HIGH),
        ("former leader", Position.HIGH),
        ("Commander-in-Chief", Position.HIGH),
        ("Brigadier General", Position.HIGH),
        ("party chairwoman", Position.HIGH),
        ("mayor", Position.HELD),
        ("member of parliament for the coast", Position.HELD),
        ("military spokesman", Position.HELD),
        ("Colonel", Position.HELD),
    ],
)
def test_offices_of_state_command_party_and_group_are_public_positions(role, found):
    assert position(role) is found


def test_a_post_at_a_private_body_is_no_public_position():
    assert position("director", "Saltmarsh School") is Position.NONE
    assert position("director", "Ministry of Tides") is not Position.NONE


def test_a_kidnapped_priest_is_masked_though_a_role_is_read(make):
    c = make()
    text = "On 3 June, Ruritanian priest Odo Varnelli was kidnapped near Port Ezra."
    d = c.document("a.txt", text)
    c.claim(
        d, text, Argument("Odo Varnelli", PERSON), "holds_position", Argument("Ruritania", STATE),
        value=Value(text="priest"),
    )  # fmt: skip
    assert "Varnelli" not in out(c.knowledge(), text)


def test_a_kidnapped_mayor_is_masked_and_a_free_one_is_named(make):
    c = make()
    text = "Mayor Odo Varnelli was abducted by the Reed Column. Mayor Ulla Brandis spoke."
    d = c.document("a.txt", text)
    town = Argument("Port Ezra", EntityType.ORGANIZATION)
    c.claim(d, "Mayor Odo Varnelli was abducted", Argument("Odo Varnelli", PERSON), "holds_position", town,
            value=Value(text="mayor"))  # fmt: skip
    c.claim(d, "Mayor Ulla Brandis spoke", Argument("Ulla Brandis", PERSON), "holds_position", town,
            value=Value(text="mayor"))  # fmt: skip
    told = out(c.knowledge(), text)
    assert "Varnelli" not in told and "Ulla Brandis" in told


def test_a_commander_who_was_killed_is_named_but_a_detained_spokesman_is_not(make):
    c = make()
    text = "Idris Qawwam, commander of the Reed Column, died in 2016. The army detained its spokesman Odo Varnelli."
    d = c.document("a.txt", text)
    idris, odo = Argument("Idris Qawwam", PERSON), Argument("Odo Varnelli", PERSON)
    c.claim(d, "Idris Qawwam, commander of the Reed Column", "Reed Column", "led_by", idris)
    c.claim(d, "Idris Qawwam, commander of the Reed Column, died in 2016", idris, "died", review=SEEN)
    c.claim(d, "its spokesman Odo Varnelli", odo, "holds_position", Argument("Reed Column", GROUP),
            value=Value(text="spokesman"))  # fmt: skip
    c.claim(d, "The army detained its spokesman Odo Varnelli", "army", "detained", odo, review=SEEN)
    told = out(c.knowledge(), text)
    assert "Idris Qawwam" in told and "Varnelli" not in told


def test_the_name_of_a_kidnapping_does_not_name_the_kidnapped(make):
    c = make()
    text = "The 2007 Father Varnelli kidnapping shocked many. Odo Varnelli was freed. The Telgrun kidnapping did not."
    d = c.document("a.txt", text)
    c.claim(d, "The 2007 Father Varnelli kidnapping", Argument("Father Varnelli kidnapping", EVENT), "happened")
    c.claim(d, "The Telgrun kidnapping", Argument("Telgrun kidnapping", EVENT), "happened")
    c.mention(d, "Odo Varnelli", PERSON)
    publication = for_publication(c.knowledge(), [text])
    told = out(c.knowledge(), text) + repr([e.name for e in publication.knowledge.entities])
    assert "Varnelli" not in told and "Telgrun" not in told and "kidnapping" in told


def test_a_bare_surname_that_was_read_as_a_group_is_hidden(make):
    c = make()
    text = "Warrick Deel Tolland was seized. Reed Column threatened Tolland. Tolland attended a court hearing."
    d = c.document("a.txt", text)
    c.mention(d, "Warrick Deel Tolland", PERSON)
    c.claim(d, "Reed Column threatened Tolland", "Reed Column", "threatened", Argument("Tolland", GROUP))
    c.claim(d, "Tolland attended a court hearing", "Tolland", "attended", Argument("court hearing", EVENT))
    told = out(c.knowledge(), text)
    assert "Tolland" not in told and "Reed Column" in told


def test_a_masked_surname_is_hidden_in_other_documents_unless_somebody_public_bears_it(make):
    c = make()
    c.mention(c.document("a.txt", "Odo Varnelli fled. Omar Qawwam fled."), "Odo Varnelli", PERSON)
    c.mention(next(iter(c.texts)), "Omar Qawwam", PERSON)
    text = "The Reed Column, said Varnelli and Qawwam, has 300 men. It is led by Idris Qawwam."
    d = c.document("b.txt", text)
    c.claim(d, "The Reed Column, said Varnelli and Qawwam, has 300 men", "Reed Column", "size", value=Value(number=300))
    c.claim(d, "It is led by Idris Qawwam", "Reed Column", "led_by", Argument("Idris Qawwam", PERSON))
    told = out(c.knowledge(), *c.texts.values())
    assert "Varnelli" not in told and "and Qawwam" in told


def test_a_person_named_only_within_what_was_declared_is_hidden(make):
    c = make()
    text = "It announced that he and Norwegian Kelsten Brakkevik would be decapitated at noon"
    d = c.document("a.txt", text)
    c.claim(d, text, "Reed Column", "declared",
            value=Value(text="he and Norwegian Kelsten Brakkevik would be decapitated at noon"))  # fmt: skip
    c.mention(d, "Norwegian Kelsten Brakkevik", COMMUNITY)
    told = out(c.knowledge(), text)
    assert "Kelsten" not in told and "Brakkevik" not in told and "decapitated at noon" in told


def test_what_only_looks_like_a_place_or_a_group_is_hidden_and_what_acts_as_one_is_named(make):
    c = make()
    text = "The captors were Alben Wagade and Ansar Vundo. Ansar Vundo has its base in Kafr Telmun."
    d = c.document("a.txt", text)
    c.claim(d, "Ansar Vundo has its base in Kafr Telmun", "Ansar Vundo", "based_in", Argument("Kafr Telmun", PLACE))
    c.claim(d, "The captors were Alben Wagade and Ansar Vundo", "Ansar Vundo", "size", value=Value(number=2))
    c.mention(d, "Alben Wagade", PLACE)
    c.claim(d, "Alben Wagade and Ansar Vundo", "Alben Wagade", "also_known_as", value=Value(text="Blue Ear"))
    told = out(c.knowledge(), text)
    assert "Wagade" not in told and "Alben" not in told
    assert "Ansar Vundo" in told and "Kafr Telmun" in told


def test_a_description_of_persons_does_not_name_one_of_them(make):
    c = make()
    text = "Two senior men of the guard, Hamo Velketband among them, support the Reed Column."
    d = c.document("a.txt", text)
    men = Argument("senior men of the guard, Hamo Velketband", PERSON)
    c.claim(d, text, men, "supports", Argument("Reed Column", GROUP))
    c.mention(d, men.name, PERSON, named=False)
    knowledge = c.knowledge()
    publication = for_publication(knowledge, [text])
    told = out(knowledge, text) + repr(publication.knowledge.entities)
    assert "Velketband" not in told and "senior men of the guard" in told


def test_words_of_creeds_and_sentence_openers_are_no_names(make):
    c = make()
    text = "Unlike others, the Reed Column is named after the fifth Shi'i imam. Besides, it has 300 men."
    d = c.document("a.txt", text)
    c.claim(d, text, "Reed Column", "size", value=Value(number=300))
    assert text in {k.claim.quote.exact for k in for_publication(c.knowledge()).knowledge.kept}


def test_a_state_called_after_its_head_keeps_its_name(make):
    c = make()
    text = "The Reed Column supports the Ostrander regime. Ostrander fled."
    d = c.document("a.txt", text)
    c.claim(d, "The Reed Column supports the Ostrander regime", "Reed Column", "supports",
            Argument("Ostrander regime", STATE))  # fmt: skip
    c.mention(d, "Ostrander", PERSON)
    assert "the Ostrander regime" in out(c.knowledge(), text)


def test_a_relative_of_a_head_of_state_with_the_same_surname_stays_private(make, named):
    c = make()
    d = c.document("a.txt", "Ida Ostrander and Ulf Ostrander fled the Ostrander regime.")
    for name in ("Ida Ostrander", "Ulf Ostrander"):
        c.mention(d, name, PERSON)
    c.mention(d, "Ostrander regime", STATE)
    knowledge = c.knowledge()
    parted = standing(knowledge)
    assert {named(knowledge, n).id for n in ("Ida Ostrander", "Ulf Ostrander")} <= parted.private


def test_deaths_and_losses_that_nobody_reviewed_stay_behind(make):
    c = make()
    text = "Odo Varnelli died in May. Reed Column lost nine men. Reed Column downed a drone."
    d = c.document("a.txt", text)
    c.claim(d, "Odo Varnelli died in May", Argument("Odo Varnelli", PERSON), "died")
    c.claim(d, "Reed Column lost nine men", "Reed Column", "suffered_deaths", value=Value(number=9))
    c.claim(d, "Reed Column downed a drone", "Reed Column", "shot_down", Argument("drone", EntityType.ITEM))
    publication = for_publication(c.knowledge(), [text])
    assert not publication.knowledge.kept
    assert publication.withheld().sensitive == {"died": 1, "suffered_deaths": 1, "shot_down": 1}


@pytest.mark.parametrize(
    ("name", "last"),
    [("Odo Varnelli", "varnelli"), ("Omar al-Qawwam", "qawwam"), ("Odo", None), ("Jef Lom of Salgu", "lom")],
)
def test_a_surname_is_the_last_word_of_a_full_name(name, last):
    assert surname(name) == last

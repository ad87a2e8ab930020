"""Who says so, and with what reserve."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "stance", "tellers"),
    [
        ("The Karsk Militia attacked an outpost.", "stated", []),
        ("According to Dano Felk, the Karsk Militia attacked an outpost.", "reported", ["Dano Felk"]),
        ("The Karsk Militia attacked an outpost, Dano Felk said.", "reported", ["Dano Felk"]),
        ("Dano Felk said that the Karsk Militia had attacked an outpost.", "reported", ["Dano Felk"]),
        ("The army claimed that the Karsk Militia had attacked an outpost.", "claimed", ["army"]),
        ("The army alleged that the Karsk Militia had attacked an outpost.", "claimed", ["army"]),
        ("The Karsk Militia allegedly attacked an outpost.", "claimed", []),
        ("The Karsk Militia reportedly attacked an outpost.", "possible", []),
        ("It is believed that the Karsk Militia attacked an outpost.", "possible", []),
        ("The Karsk Militia may have attacked an outpost.", "possible", []),
        ("The Karsk Militia attacked an outpost, a claim that could not be independently verified.", "doubted", []),
        ("Dano Felk denied that the Karsk Militia had attacked an outpost.", "denied", ["Dano Felk"]),
    ],
)
def test_an_attack_is_told_with_reserve_and_tellers(sentence: str, stance: str, tellers: list[str], read) -> None:
    pairs = [(c, r) for c, r in read(sentence) if c.predicate == "attacked"]
    assert len(pairs) == 1
    claim, reading = pairs[0]
    assert (claim.subject.name, reading.stance.value) == ("Karsk Militia", stance)
    assert [name for link in reading.chain[:-1] for name in link.tellers] == tellers


def test_tellers_of_tellers_stand_in_order_and_the_document_ends_the_chain(read) -> None:
    text = "Officials said that the army had said that the Karsk Militia attacked an outpost."
    ((_, reading),) = [p for p in read(text) if p[0].predicate == "attacked"]
    names = [name.lower() for link in reading.chain for name in link.tellers]
    assert names[:2] == ["army", "officials"]
    assert len(reading.chain) == 3
    assert reading.chain[-1].mode == "published"


def test_every_cue_of_reserve_is_kept_with_its_words_and_place(read) -> None:
    text = "The Karsk Militia allegedly attacked an outpost."
    ((_, reading),) = read(text)
    (cue,) = reading.reserve
    assert cue.words == "allegedly"
    assert cue.span is not None
    assert text[cue.span.start : cue.span.end] == "allegedly"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Karsk Militia plans to attack an outpost.",
        "The Karsk Militia vowed to attack an outpost.",
        "The Karsk Militia was ordered to attack an outpost.",
        "The Karsk Militia should attack an outpost.",
        "If the Karsk Militia attacks an outpost, the truce ends.",
        "Will the Karsk Militia attack an outpost?",
        "Nobody knows whether the Karsk Militia attacked an outpost.",
        "The Karsk Militia tried to attack an outpost.",
        "The army urged the Karsk Militia to attack an outpost.",
        "The Karsk Militia withdrew rather than attacking an outpost.",
    ],
)
def test_what_is_planned_wished_or_asked_is_no_claim_about_the_world(sentence: str, read) -> None:
    assert "attacked" not in {c.predicate for c, _ in read(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Karsk Militia did not attack the outpost.",
        "The Karsk Militia never attacked the outpost.",
        "The Karsk Militia is not an ally of the Ostian Liberation Front.",
        "The Karsk Militia has no links to the Ostian Liberation Front.",
        "Neither the Karsk Militia nor the Belvara Brigade attacked the outpost.",
    ],
)
def test_what_is_said_not_to_be_so_is_a_negated_claim(sentence: str, read) -> None:
    pairs = read(sentence)
    assert pairs
    assert all(claim.negated for claim, _ in pairs)

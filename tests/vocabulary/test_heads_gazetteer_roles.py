"""What the word lists say of a word, whoever spelled it, and that broken lists are named."""

import pytest

from rawi.errors import VocabularyError
from rawi.model import EntityType
from rawi.vocabulary import gazetteer, heads, load_yaml, roles


@pytest.mark.parametrize("word", ["brigade", "Liwa", "Liwaa", "Lewa", "لواء", "brigada", "бригада", "BRIGADE", "لِوَاء"])
def test_words_for_brigade_are_one_class(word: str) -> None:
    assert heads().class_of(word) == "brigade"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Katibat", EntityType.GROUP),
        ("Kata’ib", EntityType.GROUP),
        ("frente", EntityType.GROUP),
        ("ministry", EntityType.ORGANIZATION),
        ("tribe", EntityType.COMMUNITY),
        ("ashira", EntityType.COMMUNITY),
        ("offensive", EntityType.EVENT),
        ("governorate", EntityType.PLACE),
        ("helicopter", EntityType.ITEM),
        ("company", EntityType.ORGANIZATION),
        ("air force", EntityType.GROUP),
    ],
)
def test_a_head_word_tells_the_kind(word: str, kind: EntityType) -> None:
    assert heads().kind_of(word) is kind


def test_a_word_that_is_no_head_word_tells_nothing() -> None:
    assert heads().kind_of("Nur") is None
    assert heads().class_of("") is None


def test_position_of_the_head_word_follows_the_language() -> None:
    assert heads().opens("Liwa") and not heads().closes("Liwa")
    assert heads().closes("battalions") and not heads().opens("ministry")
    assert heads().opens("бригада") and heads().closes("бригада")


def test_words_for_people_are_marked() -> None:
    assert heads().describes("fighters") and not heads().describes("brigade")


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Iranian", "Iran"),
        ("Turks", "Turkey"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("UK", "United Kingdom"),
    ],
)
def test_what_is_of_a_state_gives_the_state(word: str, state: str) -> None:
    assert gazetteer().state_of_adjective(word) == state


def test_common_words_are_not_taken_for_states_or_groups() -> None:
    assert gazetteer().state_of_adjective("us") is None
    assert gazetteer().state_of_adjective("polish") is None
    assert gazetteer().lookup("is") is None
    assert gazetteer().lookup("") is None


def test_states_are_found_in_other_languages() -> None:
    assert gazetteer().state("سوريا") == "Syria"
    assert gazetteer().state("the United States of America") == "United States"
    assert gazetteer().state("Nowhereland") is None


def test_lists_give_type_source_and_whether_it_is_an_outlet() -> None:
    found = gazetteer().lookup("The New York Times")
    assert found is not None and found.outlet and found.type is EntityType.ORGANIZATION
    group = gazetteer().lookup("lord’s resistance army")
    assert group is not None and group.type is EntityType.GROUP and "UCDP" in group.source


@pytest.mark.parametrize("words", ["leader", "overall leader", "commander-in-chief", "Secretary-General", "founder"])
def test_heads_of_groups_are_leaders(words: str) -> None:
    assert roles().is_leader(words)


@pytest.mark.parametrize("words", ["deputy leader", "spokesman", "former leader", "Brig. Gen.", "opposition leader"])
def test_others_are_not(words: str) -> None:
    assert not roles().is_leader(words)
    assert roles().is_position(words)


def test_kin_words_give_the_relation() -> None:
    assert roles().kin_of("half-brother") == "brother"
    assert roles().kin_of("brigade") is None


def test_a_missing_list_is_named() -> None:
    with pytest.raises(VocabularyError) as error:
        load_yaml("nothing.yaml")
    assert "nothing.yaml" in str(error.value)

"""Likeness of two names: what speaks for it and against it, told in words, and which of two pairs is the likelier."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.model import EntityType
from rawi.names import compare
from rawi.names.compare import PROVED, START, _proved
from rawi.names.fitted import fitted

GROUP, PERSON = EntityType.GROUP, EntityType.PERSON


def reasons(one: str, other: str, kind: EntityType = GROUP) -> dict[str, float]:
    return {row.text: row.weight for row in compare(one, other, kind).reasons}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Liwa al-Qamar", "لواء القمر"),
        ("Nahr Liberation Army", "Ejército de Liberación de Nahr"),
        ("Front populaire pour la paix", "Popular Front for Peace"),
        ("Батальон Север", "Northern Battalion"),
        ("Jaysh al-Adala", "Army of Justice"),
        ("Frente 27", "27th Front"),
        ("Liwa Imam al-Qamar", "Liwa al-Qamar"),
        ("Northern Lights Liberation Front", "NLLF"),
    ],
)
def test_one_group_in_another_language_is_likely(one: str, other: str) -> None:
    assert compare(one, other, GROUP).probability > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("National Defence Forces", "Local Defence Forces"),
        ("Free Nahrian Army", "Nahrian Free Army"),
        ("Ansar al-Wadi in Libya", "Ansar al-Wadi in Tunisia"),
        ("1st Qamar Battalion", "2nd Qamar Battalion"),
        ("National Qamar Movement", "International Qamar Movement"),
        ("Northern Qamar Front", "Southern Qamar Front"),
        ("NLLF", "NLFF"),
    ],
)
def test_one_word_apart_is_unlikely(one: str, other: str) -> None:
    assert compare(one, other, GROUP).probability < 0.5


def test_persons_turned_round_are_unlikely() -> None:
    turned = compare("Khalid al-Hassan", "Hassan al-Khalid", PERSON)
    assert turned.probability < 0.5
    assert any("order of names reversed" in row.text and row.weight < 0 for row in turned.reasons)


def test_reasons_are_rows_that_add_up_and_can_be_read() -> None:
    found = compare("Liwa al-Qamar", "لواء القمر", GROUP)
    texts = [row.text for row in found.reasons]
    assert any("skeleton k-m-r equal" in text for text in texts)
    assert any("same head-word class: brigade" in text for text in texts)
    assert math.isclose(math.fsum(row.weight for row in found.reasons), found.score)
    assert math.isclose(1 / (1 + math.exp(-found.score)), found.probability)


def test_what_tells_apart_is_told() -> None:
    against = {text for text, weight in reasons("1st Qamar Battalion", "2nd Qamar Battalion").items() if weight < 0}
    assert "“1” against “2”" in against


def test_either_of_two_names_in_one_text_may_match() -> None:
    assert compare("Tajammu al-Wadi (TW)", "Gathering of al-Wadi", GROUP).probability > 0.5
    assert compare("SAMIR, Karim", "Karim Samir", PERSON).probability > 0.5


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Liwa al-Qamar", "Qamar Brigade", GROUP),
        ("Karim al-Samir", "كريم السمير", PERSON),
        ("Nahr", "نهر", EntityType.PLACE),
        # A word that is two of the other name, beside letters that may be its first ones.
        ("HajjHajJ Hamza", "Hu HH al Ham^za", GROUP),
        # A number in the one, and an acronym in the other.
        ("Liwa H0", "H0 H0 H0 in Am H0", GROUP),
    ],
)
def test_order_of_the_two_does_not_matter(one: str, other: str, kind: EntityType) -> None:
    assert math.isclose(compare(one, other, kind).score, compare(other, one, kind).score)


def test_the_order_in_which_reasons_are_added_changes_no_digit():
    # found by fuzzing: persons of four words of which each is near another's
    one, other = "Hiwa al\0a\0,\0\1\0\0\x08a al\0a\0,\0\1\0\0\x08\0j\5ل ", "Hu\0\5ل |H)`jj;\ufffdH,"
    assert compare(one, other, PERSON).score == compare(other, one, PERSON).score


def test_equal_names_are_no_less_likely_than_near_ones() -> None:
    for one, near, kind in (("Karim Samir", "Kareem Samir", PERSON), ("Army of Nahr", "Army of Nahrr", GROUP)):
        assert compare(one, one, kind).probability >= compare(one, near, kind).probability


def test_what_tells_a_name_may_stand_in_brackets() -> None:
    assert compare("Military faction (forces of Karim)", "Military faction (forces of Nadim)", GROUP).probability < 0.5


def test_what_such_sums_have_proved_is_told_and_is_no_evidence() -> None:
    found = compare("Northern Qamar Front", "Southern Qamar Front", GROUP)
    assert [row.text for row in found.reasons if not row.seen] == [START, PROVED]
    assert not set(found.for_it) & {row for row in found.reasons if not row.seen}


@given(st.floats(-40, 40), st.floats(-40, 40))
def test_a_higher_sum_is_worth_more(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for curve in fitted().calibration.values():
        assert _proved(low, curve) <= _proved(high, curve)

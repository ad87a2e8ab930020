"""Folding: what is dropped from a name, what is kept, and that no name is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.names import fold, group_key, is_bare, person_name, same_group, script_of, search_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Battle of Nahr", "Battle of nahr"),
        ("al-Nahr", "Al Nahr"),
        ("ash-Shams", "al-Shams"),
        ("L’Armée du Nahr", "Armée de Nahr"),
        ("Nahr Defence Centre", "Nahr Defense Center"),
        ("النهر", "نهر"),
    ],
)
def test_equal_after_folding(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_order_and_places_are_kept() -> None:
    assert fold("Free Nahrian Army") != fold("Nahrian Free Army")
    assert fold("Ansar in Norland") != fold("Ansar in Sudland")


@settings(deadline=None)  # the first call reads the data files
@given(st.text(max_size=50))
def test_no_name_breaks_folding(name: str) -> None:
    fold(name), script_of(name), group_key(name), same_group(name, name), is_bare(name)
    assert person_name(name).units
    assert search_keys(name) == search_keys(name)


def test_scripts() -> None:
    assert script_of("Liwa al-Nur") == "Latin"
    assert script_of("لواء النور") == "Arabic"
    assert script_of("Бригада") == "Cyrillic"
    assert script_of("123") == ""


@pytest.mark.parametrize(
    ("name", "units", "full"),
    [
        ("Karim al-Samir", ("karim", "samir"), True),
        ("al-Hajj Karim", ("karim",), False),
        ("Brig. Gen. Karim al-Samir", ("karim", "samir"), True),
        ("Abu al-Nur", ("abu nur",), False),
        ("Karim bin Samir", ("karim", "bin samir"), True),
        ("Karim al-Samir (Nuri)", ("karim", "samir"), True),
        ("Abdul Rahman Samir", ("abd rahman", "samir"), True),
    ],
)
def test_persons_names_are_taken_apart(name: str, units: tuple[str, ...], full: bool) -> None:
    assert person_name(name).units == units
    assert person_name(name).full is full


def test_bare_head_words_are_no_names() -> None:
    assert is_bare("the Army") and is_bare("the Armed Forces")
    assert not is_bare("Nur Brigade")


def test_search_meets_across_scripts_and_spellings() -> None:
    def shared(one: str, other: str) -> set[str]:
        return {rule for rule, key in search_keys(one) if (rule, key) in set(search_keys(other))}

    assert "same group name" in shared("Liwa al-Nur", "لواء النور")
    assert "same sounds" in shared("Karim al-Samir", "كريم السمير")
    assert "name of the state" in shared("Iranian", "ایران")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdulrahman", "Abd al-Rahman"),
        ("Abdur Rahman", "Abdurrahman"),
        ("Abdulla", "Abdullah"),
        ("عبدالملك", "عبد الملك"),
    ],
)
def test_names_of_a_servant_are_one_however_parted(one: str, other: str) -> None:
    assert dict(search_keys(one))["same sounds"] == dict(search_keys(other))["same sounds"]


def test_arabic_titles_are_titles_with_their_article() -> None:
    assert person_name("الحاج كريم السمير").units == person_name("كريم السمير").units

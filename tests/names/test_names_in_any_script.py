"""A name in any script has sounds: Han characters, Hebrew, Georgian, Hangul; and a joined unit stays in one script."""

import pytest

from rawi.model import EntityType
from rawi.names import NameIndex, compare, search_keys
from rawi.names.han import han_words
from rawi.names.sounds import skeleton

GROUP, PERSON = EntityType.GROUP, EntityType.PERSON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("גבעתי", "Givati"),
        ("საქართველო", "Sakartvelo"),
        ("조선", "Joseon"),
        ("Ελλάς", "Ellas"),
        ("阿不都", "Abudu"),
        ("Նաիրի", "Nairi"),
    ],
)
def test_a_word_sounds_as_its_romanisation(one: str, other: str) -> None:
    assert skeleton(one.lower()) == skeleton(other.lower())


def test_han_characters_are_parted_into_words_and_names() -> None:
    assert list(han_words("华信国际贸易有限公司")) == ["huaxin", "国际", "贸易", "有限公司"]
    assert list(han_words("克伦民族解放军")) == ["克伦", "民族", "解放", "军"]
    assert list(han_words("Nahr")) == ["Nahr"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("克伦民族解放军", "Karen National Liberation Army"), ("国际海运有限公司", "International Shipping Company")],
)
def test_a_group_in_han_characters_is_likely_its_translation(one: str, other: str) -> None:
    assert compare(one, other, GROUP).score > compare(one, "Nahr Popular Front", GROUP).score + 3
    assert NameIndex([("a", other, GROUP)]).candidates(one, GROUP)


def test_a_name_without_vowels_is_found_by_its_sounds() -> None:
    assert dict(search_keys("דגן"))["same sounds"] == dict(search_keys("Dagan"))["same sounds"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبو بكر السمير", "Abubakar al-Samir"),
        ("نور الدين زرقد", "Nureddine Zarqad"),
        ("أمين السمير", "Amine al-Samir"),
        ("ياسين زرقد", "Yassine Zarqad"),
    ],
)
def test_a_person_written_in_one_word_or_with_a_mute_letter_is_likely(one: str, other: str) -> None:
    assert compare(one, other, PERSON).probability > 0.5

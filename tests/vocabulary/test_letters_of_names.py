"""A name typed with other accents, marks or controls is the same name, and nothing else is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.vocabulary import is_acronym, plain


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("Kata’ib al-Nūr", "Kata'ib al-Nur"),
        ("Ejército", "EJERCITO"),
        ("U.S.", "US"),
        ("لِوَاء النُّور", "لواء النور"),
        ("جبهــة", "جبهة"),
        ("إمارة", "امارة"),
        ("کتیبه", "كتيبه"),
        ("\u202bلواء النور\u202c", "لواء النور"),
        ("حزب\u200cالنور", "حزب النور"),
        ("Łódź–Øst", "lodz ost"),
    ],
)
def test_variants_of_letters_are_one(written: str, same: str) -> None:
    assert plain(written) == plain(same)


def test_vowel_signs_of_other_scripts_are_kept() -> None:
    assert plain("कि") != plain("क")


@settings(deadline=None)  # the first call reads the data files
@given(st.text(max_size=60))
def test_plain_is_stable_and_without_signs(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once == once.strip()


@pytest.mark.parametrize("word", ["NDX", "U.N.", "M23", "SPX/A", "ABCD-EF"])
def test_acronyms_are_seen(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Nur", "is", "AL-NUR", "23", "A", "", "NUR FRONT"])
def test_other_words_are_no_acronyms(word: str) -> None:
    assert not is_acronym(word)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=40))
def test_ascii_takes_a_short_way_to_the_same_letters(text: str) -> None:
    assert plain(text) == plain(f"{text}\u200d")

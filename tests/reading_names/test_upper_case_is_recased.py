"""Upper-case texts come out in sentence case: names, bodies and acronyms keep capitals, ordinary words do not."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.reading.casing import is_upper, sentence_case, title_case
from rawi.reading.parsing import Model, Parser


@cache
def _parser() -> Parser:
    model = Model.find()
    if model is None:
        pytest.skip("the English model is not installed")
    return Parser.load(model)


def recased(text: str) -> str:
    return sentence_case(text, _parser().labels([title_case(text)])[0], _parser().common_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MANAGUA, 3 MAR 88 -- GENERAL WALTER ICAZA, CHIEF OF THE POPULAR NAHR ARMY, SAID THE FNL ATTACKED A FARM.",
            "Managua, 3 Mar 88 -- general Walter Icaza, chief of the Popular Nahr Army, said the FNL attacked a farm.",
        ),
        (
            "THE U.S. GOVERNMENT SAID ON WEDNESDAY IT LAUNCHED AN AGGRESSION AGAINST THE NICARAGUAN PEOPLE.",
            "The U.S. government said on Wednesday it launched an aggression against the Nicaraguan people.",
        ),
        (
            "THE CAMILEÑA UNION OF NATIONAL LIBERATION AND THE M-23 SIGNED IN MEXICO CITY ON 27 MAY.",
            "The Camileña Union of National Liberation and the M-23 signed in Mexico City on 27 May.",
        ),
        (
            "POLICE MAY HAVE BEEN INVOLVED. THE REBELS MAY FIGHT ON.",
            "Police may have been involved. The rebels may fight on.",
        ),
    ],
)
def test_cables_read_like_prose(text: str, expected: str) -> None:
    assert recased(text) == expected


def test_mixed_text_with_a_name_in_capitals_is_not_upper() -> None:
    assert not is_upper("The GREAT RIFT MANDATE (GRM) is a militant group that operates in the hills of the north.")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABCDEÉÑ '-.,()19İßa\n", max_size=60))
def test_the_length_and_the_letters_stay(text: str) -> None:
    cased = sentence_case(text, [], frozenset({"bad", "dad"}))
    assert len(cased) == len(text)
    assert cased.upper() == text.upper()

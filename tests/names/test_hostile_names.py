"""Names made to harm: very long, only marks, direction overrides, NUL, regular expressions; matched in bounded time."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rawi.model import EntityType
from rawi.names import NameIndex, candidate_keys, compare, fold

KINDS = tuple(EntityType)
HOSTILE = {
    "ten thousand letters": "a" * 10_000,
    "ten thousand words": "ab " * 10_000,
    "ten thousand meanings": "liberation front " * 5_000,
    "only combining marks": "\u0301" * 500,
    "bidirectional override": "\u202eArmy\u202c\u2066Free\u2069",
    "a NUL": "Liwa\x00al-Qamar",
    "a regular expression": "(a+)+$|[[:alpha:]]*",
    "many brackets": "(" * 3_000 + ")" * 3_000,
    "many separators": ";" * 5_000 + "," * 5_000,
    "one long acronym": "A" * 5_000,
    "nothing": "",
    "ten thousand Han characters": "漢軍" * 5_000,
    "mixed scripts": "aبвגא" * 500,
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("kind", [EntityType.GROUP, EntityType.PERSON, EntityType.PLACE])
def test_a_hostile_name_is_compared_in_bounded_time(name: str, kind: EntityType) -> None:
    compare("Liwa al-Qamar", "Qamar Brigade", kind)  # the data files are read once
    start = time.process_time()
    for other in ("Liwa al-Qamar", "NLLF", name):
        assert 0 <= compare(name, other, kind).probability <= 1
    index = NameIndex([("a", name, kind), ("b", "Liwa al-Qamar", kind)])
    index.candidates(name, kind)
    assert len(candidate_keys(name, kind)) <= 40
    assert time.process_time() - start < 2


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(KINDS))
def test_any_two_texts_have_a_probability_and_bounded_reasons(one: str, other: str, kind: EntityType) -> None:
    found = compare(one, other, kind)
    assert 0 <= found.probability <= 1
    assert all(len(row.text) < 1_500 for row in found.reasons)
    assert compare(one, other, kind) == found


@settings(deadline=None, max_examples=100)
@given(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyz '-", min_size=3, max_size=40).filter(lambda text: len(fold(text)) >= 2)
)
def test_a_name_is_likelier_itself_than_another(name: str) -> None:
    assert compare(name, name, EntityType.GROUP).score >= compare(name, "Qamar Front of Zeta", EntityType.GROUP).score


@pytest.mark.parametrize("make", [str.upper, str.title, lambda name: f" {name} ", lambda name: name.replace(" ", "  ")])
def test_case_and_spaces_change_nothing(make: Callable[[str], str]) -> None:
    name = "Liwa al-Qamar al-Kabir"
    assert fold(make(name)) == fold(name)

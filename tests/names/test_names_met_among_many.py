"""A name that was met in a list: common words and others as near make it less likely, and a row says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rawi.model import EntityType
from rawi.names import among, compare

GROUP, PERSON = EntityType.GROUP, EntityType.PERSON


def test_common_words_prove_less_than_rare_ones() -> None:
    common = among(compare("National Liberation Front", "National Liberation Front", GROUP), GROUP)
    rare = among(compare("Zarqush Brigade of Umniya", "Zarqush Brigade of Umniya", GROUP), GROUP)
    assert common.told < rare.told and common.probability < rare.probability


@pytest.mark.parametrize("kind", [GROUP, PERSON])
def test_of_two_that_come_as_near_hardly_either_is_certain(kind: EntityType) -> None:
    found = compare("Idris al-Zarqush", "Idris Zarqush", kind)
    alone, beside = among(found, kind), among(found, kind, [found.score])
    assert beside.probability < alone.probability and beside.probability < 0.75
    assert "come as near" in beside.reasons[-1].text and "come as near" not in alone.reasons[-1].text


@given(st.floats(-30, 30), st.lists(st.floats(-30, 30), max_size=5))
def test_the_rows_add_up_and_rivals_never_help(more: float, rivals: list[float]) -> None:
    found = compare("Liwa al-Qamar", "Qamar Brigade", GROUP)
    fewer = among(found, GROUP, rivals)
    assert fewer.score == pytest.approx(sum(row.weight for row in fewer.reasons))
    assert among(found, GROUP, [*rivals, more]).score <= fewer.score + 1e-9

"""Names that share keys with a question: those that share the rarest come first, and few are read."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from rawi.model import Entity, EntityType, Form, Resolution
from rawi.workspace import Settled, forms, settlement


@pytest.fixture
def kept(workspace):
    """Fifty brigades; the fourth and the fifth are called Zahr, too, and the fifth is in the South."""
    named = []
    for place in range(50):
        keys = ["brigade", *(["zahr"] if place in (3, 4) else []), *(["south"] if place == 4 else [])]
        id = f"e{place:020x}"
        named.append(Form(entity=id, name=f"N{place}", type=EntityType.GROUP, mentions=1, keys=tuple(keys)))
    entities = tuple(Entity(id=one.entity, name=one.name, type=one.type, mentions=()) for one in named)
    settlement.keep(
        workspace.database, Settled(resolution=Resolution(entities=entities), fillings=[], forms=named)
    )
    return workspace


def test_what_shares_the_most_and_the_rarest_comes_first(kept):
    found = [one.name for one in kept.names_bearing(["brigade", "zahr", "south"], most=2)]
    assert found == ["N4", "N3"]


def test_a_common_key_alone_still_finds(kept):
    assert len(kept.names_bearing(["brigade", "nobody"])) == 50
    assert len(kept.names_bearing(["brigade"], most=7)) == 7
    assert kept.names_bearing(["nobody"]) == [] and kept.names_bearing([]) == []


def test_a_key_that_too_many_share_tells_nothing(kept, monkeypatch):
    monkeypatch.setattr(forms, "COMMON", 20)
    assert kept.names_bearing(["brigade"]) == []
    assert [one.name for one in kept.names_bearing(["brigade", "south"])] == ["N4"]


def test_the_bearers_of_common_keys_are_not_read_where_rare_ones_are_enough(kept):
    asked: list[str] = []
    event.listen(
        kept.database._engine, "before_cursor_execute", lambda _c, _u, said, values, _x, _m: asked.append(str(values))
    )
    kept.names_bearing(["brigade", "zahr", "south"], most=2)
    gathering = [values for values in asked if "brigade" in values and "south" not in values]
    assert len(gathering) == 1, "once, to weigh what was gathered"
    assert gathering[0].count(",") < 10, "among the few that were"

"""A name is stored as it is, whatever it holds, and found again by its keys."""

from __future__ import annotations

import hashlib

import pytest

from rawi.model import Document, Entity, EntityType, Form, Resolution, make_mention
from rawi.workspace import Found, Place, Settled, settlement

NAMES = [
    "a" * 10_000,
    "\u0301" * 500,
    "Liwa \u202elacoL\u202c",
    "Liwa\x00Nur",
    "(a+)+$|.*",
    "%_' OR 1=1 --",
    "ا" * 10_000,
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_comes_back_as_it_was(workspace, name):
    data = b"words"
    id = workspace.originals.add(data)
    mention = make_mention(document=id, name=name, type=EntityType.GROUP)
    workspace.passes.keep(
        Found(
            place=Place(origin="/a.txt", path="a.txt", original=id),
            document=Document(id=id, path="a.txt", format="text", reader="r", text="words"),
            claims=[],
            mentions=[mention],
            key=hashlib.sha256(b"k").hexdigest(),
        ),
        {id: len(data)},
    )
    entity = Entity(id=f"e{mention.id[:20]}", name=name, type=EntityType.GROUP, mentions=(mention.id,))
    form = Form(entity=entity.id, name=name, type=entity.type, mentions=1, keys=(f"same name: {name}",))
    settled = Settled(resolution=Resolution(entities=(entity,)), fillings=[], forms=[form])
    settlement.keep(workspace.database, settled)
    assert [one.name for one in workspace.mentions()] == [name]
    assert workspace.entity(entity.id).name == name
    assert [one.name for one in workspace.names_bearing([f"same name: {name}"])] == [name]
    assert workspace.verify() == []

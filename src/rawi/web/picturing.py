"""What the pictures share: whose picture it is, what is at odds in it, and the copy of it that may leave."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query

from rawi.errors import UnknownName
from rawi.model import Entity, EntityType
from rawi.pipeline.searching import found
from rawi.publish.dispute import at_odds
from rawi.publish.gathering import published
from rawi.publish.publication import Publication
from rawi.web.site import Ask
from rawi.workspace.overview import ranked

EVERYBODY = "all"
OTHERS = 5

About = Annotated[
    str, Query(max_length=300, description="A name in any spelling or the id of an entity; `all` for everybody")
]


class Other(msgspec.Struct, frozen=True):
    """Somebody else who may be meant."""

    id: str
    name: str
    type: EntityType


class Whose(msgspec.Struct, frozen=True, kw_only=True):
    """Whose picture it is. `entity` is None for everybody's, `guessed` says that nobody was asked for."""

    entity: Entity | None
    guessed: bool = False
    others: tuple[Other, ...] = ()


def whose(ask: Ask, about: str) -> Whose:
    """The entity that is asked for; the group most spoken of where none is. Raises `UnknownName`."""
    about = about.strip()
    if about == EVERYBODY:
        return Whose(entity=None)
    if not about:
        with ask.workspace.database.read() as connection:
            groups, _ = ranked(connection, type=EntityType.GROUP, starts="", offset=0, most=1)
        return Whose(entity=ask.workspace.entity(groups[0].id) if groups else None, guessed=True)
    matches = found(ask.workspace, about)
    if not matches:
        raise UnknownName(f"no entity is called {about!r}", advice="the search says what is near")
    entity = ask.workspace.entity(matches[0].entity)
    likely = [m for m in matches[1 : 1 + OTHERS] if m.strength == matches[0].strength]
    return Whose(entity=entity, others=tuple(Other(m.entity, m.name, m.type) for m in likely))


def chosen(values: list[str]) -> set[str]:
    """What a parameter names that may be given again and again, or parted by commas."""
    return {one for value in values for one in value.split(",") if one}


def contested_claims(ask: Ask, entity: Entity | None) -> frozenset[str]:
    """The ids of the claims that contradict others, of one entity or of all."""
    return at_odds(ask.workspace.questions(entity.id if entity else None, contested=True))


def for_leaving(ask: Ask, entity: Entity | None) -> tuple[Publication, Entity | None]:
    """What of the workspace may leave, and the entity as it may be shown. Raises `RawiError` for a private person."""
    publication = published(ask.workspace)
    return publication, publication.fit(entity) if entity is not None else None

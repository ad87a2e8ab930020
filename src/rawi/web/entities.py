"""Everybody and everything that the documents speak of, by type, the most spoken of first."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query

from rawi.model import EntityType
from rawi.web.pages import Family
from rawi.web.site import Asked
from rawi.workspace.overview import Ranked, ranked

PAGE = 100

family = Family("entities", nav=("nav.entities", "/entities", 10))


class EntitiesView(msgspec.Struct, frozen=True, kw_only=True):
    entities: tuple[Ranked, ...]
    total: int
    type: EntityType | None
    starts: str
    start: int
    before: int | None
    """Where the page before this one starts; None on the first."""
    after: int | None


@family.page("/entities", "entities.html", remembered=True)
def entities(
    ask: Asked,
    type: Annotated[EntityType | None, Query()] = None,
    starts: Annotated[str, Query(max_length=100)] = "",
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> EntitiesView:
    """Entities by type and by the beginning of their name."""
    with ask.workspace.database.read() as connection:
        found, total = ranked(connection, type=type, starts=starts.strip(), offset=start, most=PAGE)
    return EntitiesView(
        entities=tuple(found),
        total=total,
        type=type,
        starts=starts.strip(),
        start=start,
        before=max(0, start - PAGE) if start else None,
        after=start + PAGE if start + PAGE < total else None,
    )

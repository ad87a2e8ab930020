"""Search: a name in any spelling or script, each answer with the rule that matched."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query

from rawi.model import EntityType
from rawi.pipeline.searching import found
from rawi.resolve import Match
from rawi.resolve.find import LONGEST
from rawi.web.pages import Family
from rawi.web.site import Ask, Asked

MOST = 40
OTHERS = 6
"""Other names that an answer shows."""

family = Family("search")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An entity that the query may mean, with the name that matched and by which rule."""

    id: str
    name: str
    type: EntityType
    matched: str
    rule: str
    probability: float | None
    because: str
    documents: int
    others: tuple[str, ...]


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    query: str
    exact: bool
    total: int
    hits: tuple[Hit, ...]


@family.page("/search", "search.html", remembered=True)
def search(
    ask: Asked, q: Annotated[str, Query(max_length=LONGEST)] = "", exact: Annotated[bool, Query()] = False
) -> SearchView:
    """Whom a name may mean: closest first, with the rule that matched."""
    query = q.strip()
    matches = found(ask.workspace, query, exact=exact) if query else []
    return SearchView(
        query=query, exact=exact, total=len(matches), hits=tuple(_hit(ask, match) for match in matches[:MOST])
    )


def _hit(ask: Ask, match: Match) -> Hit:
    [entity] = ask.workspace.called([match.entity])
    called = ask.workspace.called_in(entity.id)
    names = dict.fromkeys(name for name, _ in called if name not in (entity.name, match.name))
    return Hit(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        matched=match.name,
        rule=match.rule,
        probability=match.probability,
        because=match.because,
        documents=len({document for _, document in called}),
        others=tuple(names)[:OTHERS],
    )

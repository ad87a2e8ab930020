"""The first page: what is in the workspace, what failed, what needs deciding, and one box to search from."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from rawi.model import Decision, Source
from rawi.web.pages import Family
from rawi.web.site import Asked
from rawi.workspace.overview import Overview, Ranked, overview, ranked, standing

MOST = 24
DECIDED = 8

family = Family("home", nav=("nav.home", "/", 0))


class HomeView(msgspec.Struct, frozen=True, kw_only=True):
    counts: Overview
    documents: tuple[Source, ...]
    """The first of them, by path."""
    entities: tuple[Ranked, ...]
    """Those that most claims speak of."""
    decisions: tuple[Decision, ...]
    """The last, newest first."""
    notices: tuple[str, ...]


@family.page("/", "home.html")
def home(ask: Asked) -> HomeView:
    """What is in the workspace, what failed, what needs deciding."""
    here = ask.workspace
    with here.database.read() as connection:
        counts, entities = ask.site.counted.get(standing(connection), lambda: _counted(connection))
    return HomeView(
        counts=counts,
        documents=tuple(here.documents()[:MOST]),
        entities=entities,
        decisions=tuple(here.decisions()[: -DECIDED - 1 : -1]),
        notices=tuple(here.notices),
    )


def _counted(connection: Connection) -> tuple[Overview, tuple[Ranked, ...]]:
    return overview(connection), tuple(ranked(connection, most=MOST)[0])

"""The first page: what is in the workspace, what failed, what needs deciding, and one box to search from."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy import Connection

from rawi.model import Decision, Source, in_force
from rawi.model.assessment import ASSESS
from rawi.publish.dispute import asks
from rawi.web.pages import Family
from rawi.web.site import Asked
from rawi.workspace import Workspace
from rawi.workspace.overview import Overview, Ranked, overview, ranked, standing

MOST = 24
DECIDED = 8
TO_DECIDE = 6

family = Family("home", nav=("nav.home", "/", 0))


class ToDecide(msgspec.Struct, frozen=True, kw_only=True):
    """A question in dispute of which nobody has said what to hold."""

    id: str
    entity: str
    name: str
    asks: str


class HomeView(msgspec.Struct, frozen=True, kw_only=True):
    counts: Overview
    documents: tuple[Source, ...]
    """The first of them, by path."""
    entities: tuple[Ranked, ...]
    """Those that most claims speak of."""
    to_decide: tuple[ToDecide, ...]
    """The first of the questions in dispute that wait for somebody to look at them."""
    decisions: tuple[Decision, ...]
    """The last, newest first."""
    notices: tuple[str, ...]


@family.page("/", "home.html")
def home(ask: Asked) -> HomeView:
    """What is in the workspace, what failed, what needs deciding."""
    here = ask.workspace
    with here.database.read() as connection:
        counts, entities = ask.site.counted.get(standing(connection), lambda: _counted(connection))
    laid = here.decisions()
    return HomeView(
        counts=counts,
        documents=tuple(here.documents()[:MOST]),
        entities=entities,
        to_decide=_to_decide(here, laid),
        decisions=tuple(laid[: -DECIDED - 1 : -1]),
        notices=tuple(here.notices),
    )


def _to_decide(here: Workspace, laid: list[Decision]) -> tuple[ToDecide, ...]:
    assessed = {one.target for one in in_force(laid) if one.action == ASSESS}
    open_ones = [id for id in here.in_dispute() if id not in assessed][:TO_DECIDE]
    named = cache(lambda id: here.entity(id).name)
    return tuple(
        ToDecide(id=one.id, entity=one.entity, name=named(one.entity), asks=asks(one, one.entity, named))
        for one in here.questions_with(open_ones)
    )


def _counted(connection: Connection) -> tuple[Overview, tuple[Ranked, ...]]:
    return overview(connection), tuple(ranked(connection, most=MOST)[0])

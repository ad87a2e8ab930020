"""The timeline of an entity: lanes of what is dated, the same as a table, and what no order can place below."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec
from fastapi import Form, Query
from markupsafe import Markup
from starlette.responses import Response

from rawi.errors import RawiError
from rawi.publish import Timeline, known_by, read_clock, timeline
from rawi.publish.gathering import knowledge_about
from rawi.publish.lanes import Lanes, lanes
from rawi.publish.pictures.strips import lanes_svg
from rawi.web.leaving import leaving
from rawi.web.pages import Family
from rawi.web.picturing import About, Whose, contested_claims, for_leaving, whose
from rawi.web.site import Ask, Asked

family = Family("timeline", nav=("nav.timeline", "/timeline", 45))
Since = Annotated[str, Query(alias="from", max_length=40, description="The first year, month or day that is drawn")]
Until = Annotated[str, Query(alias="to", max_length=40, description="The last year, month or day that is drawn")]


class TimelineView(msgspec.Struct, frozen=True, kw_only=True):
    """`lanes` is None where nothing is dated, or nothing between the days asked for."""

    whose: Whose
    timeline: Timeline | None
    lanes: Lanes | None
    contested: tuple[str, ...]
    since: str
    until: str

    @property
    def claims(self) -> int:
        if self.timeline is None:
            return 0
        return sum(len(moment.tellings) for moment in (*self.timeline.dated, *self.timeline.undated))

    def at_odds(self, moment: object) -> bool:
        return any(telling.claim in self.contested for telling in moment.tellings)  # type: ignore[attr-defined]

    def svg(self, ask: Ask) -> Markup:
        """The picture; a bar leads to its moment in the list."""
        if self.lanes is None:
            return Markup("")
        return Markup(
            lanes_svg(
                self.lanes,
                label=f"{ask.t('nav.timeline')} · {self.lanes.name}",
                as_of=_day(ask),
                say=ask.say,
                address=lambda number: f"#m{number}",
            )
        )


@family.page("/timeline", "timeline.html", remembered=True)
def shown_timeline(ask: Asked, about: About = "", since: Since = "", until: Until = "") -> TimelineView:
    """What is dated about an entity: solid where asserted, hatched where only bounded, open where no end is stated."""
    asked_for = whose(ask, about)
    first, last = _first(since), _last(until)
    entity = asked_for.entity
    if entity is None:
        return TimelineView(whose=asked_for, timeline=None, lanes=None, contested=(), since=since, until=until)
    knowledge = knowledge_about(ask.workspace, entity)
    if ask.state.as_known is not None:
        knowledge = msgspec.structs.replace(knowledge, kept=known_by(knowledge.kept, ask.state.as_known).kept)
    shown = timeline(entity, knowledge, until=ask.state.as_of)
    contested = contested_claims(ask, entity)
    return TimelineView(
        whose=asked_for,
        timeline=shown,
        lanes=lanes(shown, since=first, until=last, contested=contested),
        contested=tuple(sorted(contested & {t.claim for m in (*shown.dated, *shown.undated) for t in m.tellings})),
        since=since,
        until=until,
    )


@family.change("/timeline/file")
def timeline_file(
    ask: Asked,
    about: Annotated[str, Form(max_length=300)] = "",
    form: Annotated[Literal["svg"], Form()] = "svg",
    since: Annotated[str, Form(alias="from", max_length=40)] = "",
    until: Annotated[str, Form(alias="to", max_length=40)] = "",
) -> Response:
    """The timeline as a file that may leave: what is grave and unreviewed goes, private persons are masked."""
    asked_for = whose(ask, about).entity
    publication, entity = for_leaving(ask, asked_for)
    if entity is None:
        raise RawiError("a timeline is of somebody", advice="name an entity")
    knowledge = publication.knowledge
    if ask.state.as_known is not None:
        knowledge = msgspec.structs.replace(knowledge, kept=known_by(knowledge.kept, ask.state.as_known).kept)
    shown = timeline(entity, knowledge, until=ask.state.as_of)
    made = lanes(shown, since=_first(since), until=_last(until), contested=contested_claims(ask, asked_for))
    if made is None:
        raise RawiError("nothing that may leave is dated", advice="review what is grave, or ask for other dates")
    text = lanes_svg(made, label=made.name, as_of=_day(ask), say=ask.say)
    told = sum(len(bar.moment.tellings) for lane in made.lanes for bar in lane.bars)
    return leaving(ask, text, form=form, name="timeline", claims=told)


def _first(words: str) -> dt.date | None:
    return read_clock(words).days.first if words.strip() else None


def _last(words: str) -> dt.date | None:
    return read_clock(words).days.last if words.strip() else None


def _day(ask: Ask) -> dt.date | None:
    """Where the line of the clock of the world stands: only where it is one day."""
    days = ask.state.as_of.days if ask.state.as_of is not None else None
    return days.first if days is not None and days.first == days.last else None

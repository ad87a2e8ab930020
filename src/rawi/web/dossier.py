"""The dossier of one entity: every value with its tellings, each telling a door to the sentence in its document."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

import msgspec
from fastapi import Path, Query
from starlette.responses import Response

from rawi.publish import Dossier, compile_dossier, dossier_page
from rawi.publish.dossier import Alarm
from rawi.publish.extent import Extent
from rawi.publish.footing import missing_words, withheld_words
from rawi.publish.gathering import disputed, disputes_at, published
from rawi.publish.lens import VOICES, Choice, lens_on
from rawi.publish.page import STANCES
from rawi.publish.wording import MARKS
from rawi.web.leaving import leaving
from rawi.web.pages import Family
from rawi.web.site import Ask, Asked

family = Family("dossier")

TOLD_BY = Query(max_length=64, description=f"{', '.join(VOICES)}, or the id of a document")
EntityId = Annotated[str, Path(max_length=64, description="The id of an entity")]
Whole = Annotated[str | None, Query(max_length=64, description="The predicate to show all values of, or `names`")]
ALARMS, DOCUMENTS = 40, 100
"""Alarms that a page lists, and documents that its lens offers: the board and the address have them all."""
PICTURES = ("/timeline", "/network", "/map")
"""Pages that show one entity in another way, by `about`."""


class DossierView(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """`told_by` is the voice or the document that the dossier is seen through, None for all."""

    dossier: Dossier
    missing: tuple[str, ...]
    withheld: tuple[str, ...] = ()
    told_by: str | None = None
    voices: tuple[Choice, ...] = ()
    all_claims: int = 0
    """About the entity at these clocks, whoever tells them."""
    legend: tuple[tuple[str, str], ...] = tuple((MARKS[stance], stance.value) for stance in STANCES)
    pictures: tuple[str, ...] = PICTURES

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """Those that the page lists; a copy for publication lists them all."""
        return self.dossier.alarms[:ALARMS] if self.dossier.withheld is None else self.dossier.alarms

    @property
    def lenses(self) -> tuple[Choice, ...]:
        """The documents that the page offers to look through: those that tell most, by their titles."""
        documents = [voice for voice in self.voices if voice.title is not None]
        if len(documents) <= DOCUMENTS:
            return tuple(documents)
        most = {one.key for one in sorted(documents, key=lambda one: -one.claims)[:DOCUMENTS]} | {self.told_by}
        return tuple(one for one in documents if one.key in most)

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the claims that stand on the page."""
        blocks = (block for section in self.dossier.sections for block in section.properties)
        return frozenset(
            t.claim for block in blocks for entry in block.entries for t in entry.tellings
        )


@family.page("/entity/{entity}", "dossier.html", remembered=True)
def dossier(
    ask: Asked,
    entity: EntityId,
    told_by: Annotated[str | None, TOLD_BY] = None,
    whole: Whole = None,
) -> DossierView:
    """Everything that the documents say of one entity, at the two clocks, or what one side tells."""
    state = ask.state
    about = ask.workspace.entity(entity)
    clocks = state.as_of, state.as_known
    disputes, knowledge = disputed(
        ask.workspace,
        about,
        *clocks,
        weighed=lambda: ask.site.opened.found(("disputes", clocks), lambda: disputes_at(ask.workspace, *clocks)),
    )
    lens = lens_on(about.id, knowledge)
    seen, at_odds = lens.through(told_by, knowledge, disputes) if told_by else (knowledge, disputes)
    compiled = compile_dossier(
        about,
        seen,
        as_of=state.as_of,
        as_known=state.as_known,
        disputes=at_odds,
        extent=None if ask.as_json else Extent(whole=whole),
    )
    return DossierView(
        dossier=compiled,
        missing=tuple(missing_words(compiled.missing)),
        told_by=told_by,
        voices=lens.choices,
        all_claims=len(lens.told),
    )


@family.page("/entity/{entity}/publication", "publication.html", remembered=True)
def publication(ask: Asked, entity: EntityId) -> DossierView:
    """The dossier as it may leave: grave unreviewed claims left out, private persons masked. This page prints."""
    compiled = _for_publication(ask, entity)
    return DossierView(
        dossier=compiled,
        missing=tuple(missing_words(compiled.missing)),
        withheld=tuple(withheld_words(compiled.withheld)) if compiled.withheld else (),
    )


@family.change("/entity/{entity}/publication")
def publication_file(ask: Asked, entity: EntityId) -> Response:
    """The same as a file that opens anywhere; that it left is laid down in the log."""
    compiled = _for_publication(ask, entity)
    return leaving(ask, dossier_page(compiled), form="html", name="dossier", claims=compiled.claims)


def _for_publication(ask: Ask, entity: str) -> Dossier:
    whole = published(ask.workspace)
    fit = whole.fit(ask.workspace.entity(entity))
    return compile_dossier(
        fit,
        whole.knowledge,
        as_of=ask.state.as_of,
        as_known=ask.state.as_known,
        withheld=whole.withheld(fit.id),
    )

"""The dossier of one entity: every value with its tellings, each telling a door to the sentence in its document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

import msgspec
from fastapi import Path, Query
from starlette.responses import Response

from rawi.publish import Dossier, compile_dossier, dossier_page
from rawi.publish.dossier import Entry, PropertyBlock, Telling
from rawi.publish.footing import missing_words, withheld_words
from rawi.publish.gathering import disputed, published
from rawi.publish.lens import VOICES, Choice, lens_on
from rawi.publish.page import STANCES
from rawi.publish.wording import MARKS
from rawi.web.leaving import leaving
from rawi.web.pages import Family
from rawi.web.site import Ask, Asked

family = Family("dossier")

VALUES, TELLINGS = 40, 15
"""Values of a property, and tellings of a value, that a page shows unasked; the rest is one click away."""
MANY, FEW_VALUES, FEW_TELLINGS = 250, 8, 3
"""Of an entity with more than `MANY` claims a page shows so few unasked, so that it comes at once."""
TOLD_BY = Query(max_length=64, description=f"{', '.join(VOICES)}, or the id of a document")
EntityId = Annotated[str, Path(max_length=64, description="The id of an entity")]
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

    whole: str | None = None
    """The property that is shown with all its values and tellings, however many."""

    def entries(self, block: PropertyBlock) -> Sequence[Entry]:
        """The values that the page shows of a property; those that differ are always among them."""
        most, _ = self._most
        if self._is_whole(block) or len(block.entries) <= most:
            return block.entries
        rest = [entry for entry in block.entries if not entry.differs]
        left_out = {id(entry) for entry in rest[max(0, most - len(block.entries) + len(rest)) :]}
        return [entry for entry in block.entries if id(entry) not in left_out]

    def tellings(self, block: PropertyBlock, entry: Entry) -> Sequence[Telling]:
        """The tellings that the page shows of a value: the first ones of many."""
        return entry.tellings if self._is_whole(block) else entry.tellings[: self._most[1]]

    @property
    def _most(self) -> tuple[int, int]:
        """How many values of a property and tellings of a value are shown unasked."""
        return (VALUES, TELLINGS) if self.dossier.claims <= MANY else (FEW_VALUES, FEW_TELLINGS)

    def _is_whole(self, block: PropertyBlock) -> bool:
        return self.dossier.withheld is not None or self.whole == block.predicate

    @cached_property
    def shown(self) -> frozenset[str]:
        """The ids of the claims that stand on the page."""
        blocks = (block for section in self.dossier.sections for block in section.properties)
        return frozenset(
            t.claim for block in blocks for entry in self.entries(block) for t in self.tellings(block, entry)
        )


@family.page("/entity/{entity}", "dossier.html")
def dossier(
    ask: Asked,
    entity: EntityId,
    told_by: Annotated[str | None, TOLD_BY] = None,
    whole: Annotated[str | None, Query(max_length=64, description="The predicate to show all values of")] = None,
) -> DossierView:
    """Everything that the documents say of one entity, at the two clocks, or what one side tells."""
    state = ask.state
    about = ask.workspace.entity(entity)
    disputes, knowledge = disputed(ask.workspace, about, state.as_of, state.as_known)
    lens = lens_on(about.id, knowledge)
    seen, at_odds = lens.through(told_by, knowledge, disputes) if told_by else (knowledge, disputes)
    compiled = compile_dossier(about, seen, as_of=state.as_of, as_known=state.as_known, disputes=at_odds)
    return DossierView(
        dossier=compiled,
        missing=tuple(missing_words(compiled.missing)),
        told_by=told_by,
        whole=whole,
        voices=lens.choices,
        all_claims=len(lens.told),
    )


@family.page("/entity/{entity}/publication", "publication.html")
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

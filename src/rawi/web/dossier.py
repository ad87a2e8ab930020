"""The dossier of one entity: every value with its tellings, each telling a door to the sentence in its document."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Path

from rawi.publish import Dossier, compile_dossier
from rawi.publish.gathering import disputed
from rawi.web.pages import Family
from rawi.web.site import Asked

family = Family("dossier")

EntityId = Annotated[str, Path(max_length=64, description="The id of an entity")]


class DossierView(msgspec.Struct, frozen=True, kw_only=True):
    dossier: Dossier


@family.page("/entity/{entity}", "dossier.html")
def dossier(ask: Asked, entity: EntityId) -> DossierView:
    """Everything that the documents say of one entity, at the two clocks."""
    state = ask.state
    whole = ask.workspace.entity(entity)
    disputes, knowledge = disputed(ask.workspace, whole, state.as_of, state.as_known)
    compiled = compile_dossier(whole, knowledge, as_of=state.as_of, as_known=state.as_known, disputes=disputes)
    return DossierView(dossier=compiled)

"""Sources: each document, outlet and author with what it rests on, what rests on it, and what falls without it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Query
from markupsafe import Markup

from rawi.errors import UnknownName
from rawi.pipeline.lineage import lineage
from rawi.publish.origins import losses_record
from rawi.publish.pictures.kinship import kinship_svg
from rawi.publish.sourcing import Family, Listed, SourceList, family, source_list
from rawi.web.pages import Family as Pages
from rawi.web.site import Ask, Asked
from rawi.weigh.origins import answered, losses, matters, named
from rawi.workspace.overview import claims_of_documents

pages = Pages("sources", nav=("nav.sources", "/sources", 60))


class Falling(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, before and after the source is taken away."""

    answer: str
    entity: str | None
    claims: tuple[str, ...]
    falls: bool
    loses_last_origin: bool
    documents: tuple[int, int]
    known: tuple[int, int]
    untraced: tuple[int, int]


class SourcesView(msgspec.Struct, frozen=True, kw_only=True):
    sources: SourceList

    @property
    def titles(self) -> dict[str, str]:
        return {one.id: one.title for one in self.sources.documents}


class SourceView(msgspec.Struct, frozen=True, kw_only=True):
    """`losses` are the answers that change without the source: those that fall first."""

    family: Family
    documents: tuple[Listed, ...]
    losses: tuple[Falling, ...]

    @property
    def falls(self) -> int:
        return sum(one.falls for one in self.losses)

    @property
    def last(self) -> int:
        return sum(one.loses_last_origin for one in self.losses)

    def svg(self, ask: Ask) -> Markup:
        return Markup(
            kinship_svg(
                self.family,
                label=str(ask.t("sources.family_of", name=self.family.name)),
                heads=(str(ask.t("sources.rests_on")), str(ask.t("sources.rest_on_it"))),
                say=ask.say,
                address=lambda kin: ask.state.address("/source", name=kin.key if kin.kind == "document" else kin.name),
                mirrored=ask.state.direction == "rtl",
            )
        )


@pages.page("/sources", "sources.html", remembered=True)
def sources(ask: Asked) -> SourcesView:
    """Every document, outlet and author, with how much rests on it."""
    return SourcesView(sources=_listed(ask))


@pages.page("/source", "source.html", remembered=True)
def source(
    ask: Asked, name: Annotated[str, Query(max_length=1000, description="A document, outlet, author or teller")]
) -> SourceView:
    """One source: its parents and children, and what falls without it."""
    whole = lineage(ask.workspace)
    found = family(whole, name)
    if found is None:
        raise UnknownName(f"no document, outlet, author or teller is called {name!r}", advice="the list has them all")
    pairs = answered(matters(whole.kept.values(), ask.workspace.entities()))
    changed = losses(whole, pairs, named(whole, name))
    words = losses_record(changed, whole)
    own = {one.id: one for one in _listed(ask).documents}
    return SourceView(
        family=found,
        documents=tuple(own[id] for id in found.documents if id in own),
        losses=tuple(
            Falling(
                answer=said["answer"],
                entity=whole.kept[loss.claims[0]].subject,
                claims=loss.claims,
                falls=loss.falls,
                loses_last_origin=loss.loses_last_origin,
                documents=(loss.before.documents, loss.after.documents),
                known=(loss.before.known, loss.after.known),
                untraced=(loss.before.untraced, loss.after.untraced),
            )
            for loss, said in zip(changed, words, strict=True)
        ),
    )


def _listed(ask: Ask) -> SourceList:
    with ask.workspace.database.read() as connection:
        claims = claims_of_documents(connection)
    return source_list(ask.workspace.documents(), claims, ask.workspace.dependences())

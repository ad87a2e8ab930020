"""The document reader: the stored text with every claim at its words, and beside each passage what was read from it."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import msgspec
from fastapi import Path, Query
from starlette.responses import Response

from rawi.errors import UnknownName
from rawi.model import Document, EntityType, KeptClaim, Source, Stance
from rawi.publish.dossier import Telling
from rawi.publish.entries import telling
from rawi.publish.gathering import knowledge_in
from rawi.publish.marked import Passage, passages, standing
from rawi.publish.paged import Highlight, highlights
from rawi.publish.properties import property_of
from rawi.publish.wording import bounds_words, source_title, time_words
from rawi.vocabulary import predicates
from rawi.web.deciding import Decider
from rawi.web.pages import Family
from rawi.web.site import Asked

family = Family("reader")

_MOST_PAGES = 1_000_000
PageNumber = Annotated[int, Path(ge=1, le=_MOST_PAGES, description="Counted from 1")]
DocumentId = Annotated[str, Path(max_length=64, description="SHA-256 of the original")]


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who or what a claim speaks of, by the name in the document, with the id of the entity that it was joined into."""

    name: str
    type: EntityType
    entity: str | None


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """One claim beside its passage; `number` counts in the order of the text."""

    number: int
    telling: Telling
    label: str
    subject: Party
    object: Party | None
    rule: str
    by_hand: bool
    resolved: dict[str, str]
    """For each part that its own words do not give: how it was got."""


class DocumentTimeShown(msgspec.Struct, frozen=True, kw_only=True):
    role: str
    words: str | None
    bounds: str | None
    inferred: str | None


class NoteShown(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote: how many markers of it stand in the text, and the address of the work that it cites."""

    label: str
    markers: int
    url: str | None


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """A page: width and height in points, 0 where it is broken; the address of its picture; its claims in order."""

    number: int
    width: float
    height: float
    picture: str
    claims: tuple[str, ...]


class ReaderView(msgspec.Struct, frozen=True, kw_only=True):
    source: Source
    title: str
    author: str | None
    format: str
    reader: str
    characters: int
    times: tuple[DocumentTimeShown, ...]
    omissions: tuple[str, ...]
    notes: dict[str, NoteShown]
    pages: int
    """How many pages the original has, where it is a PDF."""
    superseded_by: str | None
    passages: tuple[Passage, ...]
    cards: dict[str, Card]
    gone: tuple[str, ...]
    """Claims whose words no longer stand in the text."""
    unreviewed: int
    chosen: str | None
    decider: str
    """The name under which this browser decides."""
    leaf: Leaf | None
    """The page whose picture is shown, where pages are asked for instead of the text."""
    highlights: tuple[Highlight, ...]
    """Where the quotes stand on all pages, where pages are asked for."""
    labels: dict[str, str]
    """Every predicate of the vocabulary with its label, for the form."""
    types: tuple[EntityType, ...] = tuple(EntityType)
    stances: tuple[Stance, ...] = tuple(Stance)

    @property
    def claimed(self) -> dict[int, int]:
        """How many claims stand on each page that has any."""
        count: Counter[int] = Counter()
        for one in self.highlights:
            count[one.page] += len(one.claims)
        return dict(sorted(count.items()))

    def open(self, claims: tuple[str, ...]) -> bool:
        """Whether nobody has reviewed one of the claims."""
        return any(self.cards[id].telling.review == "unreviewed" for id in claims)


@family.router.get("/document/{document}/page/{page}.png", response_class=Response)
def page_picture(ask: Asked, document: DocumentId, page: PageNumber) -> Response:
    """A page of a PDF as it looks, as PNG."""
    here = ask.workspace
    outline = here.outline(document)
    _demand_page(outline, page)
    png = ask.site.drawing.picture(
        document, outline.path, page, lambda: here.originals.read(document), here.settings.documents
    )
    return Response(png, media_type="image/png")


@family.page("/document/{document}", "reader.html", remembered=True)
def read_document(
    ask: Asked,
    document: DocumentId,
    name: Decider,
    claim: Annotated[str | None, Query(max_length=64)] = None,
    page: Annotated[int | None, Query(ge=1, le=_MOST_PAGES, description="With `view=pages`: which page")] = None,
) -> ReaderView:
    """A document's stored text with its claims, or the pages of a PDF; `claim` is the one to show first."""
    here = ask.workspace
    whole = here.document(document)
    knowledge = knowledge_in(here, document)
    stands = standing(whole, knowledge.kept)
    shown = passages(whole, stands.spans)
    marked = highlights(whole, stands.spans) if ask.state.view == "pages" else ()
    if page is None:
        page = next((one.page for one in marked if claim in one.claims), 1)
    begun = [id for passage in shown for id in passage.claims]
    order = {id: number for number, id in enumerate((*begun, *stands.gone), 1)}
    cards = {k.claim.id: _card(k, order[k.claim.id], telling(k, knowledge)) for k in knowledge.kept}
    source = here.documents([document], superseded=True)[0]
    return ReaderView(
        source=source,
        title=source_title(source),
        author=whole.author,
        format=whole.format,
        reader=whole.reader,
        characters=len(whole.text),
        times=tuple(_time(whole, at) for at in range(len(whole.times))),
        omissions=tuple(dict.fromkeys(one.reason for one in whole.omissions)),
        notes={n.label: NoteShown(label=n.label, markers=len(n.markers), url=n.url) for n in whole.notes},
        pages=len(whole.pages),
        superseded_by=here.successors().get(document),
        passages=shown,
        cards=cards,
        gone=stands.gone,
        unreviewed=sum(k.review.state == "unreviewed" for k in knowledge.kept),
        chosen=claim if claim in cards else None,
        decider=name,
        leaf=_leaf(whole, page, marked, order) if ask.state.view == "pages" else None,
        highlights=marked,
        labels={name: property_of(name).label for name in predicates()},
    )


def _demand_page(document: Document, number: int) -> None:
    """Raises `UnknownName` for a document that has no pages, and for a page that it does not have."""
    if not document.pages:
        raise UnknownName("this document has no pages to show", advice="only those of a PDF are kept; read its text")
    if not 1 <= number <= len(document.pages):
        raise UnknownName(f"this document has no page {number}", advice=f"its pages are 1 to {len(document.pages)}")


def _leaf(document: Document, number: int, marked: tuple[Highlight, ...], order: dict[str, int]) -> Leaf:
    _demand_page(document, number)
    width, height = document.pages[number - 1]
    claims = {id for one in marked if one.page == number for id in one.claims}
    return Leaf(
        number=number,
        width=width,
        height=height,
        picture=f"/document/{document.id}/page/{number}.png",
        claims=tuple(sorted(claims, key=order.__getitem__)),
    )


def _card(kept: KeptClaim, number: int, told: Telling) -> Card:
    claim = kept.claim
    other = claim.object
    return Card(
        number=number,
        telling=told,
        label=property_of(claim.predicate).label,
        subject=Party(name=claim.subject.name, type=claim.subject.type, entity=kept.subject),
        object=Party(name=other.name, type=other.type, entity=kept.object) if other else None,
        rule=kept.reading.rule,
        by_hand=kept.reading.reader == "by hand",
        resolved=dict(sorted(kept.reading.resolved.items())),
    )


def _time(document: Document, at: int) -> DocumentTimeShown:
    time = document.times[at]
    return DocumentTimeShown(
        role=time.role, words=time_words(time.when), bounds=bounds_words(time.when), inferred=time.inferred
    )

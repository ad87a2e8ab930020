"""What a dossier is compiled from: the kept claims of a workspace, entities, mentions, outlines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from rawi.model import Document, Entity, EntityType, KeptClaim, Mention, Source, When
from rawi.model.sensitivity import Level


class Knowledge(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """`documents` need no text: their times and omissions are what is told of them."""

    kept: tuple[KeptClaim, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...] = ()
    documents: tuple[Document, ...] = ()
    sources: tuple[Source, ...] = ()
    """What listings say of documents beside those of the claims: such as only mention what the claims are about."""
    grades: Mapping[str, str] = {}
    """What persons gave to documents and claims, by id; empty where grades are off."""
    sensitivity: Mapping[str, Level] = {}
    """What persons said of mentions and claims, by id."""

    described: frozenset[str] | None = None
    """The entities that no document names, by id, where the mentions at hand do not tell."""

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        return {e.id: e for e in self.entities}

    def name(self, entity: str) -> str:
        """What an entity is called; its id where it is not known."""
        return self.entity[entity].name if entity in self.entity else entity

    @cached_property
    def mention(self) -> Mapping[str, Mention]:
        return {m.id: m for m in self.mentions}

    @cached_property
    def unnamed(self) -> frozenset[tuple[str, EntityType, str]]:
        """Descriptions that name nobody, by document, type and words."""
        return frozenset((m.document, m.type, m.name) for m in self.mentions if not m.named)

    @cached_property
    def source(self) -> Mapping[str, Source]:
        return {s.id: s for s in (*self.sources, *(k.source for k in self.kept))}

    @cached_property
    def outline(self) -> Mapping[str, Document]:
        return {d.id: d for d in self.documents}

    def own_time(self, kept: KeptClaim) -> When | None:
        """The time of the passage that a claim stands in, where it is not the document's: a text republished later."""
        document = self.outline.get(kept.source.id)
        if document is None:
            return None
        start = kept.reading.quote.start
        frame = next((s.frame for s in document.segments if s.span.start <= start < s.span.end), 0)
        return document.times[frame].when if 0 < frame < len(document.times) else None

    def about(self, entity: str) -> tuple[KeptClaim, ...]:
        """The claims in which the entity is subject or object, in the order of export."""
        return tuple(k for k in self._in_order if entity in (k.subject, k.object))

    @cached_property
    def _in_order(self) -> list[KeptClaim]:
        return in_order(self.kept)


def in_order(kept: tuple[KeptClaim, ...] | list[KeptClaim]) -> list[KeptClaim]:
    """By path of the document, start of the quote, predicate, and then the arguments: the order of every listing."""
    return sorted(kept, key=order)


def order(k: KeptClaim) -> tuple[str, int, int, str, str, str, str]:
    claim = k.claim
    other = claim.object.name if claim.object else ""
    return (
        k.source.path,
        k.reading.quote.start,
        k.reading.quote.end,
        claim.predicate,
        claim.subject.name,
        other,
        claim.id,
    )

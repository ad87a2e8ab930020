"""The veils laid over records: every text that a claim, an entity or a document carries, as it may be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from rawi.model import (
    Argument,
    Document,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Mention,
    Quote,
    Reading,
    Source,
    Span,
    Value,
)
from rawi.publish.covering import Hidden
from rawi.publish.nearness import WITHHELD_PLACE, Nearness
from rawi.publish.positions import listed
from rawi.publish.veil import Veil
from rawi.publish.veils import Veils
from rawi.publish.words import name_key

WITHHELD_QUOTE = "[quote withheld: it tells of something grave that nobody has reviewed]"
WITHHELD_ADDRESS = "[withheld]"
CONTEXT = 32
"""Characters of the text before and after a quote; at its outer edge a word, and so a name, may be cut."""
OWN_WORK = ("cites", "published", "translated", "republished")


class Masking:
    """Masks records. `grave` are the places, by document, of claims that stay behind unreviewed; `below` hides, by
    claim, where those live or were hurt who lived through something.
    """

    def __init__(
        self, veils: Veils, grave: Mapping[str, list[tuple[int, int]]], below: Mapping[str, Nearness] | None = None
    ):
        self.veils = veils
        self.grave = grave
        self.below = below or {}

    def claim(self, kept: KeptClaim) -> KeptClaim:
        """The claim with its readings and its source, masked; ids of claims stay, ids of masked persons go."""
        veil = self._veil(kept.claim.document)
        claim = replace(
            kept.claim,
            quote=self._quote(kept, veil),
            subject=self._argument(kept.claim.subject, kept.subject, veil),
            object=self._argument(kept.claim.object, kept.object, veil),
            value=_value(kept.claim.value, veil),
            members=tuple(veil.over(name, unknown=False) for name in kept.claim.members),
        )
        masked = replace(
            kept,
            claim=claim,
            readings=tuple(self._reading(r, veil) for r in kept.readings),
            source=_source(kept.source, veil),
            subject=self._entity_id(kept.subject),
            object=self._entity_id(kept.object),
        )
        near = self.below.get(kept.claim.id)
        return masked if near is None else near.over(masked)

    def hidden(self, document: str, text: str, span: Span, claims: Iterable[str]) -> list[Hidden]:
        """What is hidden in a stretch of a document's text on which these claims hang, counted from its start."""
        start, end = max(0, span.start - CONTEXT), span.end + CONTEXT  # a name may lie across its edge
        around = text[start:end]
        hidden = self._veil(document).hidden(around)
        for claim in claims:
            for first, last in self.below[claim].hidden(around) if claim in self.below else ():
                if not any(first < b and a < last for a, b, _ in hidden):
                    hidden.append((first, last, WITHHELD_PLACE))
        return [(first + start - span.start, last + start - span.start, said) for first, last, said in hidden]

    def entity(self, entity: Entity) -> Entity:
        """The entity under the name that may be shown; why its names were joined may name somebody, and is masked."""
        if entity.id in self.veils.placeholder:
            hidden = self.veils.placeholder[entity.id]
            return replace(entity, id=hidden, name=hidden, joins=())
        everywhere = self.veils.everywhere
        if entity.id in self.veils.public:
            return entity
        joins = tuple(replace(join, reason=everywhere.over(join.reason, unknown=False)) for join in entity.joins)
        unknown = self._may_name(entity.name, entity.type, entity.id)
        return replace(entity, name=everywhere.over(entity.name, unknown=unknown), joins=joins)

    def mention(self, mention: Mention, owner: Mapping[str, str]) -> Mention:
        """The mention under the name that may be shown."""
        hidden = self.veils.placeholder.get(owner.get(mention.id, ""))
        if hidden is not None:
            return replace(mention, name=hidden)
        unknown = self._may_name(mention.name, mention.type, owner.get(mention.id))
        return replace(mention, name=self._veil(mention.document).over(mention.name, unknown=unknown))

    def document(self, document: Document) -> Document:
        """The outline with title and path masked: without text, address and notes, its segments without their keys."""
        veil = self._veil(document.id)
        title = veil.over(document.title) if document.title else document.title
        segments = tuple(replace(s, key=None, section=()) for s in document.segments)
        return replace(
            document, text="", segments=segments, notes=(), title=title, path=_path(document.path, veil), url=None
        )

    def _veil(self, document: str) -> Veil:
        return self.veils.of.get(document, self.veils.everywhere)

    def _entity_id(self, entity: str | None) -> str | None:
        return self.veils.placeholder.get(entity, entity) if entity else entity

    def _argument(self, argument: Argument | None, entity: str | None, veil: Veil) -> Any:
        if argument is None:
            return None
        hidden = self.veils.placeholder.get(entity) if entity else None
        if hidden is not None:
            return Argument(hidden, argument.type)
        unknown = self._may_name(argument.name, argument.type, entity)
        return Argument(veil.over(argument.name, unknown=unknown), argument.type)

    def _may_name(self, words: str, kind: EntityType, entity: str | None) -> bool:
        """Whether a stranger may be named in it: in a description of persons, or in an event called after victims."""
        if kind is EntityType.PERSON:
            return entity not in self.veils.public
        return kind is EntityType.EVENT and not listed("fates").isdisjoint(name_key(words))

    def _quote(self, kept: KeptClaim, veil: Veil) -> Quote:
        quote, span = kept.claim.quote, kept.reading.quote
        grave = self.grave.get(kept.source.id, []) if kept.review.state == "unreviewed" else []
        if any(start < span.end and span.start < end for start, end in grave):
            return Quote(exact=WITHHELD_QUOTE)
        around = [
            (start, end) for start, end in self.grave.get(kept.source.id, []) if end <= span.start or start >= span.end
        ]
        prefix = "" if _reaches(around, span.start - len(quote.prefix), span.start) else _from_whole_word(quote.prefix)
        suffix = "" if _reaches(around, span.end, span.end + len(quote.suffix)) else _to_whole_word(quote.suffix)
        before, exact, after = veil.over_pieces((prefix, quote.exact, suffix))
        return Quote(exact=exact, prefix=before, suffix=after)

    def _reading(self, reading: Reading, veil: Veil) -> Reading:
        return replace(
            reading,
            chain=tuple(_link(link, veil) for link in reading.chain),
            reserve=tuple(
                replace(r, words=veil.over(r.words), holder=veil.over(r.holder) if r.holder else r.holder)
                for r in reading.reserve
            ),
            time=replace(reading.time, words=veil.over(reading.time.words)) if reading.time else None,
            resolved={part: veil.over(how) for part, how in reading.resolved.items()},
            place=Argument(veil.over(reading.place.name, unknown=False), reading.place.type) if reading.place else None,
        )


def _link(link: Link, veil: Veil) -> Link:
    unknown = link.mode not in OWN_WORK
    return replace(link, tellers=tuple(veil.over(teller, unknown=unknown) for teller in link.tellers))


def _value(value: Value | None, veil: Veil) -> Value | None:
    return replace(value, text=veil.over(value.text)) if value is not None and value.text else value


def _source(source: Source, veil: Veil) -> Source:
    url = WITHHELD_ADDRESS if source.url and veil.hides(source.url) else source.url
    title = veil.over(source.title) if source.title else source.title
    inferred = veil.over(source.date_inferred) if source.date_inferred else source.date_inferred
    return replace(source, path=_path(source.path, veil), title=title, url=url, date_inferred=inferred)


def _path(path: str, veil: Veil) -> str:
    return WITHHELD_ADDRESS if veil.hides(path) else path


def _reaches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in spans)


def _from_whole_word(prefix: str) -> str:
    """The words before a quote without the first, which the cut may have left a stump of a name."""
    if len(prefix) < CONTEXT:
        return prefix
    return prefix[next((i for i, c in enumerate(prefix) if c.isspace()), len(prefix)) :]


def _to_whole_word(suffix: str) -> str:
    if len(suffix) < CONTEXT:
        return suffix
    return suffix[: next((i for i in range(len(suffix), 0, -1) if suffix[i - 1].isspace()), 0)]

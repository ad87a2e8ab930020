"""What weighing has to know beside the claims of one question: names, who is only described, tellers, ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from rawi.model import Account, Dependence, Document, Entity, EntityType, KeptClaim, Mention
from rawi.names import fold
from rawi.weigh.days import UNLIMITED, Days, possible_days
from rawi.weigh.narration import Narration
from rawi.weigh.origins import Lineage, Node
from rawi.weigh.present import Present

TIES = frozenset({"part_of", "controlled_by", "supported_by", "member_of", "merged_into", "holds_position", "led_by"})
"""Predicates that make two bodies one chain: under the command of both is no contradiction."""


class Voice(msgspec.Struct, frozen=True):
    """Whose word a claim is: its first tellers as nodes of its chains, and what this document calls them."""

    nodes: tuple[Node, ...]
    name: str


class Heard(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a claim from everything around it: whose word it is, and when its text tells it."""

    voice: Voice | None = None
    narrated: Days | None = None


_heard = msgspec.json.Decoder(Heard)


class Context:
    """Looked up by entity id. Without `mentions` every entity counts as named, and tellers are known by name only."""

    def __init__(
        self,
        kept: Iterable[KeptClaim],
        entities: Sequence[Entity],
        mentions: Iterable[Mention] = (),
        documents: Sequence[Document] = (),
        dependences: Sequence[Dependence] = (),
        *,
        heard: Mapping[str, Account] | None = None,
        revoiced: frozenset[str] = frozenset(),
        described: frozenset[str] | None = None,
    ):
        """`heard` are accounts of claims that stand: what surrounds those claims need not be at hand, but for those
        `revoiced`, whose tellers are. `described` are those who bear no name anywhere, where the mentions at hand do
        not tell.
        """
        self._revoiced = revoiced
        self._heard = {id: _heard.decode(one.record or "{}") for id, one in (heard or {}).items()}
        kept, known = list(kept), {mention.id: mention for mention in mentions}
        owner = {mention: entity.id for entity in entities for mention in entity.mentions}
        self._names = {entity.id: entity.name for entity in entities}
        self._described = described if described is not None else frozenset(
            entity.id
            for entity in entities
            if entity.mentions and all(m in known and not known[m].named for m in entity.mentions)
        )
        self._ties = frozenset(
            (min(k.subject, k.object), max(k.subject, k.object))
            for k in kept
            if k.subject and k.object and k.claim.predicate in TIES
        )
        self._narrated = Narration(kept)
        persons = [m for m in known.values() if m.type is EntityType.PERSON and m.id in owner]
        self._persons = {(m.document, fold(m.name)): owner[m.id] for m in persons}
        self.present = Present(documents)
        self.lineage = Lineage(kept, entities, known.values(), documents, dependences)

    def name(self, entity: str) -> str:
        return self._names.get(entity, entity)

    def described(self, entity: str) -> bool:
        """Whether no document gives a name ("rebels", "one of its commanders"): nobody in particular."""
        return entity in self._described

    def tied(self, one: str, other: str) -> bool:
        """Whether some claim makes one a part, a leader or a dependant of the other."""
        return (min(one, other), max(one, other)) in self._ties

    def person(self, document: str, name: str) -> str | None:
        """The person whom a name means in a document."""
        return self._persons.get((document, fold(name)))

    def narrated(self, kept: KeptClaim) -> Days | None:
        """The days between which the text tells an undated claim; None where its neighbours do not say."""
        if kept.claim.id in self._heard:
            return self._heard[kept.claim.id].narrated
        return self._narrated.of(kept)

    def voice(self, kept: KeptClaim) -> Voice | None:
        """Whose word it is; None where the document says it in its own voice, or only cites a work."""
        if kept.claim.id in self._heard and kept.claim.id not in self._revoiced:
            return self._heard[kept.claim.id].voice
        told = [c.steps[-1] for c in self.lineage.chains(kept) if c.end.kind == "teller"]
        nodes = tuple(sorted({step.earlier for step in told}))
        return Voice(nodes, " and ".join(dict.fromkeys(step.name for step in told))) if nodes else None

    def accounts(self, kept: Iterable[KeptClaim]) -> Iterator[Account]:
        """What is known of each claim from what surrounds it, with the entities on whom it hangs whose word it is."""
        for k in kept:
            timeless = possible_days(k.reading.time) == UNLIMITED
            heard = Heard(self.voice(k), self.narrated(k) if timeless else None)
            record = msgspec.json.encode(heard).decode() if heard != _NOTHING else None
            yield Account(k.claim.id, record, tuple(sorted(self.lineage.tellers(k))))


_NOTHING = Heard()

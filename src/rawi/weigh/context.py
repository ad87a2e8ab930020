"""What weighing has to know beside the claims of one question: names, who is only described, tellers, ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rawi.model import Dependence, Document, Entity, EntityType, KeptClaim, Mention
from rawi.names import fold
from rawi.weigh.days import Days
from rawi.weigh.narration import Narration
from rawi.weigh.origins import Lineage, Node
from rawi.weigh.present import Present

TIES = frozenset({"part_of", "controlled_by", "supported_by", "member_of", "merged_into", "holds_position", "led_by"})
"""Predicates that make two bodies one chain: under the command of both is no contradiction."""


class Voice(msgspec.Struct, frozen=True):
    """Whose word a claim is: its first tellers as nodes of its chains, and what this document calls them."""

    nodes: tuple[Node, ...]
    name: str


class Context:
    """Looked up by entity id. Without `mentions` every entity counts as named, and tellers are known by name only."""

    def __init__(
        self,
        kept: Iterable[KeptClaim],
        entities: Sequence[Entity],
        mentions: Iterable[Mention] = (),
        documents: Sequence[Document] = (),
        dependences: Sequence[Dependence] = (),
    ):
        kept, known = list(kept), {mention.id: mention for mention in mentions}
        owner = {mention: entity.id for entity in entities for mention in entity.mentions}
        self._names = {entity.id: entity.name for entity in entities}
        self._described = frozenset(
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
        return self._narrated.of(kept)

    def voice(self, kept: KeptClaim) -> Voice | None:
        """Whose word it is; None where the document says it in its own voice, or only cites a work."""
        told = [c.steps[-1] for c in self.lineage.chains(kept) if c.end.kind == "teller"]
        nodes = tuple(sorted({step.earlier for step in told}))
        return Voice(nodes, " and ".join(dict.fromkeys(step.name for step in told))) if nodes else None

"""The lineage of everything that a workspace holds: asked for the bundle behind any answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rawi.model import Document, Entity, KeptClaim, Mention
from rawi.weigh.origins.bundles import Bundle, bundle
from rawi.weigh.origins.chains import Chain, Chains, Node
from rawi.weigh.origins.dependences import Dependence
from rawi.weigh.origins.inferring import published
from rawi.weigh.origins.parties import Parties
from rawi.weigh.origins.works import Library


class Lineage:
    """Built once from the claims with their entities, the mentions, the documents (their texts are not needed) and the
    dependences between them."""

    def __init__(
        self,
        kept: Iterable[KeptClaim],
        entities: Iterable[Entity],
        mentions: Iterable[Mention],
        documents: Iterable[Document],
        dependences: Sequence[Dependence] = (),
    ):
        self.kept: Mapping[str, KeptClaim] = {k.claim.id: k for k in kept}
        held = list(documents)
        self.library = Library(held)
        self.days = published(held, self.kept.values())
        self.parties = Parties(self.kept.values(), entities, mentions)
        self.dependences = tuple(sorted(dependences, key=lambda d: (d.later, d.earlier, d.how)))
        self._chains = Chains(self.library, self.parties)
        self._made: dict[str, list[Chain]] = {}

    def chains(self, kept: KeptClaim) -> list[Chain]:
        if kept.claim.id not in self._made:
            self._made[kept.claim.id] = self._chains.of(kept)
        return self._made[kept.claim.id]

    def bundle(self, claims: Sequence[KeptClaim], question: Sequence[KeptClaim] = ()) -> Bundle:
        """The chains of claims that give one answer; `question` are all claims that answer the same question."""
        chains = {k.claim.id: self.chains(k) for k in (*claims, *question)}
        return bundle(claims, chains, self.dependences, question=question, days=self.days)

    def name(self, node: Node, bundle: Bundle) -> str:
        """What a node is called for people."""
        if node.kind == "document":
            held = self.library.documents.get(node.key)
            return (held.title or held.path) if held is not None else node.key[:12]
        if node.key.startswith(("party ", "entity ")):
            return self.parties.name(node.key.partition(" ")[2])
        names = sorted({step.name for chain in bundle.chains for step in chain.steps if step.earlier == node})
        return names[0] if names else node.key

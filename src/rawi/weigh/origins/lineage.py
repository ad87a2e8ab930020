"""The lineage of everything that a workspace holds: asked for the bundle behind any answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rawi.model import Dependence, Document, Entity, KeptClaim, Mention
from rawi.weigh.origins.bundles import Bundle, bundle
from rawi.weigh.origins.chains import Chain, Chains, Node
from rawi.weigh.origins.order import published
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

    def tellers(self, kept: KeptClaim) -> set[str]:
        """The entities on whom it hangs whose word a claim is: those that bear the names of its tellers, and theirs."""
        names = [name for link in kept.reading.chain[:-1] for name in link.tellers]
        names += [name for name in (kept.source.author, kept.source.publisher) if name]
        return {entity for name in names for entity in self.parties.behind(kept.source.id, name)}

    def bundle(self, claims: Sequence[KeptClaim], question: Sequence[KeptClaim] = ()) -> Bundle:
        """The chains of claims that give one answer; `question` are all claims that answer the same question."""
        chains = {k.claim.id: self.chains(k) for k in (*claims, *question)}
        return bundle(claims, chains, self.dependences, question=question, days=self.days)

    def called(self, node: Node) -> str:
        """What a node is called for people."""
        if node.kind == "document":
            held = self.library.documents.get(node.key)
            return (held.title or held.path) if held is not None else node.key[:12]
        if node.key.startswith("party "):
            return self.parties.name(node.key.partition(" ")[2])
        return self._called.get(node, node.key)

    @cached_property
    def _called(self) -> dict[Node, str]:
        """The first name by which a document calls a teller, work or narrator, in the order of claims."""
        names: dict[Node, str] = {}
        for k in self.kept.values():
            for chain in self.chains(k):
                for step in chain.steps:
                    names.setdefault(step.earlier, step.name)
        return names

    def source_of(self, chain: Chain) -> str:
        """The document in which a chain begins, as one would cite it."""
        return self.called(chain.witness)

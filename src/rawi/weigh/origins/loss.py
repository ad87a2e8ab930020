"""What if a source were not there: which answers lose their last origin, and which stand on less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import msgspec

from rawi.model import KeptClaim
from rawi.weigh.origins.bundles import Bundle
from rawi.weigh.origins.chains import Node, document_node
from rawi.weigh.origins.lineage import Lineage
from rawi.weigh.origins.works import name_key


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How many documents, known origins and untraced ones an answer has, and how far it is corroborated."""

    documents: int
    known: int
    untraced: int
    least: int
    most: int


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """An answer before and after. It `falls` if nothing is left, and `loses_last_origin` if no known one is."""

    claims: tuple[str, ...]
    before: Standing
    after: Standing

    @property
    def falls(self) -> bool:
        return self.after.documents == 0

    @property
    def loses_last_origin(self) -> bool:
        return self.before.known > 0 and self.after.known == 0 and not self.falls


def standing(bundle: Bundle) -> Standing:
    least, most = bundle.corroboration
    return Standing(
        documents=len(bundle.documents),
        known=len(bundle.known),
        untraced=len(bundle.untraced),
        least=least,
        most=most,
    )


def named(lineage: Lineage, name: str) -> frozenset[Node]:
    """What a name means as a source: documents by path, title, author or outlet; tellers, and works that are cited."""
    wanted = name_key(name)
    found = {
        document_node(d.id)
        for d in lineage.library.documents.values()
        if name in (d.path, d.id) or wanted in {name_key(n) for n in (d.title, d.author, d.publisher, d.path) if n}
    }
    for k in lineage.kept.values():
        for chain in lineage.chains(k):
            found |= {s.earlier for s in chain.steps if name_key(s.name) == wanted or lineage.called(s.earlier) == name}
    return frozenset(found)


def losses(lineage: Lineage, answers: Iterable[tuple[Sequence[str], Sequence[str]]], gone: Set[Node]) -> list[Loss]:
    """What changes without some nodes. `answers` are pairs: ids of the claims of one answer, and of its question.

    An answer that does not run through any of them is left out. What falls comes first, then what loses its last known
    origin.
    """
    found = []
    for claims, question in answers:
        bundle = lineage.bundle(_held(lineage, claims), _held(lineage, question))
        if gone & bundle.nodes:
            before, after = standing(bundle), standing(bundle.without(gone))
            if before != after:
                found.append(Loss(claims=tuple(claims), before=before, after=after))
    return sorted(found, key=lambda x: (not x.falls, not x.loses_last_origin, x.after.least - x.before.least, x.claims))


def _held(lineage: Lineage, ids: Iterable[str]) -> list[KeptClaim]:
    return [lineage.kept[id] for id in ids if id in lineage.kept]

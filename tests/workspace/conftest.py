"""A workspace with one small document, filled from records as a build would fill it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rawi.model import (
    Argument,
    Claim,
    Document,
    Entity,
    EntityType,
    Link,
    Quote,
    Reading,
    Resolution,
    Span,
    When,
    make_claim,
    make_mention,
)
from rawi.workspace import Filling, Found, Place, Settled, Workspace, settlement

TEXT = "Title\n\nLiwa Zahr is allied with Harakat Noor. Liwa Zahr has 300 members. لواء الزهر, they say.\n"


def fixed_clock() -> dt.datetime:
    return dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def claim_on(document: str, text: str, exact: str, predicate: str, object: str | None = None) -> tuple[Claim, Reading]:
    start = text.index(exact)
    end = start + len(exact)
    claim = make_claim(
        document=document,
        quote=Quote(exact, text[max(0, start - 32) : start], text[end : end + 32]),
        subject=Argument("Liwa Zahr", EntityType.GROUP),
        predicate=predicate,
        object=Argument(object, EntityType.GROUP) if object else None,
    )
    reading = Reading(
        claim=claim.id,
        reader="by hand",
        version="1",
        quote=Span(start, end),
        chain=(Link(tellers=("unknown",), mode="published"),),
        time=When(earliest_start=dt.date(2015, 1, 1), latest_end="..", words="since 2015"),
    )
    return claim, reading


def fill(workspace: Workspace, text: str = TEXT, *, reader: str = "text/1", without: str = "") -> list[Claim]:
    """Keeps the document as one reader's version reads it; `without` names a predicate that it does not find."""
    data = text.encode()
    id = workspace.originals.add(data)
    found = [
        claim_on(id, text, "Liwa Zahr is allied with Harakat Noor.", "allied_with", "Harakat Noor"),
        claim_on(id, text, "Liwa Zahr has 300 members.", "size"),
    ]
    found = [pair for pair in found if pair[0].predicate != without]
    workspace.passes.keep(
        Found(
            place=Place(origin="/sources/a.txt", path="a.txt", original=id),
            document=Document(id=id, path="a.txt", format="text", reader=reader, text=text, title="Title"),
            claims=found,
            mentions=[make_mention(document=id, name="Liwa Zahr", type=EntityType.GROUP)],
            key=hashlib.sha256(reader.encode()).hexdigest(),
            date="2016-05",
        ),
        {id: len(data)},
    )
    return [claim for claim, _ in found]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "case", fixed_clock) as made:
        yield made


@pytest.fixture
def claims(workspace: Workspace) -> list[Claim]:
    """The claims of the filled workspace, resolved."""
    made = fill(workspace)
    mention = workspace.mentions()[0]
    entity = Entity(id="e1", name="Liwa Zahr", type=EntityType.GROUP, mentions=(mention.id,))
    settled = Settled(
        resolution=Resolution(entities=(entity,)),
        fillings=[Filling(one.id, "subject", "e1") for one in made],
    )
    settlement.keep(workspace.database, settled)
    return made


@pytest.fixture
def refill() -> Callable[..., list[Claim]]:
    return fill

"""The dossier as told by one side: the first teller's party decides, and a document may be looked at alone."""

from __future__ import annotations

import pytest

from rawi.model import (
    Argument,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Mention,
    Quote,
    Reading,
    Source,
    Span,
    make_claim,
    make_mention,
)
from rawi.publish import Disputes, Knowledge
from rawi.publish.lens import lens_on

GROUP, PERSON = EntityType.GROUP, EntityType.PERSON
PAPER = Source(id="d1", path="paper.txt", title="A paper", publisher="The Paper")
OWN = Source(id="d2", path="own.txt", title="A statement", publisher="Liwa Zahr")


def entity(id: str, name: str, type: EntityType = GROUP) -> tuple[Entity, list[Mention]]:
    mentions = [make_mention(document=source.id, name=name, type=type) for source in (PAPER, OWN)]
    return Entity(id=id, name=name, type=type, mentions=tuple(m.id for m in mentions)), mentions


def told(predicate: str, other: tuple[str, str], *tellers: str, source: Source = PAPER, at: int = 0) -> KeptClaim:
    quote = Quote(f"{predicate} {other[1]} {at}")
    kind = PERSON if predicate == "led_by" else GROUP
    claim = make_claim(
        document=source.id,
        quote=quote,
        subject=Argument("Liwa Zahr", GROUP),
        predicate=predicate,
        object=Argument(other[1], kind),
    )
    links = (Link(tellers=tellers, mode="said"),) if tellers else ()
    last = Link(tellers=(source.publisher or "unknown",), mode="published")
    reading = Reading(claim=claim.id, reader="r", version="1", quote=Span(at, at + 5), chain=(*links, last))
    return KeptClaim(claim=claim, readings=(reading,), source=source, subject="e1", object=other[0])


ENEMY, FRIEND, CHIEF, THIRD = ("e2", "Jaysh Marj"), ("e3", "Harakat Noor"), ("e4", "Omar Aldan"), ("e5", "Liwa Ufuq")
CLAIMS = {
    "enmity": told("opposed_to", ENEMY),
    "friendship": told("allied_with", FRIEND),
    "command": told("led_by", CHIEF),
    "by the enemy": told("part_of", THIRD, "Jaysh Marj", at=1),
    "by the friend": told("part_of", THIRD, "Harakat Noor", at=2),
    "by the chief": told("part_of", THIRD, "Omar Aldan", at=3),
    "by a third": told("part_of", THIRD, "Liwa Ufuq", at=4),
    "by nobody named": told("part_of", THIRD, "one eyewitness", at=5),
    "by two": told("part_of", THIRD, "Jaysh Marj", "Harakat Noor", at=6),
    "on its own page": told("part_of", THIRD, source=OWN, at=7),
}


@pytest.fixture
def knowledge() -> Knowledge:
    made = [entity("e1", "Liwa Zahr"), *(entity(*one) for one in (ENEMY, FRIEND, THIRD)), entity(*CHIEF, PERSON)]
    return Knowledge(
        kept=tuple(CLAIMS.values()),
        entities=tuple(one for one, _ in made),
        mentions=tuple(m for _, mentions in made for m in mentions),
    )


def seen(knowledge: Knowledge, key: str) -> set[str]:
    kept, _ = lens_on("e1", knowledge).through(key, knowledge, Disputes((), ()))
    return {name for name, claim in CLAIMS.items() if claim in kept.kept}


def test_each_side_tells_its_own(knowledge: Knowledge) -> None:
    assert seen(knowledge, "opponents") == {"by the enemy", "by two"}
    assert seen(knowledge, "allies") == {"by the friend", "by two"}
    assert seen(knowledge, "others") == {"by a third"}
    assert seen(knowledge, "unnamed") == {"by nobody named"}


def test_whoever_leads_it_speaks_with_its_voice_and_so_does_its_own_page(knowledge: Knowledge) -> None:
    assert seen(knowledge, "itself") == {"by the chief", "on its own page"}


def test_what_a_document_says_itself_is_its_own(knowledge: Knowledge) -> None:
    assert seen(knowledge, "documents") == {"enmity", "friendship", "command"}
    assert seen(knowledge, "d2") == {"on its own page"}


def test_every_claim_is_told_by_somebody_and_an_unknown_voice_tells_nothing(knowledge: Knowledge) -> None:
    lens = lens_on("e1", knowledge)
    assert set(lens.told) == {k.claim.id for k in knowledge.kept}
    assert {c.key: c.claims for c in lens.choices} == {
        "itself": 2, "opponents": 2, "allies": 2, "others": 1, "documents": 3, "unnamed": 1, "d1": 9, "d2": 1,
    }  # fmt: skip
    assert seen(knowledge, "no such voice") == set()

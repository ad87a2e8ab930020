"""Claims made by hand about an invented guard and its war, and what weighing says of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from rawi.dates import from_edtf
from rawi.model import (
    Argument,
    Entity,
    EntityType,
    KeptClaim,
    Link,
    Mention,
    Mode,
    Question,
    Quote,
    Reading,
    Reserve,
    Review,
    Source,
    Span,
    Stance,
    Value,
    make_claim,
    make_mention,
)
from rawi.weigh import Weighing, weigh

TYPES = {
    "Idris Qawwam": EntityType.PERSON,
    "Tarek Qawwam": EntityType.PERSON,
    "Idris Qawwam's brother": EntityType.PERSON,
    "older brother of Idris Qawwam": EntityType.PERSON,
    "Ostrava": EntityType.STATE,
    "Battle of the Ford": EntityType.EVENT,
    "Port Ezra": EntityType.PLACE,
    "Rust Column": EntityType.ITEM,
}
DESCRIBED = frozenset({"rebels", "insurgents", "Idris Qawwam's brother", "older brother of Idris Qawwam"})


def document_id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def entity_id(name: str) -> str:
    return f"e-{name}"


def kept(
    predicate: str,
    value: Value | None = None,
    *,
    document: str = "a",
    date: str | None = None,
    author: str | None = None,
    subject: str = "Tidewater Guard",
    object: str | None = None,
    time: str | None = None,
    words: str = "",
    place: str | None = None,
    quote: str = "",
    teller: str | None = None,
    mode: Mode = "said",
    stance: Stance = Stance.STATED,
    reserve: str | None = None,
    negated: bool = False,
    extent: Any = None,
    members: tuple[str, ...] = (),
    review: Any = "unreviewed",
    resolved: bool = True,
    trigger: str | None = None,
    said: tuple[str, str] | None = None,
) -> KeptClaim:
    """A claim of document `document`. Its quote is made from everything it says where none is given; `said` are the
    words in it of its value and of its time."""

    def argument(name: str) -> Argument:
        return Argument(name, TYPES.get(name, EntityType.GROUP))

    exact = quote or f"{subject} {predicate} {value} {time} {object} {teller} {stance} {negated} {place}"
    claim = make_claim(
        document=document_id(document),
        quote=Quote(exact),
        subject=argument(subject),
        predicate=predicate,
        object=argument(object) if object else None,
        value=value,
        negated=negated,
        extent=extent,
        members=members,
    )
    told = (Link(tellers=(teller,), mode=mode, span=Span(0, 1)),) if teller else ()
    parts = {"trigger": trigger, **(dict(zip(("value", "time"), said, strict=True)) if said else {})}
    reading = Reading(
        claim=claim.id,
        reader="hand",
        version="1",
        quote=Span(0, len(exact)),
        chain=(*told, Link(tellers=(author or "unknown",), mode="published")),
        stance=stance,
        reserve=(Reserve(kind="doubts", holder=None, words=reserve, span=Span(0, 1)),) if reserve else (),
        time=from_edtf(time, words=words) if time else None,
        place=argument(place) if place else None,
        spans={
            part: Span(exact.index(words), exact.index(words) + len(words)) for part, words in parts.items() if words
        },
    )
    return KeptClaim(
        claim=claim,
        readings=(reading,),
        source=Source(id=document_id(document), path=f"{document}.txt", date=date, author=author),
        review=Review(state=review),
        subject=entity_id(subject) if resolved else None,
        object=entity_id(object) if object else None,
        place=entity_id(place) if place else None,
    )


def known(claims: Iterable[KeptClaim]) -> tuple[list[Entity], list[Mention]]:
    """Entities by name, and the mentions of every name that the claims use, tellers among them."""
    mentions: dict[str, Mention] = {}
    for k in claims:
        arguments = [k.claim.subject, k.claim.object, k.reading.place]
        names = {(a.name, a.type) for a in arguments if a is not None}
        names |= {
            (t, TYPES.get(t, EntityType.GROUP)) for link in k.reading.chain[:-1] for t in link.tellers if t[0].isupper()
        }
        for name, kind in names:
            made = make_mention(document=k.claim.document, name=name, type=kind, named=name not in DESCRIBED)
            mentions[made.id] = made
    by_name: dict[tuple[str, EntityType], list[str]] = {}
    for mention in mentions.values():
        by_name.setdefault((mention.name, mention.type), []).append(mention.id)
    entities = [
        Entity(id=entity_id(name), name=name, type=kind, mentions=tuple(sorted(ids)))
        for (name, kind), ids in sorted(by_name.items())
    ]
    return entities, list(mentions.values())


def weighed(*claims: KeptClaim, documents: Any = ()) -> Weighing:
    entities, mentions = known(claims)
    return weigh(claims, entities, mentions, documents)


@pytest.fixture(scope="session")
def claim() -> Callable[..., KeptClaim]:
    return kept


@pytest.fixture(scope="session")
def weigh_all() -> Callable[..., Weighing]:
    return weighed


@pytest.fixture(scope="session")
def contradictions() -> Callable[..., list[tuple[str, str, bool]]]:
    """Topic, type and certainty of every contradiction between claims, sorted."""

    def found(*claims: KeptClaim) -> list[tuple[str, str, bool]]:
        questions = weighed(*claims).questions
        return sorted((q.topic, b.type or "", b.certain) for q in questions for b in q.contradictions)

    return found


@pytest.fixture(scope="session")
def kinds() -> Callable[..., dict[str, set[str]]]:
    """By topic, the kinds of all bearings."""

    def found(*claims: KeptClaim) -> dict[str, set[str]]:
        told: dict[str, set[str]] = {}
        for question in weighed(*claims).questions:
            told.setdefault(question.topic, set()).update(b.kind for b in question.bearings)
        return {topic: bearings for topic, bearings in told.items() if bearings}

    return found


@pytest.fixture(scope="session")
def question() -> Callable[..., Question]:
    """The one question of a topic."""

    def found(topic: str, *claims: KeptClaim) -> Question:
        [one] = [q for q in weighed(*claims).questions if q.topic == topic]
        return one

    return found

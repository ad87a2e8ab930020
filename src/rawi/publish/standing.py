"""Who of the persons in a workspace holds a public position, and who is masked in everything that leaves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from rawi.model import Entity, EntityType, KeptClaim, Mention
from rawi.names import person_name
from rawi.publish.knowledge import Knowledge
from rawi.vocabulary import load_yaml, plain, roles
from rawi.weigh import asserts

LEADS = "led_by"
HOLDS = "holds_position"
AUTHORED = ("cites", "published", "translated", "republished")
_TAIL = re.compile(r"\b(?:of|in|for|at|to|with|from|on)\b|[,;(]")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The entities of type Person, parted: `private` are masked, `public` are named."""

    public: frozenset[str]
    private: frozenset[str]


def standing(knowledge: Knowledge) -> Standing:
    """Parts the persons by what the documents say of them.

    Public is who leads a group or holds a position that is no rank-and-file role, by a claim that is neither negated,
    denied nor rejected; whoever wrote or published one of the documents or a work that they cite; and whoever bears
    the same full name as one of these in another document and is nowhere a victim, detainee or relative. Everybody
    else is private, dead or alive.
    """
    persons = {e.id: e for e in knowledge.entities if e.type is EntityType.PERSON}
    office = {entity for k in knowledge.kept for entity in _office(k)} & persons.keys()
    authors = set(authors_of(knowledge))
    named = {i: tuple(_names(e, knowledge)) for i, e in persons.items()}
    public = office | {i for i, names in named.items() if any(plain(n) in authors for n in names)}
    known = {_full(n) for i in sorted(public) for n in named[i]} - {None}
    harmed = {entity for k in knowledge.kept for entity in _harmed(k)}
    public |= {i for i, names in named.items() if i not in harmed and any(_full(n) in known for n in names)}
    return Standing(public=frozenset(public), private=frozenset(persons.keys() - public))


def authors_of(knowledge: Knowledge) -> Iterator[str]:
    """The names, in plain letters, of who wrote or published the documents and the works that they cite."""
    for k in knowledge.kept:
        for name in (k.source.author, k.source.publisher):
            if name:
                yield plain(name)
        for reading in k.readings:
            for link in reading.chain:
                if link.mode in AUTHORED:
                    yield from (plain(teller) for teller in link.tellers)


def is_office(role: str) -> bool:
    """Whether a role is a public position: a known role, and none of the rank and file, of a victim or of a trade."""
    words = plain(_TAIL.split(role, maxsplit=1)[0])
    if not words or words in unofficial() or any(words.endswith(f" {role}") for role in unofficial()):
        return False
    offices = roles().leader | roles().position
    return words in offices or any(words.endswith(f" {role}") for role in offices)


@cache
def unofficial() -> frozenset[str]:
    raw = load_yaml("publishing.yaml", "rawi.publish")["unofficial"]
    return frozenset(plain(role) for role in raw.split(","))


@cache
def harmful(side: str) -> frozenset[str]:
    """Predicates whose `subject` or `object` is a victim, detainee or relative."""
    return frozenset(load_yaml("publishing.yaml", "rawi.publish")["harmed"][side])


def _office(k: KeptClaim) -> Iterable[str]:
    if k.review.state == "rejected" or not asserts(k):
        return
    if k.claim.predicate == LEADS and k.object is not None:
        yield k.object
    role = k.claim.value.text if k.claim.value else None
    if k.claim.predicate == HOLDS and k.subject is not None and role and is_office(role):
        yield k.subject


def _harmed(k: KeptClaim) -> Iterable[str]:
    if k.claim.predicate in harmful("object") and k.object is not None:
        yield k.object
    if k.claim.predicate in harmful("subject") and k.subject is not None:
        yield k.subject


def _names(entity: Entity, knowledge: Knowledge) -> Iterator[str]:
    yield entity.name
    yield from (mention.name for mention in _mentions(entity, knowledge) if mention.named)


def _mentions(entity: Entity, knowledge: Knowledge) -> Iterator[Mention]:
    for mention in entity.mentions:
        if mention in knowledge.mention:
            yield knowledge.mention[mention]


def _full(name: str) -> tuple[str, ...] | None:
    """The units of a full name without titles; None for a single name, which says too little."""
    parts = person_name(name)
    return parts.units if parts.full else None

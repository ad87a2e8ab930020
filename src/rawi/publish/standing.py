"""Who of the persons in a workspace holds a public position, and who is masked in everything that leaves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from rawi.model import Entity, EntityType, KeptClaim
from rawi.model.sensitivity import Level
from rawi.publish.bearers import full_name, last_names, names_of
from rawi.publish.doubtful import mistaken
from rawi.publish.knowledge import Knowledge
from rawi.publish.positions import Position, listed, position
from rawi.publish.sensitivity import set_by_persons
from rawi.publish.victims import HOLDS, harmed_by, told_victims
from rawi.publish.words import name_key
from rawi.vocabulary import plain
from rawi.weigh import asserts

LEADS = "led_by"
FOREBEAR = "descends_from"
AUTHORED = ("cites", "published", "translated", "republished")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The entities of type Person, parted: `private` are masked, `public` are named.

    Private are besides those of another type that bear nothing but the name of somebody private.
    """

    public: frozenset[str]
    private: frozenset[str]


def standing(knowledge: Knowledge) -> Standing:
    """Parts the persons by what the documents say of them.

    Public is who leads a group or holds an office of state, command, party or group, by a claim that is neither
    negated, denied nor rejected; after whom a government is called; from whom a community claims descent; whoever
    wrote or published one of the documents or a work that they cite; and whoever bears the same full name as one of
    these in another document and is nowhere a victim, detainee or relative. Whoever was killed, detained or abducted
    is named only as the holder of a high office. Everybody else is private, dead or alive.
    """
    persons = {e.id: e for e in knowledge.entities if e.type is EntityType.PERSON}
    named = {i: tuple(names_of(e, knowledge)) for i, e in persons.items()}
    high = {i for k in knowledge.kept for i in _office(k, Position.HIGH)} & persons.keys()
    high |= _rulers(persons, knowledge)
    held = {i for k in knowledge.kept for i in _office(k, Position.HELD)} & persons.keys()
    victims = {i for k in knowledge.kept for i in harmed_by(k, "victim")} | told_victims(persons, knowledge)
    authors = set(authors_of(knowledge))
    held |= {i for i, names in named.items() if any(plain(n) in authors for n in names)}
    public = high | (held - victims)
    known = {full_name(n) for i in sorted(public) for n in named[i]} - {None}
    harmed = victims | {i for k in knowledge.kept for i in harmed_by(k, "harmed")}
    public |= {i for i, names in named.items() if i not in harmed and any(full_name(n) in known for n in names)}
    public |= _shortened(persons, public, harmed, knowledge)
    decided = {i: level for i, level in set_by_persons(knowledge).items() if i in persons}
    public = {i for i in public if decided.get(i, Level.PUBLIC_FIGURE) is Level.PUBLIC_FIGURE}
    public |= {i for i, level in decided.items() if level is Level.PUBLIC_FIGURE}
    private = persons.keys() - public
    return Standing(public=frozenset(public), private=frozenset(private | mistaken(private, public, knowledge)))


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


def _office(k: KeptClaim, least: Position) -> Iterable[str]:
    if k.review.state == "rejected" or not asserts(k):
        return
    of_community = k.claim.predicate == FOREBEAR and k.claim.subject.type is EntityType.COMMUNITY
    if (k.claim.predicate == LEADS or of_community) and k.object is not None:
        yield k.object
    role = k.claim.value.text if k.claim.value else None
    body = k.claim.object.name if k.claim.object else None
    if k.claim.predicate == HOLDS and k.subject is not None and role and position(role, body) >= least:
        yield k.subject


def _rulers(persons: dict[str, Entity], knowledge: Knowledge) -> set[str]:
    """Whose name stands before "regime" or "government", in the same document."""
    ruled: dict[str, set[str]] = defaultdict(set)
    for mention in knowledge.mentions:
        key = name_key(mention.name)
        if mention.type is EntityType.STATE and len(key) > 1 and key[-1] in listed("governments"):
            ruled[mention.document].add(key[-2])
    for k in knowledge.kept:
        key = name_key(k.claim.quote.exact)
        ruled[k.claim.document] |= {a for a, b in pairwise(key) if b in listed("governments")}
    found: set[str] = set()
    for document, last in last_names(persons, knowledge).items():
        for word in sorted(ruled[document] & last.keys()):
            full = {i for i, whole in last[word] if whole}
            found |= {i for i, whole in last[word] if not whole} | (full if len(full) == 1 else set())
    return found


def _shortened(persons: dict[str, Entity], public: set[str], harmed: set[str], knowledge: Knowledge) -> set[str]:
    """Who has but one name, which is the surname of somebody public in the same document and of nobody private."""
    found: set[str] = set()
    for last in last_names(persons, knowledge).values():
        for bearers in last.values():
            full = {i for i, whole in bearers if whole}
            if full and full <= public:
                found |= {i for i, whole in bearers if not whole} - harmed - full
    full_elsewhere = {i for last in last_names(persons, knowledge).values() for b in last.values() for i, w in b if w}
    return found - full_elsewhere

"""Who of the persons in a workspace holds a public position, and who is masked in everything that leaves it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import msgspec

from rawi.model import Entity, EntityType, KeptClaim, Mention
from rawi.names import person_name
from rawi.publish.knowledge import Knowledge
from rawi.publish.positions import Position, listed, position
from rawi.publish.words import name_key
from rawi.vocabulary import gazetteer, heads, load_yaml, plain
from rawi.weigh import asserts

LEADS = "led_by"
HOLDS = "holds_position"
FOREBEAR = "descends_from"
AUTHORED = ("cites", "published", "translated", "republished")
MISTAKABLE = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.COMMUNITY, EntityType.EVENT, EntityType.ITEM)
"""Types as which a reader may take a bare surname."""


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
    named = {i: tuple(_names(e, knowledge)) for i, e in persons.items()}
    high = {i for k in knowledge.kept for i in _office(k, Position.HIGH)} & persons.keys()
    high |= _rulers(persons, knowledge)
    held = {i for k in knowledge.kept for i in _office(k, Position.HELD)} & persons.keys()
    victims = {i for k in knowledge.kept for i in _harmed(k, "victim")} | _told_victims(persons, knowledge)
    authors = set(authors_of(knowledge))
    held |= {i for i, names in named.items() if any(plain(n) in authors for n in names)}
    public = high | (held - victims)
    known = {_full(n) for i in sorted(public) for n in named[i]} - {None}
    harmed = victims | {i for k in knowledge.kept for i in _harmed(k, "harmed")}
    public |= {i for i, names in named.items() if i not in harmed and any(_full(n) in known for n in names)}
    public |= _shortened(persons, public, harmed, knowledge)
    private = persons.keys() - public
    return Standing(public=frozenset(public), private=frozenset(private | _mistaken(private, public, knowledge)))


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


def surname(name: str) -> str | None:
    """The last word of a full name, in plain letters and without its article; None for a single name."""
    units = _full(re.split(r"[,(]|\bof\b", name, maxsplit=1)[0])
    return (name_key(units[-1]) or ("",))[-1] or None if units else None


@cache
def harmful(kind: str, side: str) -> frozenset[str]:
    """Predicates whose `subject` or `object` is a "victim", or is "harmed": that, or the relative of somebody."""
    return frozenset(load_yaml("publishing.yaml", "rawi.publish")[kind][side])


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


def _harmed(k: KeptClaim, kind: str) -> Iterable[str]:
    if k.claim.predicate in harmful(kind, "object") and k.object is not None:
        yield k.object
    if k.claim.predicate in harmful(kind, "subject") and k.subject is not None:
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
    for document, last in _last_names(persons, knowledge).items():
        for word in sorted(ruled[document] & last.keys()):
            full = {i for i, whole in last[word] if whole}
            found |= {i for i, whole in last[word] if not whole} | (full if len(full) == 1 else set())
    return found


def _shortened(persons: dict[str, Entity], public: set[str], harmed: set[str], knowledge: Knowledge) -> set[str]:
    """Who has but one name, which is the surname of somebody public in the same document and of nobody private."""
    found: set[str] = set()
    for last in _last_names(persons, knowledge).values():
        for bearers in last.values():
            full = {i for i, whole in bearers if whole}
            if full and full <= public:
                found |= {i for i, whole in bearers if not whole} - harmed - full
    full_elsewhere = {i for last in _last_names(persons, knowledge).values() for b in last.values() for i, w in b if w}
    return found - full_elsewhere


def _last_names(persons: dict[str, Entity], knowledge: Knowledge) -> dict[str, dict[str, list[tuple[str, bool]]]]:
    """By document and by last word of a name: who bears it there, and whether with a full name."""
    found: dict[str, dict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for i, entity in persons.items():
        for mention in _mentions(entity, knowledge):
            key = name_key(mention.name)
            if mention.named and key:
                found[mention.document][key[-1]].append((i, _full(mention.name) is not None))
    return found


def _told_victims(persons: dict[str, Entity], knowledge: Knowledge) -> set[str]:
    """Who stands in the name of an event such as a kidnapping, or beside "was kidnapped" where a role is told."""
    fated = {
        (m.document, word)
        for m in knowledge.mentions
        if m.type is EntityType.EVENT and set(name_key(m.name)) & listed("fates")
        for word in name_key(m.name)
    }
    last = _last_names(persons, knowledge)
    found = {i for document, word in fated for i, _ in last.get(document, {}).get(word, ())}
    for k in knowledge.kept:
        if k.claim.predicate == HOLDS and k.subject in persons:
            name = (name_key(k.claim.subject.name) or ("",))[-1]
            if name and any(fate.search(plain(k.claim.quote.exact)) for fate in _fates(name)):
                found.add(k.subject)
    return found


def _fates(name: str) -> Iterator[re.Pattern[str]]:
    verbs = "|".join(re.escape(verb) for verb in sorted(listed("suffered")))
    nouns = "|".join(re.escape(noun) for noun in sorted(listed("fates")))
    own = re.escape(name)
    yield re.compile(rf"\b{own}\b(?: \w+){{0,4}} (?:was|were|is|been|being) (?:\w+ )?(?:{verbs})\b")
    yield re.compile(rf"\b(?:{nouns}) of(?: \w+){{0,5}} {own}\b")


def _mistaken(private: Iterable[str], public: Iterable[str], knowledge: Knowledge) -> set[str]:
    """Entities of other types that are called by nothing but a private person's surname or full name."""
    surnames: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for i in private:
        for mention in _mentions(knowledge.entity[i], knowledge):
            last = surname(mention.name) if mention.named else None
            if last:
                surnames[mention.document] |= {(last,), name_key(mention.name)}
    taken = Counter(
        (m.document, word)
        for m in knowledge.mentions
        if m.type is not EntityType.PERSON and m.named and len(name_key(m.name)) > 1 and _is_body(m.name)
        for word in name_key(m.name)
    )
    borne = {word for i in public for m in _mentions(knowledge.entity[i], knowledge) for word in name_key(m.name)}

    def is_his(mention: Mention) -> bool:
        key = name_key(mention.name)
        if key not in surnames[mention.document] or gazetteer().lookup(mention.name) is not None:
            return False
        return len(key) > 1 or not (taken[mention.document, key[0]] or key[0] in borne)

    named = {e.id: [m for m in _mentions(e, knowledge) if m.named] for e in knowledge.entities if e.type in MISTAKABLE}
    return {i for i, mentions in named.items() if mentions and all(is_his(m) for m in mentions)}


def _is_body(name: str) -> bool:
    return any(heads().kind_of(word) is not None and word not in listed("fates") for word in name_key(name))


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

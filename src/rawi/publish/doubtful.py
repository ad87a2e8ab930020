"""Which names that were read as those of groups, peoples, things or places may be a person's after all.

A reader takes "Kafr Salwan" and "Alden Marsh" for the same kind of name. What neither a public list, nor a word of the
name ("Brigade"), nor a claim that only such a body can bear shows to be one is left to the rule for strangers.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from rawi.model import Entity, EntityType, KeptClaim, Mention
from rawi.publish.bearers import mentions_of, surname
from rawi.publish.knowledge import Knowledge
from rawi.publish.positions import listed
from rawi.publish.words import name_key, words_of
from rawi.vocabulary import gazetteer, heads, is_acronym, predicates

_BODIES = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.COMMUNITY, EntityType.ITEM)
_MISTAKABLE = (*_BODIES, EntityType.EVENT)
"""Types as which a reader may take a bare surname."""
_TAKEN = (*_BODIES, EntityType.PLACE)
_THERE = r"\b(?:in|near|at|around|outside|inside)"


def doubtful(knowledge: Knowledge) -> frozenset[str]:
    """The ids of the entities whose names nothing shows to be other than a person's."""
    shown = {i for k in knowledge.kept for i in _shown(k)}
    quotes: dict[str, str] = defaultdict(str)
    for k in knowledge.kept:
        quotes[k.claim.document] += f"{k.claim.quote.prefix}{k.claim.quote.exact}{k.claim.quote.suffix}\n"
        if k.reading.place is not None:
            quotes[k.claim.document] += f"in {k.reading.place.name}\n"
    return frozenset(
        entity.id
        for entity in knowledge.entities
        if entity.type in _TAKEN and entity.id not in shown and _all_like_persons(entity, knowledge, quotes)
    )


def _all_like_persons(entity: Entity, knowledge: Knowledge, quotes: dict[str, str]) -> bool:
    named = [m for m in mentions_of(entity, knowledge) if m.named]
    if not named or not all(_like_a_person(m.name) for m in named):
        return False
    if entity.type is not EntityType.PLACE:
        return True
    return not any(re.search(rf"{_THERE} {re.escape(m.name)}\b", quotes[m.document]) for m in named)


def _like_a_person(name: str) -> bool:
    """Two to five words with capitals, acronyms not counted: not listed, and none says what kind of body it is."""
    found = [word for word in words_of(name) if not word.proclitic]
    said = [name[word.start : word.end] for word in found]
    said = [s for s in said if name.isupper() or not is_acronym(s)]
    if not 1 < len(said) < 6 or (not name.isupper() and not all(s[0].isupper() or len(s) < 4 for s in said)):
        return False
    if gazetteer().lookup(name) is not None or any(c.isdigit() for c in name):
        return False
    return not any(heads().kind_of(word) is not None for word in name_key(name))


def _shown(k: KeptClaim) -> Iterator[str]:
    """The entities that a claim shows to be no person: in its place no person may stand."""
    predicate = predicates().get(k.claim.predicate)
    if predicate is None or k.review.state == "rejected":
        return
    if k.subject and (EntityType.PERSON not in predicate.subject or _is_bodys(k)):
        yield k.subject
    if k.object and EntityType.PERSON not in predicate.object:
        yield k.object


def _is_bodys(k: KeptClaim) -> bool:
    """Whether an alias is one that only a body has: an acronym, a listed name, or one with a word such as "Front"."""
    alias = k.claim.value.text if k.claim.value and k.claim.predicate == "also_known_as" else None
    if not alias:
        return False
    listed = is_acronym(alias) or gazetteer().lookup(alias) is not None
    return listed or any(heads().kind_of(word) is not None for word in name_key(alias))


def mistaken(private: Iterable[str], public: Iterable[str], knowledge: Knowledge) -> set[str]:
    """Entities of other types that are called by nothing but a private person's surname or full name."""
    surnames: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for i in private:
        for mention in mentions_of(knowledge.entity[i], knowledge):
            last = surname(mention.name) if mention.named else None
            if last:
                surnames[mention.document] |= {(last,), name_key(mention.name)}
    taken = Counter(
        (m.document, word)
        for m in knowledge.mentions
        if m.type is not EntityType.PERSON and m.named and len(name_key(m.name)) > 1 and _is_body(m.name)
        for word in name_key(m.name)
    )
    borne = {word for i in public for m in mentions_of(knowledge.entity[i], knowledge) for word in name_key(m.name)}

    def is_his(mention: Mention) -> bool:
        key = name_key(mention.name)
        if key not in surnames[mention.document] or gazetteer().lookup(mention.name) is not None:
            return False
        return len(key) > 1 or not (taken[mention.document, key[0]] or key[0] in borne)

    others = (e for e in knowledge.entities if e.type in _MISTAKABLE)
    named = {e.id: [m for m in mentions_of(e, knowledge) if m.named] for e in others}
    return {i for i, mentions in named.items() if mentions and all(is_his(m) for m in mentions)}


def _is_body(name: str) -> bool:
    return any(heads().kind_of(word) is not None and word not in listed("fates") for word in name_key(name))

"""Which names that were read as those of groups, peoples, things or places may be a person's after all.

A reader takes "Kafr Salwan" and "Alden Marsh" for the same kind of name. What neither a public list, nor a word of the
name ("Brigade"), nor a claim that only such a body can bear shows to be one is left to the rule for strangers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rawi.model import Entity, EntityType, KeptClaim
from rawi.publish.knowledge import Knowledge
from rawi.publish.words import name_key, words_of
from rawi.vocabulary import gazetteer, heads, is_acronym, predicates

_BODIES = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.COMMUNITY, EntityType.ITEM)
_TAKEN = (*_BODIES, EntityType.PLACE)
_THERE = r"\b(?:in|near|at|around|outside|inside|towards?|between|to)"


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
    named = [m for i in entity.mentions if (m := knowledge.mention.get(i)) is not None and m.named]
    if not named or not all(_like_a_person(m.name) for m in named):
        return False
    if entity.type is not EntityType.PLACE:
        return True
    return not any(re.search(rf"{_THERE} {re.escape(m.name)}\b", quotes[m.document]) for m in named)


def _like_a_person(name: str) -> bool:
    """Two to five words with capitals, of which nothing is listed and none says what kind of body it is."""
    found = [word for word in words_of(name) if not word.proclitic]
    said = [name[word.start : word.end] for word in found]
    if not 1 < len(found) < 6 or (not name.isupper() and not all(s[0].isupper() or len(s) < 4 for s in said)):
        return False
    if gazetteer().lookup(name) is not None or any(is_acronym(s) or any(c.isdigit() for c in s) for s in said):
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

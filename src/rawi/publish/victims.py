"""Whom the documents show to be a victim, a detainee or a relative."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rawi.model import Entity, EntityType, KeptClaim
from rawi.publish.bearers import last_names
from rawi.publish.knowledge import Knowledge
from rawi.publish.positions import listed
from rawi.publish.words import name_key
from rawi.vocabulary import load_yaml, plain

HOLDS = "holds_position"


@cache
def harmful(kind: str, side: str) -> frozenset[str]:
    """Predicates whose `subject` or `object` is a "victim", or is "harmed": that, or the relative of somebody."""
    return frozenset(load_yaml("publishing.yaml", "rawi.publish")[kind][side])


def harmed_by(k: KeptClaim, kind: str) -> Iterable[str]:
    if k.claim.predicate in harmful(kind, "object") and k.object is not None:
        yield k.object
    if k.claim.predicate in harmful(kind, "subject") and k.subject is not None:
        yield k.subject


def told_victims(persons: Mapping[str, Entity], knowledge: Knowledge) -> set[str]:
    """Who stands in the name of an event such as a kidnapping, or beside "was kidnapped" where a role is told."""
    fated = {
        (m.document, word)
        for m in knowledge.mentions
        if m.type is EntityType.EVENT and set(name_key(m.name)) & listed("fates")
        for word in name_key(m.name)
    }
    last = last_names(persons, knowledge)
    found = {i for document, word in fated for i, _ in last.get(document, {}).get(word, ())}
    for k in knowledge.kept:
        if k.claim.predicate == HOLDS and k.subject and k.subject in persons:
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

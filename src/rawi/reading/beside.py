"""What stands beside a group in a list says of it: "X and allied militias", "X and other Y units"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.findings import Found
from rawi.reading.fitting import is_another, same
from rawi.reading.memory import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

ALLIED = frozenset({"allied", "associated", "affiliated", "friendly", "aligned", "partner"})
SIDES = (EntityType.GROUP, EntityType.STATE)


def read_beside(actors: Actors, token: Token) -> Iterator[Found]:
    """Claims of the group that a token names, or describes, and of those who are listed with it."""
    if not any(c.dep_ == "conj" for c in token.children):
        return
    subject = actors.who(token)
    if subject is None or subject.type not in SIDES or is_another(subject):
        return
    for child in [c for c in token.children if c.dep_ == "conj"]:
        misread = child.lower_ in ALLIED  # "allied" taken for a verb with an object
        other = next((g for g in child.children if g.dep_ == "dobj"), None) if misread else child
        if other is None:
            continue
        own = {token.i, other.i}
        kinds = {g.lower_ for g in other.children if g.dep_ in {"amod", "compound"}}
        if misread or kinds & ALLIED:
            ally = actors.who(other)
            if ally is not None and ally.type in SIDES and not same(subject, ally):
                yield Found("allied_with", subject, child, "listed ally", object=ally, timed=False, own=own)
        elif "other" in kinds and other.lower_ in nouns()["members"] | nouns()["group"] and subject.named:
            for name in [g for g in other.children if g.i in actors.parsed.names and g.dep_ in {"compound", "nmod"}]:
                whole = actors.who(name)
                if whole is not None and whole.type is EntityType.GROUP and not same(subject, whole):
                    yield Found("part_of", subject, other, "listed unit", object=whole, timed=False, own=own)

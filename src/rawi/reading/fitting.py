"""Who can stand in a claim: of a type that its predicate takes, told from others, another than the other party."""

from __future__ import annotations

from dataclasses import replace

from rawi.model import EntityType
from rawi.reading.memory import Actor
from rawi.reading.referring import words_of
from rawi.vocabulary import is_capital

LOOSE = {EntityType.GROUP: {EntityType.ORGANIZATION}, EntityType.ORGANIZATION: {EntityType.GROUP}}


def fit(actor: Actor, types: tuple[EntityType, ...], *, exact: bool = False) -> Actor | None:
    """The actor if its type is among those wanted; one of unknown type takes the first of them."""
    if not types or actor.type in types:
        return actor
    if actor.type is None:
        return replace(actor, type=types[0])
    if actor.type is EntityType.PLACE and EntityType.STATE in types and actor.named and is_capital(actor.name):
        return replace(actor, type=EntityType.STATE)  # "Kigali denied backing X": its government
    if exact:
        return None
    if any(t in LOOSE.get(actor.type, ()) for t in types):
        return actor
    if actor.type is EntityType.STATE and EntityType.PLACE in types and actor.named:
        return replace(actor, type=EntityType.PLACE)
    return None


def is_told(place: Actor, predicate: str) -> bool:
    """Whether a place without a name is told from others: "hill near X", for a group's area at least by a name."""
    words = place.name.split()
    named = any(w[:1].isupper() or w in words_of("sides") for w in words)
    return len(words) > 1 and (predicate != "operates_in" or named)


def is_particular(event: Actor) -> bool:
    """Whether an event is one that a reader could look up: named, or described by more than its kind."""
    return event.named or len(event.name.split()) > 1


def is_another(actor: Actor, *, unless_told: bool = False) -> bool:
    """ "Other militias", "another unit": nobody whom a reader could look up, `unless_told` of what kind they are."""
    words = actor.name.lower().split()
    if actor.named or not words:
        return False
    known = unless_told and len(words) > 2
    return words[0] in {"another", "such", "many", "some"} or (words[0] == "other" and not known)


def same(a: Actor, b: Actor) -> bool:
    return a.name.lower() == b.name.lower() and a.type == b.type

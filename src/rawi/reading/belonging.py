"""Whose a phrase is, and whose people are meant: "X's fighters", "a column of X", "his men"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rawi.model import EntityType, Extent
from rawi.reading.memory import Actor, nouns
from rawi.reading.referring import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rawi.reading.actors import Actors

NO_LONGER = {"former", "ex", "erstwhile", "retired", "defected", "onetime", "one-time"}
OWNING = {EntityType.GROUP, EntityType.COMMUNITY}


def owner_of(actors: Actors, token: Token) -> Actor | None:
    """Whose the phrase is: "X's fighters", "fighters of X", "X fighters", "its fighters", "our men of the X Front"."""
    of = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"]
    behind = [g for c in of for g in c.children if g.dep_ == "pobj"]
    for child in token.children:
        if child.dep_ == "poss":
            told = actors.who(behind[0]) if behind and child.tag_ == "PRP$" else None
            named = told is not None and told.named and told.type is EntityType.GROUP
            owner = told if named else actors.who(child)
            if owner is not None and owner.type is EntityType.PLACE:
                break  # "Belvara's X defenders": those of X
            return owner
    for child in token.children:
        if child.dep_ in {"compound", "nmod", "amod"} and child.i in actors.parsed.names:
            actor = actors.who(child)
            if actor is not None and actor.type is EntityType.GROUP:
                return actor
    for child in token.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ == "belong":
            for prep in child.children:
                for obj in prep.children:
                    if prep.lower_ == "to" and obj.dep_ == "pobj":
                        actor = actors.who(obj)
                        if actor is not None:
                            return actor
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            for obj in child.children:
                if obj.dep_ == "pobj":
                    actor = actors.who(obj)
                    if actor is not None and actor.type in (EntityType.GROUP, EntityType.STATE, EntityType.COMMUNITY):
                        return actor
    return None


def people_of(actors: Actors, token: Token, owner: Actor) -> Actor | None:
    """ "Fighters of X", "a column of X", "his men" (of a leader's group): the group, as far as its people are meant."""
    lower, words = token.lower_, nouns()
    if any(c.lower_ in NO_LONGER for c in token.children):
        return None
    part = lower in words["members"] and owner.type in OWNING
    sent = lower in words["contingents"] and owner.type is EntityType.GROUP and (owner.named or owner.by_reference)
    if (part or sent) and not _is_position(token):
        start, end = actors.range(token)
        return replace(owner, extent=_extent(token), token=token.i, start=start, end=end)
    led = actors.memory.led_by(owner.name) if owner.type is EntityType.PERSON and owner.name else None
    follows = lower in words["members"] | words["contingents"]
    if led is not None and (follows or lower in words_of("own_group")) and not _told_apart(token):
        return actors.refer(led, token, _extent(token) if follows else None)
    return None


def _told_apart(token: Token) -> bool:
    """Whether those whom somebody leads are told from others of his: "his Rovian fighters", "a group of his"."""
    return any(
        c.dep_ in {"amod", "compound", "nmod"} and c.lower_ not in words_of("generic_modifiers") for c in token.children
    )


def _is_position(token: Token) -> bool:
    return (
        token.tag_ == "NN"
        and token.lemma_.lower() in {"leader", "commander", "chief", "spokesman", "member", "fighter"}
        and any(c.dep_ == "det" and c.lower_ in {"a", "an", "one"} for c in token.children)
    )


def _extent(token: Token) -> Extent | None:
    lemma = token.lemma_.lower()
    if lemma in {"contingent", "detachment", "component", "element"} or (
        token.lower_ in nouns()["contingents"] and token.lower_ not in nouns()["person"] and token.tag_ == "NN"
    ):
        return "contingent"
    return "members"

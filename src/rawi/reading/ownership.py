"""Whose unit a named group is, and where it is at home: "X's Y Brigade", "X's Operation Y", "the Xish group Y"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.findings import Found
from rawi.reading.fitting import same
from rawi.reading.memory import Actor
from rawi.reading.referring import words_of
from rawi.vocabulary import gazetteer, load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def insurgent() -> frozenset[str]:
    """The words that make a "Xish ... group" one that is active in X."""
    return frozenset(load_yaml("modifiers.yaml", "rawi.reading")["insurgent"])


def owned(actors: Actors, token: Token) -> Iterator[Found]:
    """ "X's Y Brigade" and "the X Y Brigade" are part of X; "X's Operation Y" is one that X took part in."""
    thing = actors.who(token)
    if thing is None or thing.type not in (EntityType.GROUP, EntityType.EVENT):
        return
    for child in token.children:
        before = child.i in actors.parsed.names and child.dep_ in {"poss", "compound", "nmod"}
        owner = actors.who(child) if before else None
        if owner is None or owner.by_reference or same(owner, thing) or child.i > token.i:
            continue
        if owner.type is EntityType.PERSON and thing.type is EntityType.GROUP and child.dep_ == "poss":
            yield Found("led_by", thing, token, "own group", object=owner, timed=False, nominal=True, own={token.i})
            continue
        acting = owner.type in (EntityType.GROUP, EntityType.STATE)
        if thing.type is EntityType.EVENT and child.dep_ == "poss" and acting:
            yield Found("participated_in", owner, token, "own event", object=thing, timed=False, own={token.i})
        elif thing.type is EntityType.GROUP and owner.type is EntityType.GROUP and child.i >= token.i - 2:
            yield Found("part_of", thing, token, "own unit", object=owner, timed=False, own={token.i})


def followed(actors: Actors, token: Token) -> Iterator[Found]:
    """ "X of General Y" is led by Y; "Y of X" belongs to it."""
    thing = actors.who(token)
    if thing is None or thing.type not in (EntityType.GROUP, EntityType.PERSON):
        return
    for child in [t for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children]:
        other = actors.who(child) if child.i in actors.parsed.names and child.dep_ == "pobj" else None
        if other is None or {thing.type, other.type} != {EntityType.GROUP, EntityType.PERSON}:
            continue
        leads = other.type is EntityType.PERSON
        yield Found("led_by" if leads else "member_of", thing, token, "followers" if leads else "of a group",
                    object=other, timed=False, nominal=True, own={token.i})


def personal(actors: Actors, token: Token) -> Iterator[Found]:
    """ "Y's faction": those whom Y leads, under the words that the text has for them."""
    known = actors.who(token)
    if token.lower_ not in words_of("followings") or (known is not None and known.by_reference):
        return  # "Y's militia" is one that Y has been said to lead
    for child in [c for c in token.children if c.dep_ == "poss" and c.i in actors.parsed.names]:
        leader = actors.who(child)
        if leader is None or leader.type is not EntityType.PERSON:
            continue
        start, end = actors.parsed.starts[child.i], actors.parsed.ends[token.i]
        group = Actor(actors.parsed.passage.written(start, end), EntityType.GROUP, start, end, token=token.i)
        yield Found("led_by", group, token, "own followers", object=leader, timed=False, nominal=True, own={token.i})


def native(actors: Actors, token: Token) -> Iterator[Found]:
    """ "The Xish rebel group Y" is active in X."""
    if not any(c.lower_ in insurgent() for c in [token, *token.children] if c.i <= token.i):
        return
    subject = _named_next(actors, token)
    if subject is None or token.tag_ != "NN":
        return
    for child in token.children:
        modifies = child.dep_ in {"amod", "compound", "nmod"} and child.i < token.i
        state = gazetteer().state_of_adjective(child.text) if modifies else None
        if state is not None:
            start, end = actors.parsed.start(child), actors.parsed.end(child)
            place = Actor(state, EntityType.PLACE, start, end, token=child.i)
            yield Found("operates_in", subject, token, "native modifier", object=place, timed=False, own={token.i})


def _named_next(actors: Actors, token: Token) -> Actor | None:
    """The group that a description goes with: "the rebel group X", "X, a rebel group", "X is a rebel group"."""
    for ahead in (1, 2):
        after = token.i + ahead
        if after < len(token.doc) and after in actors.parsed.names:
            between = token.doc[token.i + 1].lower_
            actor = actors.who(token.doc[after]) if ahead == 1 or between in {"the", ","} else None
            if actor is not None and actor.type is EntityType.GROUP:
                return actor
    actor = actors.who(token) if token.dep_ in {"attr", "appos"} else None
    named = actor is not None and actor.type is EntityType.GROUP and actor.named and not actor.by_reference
    return actor if named else None

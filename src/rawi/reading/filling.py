"""Who fills a role of a frame: the actors of whom a pattern can claim what it claims."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.belonging import owner_of
from rawi.reading.clauses import Frame
from rawi.reading.coordination import expand
from rawi.reading.fitting import fit, is_another, is_particular, is_told
from rawi.reading.memory import Actor, nouns
from rawi.reading.patterns import Asserts
from rawi.vocabulary import roles

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIONS = {"allied_with", "opposed_to", "linked_to", "supports", "part_of", "merged_into", "split_from"}
SHARED = RELATIONS | {"supported_by", "controlled_by", "operates_in", "based_in", "deployed_to", "took", "lost"}
"""What holds of each member that a collective names, and is told of them instead of it."""
ENLISTED = {"member", "fighter", "man", "recruit", "youth", "boy", "civilian", "people", "militant", "follower"}
"""People who are members of a group rather than parts of it."""
WHERE = {"operates_in", "based_in", "deployed_to", "took", "lost"}
HARMED = {"attacked", "killed", "threatened", "wounded", "detained", "disappeared"}
BY_LEADER = re.compile(r" (?:under|(?:led|headed|commanded) by) .*[A-Z]")
LIVES = {"founded", "founded_by", "reorganised", "dissolved", "split_from", "merged_into"}
"""What is told of a group that can be told from others: not of "a militia"."""


class Filling:
    """Finds the parties of a claim among the roles of a frame."""

    def __init__(self, actors: Actors):
        self.actors = actors
        self.parsed = actors.parsed

    def subjects(self, claim: Asserts, frame: Frame, types: tuple[EntityType, ...]) -> list[Actor]:
        """Of whom a pattern claims something: those of its role of whom such a thing can be told."""
        subjects = [a for a in self._fill(frame, claim.subject, types, exact=claim.exact) if not is_another(a)]
        if claim.predicate in SHARED:
            subjects = members_apart(subjects)
        if claim.predicate == "part_of":
            told = [a for a in subjects if a.named or a.by_reference]
            subjects = told or [a for a in subjects if self.parsed.doc[a.token].lemma_.lower() not in ENLISTED]
        if claim.predicate == "happened":
            subjects = [a for a in subjects if is_particular(a)]
        if claim.predicate in LIVES:
            subjects = [a for a in subjects if a.named or a.by_reference or BY_LEADER.search(a.name)]
        if claim.predicate == "part_of":
            subjects = [a for a in subjects if a.named or self.parsed.doc[a.token].lower_ not in nouns()["members"]]
        return subjects

    def objects(self, claim: Asserts, frame: Frame, types: tuple[EntityType, ...]) -> list[Actor]:
        """What a pattern claims of them: those of its role that such a thing can be told of."""
        objects = self._fill(frame, claim.object or "", types, exact=claim.exact)
        if claim.predicate in SHARED:
            objects = members_apart(objects)
        if claim.predicate == "operates_in":
            objects = [self._ground(a) for a in objects]
        if claim.predicate in WHERE:
            objects = [a for a in objects if a.named or a.by_reference or is_told(a, claim.predicate)]
        if claim.predicate in HARMED:
            objects = [self._as_people(a) for a in objects]
        if claim.predicate == "participated_in":
            objects = [a for a in objects if is_particular(a)]
        if claim.object == "self":
            objects = [a for a in objects if not a.by_reference]
        return objects

    def _fill(self, frame: Frame, roles: str, types: tuple[EntityType, ...], *, exact: bool = False) -> list[Actor]:
        """The actors of the first role that has any of a fitting type."""
        for role in roles.split("/"):
            named = self.actors.all(self._spread(frame.roles.get(role, [])))
            if role == "modifier":
                named = [a for a in named if a.named]
            actors = [fitted for a in named if (fitted := fit(a, types, exact=exact)) is not None]
            if not actors and EntityType.PERSON not in types:
                bodies = [self._body(a) for a in named if not a.named and a.type is EntityType.PERSON]
                fitting = [fit(a, types, exact=exact) for a in bodies if a is not None]
                actors = [a for a in fitting if a is not None]
            if actors:
                return actors
        return []

    def _spread(self, tokens: list[Token]) -> list[Token]:
        """The tokens, with whom a counting word's own phrase lists ("a variety of militias such as A and B"), and each
        of those whose members are told of together ("fighters from A and B")."""
        spread: list[Token] = []
        for token in tokens:
            ofs = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"]
            inner = [t for c in ofs for t in c.children if t.dep_ == "pobj"]
            if token.lower_ in nouns()["empty"] and inner:
                spread.extend(expand(inner[0]))
            elif token.tag_ == "NNS" and token.lower_ in nouns()["place"] and len(sides := sides_of(token)) > 1:
                spread.extend([t for t in sides if t.i in self.parsed.names] or [token])
            elif token.lower_ in nouns()["members"] and len(sides := sides_of(token)) > 1:
                spread.extend(t for t in sides if t.i in self.parsed.names)
            else:
                spread.append(token)
        return spread

    def _body(self, people: Actor) -> Actor | None:
        """The body that officers, officials or instructors of it act for."""
        token = self.parsed.doc[people.token]
        body = owner_of(self.actors, token) if token.tag_ == "NNS" else None
        return replace(body, extent="members", token=people.token) if body is not None else None

    def _ground(self, place: Actor) -> Actor:
        """The place that villages, posts or roads without a name are in: X for "several villages in X"."""
        if place.named or place.by_reference or place.token < 0 or is_told(place, "operates_in"):
            return place
        token = self.parsed.doc[place.token]
        preps = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"in", "of", "across"}]
        inner = [g for c in preps for g in c.children if g.dep_ == "pobj"]
        wider = next((a for a in self.actors.all(inner) if a.named), None)
        return (fit(wider, (EntityType.PLACE,)) or place) if wider is not None else place

    def _as_people(self, actor: Actor) -> Actor:
        """Several whom nobody could tell apart are a community: "teachers", "local officials"."""
        token = self.parsed.doc[actor.token]
        if actor.type is not EntityType.PERSON or actor.named or actor.by_reference or token.tag_ != "NNS":
            return actor
        return actor if roles().kin_of(token.lemma_) else replace(actor, type=EntityType.COMMUNITY)


def sides_of(members: Token) -> list[Token]:
    """Those whose members are spoken of: A and B of "fighters from A and B"."""
    preps = [c for c in members.children if c.dep_ == "prep" and c.lower_ in {"of", "from"}]
    return [t for c in preps for g in c.children if g.dep_ == "pobj" for t in expand(g)]


def members_apart(actors: list[Actor]) -> list[Actor]:
    """Without a description whose members are named beside it ("several militias, including X and Y")."""
    named = {a.name for a in actors if a.named}
    return [a for a in actors if a.named or not a.members or not set(a.members) <= named]

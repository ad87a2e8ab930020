"""What a description means: "its fighters", "the militia", "X tribesmen", "one of the groups", "their father"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.belonging import owner_of, people_of
from rawi.reading.calling import called_so
from rawi.reading.coordination import listed
from rawi.reading.equating import BODIES, equal_to, kind_told
from rawi.reading.identifying import identifying_range
from rawi.reading.memory import Actor, kind_of_noun, nouns
from rawi.reading.referring import words_of
from rawi.reading.short_forms import has_head, spoken_of
from rawi.vocabulary import gazetteer, heads, roles

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rawi.reading.actors import Actors

LEADING = re.compile(
    r"^(?:the|a|an|this|that|these|those|its|their|his|her|our|some|any|both|all|two|three|several|numerous|many|various)\s+",
    re.I,
)
QUANTITY = re.compile(
    r"^(?:(?:at least|at most|more than|less than|fewer than|no fewer than|up to|as many as|about|around|some|nearly|"
    r"almost|over|roughly|approximately|an estimated|estimated|between \d[\d,]* and \d[\d,]*|"
    r"dozens of|hundreds of|thousands of|scores of|"
    r"(?!(?:1[89]|20)\d\d\b)\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands|hundred|thousand|dozen|million)\s+)+(?=\S)",
    re.I,
)

CITIES = {"city", "town"}


def described(actors: Actors, token: Token) -> Actor | None:
    """Whom a common noun means: somebody known, or somebody under their description; None where it is nobody."""
    words = nouns()
    lower = token.lower_
    equal = equal_to(actors, token)
    if equal is not None:
        return equal
    owner = owner_of(actors, token)
    whole = _whole(actors, token)
    ground = whole is not None and whole.named and whole.type is EntityType.PLACE
    if lower in words["empty"] or (ground and lower in words_of("areas")):
        return whole or _share_of_people(actors, token)
    people = people_of(actors, token, owner) if owner is not None else None
    if people is not None:
        return people
    if lower in words["media"] and owner is not None and owner.type is EntityType.GROUP and owner.named:
        return replace(owner, token=token.i)  # a group's own page or outlet speaks for the group
    kind = kind_of_noun(token)
    own_name = next((c for c in token.children if c.dep_ == "compound" and c.i in actors.parsed.names), None)
    if own_name is not None and lower in words_of("any_group") | words_of("group_by_head"):
        called = actors.who(own_name)  # "the X network", "the X group": X itself
        if called is not None and called.type is EntityType.GROUP and own_name.i == token.i - 1:
            return replace(called, token=token.i)
    if lower in words_of("community_heads"):
        community = _community(actors, token)
        if community is not None:
            return community
    if lower in words_of("any_group") and _is_anaphor(actors, token):
        return actors.refer(actors.nearest(token, EntityType.GROUP) or actors.memory.topic, token)
    if lower in words_of("group_by_head") and _is_anaphor(actors, token):
        before = [c.lower_ for c in token.children if c.dep_ in {"amod", "compound"}]
        told_apart = any(w in words_of("armed") or w.rpartition("-")[2] in words_of("backed") for w in before)
        namesake = actors.nearest(token, EntityType.GROUP) if told_apart else _called_so(actors, token)
        if namesake is not None:
            return actors.refer(namesake, token)
    if kind_told(token) in BODIES and lower not in words_of("any_group") and _is_anaphor(actors, token):
        so_called = called_so(actors, token)  # "the militants", "the party"
        if so_called is not None:
            return actors.refer(so_called, token)
    if lower in ("tribe", "clan", "community") and _is_anaphor(actors, token) and actors.memory.communities:
        return actors.refer(actors.memory.communities[-1], token)
    if lower in words_of("place_anaphors") and _is_anaphor(actors, token):
        place = actors.nearest(token, EntityType.PLACE) if lower not in CITIES else _city(actors)
        if place is not None:
            return actors.refer(place, token)
    if kind is EntityType.EVENT and _is_anaphor(actors, token) and actors.memory.events:
        return actors.refer(actors.memory.events[-1], token)
    if kind is None:
        kind = heads().kind_of(lower) if token.pos_ in {"NOUN", "PROPN"} else None
        if kind is None or token.pos_ == "PROPN":
            return None
    adjectives = {c.lower_ for c in token.children if c.dep_ == "amod"}
    if lower in {"group", "groups"} and adjectives & words_of("peoples"):  # an ethnic group
        kind = EntityType.COMMUNITY
    start, end = actors.range(token)
    start, end = identifying_range(actors.parsed, token, kind, start, end)
    text = QUANTITY.sub("", LEADING.sub("", LEADING.sub("", actors.parsed.passage.text[start:end])))
    if roles().kin_of(token.lemma_):
        text = _kin_name(actors, token, text)
    if kind is EntityType.PERSON and token.tag_ in {"NNS"} and lower not in words_of("kin_plurals"):
        kind = EntityType.GROUP if lower in words["members"] else EntityType.PERSON
    members = tuple(a.name for t in listed(token) if (a := actors.who(t)) is not None and a.named)
    return Actor(text.strip(" ,"), kind, start, end, named=False, members=members, token=token.i)


def _whole(actors: Actors, token: Token) -> Actor | None:
    """What a piece is of: "most of the fighters" are fighters; "parts of X" are ground, not its government."""
    of = [c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"]
    inner = [t for c in of for t in c.children if t.dep_ == "pobj"]
    whole = actors.who(inner[0]) if inner else None
    if whole is not None and whole.type is EntityType.STATE:
        ground = token.lower_ in words_of("stretches") | words_of("areas")
        return replace(whole, type=EntityType.PLACE) if ground else whole
    return whole


def _share_of_people(actors: Actors, token: Token) -> Actor | None:
    """Of which people a share is told behind a clause about all of it: "The X are Y, but many have converted"."""
    alone = not any(c.dep_ == "prep" for c in token.children)
    if token.lower_ not in words_of("shares") or token.dep_ not in {"nsubj", "nsubjpass"} or not alone:
        return None
    before = [t for t in actors.sentence or () if t.i < token.left_edge.i and t.dep_ in {"nsubj", "nsubjpass"}]
    told = [actor for t in before if (actor := actors.who(t)) is not None]
    if not told or told[-1].type is not EntityType.COMMUNITY:
        return None
    return actors.refer(told[-1], token, "some")


def _city(actors: Actors) -> Actor | None:
    """The last place spoken of that the lists know: "the city" is none that nobody has heard of."""
    return next((p for p in reversed(actors.memory.places) if gazetteer().lookup(p.name) is not None), None)


def _called_so(actors: Actors, noun: Token) -> Actor | None:
    """The last group whose name has this head-word, in any language: "the brigade" after "Liwa X"."""
    head = noun.lower_
    if noun.text[:1].isupper() and noun.i > noun.sent.start and head not in words_of("states_too"):
        return spoken_of(actors.memory, head)
    pool = actors.memory.groups if head in words_of("states_too") else actors.memory.bodies
    return next((actor for actor in reversed(pool) if has_head(actor.name, head)), None)


def _community(actors: Actors, token: Token) -> Actor | None:
    """ "the X tribe", "X tribesmen", "tribesmen from the X tribe": a people under the name that the text gives it."""
    for child in token.children:
        if child.i in actors.parsed.names and child.dep_ in {"compound", "nmod", "amod", "poss"}:
            name = actors.parsed.names[child.i]
            end = (
                actors.parsed.end(token)
                if token.lower_ in {"tribe", "clan", "family", "community", "people"}
                else name.end
            )
            return Actor(
                actors.parsed.passage.text[name.start : end], EntityType.COMMUNITY, name.start, end, token=token.i
            )
        if child.dep_ in {"prep", "acl"}:
            for target in (g for c in [child, *child.children] for g in c.children if g.dep_ == "pobj"):
                if child.lower_ in {"of", "from"} or child.lemma_ == "belong":
                    actor = actors.who(target)
                    if actor is not None and actor.named and actor.type in (EntityType.COMMUNITY, None):
                        return replace(actor, type=EntityType.COMMUNITY, token=token.i)
    return None


def _kin_name(actors: Actors, token: Token, text: str) -> str:
    """A relative under the names of those whose relative it is: "father of X and Y" for "their father"."""
    own = next((c for c in _possessors(actors, token) if c.tag_ == "PRP$"), None)
    if own is None or actors.sentence is None:
        return text
    before = [t for t in actors.sentence if t.i < own.i and t.i in actors.parsed.names]
    people = [a for t in before if (a := actors.who(t)) is not None and a.type is EntityType.PERSON]
    people = people[-2:] if own.lower_ == "their" else people[-1:]
    if not people and actors.memory.persons and own.lower_ != "their":
        people = actors.memory.persons[-1:]
    return f"{text} of {' and '.join(a.name for a in people)}" if people else text


def _possessors(actors: Actors, token: Token) -> list[Token]:
    """The possessor of a noun, or of the noun that it is coordinated to ("their father and brother")."""
    own = [c for c in token.children if c.dep_ == "poss"]
    return own or (_possessors(actors, token.head) if token.dep_ == "conj" else [])


def _is_anaphor(actors: Actors, token: Token) -> bool:
    """ "The group", "this battle": definite, without anything that singles out another one."""
    definite = False
    for child in token.children:
        if child.dep_ == "det":
            definite = child.lower_ in words_of("definite")
        elif child.dep_ in {"amod", "compound", "nmod"}:
            backed = child.lower_.rpartition("-")[2] in words_of("backed") and token.tag_ == "NN"
            if child.lower_ not in words_of("generic_modifiers") and not backed:
                return False
        elif child.dep_ == "poss":
            actor = actors.who(child) if child.tag_ != "PRP$" else None
            if child.lower_ == "its" or (actor is not None and actor.type is not EntityType.PERSON):
                return False
            definite = child.tag_ == "PRP$" or kind_of_noun(child) is EntityType.PERSON
        elif child.dep_ in {"nummod", "acl"} or (child.dep_ == "prep" and child.lower_ == "of"):
            return False
    return definite

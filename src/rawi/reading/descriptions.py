"""What a description means: "its fighters", "the militia", "X tribesmen", "one of the groups", "their father"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Extent
from rawi.reading.calling import called_so
from rawi.reading.coordination import listed
from rawi.reading.doers import is_negated, subjects
from rawi.reading.identifying import identifying_range
from rawi.reading.memory import Actor, kind_of_noun, nouns
from rawi.reading.short_forms import has_head, spoken_of
from rawi.vocabulary import gazetteer, heads, load_yaml, roles

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

NO_LONGER = {"former", "ex", "erstwhile", "retired", "defected", "onetime", "one-time"}
OWNING = {EntityType.GROUP, EntityType.COMMUNITY}
CITIES = {"city", "town"}
BODIES = {EntityType.GROUP, EntityType.ORGANIZATION}
"""What one word may call now this, now that: "an organisation", "a movement"."""
DESCRIBABLE = {EntityType.GROUP, EntityType.ORGANIZATION, EntityType.COMMUNITY, EntityType.PERSON}


@cache
def words_of(kind: str) -> frozenset[str]:
    """A word list of `reference.yaml`."""
    return frozenset(str(word) for word in load_yaml("reference.yaml", "rawi.reading")[kind])


def described(actors: Actors, token: Token) -> Actor | None:
    words = nouns()
    lower = token.lower_
    equal = _equal(actors, token)
    if equal is not None:
        return equal
    owner = owner_of(actors, token)
    whole = _whole(actors, token)
    ground = whole is not None and whole.named and whole.type is EntityType.PLACE
    if lower in words["empty"] or (ground and lower in words_of("areas")):
        return whole or _share_of_people(actors, token)
    people = _people_of(actors, token, owner) if owner is not None else None
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
    if _kind(token) in BODIES and lower not in words_of("any_group") and _is_anaphor(actors, token):
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


def _people_of(actors: Actors, token: Token, owner: Actor) -> Actor | None:
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


def _kind(token: Token) -> EntityType | None:
    """What a common noun stands for, by its own list or as a head-word of names ("force", "mission")."""
    kind = kind_of_noun(token)
    return heads().kind_of(token.lower_) if kind is None and token.pos_ == "NOUN" else kind


def _equal(actors: Actors, token: Token) -> Actor | None:
    """A description said to be a name: "X is a militia", "X, one of the groups", "the commander, X", "as a force"."""
    for child in [*(c for c in token.children if c.dep_ == "appos"), *_strayed_name(token)]:
        if child.i in actors.parsed.names:
            actor = actors.who(child)
            kinds = {actor.type if actor is not None else None, _kind(token)}
            if actor is not None and (
                actor.type is None or len(kinds) == 1 or kinds <= BODIES or stands_for_part(token)
            ):
                return actor
    kind = kind_of_noun(token) or (heads().kind_of(token.lower_) if token.pos_ == "NOUN" else None)
    if kind is EntityType.PLACE:  # "its last stronghold, the town of X"
        for child in [c for c in token.children if c.dep_ == "appos"]:
            actor = actors.who(child)
            if actor is not None and actor.type is EntityType.PLACE and not actor.name.islower():
                return actor
    if kind is EntityType.PERSON and token.tag_ in {"NN", "NNP"}:
        for other in token.subtree:  # "its commander in X, Y": the name may hang on X
            if other.i > token.i and other.dep_ == "appos" and other.i in actors.parsed.names:
                actor = actors.who(other)
                if actor is not None and actor.type is EntityType.PERSON:
                    return actor
    called = [c for c in token.children if c.dep_ == "acl" and c.lemma_ in {"know", "call", "name", "dub", "style"}]
    for other in [g for c in called for g in c.subtree if g.i in actors.parsed.names][:1]:  # "the militia known as X"
        actor = actors.who(other)
        if actor is not None and (actor.type is None or actor.type is kind):
            return actor
    top = token
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in words_of("one_of"):
        top = token.head.head
    elif token.dep_ == "pobj" and token.head.lower_ == "among" and token.head.head.lemma_ == "be":
        return _subject_of(actors, token, token.head.head)
    while top.dep_ == "conj" and top.head.dep_ in {"attr", "appos"} and top.head.i not in actors.parsed.names:
        top = top.head
    if kind not in DESCRIBABLE and not stands_for_part(token):
        return None
    holder = None
    if top.dep_ == "appos":
        holder = top.head
    elif top.dep_ == "attr" and top.head.lemma_ in {"be", "become", "remain"} and not is_negated(top.head):
        holder = next((t for t, _ in subjects(top.head)), None)
    elif top.dep_ == "pobj" and top.head.lower_ == "as":
        verb = top.head.head if top.head.head.pos_ in {"VERB", "AUX"} else top.head.head.head
        if verb.lemma_ in words_of("describing"):
            objects = [c for c in verb.children if c.dep_ == "dobj"]  # "described X as a militia": X is one
            holder = next(iter(objects or [t for t, _ in subjects(verb)]), None)
    if holder is None or holder.i == token.i:
        return None
    actor = actors.who(holder)
    if (
        actor is None
        or not (actor.named or actor.by_reference)
        or not (kind is None or actor.type in (kind, None) or {kind, actor.type} <= BODIES)
    ):
        return None
    if kind is EntityType.GROUP and token.tag_ in {"NNS"} and top is token and top.dep_ != "attr":
        return None
    start, end = actors.range(token)
    return replace(actor, start=start, end=end, token=token.i)


def _strayed_name(noun: Token) -> list[Token]:
    """The name of the one described before its comma, where a parser hung it elsewhere: "the fifth king, X, who …"."""
    definite = any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ == "the") for c in noun.children)
    if not definite or noun.tag_ not in {"NN", "NNP"} or kind_of_noun(noun) is not EntityType.PERSON:
        return []
    behind = noun.doc[noun.i + 1 : noun.i + 4]
    if len(behind) < 3 or behind[0].text != "," or not behind[2].is_punct:
        return []
    name = behind[1]
    one_of_many = any(c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN"} for c in name.children)
    return [name] if name.dep_ in {"conj", "npadvmod"} and not one_of_many else []


def _subject_of(actors: Actors, token: Token, verb: Token) -> Actor | None:
    """Who is said to be among those whom the token describes."""
    holder = next((t for t, _ in subjects(verb)), None)
    actor = actors.who(holder) if holder is not None and holder.i != token.i else None
    if actor is None or not (actor.named or actor.by_reference):
        return None
    start, end = actors.range(token)
    return replace(actor, start=start, end=end, token=token.i)


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


# ------------------------------------------------------------------ several at once


def stands_for_part(token: Token) -> bool:
    """ "one", "part", "many": a word that stands for what follows "of"."""
    return token.lower_ in nouns()["empty"]

"""A description that is said to be a name: "X is a militia", "one of the groups, X", "the commander, X"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.doers import is_negated, subjects
from rawi.reading.memory import Actor, kind_of_noun, nouns
from rawi.reading.referring import words_of
from rawi.vocabulary import heads

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rawi.reading.actors import Actors

BODIES = {EntityType.GROUP, EntityType.ORGANIZATION}
"""What one word may call now this, now that: "an organisation", "a movement"."""
DESCRIBABLE = {EntityType.GROUP, EntityType.ORGANIZATION, EntityType.COMMUNITY, EntityType.PERSON}


def equal_to(actors: Actors, token: Token) -> Actor | None:
    """A description said to be a name: "X is a militia", "X, one of the groups", "the commander, X", "as a force"."""
    for child in [*(c for c in token.children if c.dep_ == "appos"), *_strayed_name(token)]:
        if child.i in actors.parsed.names:
            actor = actors.who(child)
            kinds = {actor.type if actor is not None else None, kind_told(token)}
            if actor is not None and (
                actor.type is None or len(kinds) == 1 or kinds <= BODIES or stands_for_part(token)
            ):
                return actor
    kind = kind_told(token)
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


def kind_told(token: Token) -> EntityType | None:
    """What a common noun stands for, by its own list or as a head-word of names ("force", "mission")."""
    kind = kind_of_noun(token)
    return heads().kind_of(token.lower_) if kind is None and token.pos_ == "NOUN" else kind


def stands_for_part(token: Token) -> bool:
    """ "one", "part", "many": a word that stands for what follows "of"."""
    return token.lower_ in nouns()["empty"]

"""Who holds an office, and in which body: what stands around a role noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.clauses import noun_frame
from rawi.reading.coordination import expand
from rawi.reading.fitting import fit
from rawi.reading.memory import Actor, nouns
from rawi.reading.referring import words_of
from rawi.vocabulary import gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token

BODIES = (EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION, EntityType.COMMUNITY)
OBSERVERS = {
    "researcher",
    "expert",
    "analyst",
    "historian",
    "journalist",
    "scholar",
    "correspondent",
    "reporter",
    "author",
    "specialist",
    "observer",
    "watcher",
}
"""Of these, what stands before the noun is what they study, not what they serve."""
TITLE_WORDS = {
    "deputy",
    "vice",
    "supreme",
    "top",
    "senior",
    "chief",
    "prime",
    "foreign",
    "interior",
    "defense",
    "defence",
    "spiritual",
    "political",
    "military",
    "field",
    "overall",
    "acting",
    "former",
    "general",
    "prominent",
    "leading",
    "current",
    "key",
    "regional",
    "local",
    "tribal",
    "second",
}


def title_of(token: Token) -> str:
    """The role with the words that qualify it ("deputy commander", "supreme leader")."""
    words = [
        c.text
        for c in token.children
        if c.i < token.i
        and c.dep_ in {"amod", "compound", "nmod"}
        and (c.lower_ in TITLE_WORDS or (c.pos_ == "NOUN" and c.lower_ not in nouns()["group"]))
    ]
    return " ".join([*words, token.lemma_ if token.tag_ in {"NNS", "NNPS"} else token.text]).lower()


def holders(actors: Actors, token: Token) -> list[Actor]:
    """The named persons who are said to hold the role."""
    frame = noun_frame(token)
    tokens = list(frame.roles.get("holder", []))
    if token.dep_ in {"compound", "nmod"} and token.head.i in actors.parsed.names:
        tokens.append(token.head)
    for child in token.children:
        if child.dep_ in {"appos", "nmod", "compound"} and child.i > token.i:
            tokens.extend(expand(child, listing=False))
    following = token.i + 1
    if following < len(token.doc) and following in actors.parsed.names and token.doc[following].sent == token.sent:
        tokens.append(token.doc[following])
    behind = [t for t in frame.roles.get("as", []) if t != token]
    tokens = [*behind, *tokens] if token.head.lower_ == "as" else [*tokens, *behind]
    if token.tag_ not in {"NNS", "NNPS"}:
        named = [t for t in tokens if t.i in actors.parsed.names]
        tokens = named[:1] or tokens[:1] if token.dep_ != "attr" else named or tokens
    return [p for a in actors.all(tokens) if a.named and (p := fit(a, (EntityType.PERSON,))) is not None]


def bodies_of(actors: Actors, token: Token) -> list[Actor]:
    """What the role is held in: "of X", "X's", "its", "X commander", "Xish president"."""
    frame = noun_frame(token)
    for role in ("of", "possessor", "for", "with", "at", "in"):
        heads_of = [_whole(t) if role == "of" else t for t in frame.roles.get(role, [])]
        found = [a for a in actors.all(heads_of) if a.type in BODIES]
        if found:
            return found
    if token.lemma_.lower() in OBSERVERS:
        return []
    holder = token.head if token.dep_ in {"compound", "nmod"} else None
    for source in [token, *([holder] if holder is not None else [])]:
        for child in reversed(list(source.children)):
            if child.dep_ in {"compound", "nmod", "amod", "poss"} and child.i < token.i:
                actor = actors.who(child) if child.i in actors.parsed.names or child.dep_ == "poss" else None
                if actor is not None and actor.type in BODIES:
                    return [actor]
                state = gazetteer().state(child.text)
                if state is not None and token.lemma_.lower() not in nouns()["trade"]:
                    return [
                        Actor(
                            state, EntityType.STATE, actors.parsed.start(child), actors.parsed.end(child), token=child.i
                        )
                    ]
    if token.i and (token.i - 1) in actors.parsed.names:
        actor = actors.who(token.doc[token.i - 1])
        if actor is not None and actor.type in BODIES and token.doc[token.i - 1].sent == token.sent:
            return [actor]
    return []


def _whole(part: Token) -> Token:
    """The body that a wing or bureau belongs to: X of "the military wing of X"."""
    if part.lower_ not in words_of("wings"):
        return part
    owners = [t for c in part.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    return next((t for t in [*(c for c in part.children if c.dep_ == "poss"), *owners]), part)

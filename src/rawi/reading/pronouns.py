"""Whom a pronoun means: the one who fits it, named before, or behind an opening phrase; none who stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.coordination import expand
from rawi.reading.doers import is_cleft, subjects
from rawi.reading.memory import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from rawi.reading.actors import Actors

SUBJECT = {"nsubj", "nsubjpass"}
PEOPLES = {EntityType.STATE, EntityType.COMMUNITY}
"""What "it" and "they" can mean besides groups."""
SINGULAR = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
SPEAKERS = frozenset({"we", "our", "us", "ourselves"})
REFERRING = SINGULAR | NEUTER | PLURAL | SPEAKERS
BESIDE = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "prep", "agent"})


def meant_by(actors: Actors, token: Token) -> Actor | None:
    """Whom a pronoun means, or None where that is nobody or unsure."""
    lower = token.lower_
    if token.tag_ in {"WP", "WDT", "WP$"}:
        verb = token.head
        while token.tag_ == "WP$" and verb.dep_ != "relcl" and verb.head != verb:
            verb = verb.head
        return actors.who(verb.head) if verb.dep_ == "relcl" else None
    ahead = _ahead(actors, token)
    if ahead is not None:
        return actors.refer(ahead, token)
    if lower == "it" and _expletive(token):
        return None
    if lower in PLURAL and _other_people(actors, token):
        return actors.refer(None, token)
    found = _spoken_of(actors, token, lower)
    if found is None and lower not in REFERRING:
        return None
    reflexive = lower.endswith(("self", "selves"))
    if found is not None and token.tag_ == "PRP" and not reflexive and _is_beside(actors, found, token):
        found = None  # "they sold them to X": whoever they are, not X
    return actors.refer(found, token)


def _spoken_of(actors: Actors, token: Token, lower: str) -> Actor | None:
    """Who was spoken of last that a pronoun can mean."""
    if lower in SINGULAR:
        return actors.nearest(token, EntityType.PERSON)
    described = _described_by_clause(actors, token) if lower in NEUTER else None
    if described is not None:
        return described
    if lower in NEUTER | PLURAL:
        return actors.nearest(token, EntityType.GROUP) or actors.memory.topic
    return _speaker(actors, token) if lower in SPEAKERS else None


def _speaker(actors: Actors, token: Token) -> Actor | None:
    """Who says "we": whom the sentence names behind it, whose document it is, else what the text is about; where
    an outlet publishes it, only in a quotation."""
    memory = actors.memory
    opened = next((t for t in actors.sentence or () if t.lower_ == "we"), token)
    behind = token.doc[opened.i + 1 : opened.i + 4]
    if opened.lower_ == "we" and len(behind) > 1 and behind[0].text == ",":
        named = next((t for t in behind[1:] if t.i in actors.parsed.names), None)
        actor = actors.who(named) if named is not None else None
        if actor is not None and actor.type is EntityType.GROUP:
            return actor
    at = actors.parsed.start(token)
    quoted = any(start <= at < end for start, end in actors.parsed.passage.quoted)
    return memory.speaker or (memory.topic if quoted or not memory.outlet else None)


def _described_by_clause(actors: Actors, token: Token) -> Actor | None:
    """Whom the relative clause describes in which an "it" or "its" stands: "the clan that lost its land"."""
    clause = token
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    relative = [c for c in clause.children if c.dep_ in SUBJECT and c.tag_ in {"WDT", "WP"} and c.i < token.i]
    if clause.dep_ != "relcl" or not relative or clause.head.tag_ in {"NNS", "NNPS"}:
        return None
    actor = actors.who(clause.head)
    return actor if actor is not None and actor.type in PEOPLES | {EntityType.GROUP} else None


def _is_beside(actors: Actors, actor: Actor, token: Token) -> bool:
    """Whether somebody is named as another part of the pronoun's own clause, which then cannot mean them."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    below = [c for c in verb.children if c != token and c.dep_ in BESIDE]
    inner = [g for c in below if c.pos_ == "ADP" for g in c.children if g.dep_ == "pobj"]
    named = [actors.parsed.names[t.i].text for t in (*below, *inner) if t.i in actors.parsed.names]
    return actor.name in named


def _ahead(actors: Actors, token: Token) -> Actor | None:
    """Who is named behind the pronoun of an opening phrase: "Since its founding in 1994, X has fought"."""
    if token.lower_ not in {"its", "his", "her", "their", "it", "he", "she", "they"} or actors.sentence is None:
        return None
    below = token
    while below.head != below and not (below.dep_ in {"prep", "advcl"} and below.head.pos_ in {"VERB", "AUX"}):
        below = below.head
    if below.head == below or below.i > below.head.i or below.left_edge.i > actors.sentence.start + 2:
        return None
    named = [c for c in below.head.children if c.dep_ in SUBJECT and c.i > token.i and c.i in actors.parsed.names]
    actor = actors.who(named[0]) if named else None
    person = token.lower_ in {"his", "her", "he", "she"}
    if actor is None or actor.type is None or (actor.type is EntityType.PERSON) is not person:
        return None
    return None if actor.type is EntityType.PLACE else actor


def _other_people(actors: Actors, token: Token) -> bool:
    """Whether people who are no group stand nearer before "they": residents, communities, officials."""
    for other in reversed([t for t in actors.sentence or () if t.i < token.i]):
        if other.tag_ not in {"NNS", "NNPS"} and other.i not in actors.parsed.names:
            continue
        actor = actors.who(other)
        if actor is not None and actor.type in {EntityType.GROUP, EntityType.STATE}:
            return False
        if actor is not None and actor.type is EntityType.COMMUNITY:
            return True
        if actor is not None and actor.type is EntityType.PERSON and not actor.named:
            return True
    return False


def acting_on(token: Token) -> list[Token]:
    """Who does what a verb does to a pronoun: "him" of "X accused him" is not X, though "himself" is."""
    if token.pos_ != "PRON" or token.lower_.endswith(("self", "selves")) or token.tag_ == "PRP$":
        return []
    verb = token.head.head if token.dep_ == "pobj" else token.head
    if token.dep_ not in {"dobj", "dative", "pobj"} or verb.pos_ not in {"VERB", "AUX"}:
        return []
    return [t for subject, passive in subjects(verb) if not passive for t in expand(subject)]


def _expletive(token: Token) -> bool:
    """The "it" of "it appears that", "it is believed that": nobody."""
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return token.dep_ == "expl"
    if is_cleft(verb):
        return True
    clause = any(c.dep_ in {"ccomp", "csubj"} and any(g.dep_ == "mark" for g in c.children) for c in verb.children)
    return clause and (
        verb.lemma_ in {"be", "seem", "appear", "happen", "emerge", "turn"}
        or any(c.dep_ == "auxpass" for c in verb.children)
    )

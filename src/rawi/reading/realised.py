"""Whether a deed that a word names is told as done: not planned, prevented, nearly done, or only a purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.actors import Actors
from rawi.reading.cues import unreal, verb_stance
from rawi.reading.deeds import deed_words
from rawi.reading.doers import is_cleft
from rawi.reading.findings import Found
from rawi.reading.memory import Actor
from rawi.vocabulary import roles

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = frozenset(
    ["attacked", "killed", "died", "suffered_deaths", "shot_down", "wounded", "detained", "disappeared"]
)
"""What happens once, so that a plan or a purpose of it is no claim."""

BLAMED_FOR = frozenset(
    {"attacked", "killed", "shot_down", "wounded", "detained", "disappeared", "accused_of", "threatened"}
)
"""What is laid on nobody by a reference that could mean another."""
ACTING = {EntityType.GROUP, EntityType.STATE}


def is_laid_rightly(found: Found, actors: Actors) -> bool:
    """Whether what was found of a deed may be told: it was done, is no charge, and its doer is no guess."""
    predicate, trigger = found.predicate, found.trigger
    if predicate in DEEDS and (is_charge(trigger) or not is_done(trigger)):
        return False
    if predicate in BLAMED_FOR and (is_cleft_away(trigger) or not is_sure(found.subject, actors)):
        return False
    if predicate in {"killed", "wounded"} and not is_own_doing(trigger):
        return False
    return predicate != "died" or is_he(found.subject, actors)


def is_sure(subject: Actor, actors: Actors) -> bool:
    """Whether a subject is told by its name, or by a reference that can mean nobody else: its own sentence speaks of no
    other before it ("the army raided the militia after it had killed six"), nor does the sentence before speak of
    others and not of him ("Men of X came. They killed six.", where "they" would be Y)."""
    if not subject.by_reference or actors.sentence is None:
        return True
    before = [t for t in actors.sentence if t.i < subject.token]
    named = [a for t in before if (a := actors.who(t)) is not None and a.type in ACTING]
    if all(a.name != subject.name for a in named):
        if any(a.named for a in named):
            return False
        last = _spoken_of(actors, actors.sentence.start - 1)
        if any(a.named for a in last) and all(a.name != subject.name for a in last):
            return False
    for other in before:
        if other.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative"} or other.pos_ == "PRON":
            continue
        actor = actors.who(other)
        if actor is not None and actor.type in ACTING and actor.name != subject.name and _acts(other):
            return False
    return True


def is_he(subject: Actor, actors: Actors) -> bool:
    """Whether somebody whose death is told of by a pronoun is he, and not the kinsman that was spoken of by his name:
    not "X's brother died. He was shot.", where "he" would be X; nor the kinsman, where X was spoken of before and it is
    not told yet that the kinsman died."""
    sentence = actors.sentence
    if not subject.by_reference or sentence is None:
        return True
    if not subject.named and subject.name not in actors.memory.dead:
        spoken_of = [a.name for a in actors.memory.persons if a.named and a.name in subject.name]
        return len(spoken_of) <= 1
    first = sentence.doc[sentence.start - 1].sent.start if sentence.start else sentence.start
    for token in reversed(sentence.doc[first : max(first, subject.token)]):
        actor = actors.who(token) if token.i in actors.parsed.names else None
        if actor is not None and actor.name == subject.name:
            return not (token.dep_ == "poss" and roles().kin_of(token.head.lemma_))
    return True


def _spoken_of(actors: Actors, last: int) -> list[Actor]:
    """Groups and states of the sentence that ends with a token."""
    if last < 0 or actors.sentence is None:
        return []
    told = [a for t in actors.sentence.doc[last].sent if (a := actors.who(t)) is not None]
    return [a for a in told if a.type in ACTING]


def _acts(token: Token) -> bool:
    """Whether a noun phrase is a party of its clause, and no place or part of another phrase ("of", "in")."""
    return token.dep_ != "pobj" or token.head.lower_ in {"by", "with", "against", "on", "to", "from", "for"}


def is_done(trigger: Token) -> bool:
    """Whether the text says that the deed was done, as far as its own phrase and what governs it tell."""
    if any(c.lower_ in deed_words("nearly") and c.i == trigger.i - 1 for c in trigger.children):
        return False
    auxiliaries = {c.lower_ for c in trigger.children if c.dep_ == "aux"}
    if "would" in auxiliaries and auxiliaries & {"have", "'ve"}:
        return False
    current = trigger
    while current.head != current:
        if not _passes(current):
            return False
        if current.pos_ in {"VERB", "AUX"} and current.dep_ in {"relcl", "ccomp", "advcl"} and _finite(current):
            return not _is_inverted_condition(current)
        current = current.head
    return True


def is_cleft_away(trigger: Token) -> bool:
    """ "It was not the army that attacked"."""
    verb = trigger.head.head if trigger.dep_ == "relcl" else trigger.head
    return is_cleft(verb) and any(c.dep_ == "neg" for c in verb.children)


def is_charge(trigger: Token) -> bool:
    """Whether the deed is what somebody is accused or convicted of doing: an accusation, and no account of it."""
    current = trigger
    while current.dep_ == "conj":
        current = current.head
    prep = current.head
    if current.dep_ != "pcomp" or prep.lower_ not in {"of", "for", "with", "in"}:
        return False
    governor = prep.head
    while governor.pos_ == "NOUN" and governor.dep_ in {"dobj", "pobj"} and governor.lemma_ in {"charge", "count"}:
        return True
    if governor.pos_ in {"NOUN", "PROPN", "PRON"} and governor.dep_ == "dobj":
        governor = governor.head
    return governor.lemma_.lower() in deed_words("accusing")


def is_own_doing(trigger: Token) -> bool:
    """Whether a participle tells what came of a deed of the same doers: "shelled the town, killing six", but not "drove
    into an ambush, killing six" or "arrived, leaving six dead"."""
    current = trigger
    while current.dep_ == "conj" and current.tag_ == "VBG":
        current = current.head
    if current.dep_ != "advcl" or current.tag_ != "VBG" or any(c.dep_ == "mark" for c in current.children):
        return True
    governor = current.head
    while governor.dep_ == "conj" and governor.lemma_ not in deed_words("violent"):
        governor = governor.head
    if governor.lemma_ in deed_words("ramming"):
        return any(c.dep_ == "dobj" for c in governor.children)
    return governor.lemma_ in deed_words("violent")


def is_presupposed(trigger: Token) -> bool:
    """Whether a deed only tells who is meant, so that no plan or failing above reaches it: "to free the men that X
    abducted", "to protect villagers attacked by X"."""
    if trigger.dep_ == "acl":
        return trigger.tag_ == "VBN" and any(c.dep_ == "agent" for c in trigger.children)
    return trigger.dep_ == "relcl" and trigger.tag_ == "VBD"


def _passes(token: Token) -> bool:
    """Whether what is true of the head is true of the token as well."""
    head = token.head
    lemma = head.lemma_.lower()
    if _is_infinitive(token):
        if token.dep_ == "xcomp" or (token.dep_ == "ccomp" and head.pos_ != "NOUN"):
            return lemma in deed_words("realising") or lemma in verb_stance() or lemma in unreal("verbs")
        if token.dep_ == "advcl":
            return lemma in deed_words("going_to")
        return token.dep_ == "conj" or head.pos_ in {"ADJ", "NUM"} or lemma in {"one", "first", "last", "only"}
    if token.dep_ == "pcomp" and head.lower_ == "from" and head.head.lemma_ in deed_words("hindering"):
        return False
    if token.dep_ in {"dobj", "nsubjpass", "pobj", "pcomp"}:
        above = head.head if token.dep_ in {"pobj", "pcomp"} else head
        if token.dep_ in {"pobj", "pcomp"} and head.lower_ not in {"of", "for", "about", "against", "to", "on"}:
            return True
        if above.pos_ == "VERB":
            return token.pos_ == "VERB" or above.lemma_.lower() not in deed_words("averting")
        return above.lemma_.lower() not in deed_words("prospects") or head.lower_ not in {"of", "for"}
    return True


def _is_infinitive(verb: Token) -> bool:
    marked = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return marked and not any(c.dep_ in {"aux", "auxpass"} and c.lemma_ == "have" for c in verb.children)


def _finite(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP", "MD"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in verb.children
    )


def _is_inverted_condition(verb: Token) -> bool:
    """ "Had the militia attacked, …"."""
    if verb.dep_ not in {"advcl", "ccomp"}:
        return False
    first = verb.left_edge
    return first.dep_ == "aux" and first.lower_ in {"had", "were", "should"}

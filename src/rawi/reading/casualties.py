"""Roles of tolls: how many of whom fell where the number stands apart from the dead ("casualties reached 40")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.clauses import Frame, verb_frame
from rawi.reading.coordination import expand
from rawi.reading.doers import clause_before, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

TOLLS = frozenset(["casualty", "loss", "fatality", "death", "toll", "dead"])
REACHING = frozenset(["reach", "total", "exceed", "number", "be", "stand", "rise", "climb", "top", "pass"])
REPORTING = frozenset(["report", "record", "inflict", "confirm", "cause", "register", "document", "suffer"])


def add_toll(frame: Frame) -> None:
    """Add to the frame of a noun of loss the number that its verb gives (`at`) and whose losses they are (`among`)."""
    noun = frame.trigger
    verb = noun.head
    if noun.lemma_.lower() not in TOLLS or noun.dep_ not in {"nsubj", "nsubjpass"}:
        return
    lemma = verb.lemma_.lower()
    if lemma in REACHING:
        roles = verb_frame(verb).roles
        frame.add("at", [t for role in ("patient", "attribute", "at", "to") for t in roles.get(role, [])])
    elif lemma in REPORTING:
        roles = verb_frame(verb).roles
        frame.add("among", [t for role in ("among", "in", "on") for t in roles.get(role, [])])
        frame.add("reported", [verb])


def add_further(frame: Frame) -> None:
    """Add to the frame of a noun of loss who lost those that a clause adds to the count before it (`further`): "X
    announced 12 dead, followed by a report of four more"."""
    noun = frame.trigger
    told = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    more = any(c.lower_ in MORE or any(g.lower_ in MORE for g in c.children) for c in noun.children)
    before = clause_before(told) if more else None
    if before is not None and not any(c.dep_ == "poss" for n in (noun, told) for c in n.children):
        frame.add("further", [t for s, passive in subjects(before) if not passive for t in expand(s)])


MORE = frozenset({"more", "another", "further", "additional"})


def add_counterpart(frame: Frame) -> None:
    """Add to the frame of "three killed" whose three they were (`counterpart`): "12 soldiers were wounded and three
    killed"."""
    verb = frame.trigger
    if verb.dep_ != "conj":
        return
    bare = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ == "NUM"]
    if bare:
        frame.add("counterpart", [t for s, _ in subjects(verb.head) for t in expand(s)])
        frame.add("bare number", bare)


def is_plural(token: Token) -> bool:
    return token.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "nummod" for c in token.children)

"""The verb that bears a noun: whose alliance, orders or foothold it is, and whether it ends it or only asks for it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from rawi.reading.clauses import Frame, add_prepositions
from rawi.reading.coordination import expand
from rawi.reading.doers import is_passive, subjects
from rawi.reading.patterns import Pattern
from rawi.vocabulary import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token

LOCAL = frozenset({"between", "with", "against", "in", "at", "near", "across", "throughout", "to", "inside"})


SPANS = frozenset({"day", "week", "month", "year", "hour", "round", "bout", "spell", "decade"})


@cache
def bearing(kind: str) -> frozenset[str]:
    """A list of `bearing.yaml`: what verbs do to the noun that they carry."""
    return frozenset(str(word) for word in load_yaml("bearing.yaml", "rawi.reading")[kind])


def borne(frame: Frame) -> None:
    """Fill a noun's frame with its `carrier`, what it is `through` and the verb that is its `bearer`.

    A noun behind a preposition is carried by the clause that the phrase belongs to ("X acts on the orders of Y", "with
    the backing of Y, X …"), or by the noun that it hangs on ("X, with links to Y"); an object by its verb's subject.
    What is said to happen somewhere takes the clause's phrases as its own ("clashes broke out between X and Y").
    """
    noun = frame.trigger
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    governor = noun.head
    if noun.dep_ == "pobj":
        frame.through = governor.lower_
        above = governor.head
        if above.dep_ == "prep" and above.lower_ == "out":
            above = above.head
        while above.dep_ == "pobj" and above.lemma_ in SPANS:  # "after two days of fighting with X"
            above = above.head.head
        if above.pos_ in {"VERB", "AUX"}:
            frame.bearer = above
            frame.add("carrier", _doers(above))
        elif above.pos_ in {"NOUN", "PROPN"} and governor.i > above.i:
            frame.add("carrier", [above])
            if governor.lower_ == "as":  # "the status of X as part of Y"
                owners = [c for c in above.children if c.dep_ == "poss"]
                owners += [g for c in above.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
                frame.add("as", [t for owner in owners for t in expand(owner)])
    elif noun.dep_ == "dobj":
        frame.bearer = governor
        frame.add("carrier", [t for s, passive in subjects(governor) if not passive for t in expand(s)])
    elif noun.dep_ == "nsubjpass":
        frame.bearer = governor
    if frame.bearer is not None and not frame.through and frame.bearer.lemma_ in bearing("hostile"):
        owners = frame.roles.get("possessor", [])
        frame.roles["possessor"] = [t for t in owners if t.tag_ != "PRP$"]  # "X attacked its bases": another's
    if frame.bearer is not None and frame.through in {"", "for", "of"}:
        words = words_of(frame.bearer)
        here = {w for w in words if w.endswith(f" {frame.through}")} if frame.through else set(words)
        frame.ended = not frame.through and bool(here & bearing("ending"))
        frame.wished = bool(here & bearing("wishing"))
    for role, tokens in frame.roles.items():
        if role in {"with", "for", "to", "from", "under"} and frame.trigger in tokens:
            frame.roles[role] = [t for t in tokens if t != frame.trigger]
    if noun.dep_ in {"nsubj", "nsubjpass"} and set(words_of(governor)) & bearing("happening"):
        add_prepositions(frame, governor, only=LOCAL - frame.roles.keys())


def _doers(verb: Token) -> list[Token]:
    """Who does what a verb tells: its agent where it is passive and names one, else its subject."""
    if is_passive(verb):
        behind = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        if behind:
            return [t for g in behind for t in expand(g)]
    return [t for s, _ in subjects(verb) for t in expand(s)]


def words_of(verb: Token) -> list[str]:
    """A verb's lemma, alone and with its particle or its bare preposition ("break", "break off", "call for")."""
    lemma = verb.lemma_.lower()
    tails = [c.lower_ for c in verb.children if c.dep_ in {"prt", "prep"}]
    return [lemma, *(f"{lemma} {tail}" for tail in tails)]


def carried_by(pattern: Pattern, frame: Frame) -> Frame:
    """The frame as a pattern may see it: without who carries the noun, where the verb or the preposition that bears it
    is none of the pattern's, or where nobody is said to have it ("sought an alliance")."""
    dropped: set[str] = set()
    verbs = words_of_all(frame)
    if pattern.light is not None and verbs and not set(verbs) & set(pattern.light):
        dropped |= {"light", "carrier"}
    if pattern.through is not None and (frame.through or "object") not in pattern.through:
        dropped.add("carrier")
    if frame.wished:
        dropped |= {"light", "carrier"}
    if not dropped & frame.roles.keys():
        return frame
    return replace(frame, roles={role: tokens for role, tokens in frame.roles.items() if role not in dropped})


def words_of_all(frame: Frame) -> list[str]:
    """The words of every verb that carries a frame's noun."""
    bearers = [frame.bearer] if frame.bearer is not None else []
    return [w for verb in [*bearers, *frame.roles.get("light verb", [])] for w in words_of(verb)]

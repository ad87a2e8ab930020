"""Speakers: whose words a verb of telling passes on, also where the parser made them something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.cues import listed
from rawi.reading.doers import is_passive, subjects
from rawi.reading.phrases import clause_of

if TYPE_CHECKING:
    from spacy.tokens import Token

ACCUSING = frozenset(
    {"accuse", "blame", "charge", "condemn", "convict", "criticise", "criticize", "denounce", "implicate", "indict"}
    | {"sentence", "suspect", "attribute", "describe", "portray", "present", "depict", "credit", "identify"}
)
"""Verbs by which somebody lays something on another, who is their object."""
PRESS = frozenset({"press", "newspaper", "paper", "medium"})


def speakers(verb: Token) -> list[Token]:
    """The heads of those who tell by a verb: its subjects, who is quoted, or by whom it was told."""
    if verb.lemma_ in {"quote", "cite"} and not any(c.dep_ == "ccomp" for c in verb.children):
        quoted = [c for c in verb.children if c.dep_ == ("nsubjpass" if is_passive(verb) else "dobj")]
        if quoted and any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
            return quoted
    if told_in_passive(verb):
        return _agents(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_ in {"quote", "cite"}:
        role = "nsubjpass" if is_passive(verb.head.head) else "dobj"
        return [c for c in verb.head.head.children if c.dep_ == role]
    closing = _closing(verb)
    if closing is not None:
        return [closing]
    heads = [t for t, _ in subjects(verb)]
    if len(heads) > 1 and heads[0].dep_ == heads[1].dep_ == "nsubj":
        between = [t.text for t in verb.doc[heads[0].i : heads[1].i]]
        heads = heads[-1:] if "," in between else heads[:1]
    if not heads and verb.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.i > verb.sent.start:
        before = verb.doc[verb.i - 1]  # "In a video of May 2008 X boasted that"
        heads = [before] if before.pos_ == "PROPN" and before.dep_ in {"pobj", "appos", "compound"} else []
    return heads


def told_in_passive(verb: Token) -> bool:
    """Whether a verb of telling is passive, or a bare participle with its agent ("convicted by a court")."""
    if is_passive(verb):
        return True
    return verb.tag_ == "VBN" and any(c.dep_ == "agent" for c in verb.children)


def _agents(verb: Token) -> list[Token]:
    by = [t for t in verb.subtree if t.lower_ == "by" and t.dep_ in {"agent", "prep", "conj"} and t.i > verb.i]
    by = [t for t in by if clause_of(t) == verb and (t.head == verb or t.dep_ == "agent" or _strays(t, verb))]
    press = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"in", "on"} and not by]
    found = [g for c in by for g in c.children if g.dep_ == "pobj"]
    return found + [g for c in press for g in c.children if g.dep_ == "pobj" and _is_press(g)]


def _strays(by: Token, verb: Token) -> bool:
    """Whether the parser hung "by X" on a noun in between ("accused of abuses by X")."""
    noun = (by.head if by.dep_ == "conj" else by).head
    return noun.dep_ == "pobj" and noun.head.head == verb and verb.lemma_.lower() in ACCUSING


def _is_press(noun: Token) -> bool:
    return noun.lemma_.lower() in listed("works") | listed("published") | PRESS


def _closing(verb: Token) -> Token | None:
    """Who closes a sentence that was told before: "…, reported X.", "…, a source from the paper told X."."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    if clause is None or any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
        return None
    doc = verb.doc
    own = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if not own and doc[verb.i - 1].text == ",":
        return next((c for c in verb.children if c.dep_ == "dobj" and c.i == verb.i + 1), None)
    if any(c.i == verb.i - 1 for c in own):
        return next(c for c in own if c.i == verb.i - 1)
    if own and own[-1].i > clause.i and own[-1].right_edge.i == verb.i - 1:
        return own[-1]
    head = doc[verb.i - 1]
    while head.head.i > verb.sent.start and head.left_edge.i > 0 and doc[head.left_edge.i - 1].text != ",":
        if head.head == head or head.head.i > verb.i or head.head.pos_ in {"VERB", "AUX"}:
            return None
        head = head.head
    fits = head.pos_ in {"NOUN", "PROPN"} and head.right_edge.i == verb.i - 1 and head.left_edge.i > clause.i
    return head if fits and doc[head.left_edge.i - 1].text == "," else None

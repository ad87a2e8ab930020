"""How far a noun phrase or a clause reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token


DOING_OF = frozenset(
    {"accuse", "suspect", "convict", "acquit", "clear", "absolve", "exonerate", "rid", "strip", "deprive", "relieve"}
    | {"inform", "warn", "remind", "assure", "notify", "cleanse", "rob"}
)
"""Verbs whose "of" behind their object is their own."""
WIDE = frozenset({"of", "from", "in", "for", "on", "against", "with", "to", "between", "by", "towards", "toward"})
"""Prepositions that belong to a value in words ("a ceasefire with X in Y"), though not to a name."""


def first_of(noun: Token) -> Token:
    """What a participle behind "a unit of the division of the army" is said of: the unit, which is the one told of."""
    top = noun
    while top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in {"NOUN", "PROPN"}:
        top = top.head.head
    return top if any(c.dep_ == "det" and c.lower_ in {"a", "an", "one", "another"} for c in top.children) else noun


def clause_of(token: Token) -> Token:
    """The verb (or root) that heads the clause of a token."""
    current = token
    while current.head != current and current.pos_ not in {"VERB", "AUX"}:
        current = current.head
    return current


def phrase(token: Token, after: frozenset[str] = frozenset({"of"})) -> SpacySpan:
    """The noun phrase of a head, from its leftmost modifier to its last `of` phrase, without relative clauses."""
    left = token.i
    right = token.i
    for child in token.children:
        if (
            child.dep_ in {"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod"}
            and child.i < token.i
        ):
            left = min(left, child.left_edge.i)
        elif child.dep_ == "nummod" and child.i == token.i + 1:
            right = max(right, child.i)
        elif child.dep_ == "prep" and child.i > token.i and child.lower_ in after and _has_object(child):
            if child.lower_ == "of" and token.dep_ == "dobj" and token.head.lemma_ in DOING_OF:
                continue  # "accused the army of torture"
            right = max(right, _clip(child, after))
    return token.doc[left : right + 1]


def event_phrase(noun: Token) -> SpacySpan:
    """The noun phrase of an event with what tells it from others ("bombing at a football field"), without its date."""
    left, right = phrase(noun).start, noun.i
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i and child.lower_ in EVENT_TAIL and _has_object(child):
            dated = any(t.ent_type_ == "DATE" or t.lower_ in MONTHS or t.like_num for t in child.subtree)
            if child.lower_ == "of" or not dated:
                right = max(right, _clip(child, frozenset({"of"})))
            if dated:
                break
    return noun.doc[left : right + 1]


EVENT_TAIL = frozenset({"of", "in", "for", "against", "at", "on", "between", "near"})
MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december"}
)


def _has_object(prep: Token) -> bool:
    return any(child.dep_ == "pobj" for child in prep.children)


def _clip(prep: Token, after: frozenset[str]) -> int:
    """The last token of a prepositional phrase, cut before any clause or list in it."""
    end = prep.i
    for child in prep.children:
        if child.dep_ == "pobj":
            end = phrase(child, after).end - 1
            for more in child.children:
                if more.dep_ == "conj":
                    end = max(end, phrase(more, after).end - 1)
    return end

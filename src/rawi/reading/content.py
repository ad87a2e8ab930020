"""What a telling has as its content: whether what hangs below a verb or noun is what it tells, or only wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.cues import listed, stances, told_behind, unreal, verb_stance
from rawi.reading.doers import is_description, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

AMOUNTS = frozenset({"strength", "number", "size", "toll", "figure", "total", "membership", "force", "loss", "rank"})
COMMANDING = frozenset({"tell", "warn", "advise", "say", "inform", "caution"})


def word_of_telling(verb: Token) -> str:
    """What a verb is looked up by among those of telling: with its particle, where that is one ("point out")."""
    lemma = verb.lemma_.lower()
    particle = next((f"{lemma} {c.lower_}" for c in verb.children if c.dep_ == "prt"), "")
    return particle if particle in verb_stance() else lemma


def tells(verb: Token, lemma: str, below: Token, described: bool) -> bool:
    """Whether what is below is what the verb tells."""
    if below.dep_ in {"ccomp", "xcomp"}:
        return not _stands_apart(verb, below)
    if below.dep_ in {"dobj", "nsubjpass"}:
        return lemma in listed("of_objects") and not described
    if below.dep_ == "advcl":
        return is_description(below, verb)
    if below.dep_ == "prep":
        return below.lower_ in told_behind(lemma) or takes_credit(verb, below)
    return below.dep_ in {"pcomp", "oprd"} and lemma in listed("of_objects")


def _stands_apart(verb: Token, clause: Token) -> bool:
    """Whether a clause before the verb is a sentence of its own: "X did A; B said that …"."""
    if clause.i > verb.i:
        return False
    between = {t.text for t in verb.doc[clause.right_edge.i + 1 : verb.i]}
    another = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    return bool(between & {";", ":"}) or (another and "," not in between)


def fronts(verb: Token, below: Token) -> bool:
    """Whether what is below opens the sentence: "With its fighters trained by X, Y claimed that …"."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    opens = below.dep_ == "prep" and below.lower_ == "with" and below.i == verb.sent.start
    return opens and clause is not None and clause.i > verb.i


def takes_credit(verb: Token, below: Token) -> bool:
    """Whether it is what somebody owns up to: "claimed responsibility for the bombing"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or thing.lemma_.lower() not in {"responsibility", "credit", "blame"}:
        return False
    return below == thing or below.lower_ == "for"


def counts(verb: Token) -> bool:
    """Whether the verb gives a number of something: "put its strength at 1,200"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if thing is None or thing.lemma_.lower() not in AMOUNTS:
        return False
    return any(c.lower_ == "at" and any(g.like_num for g in c.subtree) for c in verb.subtree)


def is_wished(verb: Token, lemma: str, below: Token) -> bool:
    """Whether the verb says that what is below is only planned, ordered, allowed or kept from happening."""
    infinitive = _is_order(below)
    if lemma in unreal("verbs") and not (lemma in listed("impersonal") and is_passive(verb)):
        kept = below.dep_ == "prep" and below.lower_ == "from" and any(c.dep_ == "pcomp" for c in below.children)
        next_to = below.left_edge.i and verb.doc[below.left_edge.i - 1].text != ","
        meant = below.dep_ == "xcomp" or (
            infinitive and (below.dep_ == "ccomp" or (below.dep_ == "advcl" and next_to))
        )
        if meant or kept:
            return True
    if lemma == "expect" and below.dep_ == "xcomp":
        return True
    if below.dep_ == "ccomp" and lemma in unreal("clauses") and lemma not in verb_stance():
        return True
    if below.dep_ == "xcomp" and (verb.tag_ == "MD" or (infinitive and verb.lower_ in unreal("adjectives"))):
        return True
    return below.dep_ in {"ccomp", "xcomp"} and lemma in COMMANDING and infinitive


def _is_order(clause: Token) -> bool:
    """Whether a clause is an infinitive: "told the militia to leave"."""
    return clause.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def is_mistaken(noun: Token, below: Token) -> bool:
    """Whether a verb of telling was taken for a noun: "the video purports that"."""
    lemma = noun.lemma_.lower()
    clause = below.dep_ in {"ccomp", "xcomp", "relcl"} and any(c.dep_ == "mark" for c in below.children)
    return lemma in verb_stance() and lemma not in stances("nouns") and clause


def is_content(clause: Token) -> bool:
    """Whether a clause with "that" says what the noun is about, and does not describe it."""
    if any(c.dep_ == "mark" for c in clause.children):
        return True
    that = any(c.lower_ == "that" and c.dep_ == "dobj" for c in clause.children)
    things = [c for c in clause.children if c.dep_ == "dobj" and c.lower_ != "that"]
    return that and bool(things) and any(c.dep_ == "nsubj" for c in clause.children)


def is_aim(below: Token) -> bool:
    """Whether a noun is only aimed at what is below: an infinitive, or "of" with a form in -ing."""
    if below.dep_ == "prep":
        return below.lower_ == "of" and any(c.dep_ == "pcomp" for c in below.children)
    return below.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in below.children)

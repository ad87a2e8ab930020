"""Frames with what only patterns ask for: who says it, who did what is told in the passive, deeds as -ing forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rawi.reading.bearing import bearing, borne, words_of
from rawi.reading.casualties import add_counterpart, add_further, add_toll
from rawi.reading.clauses import Frame, noun_frame, verb_frame
from rawi.reading.coordination import expand, listed
from rawi.reading.deeds import add_doers, answerable
from rawi.reading.doers import is_passive, subjects
from rawi.reading.listing import add_listing
from rawi.reading.phrases import clause_of
from rawi.reading.speech import MESSAGES, add_speech

if TYPE_CHECKING:
    from spacy.tokens import Token

DOUBLING = {"traffic": "k", "kidnap": "p", "abet": "t", "forget": "t"}


def enrich_verb(frame: Frame) -> Frame:
    """The frame with roles of speech: its `clause`; `said` where something is; whose `message` says it ("issued a
    statement saying"); the `threatener` of a threatened deed."""
    verb = frame.trigger
    for away in [c for c in verb.children if c.dep_ == "advmod" and c.lower_ in {"away", "off", "apart", "back"}]:
        frame.word = f"{frame.word} {away.lower_}"
        for prep in [c for c in away.children if c.dep_ == "prep"]:
            frame.add(prep.lower_, [t for c in prep.children if c.dep_ == "pobj" for t in expand(c)])
    add_speech(frame)
    for noun in [t for c in verb.children if c.dep_ == "prep" for t in c.children if t.lower_ in HONOURS]:
        frame.add("after", noun_frame(noun).roles.get("of", []))
    infinitive = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if infinitive and verb.dep_ == "advcl" and verb.head.lemma_ not in REALISED:
        frame.add("purpose", [verb])
    frame.add("clause subject", [t for c in frame.roles["clause"] for t in c.children if t.dep_ == "nsubj"])
    makings = [c for c in verb.children if c.dep_ in {"xcomp", "advcl", "conj"} and c.lemma_ in MAKING]
    made = {role: t for c in makings for role, t in verb_frame(c).roles.items() if role in {"patient", "attribute"}}
    frame.add("form", [t for tokens in made.values() for t in tokens])
    frame.add("companion", [c for c in frame.roles.get("agent", []) if c.dep_ == "pobj" and c.head.lower_ == "with"])
    for token in [t for role in ("in", "during") for t in frame.roles.get(role, [])]:
        if "against" not in frame.roles:
            frame.add("against", noun_frame(token).roles.get("against", []))
    frame.negated = frame.negated or has_neither(verb)
    aims = [c for c in verb.children if c.dep_ in {"xcomp", "advcl"}]
    aims += [g for c in verb.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pcomp"]
    undoing = [verb_frame(c) for c in aims if words_of(c)[-1] in UNDOING]
    frame.add("undone", [t for deed in undoing if not deed.negated for t in deed.roles.get("patient", [])])
    sworn = [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"] + frame.roles["vow"]
    frame.add("sworn enemy", [t for c in sworn for t in _enemies(verb_frame(c))])
    for beside in [c for c in verb.children if c.dep_ == "advmod" and c.lower_ in {"jointly", "together", "side"}]:
        preps = [c for c in [*beside.children, *verb.children] if c.lower_ == "with" and c.i > beside.i]
        frame.add("jointly with", [t for c in preps for g in c.children if g.dep_ == "pobj" for t in expand(g)])
    frame.add("to battle", [t for noun in frame.roles.get("to", []) if noun.pos_ == "NOUN" for t in _places_in(noun)])
    frame.add("purpose place", [t for c in aims if c.tag_ == "VB" for t in _aimed_at(c)])
    if len(frame.roles.get("agent", [])) > 1 and is_joint(frame):
        frame.add("jointly", frame.roles["agent"])
    add_doers(frame)
    add_counterpart(frame)
    return frame


def _enemies(deed: Frame) -> list[Token]:
    """Whom somebody means to fight who says that he will do a deed: "would lead its men against X", "to strike X"."""
    lemma = deed.trigger.lemma_.lower()
    struck = deed.roles.get("patient", []) if lemma in UNDOING | bearing("hostile") and not deed.negated else []
    against = deed.roles.get("against", []) if lemma in FIGHTING | SENDING and not deed.negated else []
    return [*struck, *against]


def _places_in(noun: Token) -> list[Token]:
    """What stands behind a noun's "in", "of" or "at": where the battle or the front is that troops are sent to."""
    preps = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"in", "of", "at", "for"}]
    return [t for prep in preps for t in prep.children if t.dep_ == "pobj"]


def _aimed_at(verb: Token) -> list[Token]:
    """Where a deed takes those who are sent to do it: "to reinforce the defences of X", "to help fight Y in X"."""
    inner = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}), None)
    if verb.lemma_ in {"help", "assist"} and inner is not None:
        return _aimed_at(inner)
    roles = verb_frame(verb).roles
    things = roles.get("patient", []) if verb.lemma_ in GOING else []
    preps = [c for thing in things for c in thing.children if c.dep_ == "prep" and c.lower_ in {"of", "in"}]
    return [*things, *(t for c in preps for t in c.children), *roles.get("in", []), *roles.get("at", [])]


def is_joint(frame: Frame) -> bool:
    """Whether several are said to do a deed as one: "jointly", "side by side", "X and other rebels", or one deed."""
    verb = frame.trigger
    agents = frame.roles.get("agent", [])
    lemma = verb.lemma_.lower()
    against = [t for role in ("patient", "with", "against") for t in frame.roles.get(role, [])]
    if any(t.lower_ == "other" for t in against):  # "each other"
        return False
    if any(c.lower_ in {"or", "nor"} for agent in agents for c in agent.children):
        return False
    if lemma in FIGHTING and any(c.lower_ == "other" for agent in agents[1:] for c in agent.children):
        return True
    one = [t for t in frame.roles.get("patient", []) if t.tag_ in {"NN", "NNP"} and t.dep_ == "dobj"]
    if lemma in {"launch", "mount", "stage", "conduct", "carry"} and any(t.lemma_ in ONE_DEED for t in one):
        return True
    if lemma in {"clash", "fight", "battle"} and against:
        return True
    if frame.passive and lemma in {"drive", "expel", "oust", "defeat", "repel", "capture", "retake", "seize"}:
        return True
    if lemma in {"capture", "seize", "retake", "recapture", "storm", "besiege", "liberate", "overrun"} and one:
        return True
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ in {"jointly", "together", "simultaneously"}:
            return True
        if child.lower_ == "side" and any(g.lower_ == "by" for g in child.children):
            return True
    return False


UNDOING = frozenset(
    {"overthrow", "topple", "oust", "depose", "bring down", "destroy", "defeat", "unseat", "dislodge", "remove"}
    | {"expel", "eliminate", "annihilate", "drive out", "crush", "weaken", "resist", "combat", "fight", "counter"}
)
"""What is done to an enemy."""
FIGHTING = frozenset(
    {"attack", "fight", "clash", "battle", "raid", "storm", "ambush", "shell", "launch", "capture", "seize", "retake"}
    | {"recapture", "besiege", "overrun", "advance", "repel", "lead", "mount", "conduct", "carry"}
)
SENDING = frozenset({"send", "march", "deploy", "mobilize", "mobilise", "wage", "retaliate", "move", "strike", "act"})
ONE_DEED = frozenset({"offensive", "attack", "operation", "raid", "campaign", "assault", "counteroffensive", "ambush"})
GOING = frozenset(
    {"reinforce", "guard", "protect", "secure", "defend", "patrol", "retake", "capture", "relieve", "ease", "restore"}
    | {"storm", "besiege", "clear", "garrison", "man", "hold"}
)
"""What troops are sent to do to a place."""

def enrich_noun(frame: Frame) -> Frame:
    """The frame with the doer of an act told in the passive ("attacks carried out by X"), and who `having` it is said
    of ("X, with 200 men")."""
    noun = frame.trigger
    carriers = [c for c in noun.children if c.dep_ in {"acl", "relcl"} and is_passive(c)]
    if noun.dep_ == "nsubjpass" and is_passive(noun.head):
        carriers.append(noun.head)
    for verb in carriers:
        carried = verb_frame(verb)
        doers = carried.roles.get("agent", [])
        if doers:
            frame.add("light", doers)
            frame.add("light verb", [verb])
        for role, tokens in carried.roles.items():
            if role in {"on", "against"} or (doers and role in {"in", "at"}):
                frame.add(role, tokens)
    for aim in [c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB" and c.lemma_ in TAKING]:
        frame.add("aim", verb_frame(aim).roles.get("patient", []))
    add_listing(frame)
    add_toll(frame)
    add_further(frame)
    answerable(frame)
    if any(t.lemma_.lower() in MESSAGES for t in frame.roles.get("claimant", [])):
        owners = [noun_frame(t) for t in frame.roles["claimant"]]
        frame.roles["claimant"] = [t for o in owners for r in ("light", "possessor", "by") for t in o.roles.get(r, [])]
    frame.negated = frame.negated or (frame.clause is not None and has_neither(frame.clause))
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        frame.add("having", [noun.head.head])
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.i >= 2 and noun.head.nbor(-1).text == ",":
        before = noun.doc[noun.head.i - 2]
        if before.dep_ in {"nsubj", "nsubjpass"} and before.head == noun.head.head:
            frame.add("having", [before])
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.lemma_.lower() in ACCUSING and "against" not in frame.roles:
        inner = [verb_frame(t) for t in frame.roles.get("of doing", [])]
        frame.add("against", [t for f in [verb_frame(noun.head), *inner] for t in f.roles.get("against", [])])
    if noun.lemma_ in {"side", "behalf"} and noun.dep_ == "pobj" and noun.head.lower_ == "on":
        frame.add("for-whom", [t for t, _ in subjects(clause_of(noun))])
    if noun.dep_ in {"pobj", "pcomp"} and noun.head.lower_ == "in" and noun.head.head.lemma_ in TAKING_PART:
        taken = noun_frame(noun.head.head).roles
        frame.add("light", [t for name in ("light", "possessor", "of", "modifier") for t in taken.get(name, [])][:1])
    frame.add("leading to it", _taking_part_before(noun))
    frame.add("self", [noun])
    frame.add("named members", listed(noun))
    if noun.dep_ in {"compound", "nmod"}:
        frame.add("modified", [noun.head])
    operating = [noun_frame(t) for t in frame.roles.get("of", [])]
    frame.add("operating", [t for f in operating for role in ("possessor", "of") for t in f.roles.get(role, [])])
    sieges = [noun_frame(t) for t in frame.roles.get("of", []) if t.lemma_ in {"siege", "blockade"}]
    frame.add("of siege", [t for f in sieges for t in f.roles.get("of", [])])
    borne(frame)
    return frame


def _taking_part_before(noun: Token) -> list[Token]:
    """Who took part in what led to it: X of "X took part in the operations leading to the capture of Y"."""
    leading = noun.head.head
    if noun.head.lower_ != "to" or leading.lemma_ != "lead" or leading.dep_ not in {"acl", "relcl"}:
        return []
    event = leading.head
    if event.dep_ != "pobj" or event.head.lower_ != "in":
        return []
    taking = event.head.head
    if taking.lemma_ in TAKING_PART:
        found = noun_frame(taking).roles
        return [t for name in ("light", "possessor", "of") for t in found.get(name, [])][:1]
    part = taking.lemma_ == "take" and any(c.dep_ == "dobj" and c.lemma_ in TAKING_PART for c in taking.children)
    return verb_frame(taking).roles.get("agent", []) if part or taking.lemma_ == "participate" else []


def is_alternative(verb: Token) -> bool:
    """Whether a deed is only named as what was not done: "rather than looting", "without attacking", "instead of"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].dep_ in {"aux", "auxpass", "neg"}:
        at -= 1
    if at < 0:
        return False
    last, before = verb.doc[at].lower_, verb.doc[max(0, at - 1)].lower_
    if verb.dep_ == "conj" and verb.tag_ == "VBG" and verb.head.tag_ == "VBG":
        return is_alternative(verb.head)
    return last == "without" or (before, last) in {("rather", "than"), ("instead", "of")}


def has_neither(verb: Token) -> bool:
    """Whether a clause's subject is "neither X nor Y"."""
    return any(g.lower_ == "neither" for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} for g in c.children)


HONOURS = {"honour", "honor", "memory", "homage"}
MAKING = {"form", "create", "become", "establish", "found"}
REALISED = {"unite", "merge", "join", "combine", "band", "ally", "coalesce", "come", "team", "fuse", "amalgamate",
            "split", "break", "leave", "quit", "defect", "go"}
"""After these, "to form X" is no mere aim."""
ACCUSING = {"accusation", "allegation", "charge"}
TAKING_PART = {"involvement", "participation", "role", "part"}
TAKING = {"take", "retake", "capture", "recapture", "seize", "secure", "reclaim", "recover", "liberate", "conquer"}


def gerund(lemma: str) -> str:
    """The -ing form of an English verb: "rape" raping, "rob" robbing, "flee" fleeing, "lie" lying."""
    first, _, rest = lemma.partition(" ")
    if first.endswith("ie"):
        form = first[:-2] + "ying"
    elif first.endswith("e") and not first.endswith(("ee", "oe", "ye")):
        form = first[:-1] + "ing"
    elif first in DOUBLING:
        form = first + DOUBLING[first] + "ing"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", first):
        form = first + first[-1] + "ing"
    else:
        form = first + "ing"
    return f"{form} {rest}".strip()


def adjective_frame(token: Token) -> Frame:
    """The frame of an adjective said of somebody: its `holder`, and the phrases that go with it."""
    frame = Frame(token, "adjective", token.lemma_.lower())
    frame.add("measure", [c for c in token.children if c.dep_ in {"npadvmod", "nsubj"} and c.i < token.i])
    measure = frame.roles["measure"]
    holder = noun_frame(token)
    answerable(holder)
    frame.roles = {k: v for k, v in holder.roles.items() if k not in {"light", "light verb"}}
    frame.roles["measure"] = measure
    verb = token.head
    if token.dep_ in {"acomp", "attr", "oprd", "conj"} and verb.pos_ in {"VERB", "AUX"}:
        other = verb_frame(verb)
        frame.negated = other.negated
        for t in other.roles.get("agent", []) + other.roles.get("patient", []):
            frame.add("holder", [t])
        for role, tokens in other.roles.items():
            if role not in {"agent", "patient", "attribute"}:
                frame.add(role, tokens)
    elif token.dep_ in {"amod", "appos", "acl"}:
        frame.add("holder", [token.head])
    return frame

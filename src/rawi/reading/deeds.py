"""Who is behind a deed: the doers of an act that a noun names, who claims it, who is blamed for it, whom it befell."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rawi.reading.clauses import Frame, noun_frame, verb_frame
from rawi.reading.coordination import expand
from rawi.reading.doers import is_passive, subjects
from rawi.reading.memory import nouns
from rawi.vocabulary import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token

BY = {"agent", "prep"}


@cache
def deed_words(kind: str) -> frozenset[str]:
    """A word list of `deeds.yaml`."""
    return frozenset(str(word) for word in load_yaml("deeds.yaml", "rawi.reading")[kind])


def answerable(frame: Frame) -> None:
    """Add to a noun's frame who answers for the act: `claimant`, `denier`, `blamed`, `behind`, `sufferer`, `by`.

    "Claimed responsibility for the attack", "denied a hand in it", "was blamed for it", "is behind it", "survived it".
    """
    noun = _first(frame.trigger)
    whole = series_of(noun)
    if whole is not None:
        carried = noun_frame(whole).roles
        frame.add("light", carried.get("light", []))
        frame.add("light verb", carried.get("light verb", []))
        noun = whole
    governor = noun.head
    if noun.dep_ == "pobj":
        _after_preposition(frame, governor, governor.head)
    elif noun.dep_ in {"dobj", "nsubjpass"} and governor.pos_ in {"VERB", "AUX"}:
        _as_object(frame, governor, passive=noun.dep_ == "nsubjpass")
    for child in frame.trigger.children:
        if child.dep_ == "prep" and "by" not in frame.roles:
            strayed = [b for noun in _objects(child) for b in noun.children if b.dep_ == "prep" and b.lower_ == "by"]
            frame.add("by", [t for b in strayed for t in _objects(b)])
    if noun.dep_ == "pobj" and governor.lower_ == "among" and governor.head.lemma_ == "be":
        frame.add("among", [governor])
        frame.add("holder", [t for c in governor.head.children if c.dep_ in {"attr", "nsubj"} for t in expand(c)])
    if any(c.dep_ == "nummod" for c in noun.children):
        frame.add("counted", [noun])
    frame.add("doer", [d for t in frame.roles.get("light", []) for d in doers_of(t)])
    frame.add("left undone", [c for c in frame.trigger.children if c.dep_ == "acl" and c.tag_ == "VB"])
    frame.add("called", [t for c in frame.trigger.children if c.dep_ == "acl" for t in _names(c)])
    frame.add("called", [t for c in frame.trigger.children if c.dep_ == "appos" for t in expand(c)])
    if frame.roles.get("of"):
        frame.add("whose", frame.roles.get("possessor", []))
    if noun.dep_ == "pobj" and governor.lower_ in {"on", "under"} and governor.head.pos_ == "VERB":
        frame.add("charged", verb_frame(governor.head).roles.get("patient", []))
    if noun.dep_ == "pobj" and is_passive(governor.head) and governor.head.lemma_ in deed_words("accusing"):
        frame.roles.pop("by", None)  # "was accused of abuses by X"
    for verb in [c for c in frame.trigger.children if c.dep_ in {"acl", "relcl"}]:
        _as_object(frame, verb, passive=True)
    if noun.dep_ in {"dobj", "nsubjpass"} and governor.pos_ == "VERB":
        found = verb_frame(governor).roles
        for role in ("against", "for"):
            frame.add("charged" if role == "for" else role, [] if role in frame.roles else found.get(role, []))
            if role == "for":
                frame.add(role, found.get(role, []))
    hands = [c for c in frame.trigger.children if c.dep_ == "prep" and c.lower_ in {"at", "on"}]
    for part in [t for c in hands for t in c.children if t.lemma_ in {"hand", "part"}]:
        frame.add("by", [t for c in part.children if c.lower_ == "of" for t in _objects(c)])


def series_of(noun: Token) -> Token | None:
    """The counting noun in whose place an act stands: "a series of attacks", "a spate of killings"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in deed_words("series"):
        return noun.head.head
    return None


def _after_preposition(frame: Frame, prep: Token, governor: Token) -> None:
    word, lemma = prep.lower_, governor.lemma_.lower()
    if word == "behind":
        frame.add("behind", _holders(governor))
    elif word == "under" and lemma in {"come", "be", "fall", "remain", "get"}:
        frame.add("sufferer", [t for s, _ in subjects(governor) for t in expand(s)])
    elif word == "of" and lemma in {"target", "victim", "object", "scene", "site"}:
        frame.add("sufferer", noun_frame(governor).roles.get("holder", []))
    elif word in {"in", "during"} and lemma in deed_words("gaining") and not is_passive(governor):
        frame.add("raider", [t for s, _ in subjects(governor) for t in expand(s)])
    elif word in {"for", "in", "of"} and lemma in deed_words("responsibility") | deed_words("taking_part"):
        _of_responsibility(frame, governor)
    elif word == "for" and lemma == "responsible":
        verb = governor.head
        held = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}] if verb.lemma_ == "hold" else []
        held += [c for c in governor.children if c.dep_ == "nsubj"] if verb.lemma_ == "hold" else []
        frame.add("blamed" if held else "behind", [t for h in held for t in expand(h)] or _holders(governor))
    elif word == "for" and lemma in deed_words("owning_up") | deed_words("disowning"):
        if any(c.lemma_ in deed_words("responsibility") for c in governor.children):
            role = "claimant" if lemma in deed_words("owning_up") else "denier"
            frame.add(role, [t for s, _ in subjects(governor) for t in expand(s)])
    elif governor.pos_ == "VERB" and lemma in deed_words("blaming") and word in {"for", "in"}:
        found = verb_frame(governor)
        frame.add("blamed", found.roles.get("patient", []))


def _of_responsibility(frame: Frame, noun: Token) -> None:
    """ "X claimed responsibility for it", "responsibility for it was claimed by X", "X denied a part in it"."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ == "claim":
        found = noun_frame(verb.head).roles
        frame.add("claimant", found.get("possessor", []) + found.get("by", []))
        return
    if noun.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return
    verb = verb.head if noun.dep_ == "pobj" else verb
    lemma = verb.lemma_.lower()
    doers = verb_frame(verb).roles.get("agent", [])
    if lemma in deed_words("disowning"):
        frame.add("denier", doers)
    elif lemma in deed_words("owning_up") and noun.lemma_ in deed_words("responsibility"):
        frame.add("claimant", doers)


def _as_object(frame: Frame, verb: Token, *, passive: bool) -> None:
    lemma = verb.lemma_.lower()
    particles = [f"{lemma} {c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod"}]
    if not passive and deed_words("suffering").intersection([lemma, *particles]):
        frame.add("sufferer", [t for s, _ in subjects(verb) for t in expand(s)])
    if lemma in deed_words("attributing"):
        at = {"on"} if lemma in {"blame", "pin"} else {"to"}
        frame.add("blamed", [t for c in verb.children if c.lower_ in at for t in _objects(c)])
    if not passive and lemma in {"threaten", "vow", "promise"}:
        frame.add("threatening", [t for s, _ in subjects(verb) for t in expand(s)])
    if passive and lemma == "claim":
        frame.add("claimant", verb_frame(verb).roles.get("agent", []))


def add_doers(frame: Frame) -> None:
    """Add to a verb's frame who is behind what did it (`actor`: "a raid by X killed"), what it was suffered in
    (`through`: "killed in a raid by X"), who had it done (`causer`: "X had them shot"), and whether it is said of
    `members` of a group, of two that are `fighting`, or of one that is `turning` its coat."""
    verb = frame.trigger
    roles = frame.roles
    frame.add("actor", [d for t in roles.get("agent", []) for d in doers_of(t)])
    if frame.passive and not roles.get("agent"):
        through = [t for role in ("in", "by", "during", "from") for t in roles.get(role, [])]
        frame.add("through", [d for t in through for d in doers_of(t, one_sided=True)])
    if verb.dep_ == "ccomp" and verb.head.lemma_ == "have" and verb.tag_ == "VBN":
        frame.add("causer", [t for s, _ in subjects(verb.head) for t in expand(s)])
        frame.add("patient", roles.pop("agent", []))
    dead = verb.head
    among = frame.passive and verb.dep_ == "acl" and dead.dep_ == "pobj" and dead.head.lower_ == "among"
    if among and dead.head.head.lemma_ == "be":  # "among those killed was X"
        frame.add("patient", [t for s, _ in subjects(dead.head.head) for t in expand(s)])
    fallen = [t for role in ("patient", "agent") for t in roles.get(role, [])]
    frame.add("members", [t for t in fallen if t.lower_ in nouns()["members"]])
    frame.add("fighting", [verb] if verb.lemma_ in {"fight", "clash", "battle", "engage"} else [])
    if _is_habit(verb) and not any(c.dep_ == "nummod" for t in roles.get("patient", []) for c in t.children):
        frame.add("habitual", [verb])
    answering = [c for c in verb.subtree if c.lower_ in {"responsible", "accountable"}] if verb.lemma_ == "hold" else []
    frame.add("accountable", answering)
    frame.add("held for", [t for a in answering for c in a.children if c.lower_ == "for" for t in _objects(c)])
    frame.add("captive", [c for c in verb.children if c.lower_ in {"captive", "hostage", "prisoner"}])
    near = [verb.head, *verb.children] if verb.dep_ in {"conj", "advcl"} else list(verb.children)
    frame.add("turning", [t for t in near if t.pos_ == "VERB" and _turns(t)])
    for token in [t for role in ("to", "with", "in", "as") for t in roles.get(role, [])]:
        whose = [t for c in token.children if c.lower_ == "of" for t in _objects(c)]
        if token.lemma_ in {"side", "camp"}:
            frame.add("to", whose + [t for c in token.children if c.dep_ == "poss" for t in expand(c)])
        elif token.lemma_ in {"company", "course", "presence"}:
            frame.add(f"in {token.lemma_} of", whose)
        elif token.lemma_ == "part" and token.head.lower_ == "as":
            frame.add("as part of", whose)


def _is_habit(verb: Token) -> bool:
    """Whether a verb tells what somebody does, and not what he did: "kills civilians", "has been killing civilians"."""
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    present = verb.tag_ in {"VBZ", "VBP"} and not auxiliaries
    return present or (verb.tag_ == "VBG" and any(c.tag_ in {"VBZ", "VBP"} for c in auxiliaries))


def _turns(verb: Token) -> bool:
    sides = any(c.dep_ == "dobj" and c.lemma_ in {"side", "allegiance"} for c in verb.children)
    return verb.lemma_ in {"defect", "desert"} or (verb.lemma_ in {"switch", "change", "shift"} and sides)


def doers_of(thing: Token, *, one_sided: bool = False) -> list[Token]:
    """Who is behind an act or a munition: "a raid by X", "X's shelling", "a bomb planted by X", "an X air strike".

    `one_sided` for what somebody fell in: only acts that kill the other side, and never "in the army's attack", which
    may have killed its own.
    """
    lemma = thing.lemma_.lower()
    if lemma not in deed_words("acts") | deed_words("munitions") or (one_sided and lemma in deed_words("two_sided")):
        return []
    found: list[Token] = []
    if lemma in deed_words("munitions") and thing.dep_ == "dobj" and thing.head.lemma_ in deed_words("placing"):
        found.extend(t for s, _ in subjects(thing.head) for t in expand(s))
    for child in thing.children:
        if child.dep_ == "poss" and child.tag_ != "PRP$" and not one_sided:
            found.extend(expand(child))
        elif child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            found.extend(_objects(child))
        elif child.dep_ in {"acl", "relcl"} and is_passive(child):
            lemmas = {child.lemma_.lower(), *(f"{child.lemma_.lower()} {c.lower_}" for c in child.children)}
            if lemmas & (deed_words("placing") | deed_words("carrying")):
                found.extend(verb_frame(child).roles.get("agent", []))
        elif child.dep_ in {"compound", "amod", "nmod"} and child.i < thing.i:
            found.append(child)
    return found


def _holders(word: Token) -> list[Token]:
    """Of whom "behind it" or "responsible for it" is said: the subject of "be", or the noun that it follows."""
    if word.pos_ in {"NOUN", "PROPN"}:
        return expand(word)
    verb = word.head if word.pos_ == "ADJ" else word
    if word.dep_ in {"amod", "acl", "relcl"} and verb.pos_ in {"NOUN", "PROPN"}:
        return expand(verb)
    return [t for s, _ in subjects(verb) for t in expand(s)] if verb.pos_ in {"VERB", "AUX"} else []


def _names(verb: Token) -> list[Token]:
    """What a thing is called: "a campaign known as Operation X"."""
    if verb.lemma_ not in {"know", "call", "name", "dub", "codename", "code-name"}:
        return []
    named = [t for c in verb.children if c.lower_ == "as" for t in _objects(c)]
    return named or [t for c in verb.children if c.dep_ in {"oprd", "dobj"} for t in expand(c)]


def _objects(prep: Token) -> list[Token]:
    return [t for c in prep.children if c.dep_ == "pobj" for t in expand(c)]


def _first(noun: Token) -> Token:
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun

"""One reading of a clause: who did what to whom, with, against, in and by whom — from a dependency parse.

A `Frame` is a trigger word with its arguments in logical roles: the agent of "X was founded by Y" is Y. Arguments
that the syntax leaves out are inherited: of a second verb from the first, of an infinitive from its controller, of
a participle or relative clause from the noun that it describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rawi.reading.coordination import expand, word_before
from rawi.reading.doers import (
    NEGATIVE_DETERMINERS,
    antecedent_of,
    companions,
    is_negated,
    is_passive,
    relative_of,
    subjects,
    together_with,
)
from rawi.reading.phrases import DOING_OF, clause_of

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Frame:
    """`roles` maps a role to the heads of its noun phrases: `agent`, `patient`, `dative`, `attribute`, and one role per
    preposition ("with", "against", …); for a noun trigger also `holder` (who is said to be it), `possessor`, and
    `carrier`: whose clause has the noun as its object, or behind the preposition `through` ("acts on the orders")."""

    trigger: Token
    kind: str
    word: str
    passive: bool = False
    roles: dict[str, list[Token]] = field(default_factory=dict)
    negated: bool = False
    clause: Token | None = None
    through: str = ""
    bearer: Token | None = None
    """The verb that the noun is the object of, or stands behind a preposition of."""
    ended: bool = False
    """The bearing verb ends what the noun stands for ("severed its ties")."""
    wished: bool = False
    """The bearing verb only reaches for it, or speaks of it ("sought an alliance")."""

    def add(self, role: str, tokens: list[Token]) -> None:
        have = self.roles.setdefault(role, [])
        have.extend(t for t in tokens if t not in have)


def verb_frame(verb: Token) -> Frame:
    """The frame of a verb, its particle in the word ("set up"), a bare light noun likewise ("take part")."""
    passive = is_passive(verb)
    particles = [c.lower_ for c in verb.children if c.dep_ == "prt"]
    word = " ".join([verb.lemma_.lower(), *particles])
    frame = Frame(verb, "verb", word, passive, negated=is_negated(verb), clause=verb)
    for subject, by_passive in subjects(verb):
        frame.add("patient" if by_passive or passive else "agent", expand(subject))
    for subject, by_passive in subjects(verb):
        frame.add("patient" if by_passive or passive else "agent", companions(subject))
    if frame.roles.get("agent"):
        frame.add("agent", [t for c in verb.children if c.i < verb.i for t in together_with(c)])
    for child in verb.children:
        if child.dep_ in {"dobj", "oprd"} or (child.dep_ == "attr" and verb.lemma_ != "be"):
            relative = relative_of(verb) if child.tag_ in {"WDT", "WP"} else None
            if child.dep_ == "dobj" and relative is not None:
                frame.add("patient", [relative.head])
            else:
                frame.add("complement" if child.dep_ == "oprd" else "patient", expand(child))
        elif child.dep_ == "dative":
            targets = [g for g in child.children if g.dep_ == "pobj"] or [child]
            frame.add("dative", [t for g in targets for t in expand(g)])
        elif child.dep_ in {"attr", "acomp"}:
            frame.add("attribute", expand(child))
        elif child.dep_ == "agent":
            frame.add("agent", [t for g in child.children if g.dep_ == "pobj" for t in expand(g)])
    stranded = any(c.dep_ == "prep" and not list(c.children) for c in verb.children)
    bare = verb.dep_ == "relcl" and not passive and not frame.roles.get("patient") and not stranded
    if bare and verb.head not in frame.roles.get("agent", [verb.head]):
        frame.add("patient", [verb.head])  # "the attack that X launched"
    if passive and not frame.roles.get("agent"):
        frame.add("agent", _strayed_agents(verb) or _shared_agents(verb))
    add_prepositions(frame, verb)
    if verb.dep_ == "relcl" and any(c.lower_ == "where" and c.dep_ == "advmod" for c in verb.children):
        frame.add("in", [verb.head])  # "the hill where X is based"
    for thing in list(frame.roles.get("patient", [])):
        if thing.head == verb and thing.dep_ == "dobj":
            add_prepositions(frame, thing, weak=True)
            if thing.lower_ in PARTITIVE:  # "draws many of its recruits from X"
                for whole in [t for c in thing.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]:
                    add_prepositions(frame, whole, weak=True)
    # A second verb shares the first one's trailing phrases only if it has none of its own; too unsure to inherit.
    _share_object(frame, verb)
    return frame


def _share_object(frame: Frame, verb: Token) -> None:
    """What follows the second of two verbs that stand side by side belongs to both ("arms and funds X")."""
    second = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i > verb.i), None)
    if second is None or any(t.dep_ not in {"cc", "punct", "conj", "advmod"} for t in verb.doc[verb.i + 1 : second.i]):
        return
    following = verb_frame(second)
    own = [t for t in following.roles.get("patient", []) if t.i > second.i]
    bare = not any(t.i > verb.i for t in frame.roles.get("patient", []))
    if own and bare and not frame.passive and not following.passive:
        frame.add("patient", own)


def _strayed_agents(verb: Token) -> list[Token]:
    """Who is behind a passive where the parser hung "by X" on a noun in between ("designated as a threat by X")."""
    for child in [c for c in verb.children if c.i > verb.i]:
        for noun in child.children if child.dep_ == "prep" else [child]:
            if noun.dep_ not in {"pobj", "oprd", "dobj", "attr"}:
                continue
            for by in noun.children:
                if by.dep_ == "prep" and by.lower_ == "by":
                    return [t for g in by.children if g.dep_ == "pobj" for t in expand(g)]
    return []


def _shared_agents(verb: Token) -> list[Token]:
    """Who is behind the first of two passives that share one "by X" ("was created and is maintained by X")."""
    for other in verb.children:
        if other.dep_ == "conj" and other.tag_ == "VBN" and is_passive(other):
            between = verb.doc[verb.i + 1 : other.i]
            if all(t.dep_ in {"cc", "aux", "auxpass", "advmod", "punct"} or t == other for t in between):
                own = [g for c in other.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
                return [t for g in own for t in expand(g)] or _shared_agents(other)
    return []


def add_prepositions(frame: Frame, governor: Token, weak: bool = False, only: frozenset[str] | None = None) -> None:
    """Add the prepositional phrases of a word to a frame, those in `only` if it is given; `weak` ones without "of"."""
    for child in governor.children:
        if only is not None and child.lower_ not in only:
            continue
        if child.dep_ in {"prep", "agent"} or (child.dep_ == "advmod" and child.pos_ == "ADP"):
            _add_preposition(frame, child, weak)


def _add_preposition(frame: Frame, prep: Token, weak: bool, prefix: str = "") -> None:
    name = (prefix + prep.lower_).strip()
    if prep.lower_ == "as" and word_before(prep) == "such":
        return
    if weak and name == "of" and prep.head.pos_ != "PROPN" and prep.head.head.lemma_ not in DOING_OF:
        return  # "the murder of"; but nothing is of a name ("convicted X of murder")
    for child in prep.children:
        if child.dep_ == "pobj":
            target = child
            if target.tag_ in {"WDT", "WP"}:
                target = antecedent_of(target)
            frame.add(name, expand(target))
            next_to_verb = prep.head.pos_ in {"VERB", "AUX"} and prep.i == prep.head.i + 1
            if prep.lower_ in ESTIMATING and next_to_verb and any(c.dep_ == "nummod" for c in target.children):
                frame.add("patient", expand(target))  # "has between 200 and 400 members"
        elif child.dep_ == "prep":
            _add_preposition(frame, child, weak, name + " ")
            if prep.lower_ in TWOFOLD:
                _add_preposition(frame, child, weak)
        elif child.dep_ == "conj" and child.pos_ == "ADP":
            _add_preposition(frame, child, weak and child.lower_ != "of")
    for child in prep.children:
        if child.dep_ == "pcomp" and child.pos_ == "VERB":
            frame.add("by doing" if prep.lower_ == "by" else name + " doing", [child])


ESTIMATING = frozenset({"between", "around", "about", "over", "under", "from", "above", "below"})
TWOFOLD = frozenset({"along", "together", "from", "out", "up", "across", "over"})
"""Prepositions whose second part may be read alone: "along with X", but not "according to X"."""
PARTITIVE = frozenset(
    {"one", "two", "three", "some", "many", "most", "several", "few"}
    | {"part", "all", "both", "each", "none", "any", "either", "half", "majority"}
)


def standing(noun: Token) -> Token:
    """The word in whose place a noun stands: "one" for the groups of "one of the groups"."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ in {"of", "among"}:
        above = top.head.head
        if above.lower_ in PARTITIVE or (top.head.lower_ == "among" and above.lemma_ == "be"):
            return above
    return noun


def noun_frame(noun: Token) -> Frame:
    """The frame of a noun that stands for an act, a relation or a role ("attack", "ally", "leader")."""
    frame = Frame(noun, "noun", noun.lemma_.lower(), clause=clause_of(noun))
    frame.negated = any(c.dep_ == "det" and c.lower_ in NEGATIVE_DETERMINERS for c in noun.children) or (
        frame.clause is not None and is_negated(frame.clause)
    )
    add_prepositions(frame, noun)
    for child in noun.children:
        if child.dep_ == "poss":
            frame.add("possessor", expand(child))
        elif child.dep_ in {"compound", "nmod", "amod"}:
            frame.add("modifier", [child])
        elif child.dep_ == "appos":
            frame.add("holder", expand(child, listing=False))
    _share_phrases(frame, noun)
    _add_holders(frame, noun)
    _add_carrier(frame, noun)
    return frame


def _add_holders(frame: Frame, noun: Token) -> None:
    """Who is said to be it: "X, an ally", "X is an ally", "one of the allies, X", "X was named commander"."""
    place = standing(noun)
    if place != noun:
        frame.add("holder", [t for c in place.children if c.dep_ == "appos" for t in expand(c, listing=False)])
    if place.dep_ == "appos":
        frame.add("holder", expand(place.head, listing=False))
    elif noun.dep_ == "conj" and noun.head.dep_ == "appos":
        frame.add("holder", [noun.head.head])
    governor = noun.head
    if place.lemma_ == "be" and place != noun:
        frame.add("holder", [t for s, _ in subjects(place) for t in expand(s)])
    if place.dep_ == "attr" or (noun.dep_ == "conj" and noun.head.dep_ == "attr"):
        verb = place.head if place.dep_ == "attr" else governor.head
        if verb.lemma_ in {"be", "become", "remain"}:
            frame.add("holder", [t for s, _ in subjects(verb) for t in expand(s)])
    elif noun.dep_ == "oprd" and governor.lemma_ not in {"call", "name", "dub"}:
        frame.add("holder", [t for s, passive in subjects(governor) if passive for t in expand(s)])
        frame.add("holder", [t for c in governor.children if c.dep_ == "dobj" for t in expand(c)])
    elif noun.dep_ in {"nsubj", "nsubjpass"} and governor.lemma_ in {"be", "include", "comprise"}:
        frame.add("holder", [t for c in governor.children if c.dep_ in {"attr", "dobj"} for t in expand(c)])


def _add_carrier(frame: Frame, noun: Token) -> None:
    """Whose act it is by the verb that carries it: "X launched an attack"."""
    governor = noun.head
    if noun.dep_ in {"dobj", "pobj"}:
        verb = governor.head if noun.dep_ == "pobj" else governor
        through = governor.lower_ if noun.dep_ == "pobj" else ""
        if verb.pos_ in {"VERB", "AUX"}:
            role = "light" if noun.dep_ == "dobj" or through in {"in", "with", "under", "into"} else "as"
            if role == "light" or through == "as":
                passive = is_passive(verb)
                if not (role == "light" and noun.dep_ == "dobj" and passive):
                    frame.add(role, [t for s, _ in subjects(verb) for t in expand(s)])
                described = [t for c in verb.children if c.dep_ == "dobj" for t in expand(c)]
                if through == "as" and described and verb.lemma_ in AS_OBJECT:
                    frame.roles["as"] = described
                frame.add("light verb", [verb])
                given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
                frame.add("dative", [t for c in given for t in expand(c)])
                if not passive:
                    add_prepositions(frame, verb, weak=True)
                    for child in [c for c in verb.children if c.dep_ == "dative" and c.pos_ == "ADP"]:
                        _add_preposition(frame, child, weak=True)


AS_OBJECT = frozenset(
    {"describe", "portray", "present", "see", "regard", "view", "know", "identify", "list", "recognize", "recognise"}
    | {"designate", "name", "treat", "establish", "create", "form", "found", "organize", "organise", "deploy", "send"}
    | {"integrate", "incorporate", "include", "class", "classify", "depict", "label", "brand", "set", "use", "count"}
    | {"appoint", "choose", "elect", "install", "confirm", "nominate", "select", "instal", "pick", "hail", "proclaim"}
    | {"declare", "announce", "acknowledge", "swear", "reappoint", "reinstate", "dismiss", "remove", "sack"}
)
"""Verbs whose object is what stands behind "as": "described X as part of Y", but "X attacked Z as part of Y"."""


def _share_phrases(frame: Frame, noun: Token) -> None:
    """Two nouns joined by "and" share what stands before the first or behind the last: "its founder and leader",
    "founder and leader of X"."""
    first = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else None
    last = next((c for c in noun.children if c.dep_ == "conj" and c.pos_ == "NOUN"), None)
    determined = any(c.dep_ in {"det", "poss"} for c in noun.children)
    if first is not None and not determined and "possessor" not in frame.roles:
        frame.add("possessor", [t for c in first.children if c.dep_ == "poss" for t in expand(c)])
    if first is not None and "of" not in frame.roles:
        shared = [c for c in first.children if c.dep_ == "prep" and c.i > noun.i]
        for prep in shared:
            _add_preposition(frame, prep, False)
    if last is not None and last.i - noun.i <= 3 and "of" not in frame.roles and "possessor" not in frame.roles:
        for prep in [c for c in last.children if c.dep_ == "prep" and c.lower_ == "of"]:
            _add_preposition(frame, prep, False)

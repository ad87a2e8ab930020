"""One reading of a clause: who did what to whom, with, against, in and by whom — from a dependency parse.

A `Frame` is a trigger word with its arguments in logical roles: the agent of "X was founded by Y" is Y. Arguments
that the syntax leaves out are inherited: of a second verb from the first, of an infinitive from its controller, of
a participle or relative clause from the noun that it describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LISTING = ("such as", "including", "include", "like", "among", "namely", "especially", "notably", "particularly")
NEGATIVE_DETERMINERS = {"no", "neither", "none", "nor"}


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


def expand(token: Token, *, listing: bool = True, depth: int = 0) -> list[Token]:
    """A noun phrase's head with the heads coordinated to it, and those that a list under it names ("such as …")."""
    if depth > 6:
        return [token]
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "DET", "VERB", "ADP"}:
            if child.pos_ in {"VERB", "ADP"} and not child.text[:1].isupper():
                continue
            found.extend(expand(child, listing=listing, depth=depth + 1))
    for child in token.children:  # "X and Ostian forces", where the parser takes "Xish and Ostian" for one modifier
        apart = child.dep_ in {"nmod", "compound"} and child.pos_ == "PROPN" and child.i < token.i
        if apart and any(c.dep_ == "conj" and c.pos_ == "ADJ" and c.i == token.i - 1 for c in child.children):
            found.insert(0, child)
    if listing:
        found.extend(t for t in listed(token, depth) if t not in found)
    return found


def listed(token: Token, depth: int = 0) -> list[Token]:
    """The members that a collective names: "groups such as A and B", "militias, including A", "two families: A, B"."""
    found: list[Token] = _among_them(token)
    for child in token.children:
        if child.dep_ == "prep":
            lead = "such as" if child.lower_ == "as" and _before(child) == "such" else child.lower_
            if lead in LISTING:
                for obj in child.children:
                    if obj.dep_ in {"pobj", "pcomp"}:
                        found.extend(expand(obj, listing=False, depth=depth + 1))
        elif child.dep_ == "acl" and child.lower_ == "including":
            found.extend(
                t for o in child.children if o.dep_ == "dobj" for t in expand(o, listing=False, depth=depth + 1)
            )
    return found


def _among_them(noun: Token) -> list[Token]:
    """The members behind "…, among them X and Y", which hangs on the verb."""
    at = noun.right_edge.i + 1
    words = [t.lower_ for t in noun.doc[at : at + 3]]
    if words[:1] != [","] or words[1:] not in (["among", "them"], ["among", "which"]):
        return []
    among = noun.doc[at + 1]
    return [t for c in among.children if c.dep_ == "pobj" and c.i > at + 2 for t in expand(c, listing=False)]


def _is_least(no: Token) -> bool:
    """Whether a "no" is that of "no fewer than"."""
    return no.i + 1 < len(no.doc) and no.nbor().lower_ in {"fewer", "less", "more"}


def _before(token: Token) -> str:
    return token.doc[token.i - 1].lower_ if token.i else ""


def subjects(verb: Token, depth: int = 0) -> list[tuple[Token, bool]]:
    """The subjects of a verb, each with whether it is a passive one, inherited where the syntax leaves them out."""
    own = [(c, c.dep_ == "nsubjpass") for c in verb.children if c.dep_ in SUBJECTS]
    if not own:  # a parser may hang the subject on the auxiliary
        helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        own = [(g, c.dep_ == "auxpass") for c in helpers for g in c.children if g.dep_ in SUBJECTS]
    if own:
        return [(_antecedent(t), passive) for t, passive in own]
    if depth > 5:
        return []
    head = verb.head
    passive = is_passive(verb)
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return [(t, passive) for t, _ in subjects(head, depth + 1)]
    if verb.dep_ == "conj" and head.dep_ == "acomp" and verb.tag_ == "VBN":  # "was armed and equipped by"
        return [(t, True) for t, _ in subjects(head.head, depth + 1)]
    if verb.dep_ == "prep" and verb.tag_ == "VBN" and head.pos_ in {"VERB", "AUX"}:  # "Based in X, the group …"
        return [(t, True) for t, _ in subjects(head, depth + 1)]
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        objects = [c for c in head.children if c.dep_ in {"dobj", "dative"}]
        if objects and verb.dep_ == "xcomp" and head.lemma_ not in SUBJECT_CONTROL:
            return [(t, passive) for t in objects]
        if verb.dep_ == "xcomp" or verb.tag_ in {"VB", "VBG"}:
            return [(t, passive) for t, _ in subjects(head, depth + 1)]
        return []
    if verb.dep_ in {"advcl", "pcomp"}:
        return _of_participle(verb, depth)
    if verb.dep_ == "acomp" and verb.tag_ == "VBN":
        return [(t, True) for t, _ in subjects(head, depth + 1)]  # "is heavily involved"
    if verb.dep_ in {"acl", "relcl"}:
        if verb.dep_ == "relcl" and any(c.dep_ in {"dobj", "pobj"} and c.tag_ in {"WDT", "WP"} for c in verb.children):
            return []
        return [(head, passive or verb.tag_ == "VBN")]
    return []


def _of_participle(verb: Token, depth: int) -> list[tuple[Token, bool]]:
    """The subject of a participle or gerund: that of its governor, or whom the governor does it to ("blamed X for
    killing Y", "kept X from killing Y"); what a passive is followed by is the doing of its agent ("X was raided by Y,
    leaving six dead")."""
    governor, preposition = verb.head, ""
    while governor.pos_ == "ADP" and governor.head != governor:
        preposition = governor.lower_
        governor = governor.head
    if verb.tag_ not in {"VBG", "VBN", "VB"}:
        return []
    passive = is_passive(verb)
    if governor.pos_ in {"NOUN", "PROPN", "PRON"} and governor.dep_ == "dobj" and preposition in CONTROLLED:
        return [(governor, passive)] if governor.head.lemma_ in OBJECT_CONTROL else []
    if governor.pos_ not in {"VERB", "AUX"}:
        return []
    objects = [c for c in governor.children if c.dep_ == "dobj"]
    if preposition in CONTROLLED and objects:
        return [(t, passive) for t in objects]
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_passive(governor) and verb.lemma_ in OUTCOMES:
        agents = [t for c in governor.children if c.dep_ == "agent" for t in c.children]
        return [(t, passive) for t in agents if t.dep_ == "pobj"]
    return [(t, passive) for t, _ in subjects(governor, depth + 1)]


CONTROLLED = {"of", "for", "from", "with", "into"}
OUTCOMES = frozenset(["kill", "wound", "injure", "leave", "destroy", "damage", "displace", "claim", "force"])
SUBJECT_CONTROL = frozenset(
    {"promise", "use", "join", "have", "take", "help", "leave", "quit", "abandon", "desert", "flee", "cross"}
    | {"start", "begin", "continue", "cease"}
)
OBJECT_CONTROL = frozenset(
    {"accuse", "suspect", "blame", "condemn", "criticize", "criticise", "denounce", "charge", "convict", "indict"}
    | {"prevent", "stop", "keep", "bar", "ban", "deter", "dissuade", "discourage", "block", "hinder", "prohibit"}
    | {"punish", "sentence", "jail", "sanction", "designate", "arrest", "praise", "thank", "hail", "rebuke", "force"}
    | {"coerce", "pressure", "lure", "trick", "talk"}
)
"""Verbs whose object does the deed behind their preposition: "accused X of backing Y", "prevented X from taking Y"."""


def _relative(verb: Token) -> Token | None:
    """The relative clause's verb that an infinitive in it depends on ("the force that X helped build"), or itself."""
    while verb.dep_ in {"xcomp", "ccomp"}:
        verb = verb.head
    return verb if verb.dep_ == "relcl" else None


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.tag_ in {"WDT", "WP"}:
        verb = token.head
        while verb.dep_ in {"conj", "xcomp", "aux", "prep"} and verb.head != verb:
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return token


def companions(subject: Token) -> list[Token]:
    """Who acts with a subject: "X along with Y attacked", "X, together with Y,"."""
    found: list[Token] = []
    for child in subject.children:
        if child.dep_ == "prep" and (child.lower_ == "with" or child.lower_ in {"along", "together"}):
            inner = child if child.lower_ == "with" else next((g for g in child.children if g.lower_ == "with"), None)
            if inner is not None and not (child.lower_ == "with" and subject.pos_ == "NOUN"):
                found.extend(t for g in inner.children if g.dep_ == "pobj" for t in expand(g))
    return found


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "prep"}:
        return not any(c.dep_ == "aux" for c in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and verb.head.dep_ == "acomp":
        return any(c.dep_ == "agent" for c in verb.children)
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not any(c.dep_ in {"aux", "nsubj"} for c in verb.children):
        return is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return False


def is_negated(token: Token) -> bool:
    """Whether the clause that the token heads says that it is not so."""
    for child in token.children:
        after = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
        if child.dep_ == "neg" and after not in {"just", "only", "merely", "simply"}:
            return True
        if child.dep_ == "advmod" and child.lower_ in {"never", "nowhere", "hardly"}:
            return True
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return True
        if child.dep_ == "advmod" and child.lower_ in {"longer", "more"} and _before(child) == "no":
            return True
        if child.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and any(
            g.lower_ in NEGATIVE_DETERMINERS and g.dep_ == "det" and not _is_least(g) for g in child.children
        ):
            return True
    governor = token.head
    if token.dep_ == "xcomp" and governor != token and governor.lemma_ in NEGATIVE_IMPLICATIVE | {"be", "seem"}:
        return governor.lemma_ in NEGATIVE_IMPLICATIVE or is_negated(governor)
    return False


NEGATIVE_IMPLICATIVE = {"refuse", "fail", "decline", "avoid"}


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
    for child in verb.children:
        if child.dep_ in {"dobj", "oprd"} or (child.dep_ == "attr" and verb.lemma_ != "be"):
            relative = _relative(verb) if child.tag_ in {"WDT", "WP"} else None
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
    for thing in list(frame.roles.get("patient", [])):
        if thing.head == verb and thing.dep_ == "dobj":
            add_prepositions(frame, thing, weak=True)
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
    if prep.lower_ == "as" and _before(prep) == "such":
        return
    if weak and name == "of" and prep.head.pos_ != "PROPN" and prep.head.head.lemma_ not in DOING_OF:
        return  # "the murder of"; but nothing is of a name ("convicted X of murder")
    for child in prep.children:
        if child.dep_ == "pobj":
            target = child
            if target.tag_ in {"WDT", "WP"}:
                target = _antecedent(target)
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


DOING_OF = frozenset(
    {"accuse", "suspect", "convict", "acquit", "clear", "absolve", "exonerate", "rid", "strip", "deprive", "relieve"}
    | {"inform", "warn", "remind", "assure", "notify", "cleanse", "rob"}
)
"""Verbs whose "of" behind their object is their own."""
WIDE = frozenset({"of", "from", "in", "for", "on", "against", "with", "to", "between", "by", "towards", "toward"})
"""Prepositions that belong to a value in words ("a ceasefire with X in Y"), though not to a name."""


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

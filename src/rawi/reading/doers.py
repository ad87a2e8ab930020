"""Whose deed a verb is: its subjects, inherited where the syntax leaves them out; passives and negation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.coordination import expand, word_before

if TYPE_CHECKING:
    from spacy.tokens import Token


SUBJECTS = ("nsubj", "nsubjpass", "csubj")
NEGATIVE_DETERMINERS = {"no", "neither", "none", "nor"}


def subjects(verb: Token, depth: int = 0) -> list[tuple[Token, bool]]:
    """The subjects of a verb, each with whether it is a passive one, inherited where the syntax leaves them out."""
    own = [(c, c.dep_ == "nsubjpass") for c in verb.children if c.dep_ in SUBJECTS]
    if not own:  # a parser may hang the subject on the auxiliary
        helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        own = [(g, c.dep_ == "auxpass") for c in helpers for g in c.children if g.dep_ in SUBJECTS]
    if own:
        return [(antecedent_of(t), passive) for t, passive in own]
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
        if objects and verb.dep_ == "xcomp" and head.lemma_ == "help":  # both do it: "X helped Y take Z"
            return [(t, passive) for t in [*objects, *(t for t, _ in subjects(head, depth + 1))]]
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
    while governor.pos_ in {"ADP", "SCONJ"} and governor.head != governor:
        preposition = governor.lower_
        governor = governor.head
    if verb.tag_ not in {"VBG", "VBN", "VB"}:
        return []
    passive = is_passive(verb)
    thing = governor.pos_ in {"NOUN", "PROPN", "PRON"} and governor.dep_ == "dobj"
    if thing and preposition in CONTROLLED and governor.head.lemma_ in OBJECT_CONTROL:
        return [(c, passive) for c in governor.head.children if c.dep_ == "dobj"]
    if governor.pos_ == "NOUN" and governor.lemma_ in PART_IN and verb.dep_ == "pcomp":
        return [(t, passive) for t in _owners(governor)]
    if governor.pos_ not in {"VERB", "AUX"}:
        return []
    objects = [c for c in governor.children if c.dep_ == "dobj"]
    if preposition in CONTROLLED and objects:
        return [(t, passive) for t in objects]
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_passive(governor) and verb.lemma_ in OUTCOMES:
        agents = [t for c in governor.children if c.dep_ == "agent" for t in c.children]
        return [(t, passive) for t in agents if t.dep_ == "pobj"]
    if objects and is_description(verb, governor):
        return [(t, passive) for t in objects]
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
    | {"coerce", "pressure", "lure", "trick", "talk", "credit", "commend", "fault", "decorate"}
)
"""Verbs whose object does the deed behind their preposition: "accused X of backing Y", "prevented X from taking Y"."""


DESCRIBING = frozenset(
    {"describe", "portray", "depict", "characterize", "characterise", "regard", "present", "picture", "identify"}
    | {"label", "list", "class", "classify", "profile", "sketch", "mention", "name", "call", "know", "see", "view"}
)
MADE_UP = frozenset({"consist", "comprise", "number", "total", "contain", "count", "operate", "field"})


def is_description(participle: Token, governor: Token) -> bool:
    """Whether a participle behind a description goes on with it, and is no doing of the author: "describes X as a
    network, consisting of …"."""
    return participle.tag_ == "VBG" and participle.lemma_ in MADE_UP and governor.lemma_ in DESCRIBING


PART_IN = frozenset(
    {"role", "involvement", "part", "participation", "complicity", "hand", "responsibility", "record", "history"}
    | {"success", "campaign", "policy", "practice", "strategy", "tactic", "habit", "reputation"}
)
"""Nouns that say whose deed the -ing form behind them is: "the role of X in arming Y"."""


def clause_before(noun: Token) -> Token | None:
    """The verb of the clause that a noun follows on: "claimed" of "X claimed 12 dead, followed by a claim of more"."""
    following = noun.head.head
    if noun.head.lower_ != "by" or following.lemma_ != "follow" or following.dep_ not in {"advcl", "acl"}:
        return None
    before = following.head
    while before.pos_ not in {"VERB", "AUX"} and before.head != before:
        before = before.head
    return before if before.pos_ in {"VERB", "AUX"} else None


def _owners(noun: Token) -> list[Token]:
    """Whose a noun is: its possessor, what stands behind its "of", or whoever has or plays it."""
    own = [c for c in noun.children if c.dep_ == "poss"]
    own += [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    if not own and noun.dep_ == "dobj" and noun.head.lemma_ in {"have", "play", "take"}:
        own = [t for t, _ in subjects(noun.head)]
    return [t for owner in own for t in expand(owner)]


def relative_of(verb: Token) -> Token | None:
    """The relative clause's verb that an infinitive in it depends on ("the force that X helped build"), or itself."""
    while verb.dep_ in {"xcomp", "ccomp"}:
        verb = verb.head
    return verb if verb.dep_ == "relcl" else None


def is_cleft(verb: Token) -> bool:
    """Whether a "be" only points at who did it: "it is the army that mined the road", not "it is a militia that …"."""
    if verb.lemma_ != "be" or not any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children):
        return False
    who = next((c for c in verb.children if c.dep_ == "attr"), None)
    if who is None or any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in who.children):
        return False
    told = [c for c in (*who.children, *verb.children) if c.dep_ in {"relcl", "ccomp"}]
    return any(g.dep_ in {"nsubj", "nsubjpass"} and g.lower_ in POINTING for c in told for g in c.children)


POINTING = {"that", "who", "which"}


def antecedent_of(token: Token) -> Token:
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
                others = [t for g in inner.children if g.dep_ == "pobj" for t in expand(g)]
                found.extend(t for t in others if t.pos_ != "NOUN" or child.lower_ != "with")  # not "X, with 200 men"
    return found


def together_with(prep: Token) -> list[Token]:
    """Who acts with the subject of a clause: "together with X, Y attacked"."""
    joined = any(c.lower_ in {"along", "together", "jointly"} for c in prep.children)
    if prep.dep_ != "prep" or prep.lower_ != "with" or not joined:
        return []
    return [t for c in prep.children if c.dep_ == "pobj" for t in expand(c)]


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


def _is_least(no: Token) -> bool:
    """Whether a "no" is that of "no fewer than"."""
    return no.i + 1 < len(no.doc) and no.nbor().lower_ in {"fewer", "less", "more"}


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
        if child.dep_ == "advmod" and child.lower_ in {"longer", "more"} and word_before(child) == "no":
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

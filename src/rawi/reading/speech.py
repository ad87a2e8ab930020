"""Roles of speech: what a verb says, whose message says it, what its speaker vows, and whom a deed is threatened to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.clauses import Frame, noun_frame
from rawi.reading.doers import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

MESSAGES = frozenset(
    {"statement", "communique", "communiqué", "letter", "message", "video", "declaration", "leaflet", "flyer", "post"}
    | {"recording", "warning", "threat", "pamphlet", "poster", "press release", "tweet", "call", "note", "banner"}
)
SAYS_A_THING = frozenset(
    {"condemn", "denounce", "reject", "propose", "welcome", "applaud", "mock", "reaffirm", "reiterate", "praise"}
    | {"congratulate", "hail", "demand", "request", "deplore", "decry"}
)
THREATENING = frozenset(["threaten", "vow", "pledge", "promise", "swear", "warn", "menace"])
OWN_WILL = frozenset(["will", "would", "shall", "'ll", "wo", "’ll", "'d"])
DUTY = frozenset(["should", "must", "ought"])
SELF = frozenset(["it", "they", "he", "she", "we", "i"])


def add_speech(frame: Frame) -> None:
    """Add to a verb's frame its `clause`; `said` where something is; whose `message` says it ("issued a statement
    saying"); what the speaker will do or bids others (`vow`); the `threatener` of a threatened deed."""
    verb = frame.trigger
    frame.add("clause", [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and _complements(c, verb)])
    addressed = any(c.dep_ == "prep" and c.lower_ in {"on", "for", "to", "upon"} for c in verb.children)
    if frame.roles["clause"] or addressed or (verb.lemma_.lower() in SAYS_A_THING and frame.roles.get("patient")):
        frame.add("said", [verb])
    first = verb
    while first.dep_ == "conj" and first.head.pos_ == "VERB":
        first = first.head
    if first.dep_ in {"acl", "relcl"} and first.head.lemma_.lower() in MESSAGES:
        message = noun_frame(first.head)
        frame.add("message", [t for role in ("light", "possessor", "by") for t in message.roles.get(role, [])])
    frame.add("vow", [c for c in verb.children if c.dep_ == "ccomp" and is_vow(c)])
    frame.add("threatener", _threatener(frame))


def is_vow(clause: Token) -> bool:
    """Whether a clause tells what the speaker will do, or what others should: "it would fight on", "X must leave"."""
    modal = next((c for c in clause.children if c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to")), None)
    if modal is None or any(c.dep_ == "mark" and c.lower_ == "if" for c in clause.children):
        return False
    if modal.lower_ in DUTY:
        return True
    subject = next((c for c in clause.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None or modal.lower_ not in OWN_WILL:
        return False
    return subject.lower_ in SELF or any(c.tag_ == "PRP$" for c in subject.children)


def _complements(clause: Token, verb: Token) -> bool:
    return clause.i > verb.i


def _threatener(frame: Frame) -> list[Token]:
    """Whose threat a deed is: "threatened to kill", "vowed to attack", "warned that it would strike", "warned that
    they would be killed"; never of a deed that somebody else is to do."""
    verb = frame.trigger
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    above = verb.head
    if above.lemma_ not in THREATENING:
        return []
    if verb.dep_ == "ccomp":
        agent = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        modal = any(c.dep_ == "aux" and c.lower_ in OWN_WILL for c in verb.children)
        if not modal or (agent is not None and agent.lower_ not in SELF):
            return []
    elif verb.dep_ != "xcomp" or any(c.dep_ == "dobj" for c in above.children):
        return []
    if above.dep_ in {"acl", "relcl"} and above.head.lemma_.lower() in MESSAGES:
        message = noun_frame(above.head)
        return [t for role in ("light", "possessor", "by") for t in message.roles.get(role, [])]
    return [t for t, _ in subjects(above)]

"""What a clause goes on to say of a noun: "its arsenal includes X", "its name comes from X", "with 200 men, Y is …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.clauses import Frame, verb_frame
from rawi.reading.coordination import expand
from rawi.reading.doers import subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = {"nsubj", "nsubjpass"}
ARISING = {"form", "create", "found", "establish", "emerge", "arise", "result", "bear", "grow", "originate", "spring",
           "stem", "come", "compose", "build"}
LABELS = {"name", "title", "moniker", "acronym", "banner", "alias", "codename", "pseudonym", "nickname"}
"""Right before a name, these say that it is one."""
LINKING = {"link", "affiliate", "associate", "connect", "run", "operate", "maintain", "tie", "administer"}
STANDING_AS = {"be", "remain", "become", "rank", "constitute", "represent", "form"}
ESTIMATING = {"estimated", "some", "around", "about", "roughly", "approximately", "nearly", "over"}


def enrich_said(frame: Frame) -> Frame:
    """A noun's frame with what its clause says of it: "then ROLE" for each role of the verb whose subject it is, "then
    verb" for that verb; and `possessor` of "belonging to X", `having` of "with 200 men, X is …", `out-of` of "formed
    by a split in X", `label` of "the name X"."""
    noun = frame.trigger
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head
    verb = top.head
    if top.dep_ in SUBJECT and verb.pos_ in {"VERB", "AUX"}:
        _add_then(frame, verb)
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_ == "belong":
            frame.add("possessor", verb_frame(child).roles.get("to", []))
        elif child.dep_ in {"acl", "relcl"} and child.lemma_ in LINKING:
            tied = verb_frame(child).roles
            frame.add("linked", [t for role in ("to", "with", "agent", "by") for t in tied.get(role, [])])
        elif child.dep_ == "acl" and child.tag_ == "VBG":
            _add_then(frame, child)
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        frame.add("having", _opening(noun))
    if noun.dep_ == "pobj" and noun.head.lower_ in {"from", "of", "by", "through"} and noun.head.head.lemma_ in ARISING:
        frame.add("out-of", [t for t, _ in subjects(noun.head.head)])
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if noun.lemma_.lower() in LABELS and after.pos_ == "PROPN":
        frame.add("label", [after])
    return frame


def _add_then(frame: Frame, verb: Token) -> None:
    inner = verb_frame(verb)
    for role, tokens in inner.roles.items():
        own = [t for t in tokens if frame.trigger not in {t, t.head}]
        if own:
            frame.add(f"then {role}", own)
    frame.add("then clause", [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i])
    frame.add("then verb", [verb])


def _opening(noun: Token) -> list[Token]:
    """Who is the subject of a clause that "with so many men" opens, where it tells of strength and not of one deed."""
    verb, prep = noun.head.head, noun.head
    if verb.pos_ not in {"VERB", "AUX"} or prep.i > verb.i or prep.i > noun.sent.start + 1:
        return []
    counted = {t.lower_ for t in noun.doc[prep.i : noun.i]}
    if verb.lemma_ not in STANDING_AS and not counted & ESTIMATING:
        return []
    return [t for s, _ in subjects(verb) if s.i > noun.i for t in expand(s)]

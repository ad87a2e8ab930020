"""Roles of lists and sanctions: who was `listed` or `struck` off, by which `lister`, and who is `subjected` to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.reading.clauses import Frame, verb_frame
from rawi.reading.coordination import expand
from rawi.reading.doers import is_passive, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

ENTERING = frozenset(
    ["include", "add", "place", "put", "name", "list", "remain", "appear", "be", "stand", "figure", "feature", "enter"]
)
MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})
STRIKING = frozenset(["remove", "delete", "strike", "drop", "take", "delist"])


def add_listing(frame: Frame) -> None:
    """Add to the frame of a noun ("list", "sanctions") who is on it, who was taken off it, and who put them there."""
    noun = frame.trigger
    prep = noun.head
    if noun.dep_ != "pobj":
        return
    frame.add("lister", [t for c in noun.children if c.dep_ == "compound" for t in c.children if t.dep_ in MODIFYING])
    verb = prep.head
    lemma = verb.lemma_.lower()
    if prep.lower_ in {"in", "on", "to", "onto"} and lemma in ENTERING:
        frame.add("listed", _listed(verb))
        frame.add("lister", verb_frame(verb).roles.get("agent", []) if is_passive(verb) or _objects(verb) else [])
    elif prep.lower_ in {"from", "off"} and lemma in STRIKING:
        frame.add("struck", _listed(verb))
        frame.add("lister", verb_frame(verb).roles.get("agent", []))
    elif prep.lower_ == "under" and lemma in {"be", "place", "remain", "put", "come"}:
        frame.add("subjected", _listed(verb))
    elif prep.lower_ == "to" and lemma in {"subject", "subjected"}:
        above = verb.head if verb.pos_ == "ADJ" else verb
        frame.add("subjected", [t for s, _ in subjects(above) for t in expand(s)])


def _listed(verb: Token) -> list[Token]:
    """Whom a verb of listing is about: what it is done to, or the subject of "be" and "appear"."""
    if _objects(verb) or is_passive(verb):
        return verb_frame(verb).roles.get("patient", [])
    return [t for s, _ in subjects(verb) for t in expand(s)]


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj"]

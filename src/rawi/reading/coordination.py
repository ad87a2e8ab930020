"""What is named together: the heads coordinated in a noun phrase, and the members that a list under it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


LISTING = ("such as", "including", "include", "like", "among", "namely", "especially", "notably", "particularly")


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
        elif child.dep_ == "appos" and (beside := _behind_name(token, child)) is not None:
            found.extend(expand(beside, listing=listing, depth=depth + 1))
    for child in token.children:  # "X and Ostian forces", where the parser takes "Xish and Ostian" for one modifier
        apart = child.dep_ in {"nmod", "compound"} and child.pos_ == "PROPN" and child.i < token.i
        if apart and any(c.dep_ == "conj" and c.pos_ == "ADJ" and c.i == token.i - 1 for c in child.children):
            found.insert(0, child)
    if listing:
        found.extend(t for t in listed(token, depth) if t not in found)
    return found


def _behind_name(noun: Token, name: Token) -> Token | None:
    """Who is named beside somebody whose name stands between commas: "its leader, X, and his brother"."""
    beside = next((c for c in name.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"}), None)
    if beside is None or noun.tag_ != "NN" or name.pos_ != "PROPN":
        return None
    between = [t.lower_ for t in noun.doc[name.i + 1 : beside.left_edge.i]]
    return beside if between == [",", "and"] else None


def listed(token: Token, depth: int = 0) -> list[Token]:
    """The members that a collective names: "groups such as A and B", "militias, including A", "two families: A, B"."""
    found: list[Token] = _among_them(token) or _behind_colon(token)
    for child in token.children:
        if child.dep_ == "prep":
            lead = "such as" if child.lower_ == "as" and word_before(child) == "such" else child.lower_
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


def _behind_colon(noun: Token) -> list[Token]:
    """The names of a list behind a noun's colon: "three wings: the A under X, the B under Y, and the C"."""
    after = noun.doc[noun.i + 1 : noun.sent.end]
    if noun.pos_ != "NOUN" or not len(after) or after[0].text != ":":
        return []
    found = []
    for t in after[1:]:
        at = t.i - 2 if t.nbor(-1).dep_ == "det" else t.i - 1
        if t.pos_ == "PROPN" and t.doc[at].lower_ in {":", ",", ";", "and"}:
            found.append(t)
    return found


def word_before(token: Token) -> str:
    return token.doc[token.i - 1].lower_ if token.i else ""

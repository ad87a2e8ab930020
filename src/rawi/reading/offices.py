"""What an office in a body is: its founder, its leader, a member, or another position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.reading.memory import Actor
from rawi.reading.naming import Title
from rawi.reading.referring import words_of
from rawi.vocabulary import roles
from rawi.vocabulary.letters import plain

if TYPE_CHECKING:
    from spacy.tokens import Token

FOUNDING = {"founder", "co-founder", "cofounder", "creator"}
HEADS = {"leader", "chief", "head", "emir", "founder", "boss", "kingpin"}
PARTIAL = {
    "political",
    "spiritual",
    "military",
    "regional",
    "local",
    "tribal",
    "deputy",
    "field",
    "religious",
    "student",
    "community",
}
"""A leader in part: a position, not the leader."""
MEMBERS = {"member", "fighter", "militant", "volunteer", "recruit", "rebel", "guerrilla", "jihadist", "insurgent"}
MEMBERS |= {"gunman", "combatant", "militiaman", "cadre", "veteran", "foot soldier", "follower", "activist"}
CHOOSING = {"elected", "appointed", "named", "chosen", "became", "become", "declared", "installed", "proclaimed"}
CLOSING = (",", ";", ":", ".", "'s", "s'")


def office_of(token: Token, title: str, body: Actor) -> str:
    """What a role in a body is: its founder, its leader, a member, or another position."""
    lemma = token.lemma_.lower()
    if lemma in FOUNDING:
        return "founded_by"
    if any(g.lower_ in words_of("wings") for c in token.children if c.lower_ == "of" for g in c.children):
        return "holds_position"
    if lemma == "member" and set(body.name.lower().split()) & words_of("chambers"):
        return "holds_position"
    if lemma in MEMBERS or (body.type is EntityType.COMMUNITY and not _definite(token)):
        return "member_of"
    whole = (
        lemma in HEADS or _said_definite(token) or any(word in title.split() for word in ("top", "overall", "supreme"))
    )
    if body.type is EntityType.GROUP and roles().is_leader(title) and whole and not PARTIAL & set(title.split()):
        return "led_by"
    return "holds_position"


def office_told(lemma: str, title: Title, body: Actor, text: str) -> str:
    """The predicate of an office that stands in a posting; `lemma` is its noun, `text` the passage."""
    words = plain(" ".join(title.text.split()))
    if lemma in FOUNDING:
        return "founded_by"
    if lemma in MEMBERS and not set(body.name.lower().split()) & words_of("chambers"):
        return "member_of"
    whole = lemma in HEADS or _told_definite(text, title)
    if body.type is EntityType.GROUP and roles().is_leader(words) and whole and not PARTIAL & set(words.split()):
        return "led_by"
    return "holds_position"


def _said_definite(token: Token) -> bool:
    """ "the commander of X", "its commander", "Y, commander of X": the one that there is, unlike "X commander Y"."""
    if token.tag_ in {"NNS", "NNPS"}:
        return False  # "one of its commanders"
    article = next((c for c in token.children if c.dep_ == "det"), None)
    if article is not None:
        return article.lower_ in {"the", "this"}
    owned = any(c.dep_ == "poss" for c in token.children) and not any(c.lower_ in {"in", "for"} for c in token.children)
    return owned or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _told_definite(text: str, title: Title) -> bool:
    """Whether an office is the one that there is: "the commander of X", "its commander", "Commander, X"."""
    before = text[max(0, title.start - 30) : title.start].lower().replace("former ", "").split()
    if before and before[-1] in CHOOSING and text[title.end : title.end + 4] in {" of ", " for"}:
        return True
    while before and before[-1] in ("new", "newly", "appointed", "current", "acting", "incumbent", "overall"):
        before.pop()
    return not before or before[-1] in ("the", "its", "their", "as", "whose") or before[-1].endswith(CLOSING)


def _definite(token: Token) -> bool:
    """Whether it is the one who holds the role ("the commander", "its commander") and not one of many."""
    for child in token.children:
        if child.dep_ == "det":
            return child.lower_ in {"the", "this"}
    return token.tag_ not in {"NNS", "NNPS"} and not (
        token.i and token.doc[token.i - 1].lower_ in {"a", "an", "one", "another"}
    )

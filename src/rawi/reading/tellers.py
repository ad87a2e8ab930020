"""What a teller is called, whose a report is, and what "according to X" governs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rawi.model import EntityType, Link, Span
from rawi.reading.actors import Actors
from rawi.reading.clauses import phrase
from rawi.reading.cues import cues
from rawi.reading.descriptions import owner_of

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

DOMAIN = re.compile(r"@?[\w-]+\.(?:net|com|org|info|ru|fr|uk|de|tv|news)")
WORKS = frozenset(
    [
        "report",
        "study",
        "database",
        "survey",
        "article",
        "document",
        "investigation",
        "dataset",
        "list",
        "book",
        "paper",
        "analysis",
        "statement",
        "letter",
        "dispatch",
    ]
)


def teller_name(actors: Actors, token: Token) -> str | None:
    """A teller as the text names or describes them; a group's own page or outlet is the group."""
    actor = actors.who(token)
    for child in token.children:
        if child.dep_ == "appos" and child.i in actors.parsed.names and actors.who(child) is not None:
            return actors.who(child).name  # type: ignore[union-attr]
    if DOMAIN.fullmatch(token.text):
        return token.text
    if actor is None or not actor.named:
        by = _author(actors, token)
        if by is not None:
            return by
    if token.pos_ == "PRON":
        return actor.name if actor is not None and token.lower_ not in {"we", "i"} else None
    words = actors.text(token, keep_article=True)
    lower = token.lemma_.lower()
    if actor is not None and actor.type is EntityType.GROUP and actor.named and lower in cues()["published"]:
        return actor.name
    owner = owner_of(actors, token) if actor is None or not actor.named else None
    if (
        lower in cues()["published"]
        and owner is not None
        and owner.type is EntityType.GROUP
        and lower not in {"spokesman", "spokesperson", "spokeswoman"}
    ):
        return owner.name
    if actor is not None and actor.named and actor.extent is None:
        return actor.name
    if actor is not None and actor.by_reference:
        return actor.name
    if token.pos_ not in {"NOUN", "PROPN", "NUM", "DET", "ADJ"}:
        return None
    span = phrase(token)
    if span[0].dep_ == "poss" or (span[0].tag_ == "PRP$" and actor is None):
        pass
    return re.sub(r"^(?:the|an?)\s+", "", words, flags=re.I) or None


def _author(actors: Actors, token: Token) -> str | None:
    """Whose a report, study or database is: "a report by X", "a database compiled by X", "documents of X"."""
    if token.lemma_.lower() not in WORKS:
        return None
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            agents = [g for c in child.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        elif child.dep_ == "prep" and child.lower_ in {"by", "from", "of"}:
            agents = [g for g in child.children if g.dep_ == "pobj"]
        elif child.dep_ in {"poss", "compound"} and child.i in actors.parsed.names:
            agents = [child]
        else:
            continue
        for agent in agents:
            author = actors.who(agent)
            if author is not None and author.named and author.type is not EntityType.EVENT:
                return author.name
    return None


def according(actors: Actors, sentence: SpacySpan) -> list[tuple[Link, Token | None]]:
    """ "According to X": its link and the clause that it governs (None: the whole sentence)."""
    text = actors.parsed.words(sentence[0].i, sentence[-1].i)
    offset = actors.parsed.starts[sentence[0].i]
    found: list[tuple[Link, Token | None]] = []
    for token in sentence:
        if token.lower_ not in {"according", "per"} or token.pos_ == "NOUN":
            continue
        pobj = next(
            (
                g
                for c in [token, *token.children]
                if c.dep_ in {"prep", "pcomp"} or c is token
                for g in c.children
                if g.dep_ == "pobj"
            ),
            None,
        )
        if pobj is None:
            continue
        name = teller_name(actors, pobj)
        if not name:
            continue
        link = Link(tellers=(name,), mode="according to", span=stored(actors, pobj))
        clause = token.head
        at_start = token.i - sentence.start <= 2
        governor = None if at_start or clause.dep_ == "ROOT" else clause
        if governor is not None and governor.pos_ not in {"VERB", "AUX"}:
            governor = None
        found.append((link, governor))
    for aside in actors.parsed.passage.asides:
        m = re.match(r"according to (?:the )?(.+)$", aside.text, re.I)
        if m and offset <= aside.at <= offset + len(text) + 1:
            link = Link(tellers=(m[1].strip(),), mode="according to", span=aside.span)
            before = [t for t in sentence if actors.parsed.starts[t.i] < aside.at]
            clause = before[-1] if before else sentence.root
            while clause.head != clause and clause.pos_ not in {"VERB", "AUX"} and clause.dep_ != "prep":
                clause = clause.head
            found.append((link, clause if clause.dep_ != "ROOT" else None))
    return found


def stored(actors: Actors, token: Token) -> Span:
    span = phrase(token) if token.pos_ in {"NOUN", "PROPN"} else token.doc[token.i : token.i + 1]
    return actors.parsed.passage.span(actors.parsed.starts[span.start], actors.parsed.ends[span.end - 1])

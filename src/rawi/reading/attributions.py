"""Attributions beside a clause: "according to X", "as X put it", ", X said,", "quoted by X", "by X's count".

Each names tellers and the word whose clause it governs; a verb of telling that has its clause under it is climbed to
in telling.py instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rawi.model import EntityType, Link, Mode, Stance
from rawi.reading.cues import stances, verb_stance
from rawi.reading.doers import subjects
from rawi.reading.phrases import clause_of
from rawi.reading.tellers import Tellers

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

QUOTING = frozenset({"quote", "cite", "interview", "contact", "reach"})
COUNTS = frozenset({"count", "account", "estimate", "reckoning", "admission", "tally", "telling"})
IN_VIEW = {("in", "view"), ("in", "opinion"), ("in", "words"), ("for", "part"), ("in", "eyes")}
ASIDE = re.compile(r"(?:according to|per|source:|reported by|says?) (?:the |an? )?(.{2,80})$", re.I)
PARENTHETICAL = frozenset(
    {
        "say",
        "add",
        "tell",
        "report",
        "claim",
        "write",
        "note",
        "explain",
        "announce",
        "state",
        "recall",
        "allege",
        "argue",
    }
    | {"warn", "confirm", "insist", "believe", "think", "declare", "continue", "reply", "conclude", "testify", "assert"}
    | {"maintain", "admit", "suspect", "observe", "stress", "reveal", "learn", "recount", "acknowledge"}
)


@dataclass(frozen=True)
class Attribution:
    """Tellers beside a clause: its links, the word whose clause they govern (None: the whole sentence), the stance."""

    links: tuple[Link, ...]
    governor: Token | None
    stance: Stance
    at: int
    """Token at which it stands."""


def attributions(tellers: Tellers, sentence: SpacySpan) -> list[Attribution]:
    """What a sentence attributes beside its clauses, in its order."""
    found: list[Attribution] = []
    for token in sentence:
        lower = token.lower_
        made = None
        if lower in {"according", "per"} and token.pos_ != "NOUN":
            made = _according(tellers, sentence, token)
        elif lower == "as" and token.dep_ in {"mark", "advmod", "prep"}:
            made = _concerned(tellers, token) or _as_told(tellers, token)
        elif token.text == ":" and token.i > sentence.start:
            made = _headed(tellers, sentence, token)
        elif token.lemma_.lower() in PARENTHETICAL and token.pos_ == "VERB":
            made = _parenthesis(tellers, token)
        elif lower in {"by", "in", "for"} and token.dep_ in {"prep", "agent"}:
            made = _by_count(tellers, token)
        if made is not None:
            found.append(made)
    found.extend(_asides(tellers, sentence))
    return found


def links_of(tellers: Tellers, heads: list[Token], mode: Mode) -> list[Link]:
    """The link of these tellers, then those of whoever quotes them ("a spokesman quoted by X")."""
    names = tuple(dict.fromkeys(n for head in heads for n in tellers.named(head)))
    links: list[Link] = []
    if names:
        first = next(h for h in heads if tellers.named(h))
        links.append(Link(tellers=names, mode=mode, span=tellers.stored(first)))
        tellers.hear(first, names[0])
    for head in heads:
        for child in head.children:
            if child.dep_ not in {"acl", "relcl", "advcl", "amod"} or child.lemma_.lower() not in QUOTING:
                continue
            links.extend(_quoter(tellers, child))
    return links


def cited_by(tellers: Tellers, verb: Token) -> list[Link]:
    """Whom a teller cites beside what is told: "X reported, citing Y, that …"."""
    found = []
    for child in verb.children:
        if child.dep_ in {"advcl", "acl", "prep"} and child.lemma_.lower() in {"cite", "quote"}:
            cited = [g for g in child.children if g.dep_ in {"dobj", "pobj"}]
            if cited and not any(g.dep_ == "prep" and g.lower_ == "as" for g in child.children):
                found.extend(links_of(tellers, cited, "said"))
    return found


def _quoter(tellers: Tellers, verb: Token) -> list[Link]:
    """Who quotes somebody ("quoted by X"), as the next link."""
    by = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    by += [
        t
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in {"by", "in"}
        for t in c.children
        if t.dep_ == "pobj"
    ]
    return links_of(tellers, by, "said") if by else []


def _according(tellers: Tellers, sentence: SpacySpan, token: Token) -> Attribution | None:
    inner = [token, *(c for c in token.children if c.dep_ in {"prep", "pcomp"})]
    heads = [g for c in inner for g in c.children if g.dep_ == "pobj"]
    if not heads or heads[0].lower_ in {"plan", "which"}:
        return None
    lower = heads[0].lower_
    if lower in {"version", "account"} or tellers.is_narrator(heads[0]):
        return None
    rumour = stances("nouns").get(heads[0].lemma_.lower())
    links = links_of(tellers, heads, "according to")
    if not links and rumour is None:
        return None
    stance = rumour if rumour is not None and not links else Stance.REPORTED
    return Attribution(tuple(links), _governed(token, sentence), stance, token.i)


def _governed(token: Token, sentence: SpacySpan) -> Token | None:
    """The clause that an attribution governs: at either end of a sentence all of it, else the one that it stands in."""
    if token.i - sentence.start <= 2 or token.dep_ == "ROOT":
        return None
    clause = clause_of(token.head)
    if clause.dep_ == "ROOT":
        return None
    behind = token.doc[token.right_edge.i + 1 : sentence.end]
    ends = all(t.is_punct or t.is_space for t in behind)
    if ends and token.doc[token.i - 1].text == "," and clause.dep_ not in {"ccomp", "conj", "relcl"}:
        return None
    return clause


def _as_told(tellers: Tellers, token: Token) -> Attribution | None:
    """ "As X put it", "as reported by X", "as X confirmed"."""
    verb = (
        token.head if token.dep_ in {"mark", "advmod"} else next((c for c in token.children if c.pos_ == "VERB"), None)
    )
    if verb is None or verb.lemma_.lower() not in verb_stance() or verb.i < token.i:
        return None
    if any(c.dep_ in {"ccomp", "xcomp"} or (c.dep_ == "dobj" and c.pos_ != "PRON") for c in verb.children):
        return None
    if verb.tag_ == "VBN" and not any(c.dep_ in {"nsubj", "aux"} for c in verb.children):
        heads = [g for c in verb.children if c.dep_ in {"agent", "prep"} for g in c.children if g.dep_ == "pobj"]
    else:
        heads = [t for t, passive in subjects(verb) if not passive]
    links = links_of(tellers, heads, "said") if heads else []
    if not links:
        return None
    governor = clause_of(verb.head) if verb.head != verb else None
    if governor is not None and governor.dep_ == "ROOT":
        governor = None
    return Attribution(tuple(links), governor, _plain(verb_stance()[verb.lemma_.lower()]), token.i)


def _concerned(tellers: Tellers, token: Token) -> Attribution | None:
    """ "As far as X is concerned"."""
    verb = token.head
    if verb.lower_ != "concerned" or token.i < 1 or token.doc[token.i - 1].lower_ != "far":
        return None
    links = links_of(tellers, [c for c in verb.children if c.dep_ == "nsubjpass"], "according to")
    return Attribution(tuple(links), None, Stance.REPORTED, token.i) if links else None


def _headed(tellers: Tellers, sentence: SpacySpan, colon: Token) -> Attribution | None:
    """ "Reuters: rebels shot down …": a headline that names its source."""
    name = colon.doc[sentence.start]
    if colon.i != sentence.start + 1 or name.i not in tellers.actors.parsed.names:
        return None
    actor = tellers.actors.who(name)
    if actor is None or actor.type not in (EntityType.ORGANIZATION, EntityType.PERSON):
        return None
    if not any(t.tag_ in {"VBD", "VBZ", "VBP", "VBN"} for t in colon.doc[colon.i + 1 : sentence.end]):
        return None
    links = links_of(tellers, [name], "said")
    return Attribution(tuple(links), None, Stance.REPORTED, name.i) if links else None


def _parenthesis(tellers: Tellers, verb: Token) -> Attribution | None:
    """ ", X said," where the parser made it no governor of what is told."""
    if any(c.dep_ in {"ccomp", "xcomp", "dobj", "mark", "neg"} for c in verb.children) or verb.dep_ in {
        "relcl",
        "acl",
        "pcomp",
    }:
        return None
    heads = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}]
    if not heads or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    left, right = verb.left_edge.i, verb.right_edge.i
    if verb.dep_ == "ROOT":  # "A, X said, did B" with "said" on top of nothing
        return None
    before = verb.doc[left - 1].text if left > verb.sent.start else ""
    behind = verb.doc[right + 1].text if right + 1 < verb.sent.end else "."
    if before not in {",", ";", ""} or behind not in {",", ".", ";"} or (not before and behind == "."):
        return None
    links = links_of(tellers, heads, "said")
    if not links:
        return None
    governor = clause_of(verb.head)
    return Attribution(
        tuple(links), None if governor.dep_ == "ROOT" else governor, _plain(verb_stance()[verb.lemma_.lower()]), verb.i
    )


def _by_count(tellers: Tellers, prep: Token) -> Attribution | None:
    """ "By the imam's count", "in the words of X", "in X's view"."""
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if noun is None or not (noun.lower_ in COUNTS or (prep.lower_, noun.lower_) in IN_VIEW):
        return None
    heads = [c for c in noun.children if c.dep_ == "poss"]
    heads += [g for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    if not heads or heads[0].tag_ == "PRP$" or not tellers.can_tell(heads[0]):
        return None
    links = links_of(tellers, heads[:1], "according to")
    if not links:
        return None
    stance = stances("nouns").get(noun.lemma_.lower(), Stance.REPORTED)
    governor = clause_of(prep)
    return Attribution(tuple(links), None if governor.dep_ == "ROOT" else governor, _plain(stance), prep.i)


def _asides(tellers: Tellers, sentence: SpacySpan) -> list[Attribution]:
    """Brackets that say who: "(according to X)"."""
    parsed = tellers.actors.parsed
    first, last = parsed.starts[sentence[0].i], parsed.ends[sentence[-1].i]
    found = []
    for aside in parsed.passage.asides:
        m = ASIDE.match(aside.text)
        if not m or not first <= aside.at <= last + 1 or m[0].lower().startswith("say"):
            continue
        before = [t for t in sentence if parsed.starts[t.i] < aside.at]
        clause = before[-1] if before else sentence.root
        while clause.head != clause and clause.pos_ not in {"VERB", "AUX"} and clause.dep_ != "prep":
            clause = clause.head
        link = Link(tellers=(m[1].strip(),), mode="according to", span=aside.span)
        governor = clause if clause.dep_ != "ROOT" else None
        found.append(Attribution((link,), governor, Stance.REPORTED, before[-1].i if before else sentence.start))
    return found


def _plain(stance: Stance) -> Stance:
    """What somebody believes, told by them, is told with reserve; a denial beside a clause is none of the clause."""
    return Stance.REPORTED if stance in (Stance.DENIED, Stance.DOUBTED) else stance

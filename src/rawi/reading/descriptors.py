"""What somebody is by creed, ideology or people: "a Shia militia", "is predominantly Sunni", "five jihadist groups"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.coordination import expand, listed
from rawi.reading.doers import is_negated, subjects
from rawi.reading.findings import Found
from rawi.reading.memory import Actor, nouns
from rawi.vocabulary import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

PREDICATES = {"creeds": "affiliated_creed", "ideologies": "ideology", "peoples": "recruits_from"}
SUBJECTS = {
    "creeds": {EntityType.GROUP, EntityType.COMMUNITY, EntityType.PERSON},
    "ideologies": {EntityType.GROUP, EntityType.ORGANIZATION},
    "peoples": {EntityType.GROUP},
}
MODIFYING = {"amod", "compound", "nmod"}
COPULAS = {"be", "become", "remain", "consider", "deem", "call", "regard", "describe"}


@cache
def descriptors() -> dict[str, frozenset[str]]:
    """The words of `descriptors.yaml`."""
    raw = load_yaml("descriptors.yaml", "rawi.reading")
    return {kind: frozenset(str(word) for word in words) for kind, words in raw.items()}


@dataclass(frozen=True)
class Said:
    """Of whom a word is said: a noun phrase's head; `passing` where a modifier says it, `verb` where a clause does;
    `composing` where it is said of those whom that group consists of."""

    holder: Token
    passing: bool = True
    verb: Token | None = None
    composing: bool = False


def read_descriptors(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """Claims of creed, ideology and descent that single words make of whom they describe."""
    for token in sentence:
        kind = kind_of(actors, token)
        if kind is None or _goes_on(actors, token, kind):
            continue
        head = _described(token)
        for said in _holders(token, head):
            actor = actors.who(said.holder)
            if actor is None or actor.type not in SUBJECTS[kind]:
                continue
            if not actor.named or (actor.by_reference and said.passing):
                continue
            if actor.type is EntityType.PERSON and said.verb is None and head is not token:
                continue
            yield _found(actors, token, head, actor, said)


def kind_of(actors: Actors, token: Token) -> str | None:
    """Which table of descriptors a word is in, if any; a compound goes by its first part ("Shia-led")."""
    name = actors.parsed.names.get(token.i)
    words = descriptors()
    lower = name.text.lower() if name is not None else token.lower_
    for kind in PREDICATES:
        if lower in words[kind]:
            return kind
    if name is not None:
        return "peoples" if name.type is EntityType.COMMUNITY and token.dep_ in MODIFYING else None
    first, _, last = lower.rpartition("-")
    if first and last in words["endings"]:
        for kind in PREDICATES:
            if first in words[kind] and not (kind == "peoples" and last == "led"):
                return kind
    return None


def _goes_on(actors: Actors, token: Token, kind: str) -> bool:
    """Whether the next word says more of the same kind ("Sunni" of "Sunni Muslim")."""
    after = token.i + 1
    if after >= len(token.doc) or token.doc[after].sent != token.sent:
        return False
    following = token.doc[after]
    return kind_of(actors, following) == kind and (token.head in (following, following.head))


def _described(token: Token) -> Token:
    """The noun that a word modifies, or the word itself where it stands alone ("X is Marxist", "they are Muslims")."""
    current = token
    while current.dep_ in {*MODIFYING, "advmod", "npadvmod"} and current.head != current:
        current = current.head
        if current.pos_ in {"NOUN", "PROPN"} and current.dep_ not in MODIFYING:
            return current
    if token.dep_ == "conj" and token.head.dep_ in MODIFYING and token.pos_ == "ADJ":
        return _described(token.head)
    return token


def _holders(token: Token, head: Token) -> Iterator[Said]:
    words = descriptors()
    if head is not token and head.lower_ in words["beliefs"]:
        yield from _believers(head)
        return
    place = head
    while place.dep_ == "conj" and place.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
        place = place.head
    if head is not token:
        members = listed(head)
        if members:
            yield from (Said(member) for member in members)
            return
    elif token.pos_ not in {"ADJ", "NOUN", "PROPN"}:
        return
    governor = place.head
    people = head is token or head.lower_ in nouns()["members"]
    if place.dep_ in {"acomp", "attr", "oprd"} and governor.lemma_ in COPULAS:
        for subject in [t for s, _ in subjects(governor) for t in expand(s)]:
            if subject.lower_ in words["beliefs"]:
                yield from _believers(subject)
            else:
                yield Said(subject, passing=False, verb=governor)
    elif place.dep_ == "appos" and head is token:
        yield Said(place.head)
    elif place.dep_ in {"pobj", "amod"} and governor.lower_ == "as":
        verb = governor.head
        reflexive = [c for c in verb.children if c.dep_ == "dobj"]
        if verb.pos_ == "VERB" and (not reflexive or reflexive[0].lower_.endswith(("self", "selves"))):
            yield from (Said(t, passing=False, verb=verb) for t, _ in subjects(verb))
    elif people and place.dep_ in {"dobj", "pobj"} and (told := _composing(place)) is not None:
        yield from (Said(t, passing=False, verb=told, composing=True) for t, _ in subjects(told))
    elif head is not token:
        yield Said(head)


def _composing(noun: Token) -> Token | None:
    """The verb by which a noun tells what its subject consists of: "is composed of X", "includes X"."""
    if noun.dep_ != "dobj" and noun.head.lower_ != "of":
        return None
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    while verb.pos_ in {"ADV", "ADP"} and verb.head != verb:
        verb = verb.head
    return verb if verb.lemma_ in descriptors()["composing"] else None


def _believers(belief: Token) -> Iterator[Said]:
    """Whose belief it is: "X's separatist agenda", "X has a leftist orientation"."""
    for child in belief.children:
        if child.dep_ == "poss":
            yield Said(child)
            return
        if child.dep_ == "prep" and child.lower_ == "of" and belief.dep_ in {"nsubj", "dobj", "pobj"}:
            yield from (Said(t) for t in child.children if t.dep_ == "pobj")
            return
    verb = belief.head if belief.dep_ in {"dobj", "attr"} else belief.head.head if belief.dep_ == "pobj" else belief
    if verb.pos_ in {"VERB", "AUX"} and verb.lemma_ in descriptors()["professing"]:
        yield from (Said(t, passing=False, verb=verb) for t, _ in subjects(verb))


def _found(actors: Actors, token: Token, head: Token, actor: Actor, said: Said) -> Found:
    kind = kind_of(actors, token) or "ideologies"
    first = token
    while first.i and first.doc[first.i - 1].sent == token.sent:
        before = first.doc[first.i - 1]
        if not (kind_of(actors, before) == kind or before.lower_ in descriptors()["degrees"]):
            break
        first = before
    with_head = head is not token and (head.lower_ in descriptors()["beliefs"] or said.composing)
    last = head if with_head and said.verb is not None else token
    start, end = actors.parsed.starts[first.i], actors.parsed.ends[last.i]
    negated = said.verb is not None and is_negated(said.verb)
    found = Found(PREDICATES[kind], actor, token, "descriptor", value_range=(start, end), timed=False,
                  nominal=said.passing, negated=negated, own={token.i})
    if kind == "peoples":
        words = actors.parsed.passage.written(start, end)
        found.object = Actor(words, EntityType.COMMUNITY, start, end, token=token.i)
        found.value_range = None
    else:
        words = actors.parsed.passage.written(start, end)
        one = words[:-1] if kind == "creeds" and last is token and words.endswith("s") else words
        found.value = Value(text=one if one.split()[-1].lower() in descriptors()["creeds"] else words)
    return found

"""Relations inside a noun phrase: "Y-backed X", "pro-Y X", "anti-Y X", "Y-based X", "Y's wing X", "X members"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.findings import Found
from rawi.reading.memory import Actor, nouns
from rawi.reading.matching import is_another, same
from rawi.vocabulary import gazetteer, load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

COMPOUND = re.compile(r"([\w.'\- ]+?)-(\w+)")


@cache
def endings() -> dict[str, dict[str, str]]:
    return dict(load_yaml("modifiers.yaml", "rawi.reading"))


def read_modifiers(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """Claims that hyphenated modifiers and creeds make of the group that they modify."""
    text = actors.parsed.passage.text
    for token in sentence:
        if token.i in actors.parsed.names:
            continue
        lower = token.lower_
        if "-" not in lower and lower not in endings()["creeds"] and lower not in endings()["ideologies"]:
            continue
        head = _head(token)
        if head is None:
            continue
        subject = actors.who(head)
        if subject is None or subject.type is not EntityType.GROUP:
            continue
        if lower in endings()["creeds"] and subject.named and not subject.by_reference:
            yield Found("affiliated_creed", subject, token, "creed modifier", value=Value(text=text[actors.parsed.start(token):actors.parsed.end(token)]),
                        value_range=(actors.parsed.start(token), actors.parsed.end(token)), timed=False, nominal=True)
            continue
        if lower in endings()["ideologies"] and (subject.named and not subject.by_reference):
            yield Found("ideology", subject, token, "ideology modifier", value=Value(text=text[actors.parsed.start(token):actors.parsed.end(token)]),
                        value_range=(actors.parsed.start(token), actors.parsed.end(token)), timed=False, nominal=True)
            continue
        yield from _hyphenated(actors, token, subject)


def _head(token: Token) -> Token | None:
    """The noun that a modifier belongs to: itself modifies it, or is in a predicate of it ("X is an Aleppo-based militia")."""
    current = token
    while current.dep_ in {"amod", "compound", "nmod", "conj", "advmod", "npadvmod"} and current.head != current:
        current = current.head
        if current.pos_ in {"NOUN", "PROPN"} and current.dep_ not in {"amod", "compound", "nmod"}:
            return current
    return None


def _hyphenated(actors: Actors, token: Token, subject: Actor) -> Iterator[Found]:
    word = actors.parsed.passage.text[actors.parsed.start(token) : actors.parsed.end(token)]
    first, _, last = word.rpartition("-")
    begin = actors.parsed.start(token)
    place = (begin, actors.parsed.end(token))
    prefix, _, rest = word.partition("-")
    table = endings()
    if prefix.lower() in table["prefixes"] and rest:
        predicate = table["prefixes"][prefix.lower()]
        other = _party(rest, actors, begin + len(prefix) + 1)
        if not (subject.named or subject.by_reference):
            return
        if other is not None and other.type is not None and not same(subject, other):
            yield Found(predicate, subject, token, "prefix modifier", object=other, value_range=place, timed=False, nominal=True, own={token.i})
        return
    if last.lower() not in table["backing"] and last.lower() not in table["basing"]:
        return
    parties = [p for p in [_party(first, actors, begin)] if p is not None]
    parties += _coordinated(token, actors)
    for party in parties:
        if same(subject, party):
            continue
        if last.lower() in table["basing"]:
            if party.type in (EntityType.PLACE, EntityType.STATE):
                yield Found("based_in", subject, token, "based modifier", object=Actor(party.name, EntityType.PLACE, party.start, party.end), timed=False, nominal=True)
            continue
        if party.type in (EntityType.PLACE, None) or is_another(subject):
            continue
        predicate, _, value = table["backing"][last.lower()].partition(" ")
        yield Found(predicate, subject, token, "backed modifier", object=party, value=Value(text=value) if value else None,
                    value_range=place, timed=False, nominal=True, own={token.i})


def _coordinated(token: Token, actors: Actors) -> list[Actor]:
    """ "Iranian and Hezbollah-backed": the party before the conjunction shares the ending."""
    if token.i >= 2 and token.doc[token.i - 1].lower_ in {"and", "or"}:
        before = token.doc[token.i - 2]
        name = actors.parsed.name_of(before)
        if name is not None or gazetteer().state_of_adjective(before.text):
            actor = actors.who(before) or _party(before.text, actors, actors.parsed.start(before))
            if actor is not None and actor.type in (EntityType.STATE, EntityType.GROUP, EntityType.PERSON):
                return [actor]
    return []


def _party(words: str, actors: Actors, start: int) -> Actor | None:
    """Who is meant by the first part of a compound: a state by its adjective, a name of the cast, a known group."""
    bare = words.strip("'’ ")
    end = start + len(words)
    state = gazetteer().state(bare)
    if state is not None:
        return Actor(state, EntityType.STATE, start, end)
    kind = actors.cast.type_of(bare)
    if kind is not None:
        return Actor(bare, kind, start, end)
    entry = gazetteer().lookup(bare)
    if entry is not None:
        return Actor(bare, entry.type, start, end)
    lower = bare.lower()
    if lower in nouns()["state"] or lower in {"government", "regime", "opposition", "rebel", "state"}:
        kind = EntityType.STATE if lower in nouns()["state"] else EntityType.GROUP
        return Actor(bare, kind, start, end, named=False)
    if bare[:1].isupper():
        return Actor(bare, None, start, end)
    return None

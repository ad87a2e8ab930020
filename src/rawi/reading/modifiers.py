"""Relations inside a noun phrase: "Y-backed X", "pro-Y X", "anti-Y X", "Y-based X", "Y's wing X", "X members"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.findings import Found
from rawi.reading.matching import is_another, same
from rawi.reading.memory import Actor, nouns
from rawi.reading.ownership import native, owned
from rawi.vocabulary import gazetteer, load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

CREEDS = (("creeds", "affiliated_creed", "creed modifier"), ("ideologies", "ideology", "ideology modifier"))


@cache
def endings() -> dict[str, dict[str, str]]:
    return dict(load_yaml("modifiers.yaml", "rawi.reading"))


def read_modifiers(actors: Actors, sentence: SpacySpan) -> Iterator[Found]:
    """Claims that hyphenated modifiers and creeds make of the group that they modify."""
    text = actors.parsed.passage.text
    for token in sentence:
        if token.i in actors.parsed.names:
            yield from owned(actors, token)
            continue
        lower = token.lower_
        if lower in endings()["backing"] and token.tag_ == "VBN":
            yield from _unhyphenated(actors, token)
        if token.pos_ == "NOUN":
            yield from native(actors, token)
        if "-" not in lower and lower not in endings()["creeds"] and lower not in endings()["ideologies"]:
            continue
        head = _head(token)
        if head is None:
            continue
        subject = actors.who(head)
        if subject is None or subject.type is not EntityType.GROUP:
            continue
        where = (actors.parsed.start(token), actors.parsed.end(token))
        said = False
        for table, predicate, rule in CREEDS:
            if lower in endings()[table] and subject.named and not subject.by_reference:
                yield Found(predicate, subject, token, rule, value=Value(text=text[slice(*where)]), value_range=where,
                            timed=False, nominal=True)
                said = True
                break
        if said:
            continue
        yield from _hyphenated(actors, token, subject)


def _head(token: Token) -> Token | None:
    """The noun that a modifier belongs to: it modifies it, or is said of it ("X is a Y-based militia")."""
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
            yield Found(predicate, subject, token, "prefix modifier", object=other, value_range=place, timed=False,
                        nominal=True, own={token.i})
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
                seat = Actor(party.name, EntityType.PLACE, party.start, party.end)
                yield Found("based_in", subject, token, "based modifier", object=seat, timed=False, nominal=True)
            continue
        if party.type in (EntityType.PLACE, None) or is_another(subject):
            continue
        predicate, _, value = table["backing"][last.lower()].partition(" ")
        how = Value(text=value) if value else None
        yield Found(predicate, subject, token, "backed modifier", object=party, value=how,
                    value_range=place, timed=False, nominal=True, own={token.i})


def _unhyphenated(actors: Actors, token: Token) -> Iterator[Found]:
    """ "X trained militias": the hyphen forgotten."""
    before = token.doc[token.i - 1] if token.i else None
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if before is None or after is None or after.pos_ != "NOUN" or before.sent != token.sent:
        return
    named = before.i in actors.parsed.names
    party = actors.who(before) if named else _party(before.text, actors, actors.parsed.start(before))
    head = next((t for t in [after, after.head] if t.pos_ == "NOUN" and t.i > token.i), after)
    subject = actors.who(head)
    if party is None or subject is None or subject.type is not EntityType.GROUP or same(subject, party):
        return
    if party.type not in (EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION):
        return
    predicate, _, value = endings()["backing"][token.lower_].partition(" ")
    if predicate == "supported_by":
        yield Found(predicate, subject, token, "backed modifier", object=party, value=Value(text=value),
                    value_range=(actors.parsed.start(token), actors.parsed.end(token)), timed=False, own={token.i})


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

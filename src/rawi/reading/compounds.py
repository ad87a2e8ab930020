"""Compounds that relate what they modify to the party named in them: "Y-backed X", "pro-Y X", "Y-held Z"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Value
from rawi.reading.actors import Actors
from rawi.reading.coordination import listed
from rawi.reading.findings import Found
from rawi.reading.fitting import is_another, same
from rawi.reading.memory import Actor, nouns
from rawi.vocabulary import gazetteer, load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACES = (EntityType.PLACE, EntityType.STATE)
ADJECTIVAL = ("ian", "ish", "ese", "ist", "ite", "ic", "an")
"""Endings of words that are no surname: "pro-Houthist"."""


@cache
def endings() -> dict[str, dict[str, str]]:
    """The tables of `modifiers.yaml`."""
    return dict(load_yaml("modifiers.yaml", "rawi.reading"))


def following_noun(token: Token) -> Token | None:
    """The noun that a compound stands before, if it was hung elsewhere ("Iran-backed and Russian-armed X")."""
    for other in token.doc[token.i + 1 : token.sent.end]:
        if other.pos_ in {"NOUN", "PROPN"} and "-" not in other.text:
            return other.head if other.dep_ in {"compound", "nmod"} and other.head.i > other.i else other
        if other.pos_ not in {"CCONJ", "ADJ", "PROPN", "PUNCT"} and "-" not in other.text:
            return None
    return None


def read_compound(actors: Actors, token: Token, head: Token, subject: Actor) -> Iterator[Found]:
    """What one hyphenated modifier says of what it modifies; of each member, where a collective names its members."""
    word = actors.parsed.passage.text[actors.parsed.start(token) : actors.parsed.end(token)]
    first, _, last = word.rpartition("-")
    prefix, _, rest = word.partition("-")
    begin = actors.parsed.start(token)
    last = last.lower()
    table = endings()
    if prefix.lower() in table["prefixes"] and rest:
        if subject.type is EntityType.GROUP and (subject.named or subject.by_reference):
            other = _party(rest, actors, begin + len(prefix) + 1, person=True)
            yield from _related(actors, token, table["prefixes"][prefix.lower()], _each(actors, head, subject), other)
        return
    if not {last} & (table["backing"].keys() | table["basing"].keys() | table["holding"].keys()):
        return
    if first:
        parties = [_party(first, actors, begin, place=last in table["basing"])]
    else:  # "X Front-backed": the name stands apart
        parties = [actors.who(token.doc[token.i - 1])] if token.i and token.i - 1 in actors.parsed.names else []
    for party in [p for p in [*parties, *_coordinated(token, actors)] if p is not None]:
        if last in table["basing"]:
            members = head.lower_ in nouns()["members"] and not subject.named and not subject.by_reference
            if party.type in PLACES and subject.type in (EntityType.GROUP, EntityType.PERSON) and not members:
                seat = Actor(party.name, EntityType.PLACE, party.start, party.end)
                yield from _related(actors, token, "based_in", [subject], seat, rule="based modifier")
        elif last in table["holding"] and subject.type is EntityType.PLACE:
            if subject.named and party.type is EntityType.GROUP and party.named:
                yield from _related(actors, token, table["holding"][last], [party], subject, rule="held modifier")
        elif last in table["backing"] and (subject.type is EntityType.GROUP or is_body(subject)):
            if party.type in (EntityType.PLACE, None) or is_another(subject):
                continue
            predicate, _, value = table["backing"][last].partition(" ")
            subjects = [s for s in _each(actors, head, subject) if s.named or s.by_reference or head.tag_ == "NNS"]
            yield from _related(actors, token, predicate, subjects, party, value=value, rule="backed modifier")


def is_body(actor: Actor) -> bool:
    """Whether it is a named body that somebody may run or fund as he does a group."""
    return actor.type is EntityType.ORGANIZATION and actor.named


def _related(
    actors: Actors,
    token: Token,
    predicate: str,
    subjects: list[Actor],
    other: Actor | None,
    *,
    value: str = "",
    rule: str = "prefix modifier",
) -> Iterator[Found]:
    """Claims between what a compound modifies and the party that it names."""
    if other is None or other.type is None:
        return
    place = (actors.parsed.start(token), actors.parsed.end(token))
    how = Value(text=value) if value else None
    for subject in subjects:
        if not same(subject, other):
            yield Found(predicate, subject, token, rule, object=other, value=how, value_range=place, timed=False,
                        nominal=True, own={token.i})


def _each(actors: Actors, head: Token, subject: Actor) -> list[Actor]:
    """The members that a collective names, or the one itself."""
    if subject.named or not subject.members:
        return [subject]
    members = [a for a in actors.all(listed(head)) if a.named and a.type is EntityType.GROUP]
    return members or [subject]


def read_unhyphenated(actors: Actors, token: Token) -> Iterator[Found]:
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


def _party(
    words: str, actors: Actors, start: int, *, place: bool = False, person: bool = False
) -> Actor | None:
    """Who is meant by a part of a compound: a state by its adjective, a name of the cast, a known group.

    What nobody knows is a `place` in "X-based", and a `person` in "pro-X".
    """
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
    if not bare[:1].isupper():
        return None
    if place:
        return Actor(bare, EntityType.PLACE, start, end)
    if person and not bare.lower().endswith(ADJECTIVAL):
        return Actor(bare, EntityType.PERSON, start, end)
    return Actor(bare, None, start, end)

"""Actors, and who has been spoken of so far in a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from rawi.model import EntityType, Extent
from rawi.vocabulary import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class Actor:
    """What a noun phrase means; `type` is None where only its use can tell; `start`, `end` count in its passage."""

    name: str
    type: EntityType | None
    start: int
    end: int
    named: bool = True
    extent: Extent | None = None
    members: tuple[str, ...] = ()
    token: int = -1
    by_reference: bool = False


@cache
def nouns() -> dict[str, frozenset[str]]:
    """The common nouns of `nouns.yaml`, by what they stand for."""
    raw = load_yaml("nouns.yaml", "rawi.reading")
    return {kind: frozenset(str(word) for word in words) for kind, words in raw.items()}


KINDS = (
    ("state", EntityType.STATE),
    ("group", EntityType.GROUP),
    ("community", EntityType.COMMUNITY),
    ("person", EntityType.PERSON),
    ("event", EntityType.EVENT),
    ("item", EntityType.ITEM),
    ("place", EntityType.PLACE),
    ("organization", EntityType.ORGANIZATION),
)


def kind_of_noun(token: Token) -> EntityType | None:
    """What a common noun stands for; plural person nouns ("fighters") are groups."""
    words = nouns()
    for form in (token.lower_, token.lemma_.lower()):
        for kind, entity in KINDS:
            if form in words[kind]:
                return entity
    return None


@dataclass
class Memory:
    """What has been spoken of so far in a document: the antecedents of "the group", "it", "he", "this battle"."""

    groups: list[Actor] = field(default_factory=list)
    persons: list[Actor] = field(default_factory=list)
    states: list[Actor] = field(default_factory=list)
    events: list[Actor] = field(default_factory=list)
    communities: list[Actor] = field(default_factory=list)
    places: list[Actor] = field(default_factory=list)
    bodies: list[Actor] = field(default_factory=list)
    """Named groups and organisations in any place of a sentence."""
    called: dict[str, list[Actor]] = field(default_factory=dict)
    """By a common noun ("militant", "force"): the named groups that have been called so."""
    leading: dict[str, list[Actor]] = field(default_factory=dict)
    """By the last word of a leader's name: the groups that he has been said to lead."""
    dead: set[str] = field(default_factory=set)
    """The persons whose death has been told."""
    topic: Actor | None = None
    speaker: Actor | None = None
    """Who says "we": the group whose document it is, or that a statement names so ("We, the X, …")."""
    outlet: bool = False
    """Whether somebody publishes the document who is no group of it, so that "we" may be anybody quoted in it."""
    unresolved: int = 0

    def new_section(self) -> None:
        """Persons and events of another section are too far away to be meant; its group topic stays."""
        self.persons.clear()
        self.events.clear()

    def call(self, noun: str, actor: Actor) -> None:
        """Remember that a named group has been called by a noun."""
        groups = self.called.setdefault(noun, [])
        if all(group.name != actor.name for group in groups):
            groups.append(actor)

    def lead(self, leader: str, group: Actor) -> None:
        """Remember that somebody has been said to lead a group."""
        groups = self.leading.setdefault(leader.rsplit(maxsplit=1)[-1], [])
        if all(known.name != group.name for known in groups):
            groups.append(group)

    def led_by(self, leader: str) -> Actor | None:
        """The one group that somebody of this name, or part of a name, has been said to lead."""
        groups = self.leading.get(leader.rsplit(maxsplit=1)[-1], [])
        return groups[0] if len(groups) == 1 else None

    def note(self, actor: Actor, *, subject: bool) -> None:
        pools = {
            EntityType.GROUP: self.groups,
            EntityType.PERSON: self.persons,
            EntityType.EVENT: self.events,
            EntityType.COMMUNITY: self.communities,
            EntityType.STATE: self.states,
            EntityType.PLACE: self.places,
        }
        pool = pools.get(actor.type) if actor.type else None
        if not (actor.named or actor.by_reference):
            return
        if actor.type in (EntityType.GROUP, EntityType.ORGANIZATION):
            self.bodies.append(actor)
        if pool is None:
            return
        if actor.type is EntityType.GROUP and not subject:
            if not pool:
                pool.insert(0, actor)
            return
        pool.append(actor)

"""Whose word a teller's word is: a group, its commander and its pages are one party, with an interest of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from rawi.model import Entity, EntityType, KeptClaim, Mention, Stance
from rawi.weigh.origins.works import name_key

Interest = Literal["the party itself", "its opponent", "its ally", "third", "unknown"]

ACCOUNT = re.compile(r"@\w|\w\.(?:com|net|org|info|news|[a-z]{2})\b", re.I)
SPEAKS = ("led_by", "holds_position", "founded_by")
SIDES: dict[str, Interest] = {"opposed_to": "its opponent", "allied_with": "its ally", "supported_by": "its ally"}
BODIES = {EntityType.GROUP, EntityType.STATE}
FORMER = ("former", "ex-", "defector", "deserter", "captive", "prisoner")


class Parties:
    """Built once from everything that the workspace holds; asked for each teller."""

    def __init__(self, kept: Iterable[KeptClaim], entities: Iterable[Entity], mentions: Iterable[Mention]):
        self._names = {e.id: e.name for e in entities}
        self._types = {e.id: e.type for e in entities}
        owner = {mention: e.id for e in entities for mention in e.mentions}
        self._entities: dict[tuple[str, str], str] = {}
        self._named: set[tuple[str, str]] = set()
        self._bodies: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda m: (m.document, m.name, m.type)):
            at = (mention.document, name_key(mention.name))
            if mention.id in owner:
                self._entities.setdefault(at, owner[mention.id])
            if mention.named:
                self._named.add(at)
                if mention.type in BODIES and mention.id in owner:
                    self._bodies[mention.document].append((mention.name, owner[mention.id]))
        self._party: dict[str, str] = {}
        self._found: dict[tuple[str, str], str | None] = {}
        self._sides: dict[tuple[str, str], Interest] = {}
        for k in kept:
            self._learn(k)

    def _learn(self, k: KeptClaim) -> None:
        if k.claim.negated or k.review.state == "rejected" or k.reading.stance is Stance.DENIED:
            return
        if k.subject is None or k.object is None:
            return
        person, body = (k.object, k.subject) if k.claim.predicate == "led_by" else (k.subject, k.object)
        role = (k.claim.value.text if k.claim.value else None) or ""
        speaks = k.claim.predicate in SPEAKS and not role.lower().startswith(FORMER)
        if speaks and self._types.get(person) is EntityType.PERSON and self._types.get(body) in BODIES:
            self._party.setdefault(person, body)
        side = SIDES.get(k.claim.predicate)
        if side is not None and self._sides.get((k.subject, k.object)) != "its opponent":
            self._sides[k.subject, k.object] = self._sides[k.object, k.subject] = side

    def is_named(self, document: str, teller: str) -> bool:
        """Whether a teller has a name by which he can be met again, not a description."""
        return (document, name_key(teller)) in self._named or bool(ACCOUNT.search(teller))

    def of(self, document: str, teller: str) -> str | None:
        """The entity whose word a teller's is: himself, the body he leads or serves, or the one he is described by."""
        at = (document, teller)
        if at not in self._found:
            self._found[at] = self._find(document, teller)
        return self._found[at]

    def behind(self, document: str, teller: str) -> set[str]:
        """Who bears a teller's name in a document, and whose word his is."""
        found = {self._entities.get((document, name_key(teller))), self.of(document, teller)}
        return {entity for entity in found if entity is not None}

    def _find(self, document: str, teller: str) -> str | None:
        entity = self._entities.get((document, name_key(teller)))
        if entity is not None and (self.is_named(document, teller) or entity in self._party):
            return self._party.get(entity, entity)
        for name, body in self._bodies[document]:
            if name not in teller or teller.lower().startswith(FORMER):
                continue
            if re.search(rf"(?<!\w){re.escape(name)}(?:'s|’s)?(?!\w)", teller):
                return body
        return None

    def may_publish(self, entity: str) -> bool:
        """Whether an entity could have an account of its own to be got hold of: a tribe or a town has none."""
        return self._types.get(entity) not in {
            EntityType.COMMUNITY,
            EntityType.PLACE,
            EntityType.EVENT,
            EntityType.ITEM,
        }

    def name(self, entity: str) -> str:
        return self._names.get(entity, entity)

    def is_party(self, entity: str) -> bool:
        """Whether several may speak with this entity's one voice: a group or state."""
        return self._types.get(entity) in BODIES

    def interest(self, entity: str | None, k: KeptClaim) -> Interest:
        """What a teller's party is to those whom a claim is about."""
        if entity is None:
            return "unknown"
        about = [self.towards(entity, party) for party in (k.subject, k.object) if party is not None]
        if "the party itself" in about:
            return "the party itself"
        return next((interest for interest in about if interest != "third"), "third")

    def towards(self, party: str, whom: str) -> Interest:
        """What a party is to another: itself, or whoever speaks with its voice; its opponent; its ally; a third."""
        if party == whom or self._party.get(whom) == party:
            return "the party itself"
        return self._sides.get((party, whom), "third")

    def speaks_for(self, document: str, narrator: str, k: KeptClaim) -> bool:
        """Whether a document is the subject's own: its publisher is the subject, or speaks for it."""
        entity = self.of(document, narrator)
        return entity is not None and entity == k.subject

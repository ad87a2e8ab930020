"""Names of entities, as they are found again by the keys that spellings, translations and scripts share."""

from __future__ import annotations

import msgspec

from rawi.model.claim import EntityType


class DeclaredName(msgspec.Struct, frozen=True):
    """A name that a document gives an entity without using it for anything: only the claim says it."""

    entity: str
    name: str
    claim: str


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """One name of one entity, with every key under which it is to be found."""

    entity: str
    name: str
    type: EntityType
    mentions: int
    keys: tuple[str, ...]


class Borne(msgspec.Struct, frozen=True, kw_only=True):
    """A name that an entity bears, and of how many mentions the entity is made."""

    entity: str
    name: str
    type: EntityType
    mentions: int

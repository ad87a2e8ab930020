"""Mentions, the entities they are joined into, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from rawi.model.claim import EntityType
from rawi.model.form import DeclaredName


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A name as one document uses it; the same name and type in one document is one mention."""

    id: str
    """SHA-256 (first 32 hex digits) of document, type and name."""
    document: str
    name: str
    type: EntityType
    named: bool = True
    """False for a description ("rebels", "one of its commanders"), which never joins across documents."""


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Why two mentions are held to be one entity. A join that the machine made is provisional."""

    left: str
    right: str
    rule: str
    """`declared alias`, `equal name`, `equal group name after folding`, `full name in one document`, `decision`."""
    reason: str
    claim: str | None = None
    """The claim that declares the alias, where there is one."""
    provisional: bool = True
    decision: int | None = None
    """The number of the decision that joined them; such a join is not provisional."""


class HeldApart(msgspec.Struct, frozen=True, kw_only=True):
    """Two mentions that a rule would have joined, and why they stayed apart: for a person to look at."""

    left: str
    right: str
    rule: str
    reason: str
    because: str
    decision: int | None = None
    """The number of the decision that keeps them apart; None where the documents' own words do."""


class Unmet(msgspec.Struct, frozen=True, kw_only=True):
    """A decision in force that cannot be carried out now, and why: its mentions are gone, or another forbids it."""

    decision: int
    why: str


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """Entities, with what was not joined though a rule asked for it, and the decisions that could not be met."""

    entities: tuple[Entity, ...]
    held_apart: tuple[HeldApart, ...] = ()
    unmet: tuple[Unmet, ...] = ()
    declared: tuple[DeclaredName, ...] = ()
    """Names that only a claim gives: no document uses them for anything."""
    kin: Mapping[str, str] = {}
    """For each mention that names tie to another of its document, the smallest that they tie it to."""
    plain: Mapping[str, str] = {}
    """By entity, where it is one name that recurs and nothing else: what may place other bearers apart, as JSON."""


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions that belong together. `id` comes from the smallest mention id; `name` is the one most documents use."""

    id: str
    name: str
    type: EntityType
    mentions: tuple[str, ...]
    joins: tuple[Join, ...] = ()


def make_mention(*, document: str, name: str, type: EntityType, named: bool = True) -> Mention:
    """A mention whose id is the SHA-256 (first 32 hex digits) of document, type and name, and of nothing else."""
    digest = hashlib.sha256(msgspec.json.encode([document, type, name])).hexdigest()[:32]
    return Mention(id=digest, document=document, name=name, type=type, named=named)

"""Who bears which name in which document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rawi.model import Entity, Mention
from rawi.names import person_name
from rawi.publish.knowledge import Knowledge
from rawi.publish.words import name_key


def surname(name: str) -> str | None:
    """The last word of a full name, in plain letters and without its article; None for a single name."""
    units = full_name(re.split(r"[,(]|\bof\b", name, maxsplit=1)[0])
    return (name_key(units[-1]) or ("",))[-1] or None if units else None


def full_name(name: str) -> tuple[str, ...] | None:
    """The units of a full name without titles; None for a single name, which says too little."""
    parts = person_name(name)
    return parts.units if parts.full else None


def last_names(persons: Mapping[str, Entity], knowledge: Knowledge) -> dict[str, dict[str, list[tuple[str, bool]]]]:
    """By document and by last word of a name: who bears it there, and whether with a full name."""
    found: dict[str, dict[str, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
    for i, entity in persons.items():
        for mention in mentions_of(entity, knowledge):
            key = name_key(mention.name)
            if mention.named and key:
                found[mention.document][key[-1]].append((i, full_name(mention.name) is not None))
    return found


def names_of(entity: Entity, knowledge: Knowledge) -> Iterator[str]:
    yield entity.name
    yield from (mention.name for mention in mentions_of(entity, knowledge) if mention.named)


def mentions_of(entity: Entity, knowledge: Knowledge) -> Iterator[Mention]:
    for mention in entity.mentions:
        if mention in knowledge.mention:
            yield knowledge.mention[mention]

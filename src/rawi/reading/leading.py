"""Who leads which group, as the text has said, so that "his men" are men of the group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import EntityType
from rawi.vocabulary import roles

if TYPE_CHECKING:
    from rawi.reading.findings import Found
    from rawi.reading.memory import Actor, Memory

UNTIL = frozenset({"until", "till"})


def note_leading(memory: Memory, found: Found) -> None:
    """Remember from a finding that a named person leads a named group; deputies and former leaders do not."""
    over = found.ends or any(c.lower_ in UNTIL for c in found.trigger.children)
    if found.negated or over or found.object is None:
        return
    if found.predicate in {"led_by", "founded_by"}:
        _note(memory, found.object, found.subject)
    elif found.predicate == "holds_position" and found.value is not None and roles().is_leader(found.value.text or ""):
        _note(memory, found.subject, found.object)


def _note(memory: Memory, leader: Actor, group: Actor) -> None:
    told = all(a.named or a.by_reference for a in (leader, group))
    if told and leader.type is EntityType.PERSON and group.type is EntityType.GROUP and leader.name.split():
        memory.lead(leader.name, group)

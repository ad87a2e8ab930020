"""Where a claim holds: the place that its clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rawi.model import Argument, EntityType
from rawi.reading.actors import Actors
from rawi.reading.findings import Found
from rawi.reading.phrases import clause_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LOCATIVE = {"in", "at", "near", "around", "outside", "inside", "across", "throughout", "over", "on"}


def place_of(found: Found, actors: Actors) -> Argument | None:
    """The first place in a locative phrase of the trigger's clause, if it is not the claim's own object."""
    for governor in _governors(found.trigger):
        for child in governor.children:
            if child.dep_ == "prep" and child.lower_ in LOCATIVE:
                for obj in child.children:
                    if obj.dep_ != "pobj":
                        continue
                    actor = actors.who(obj)
                    if actor is None or actor.type not in (EntityType.PLACE, EntityType.STATE) or actor.by_reference:
                        continue
                    if found.object is not None and found.object.name == actor.name:
                        return None
                    return Argument(actor.name, EntityType.PLACE)
    return None


def _governors(trigger: Token) -> list[Token]:
    clause = clause_of(trigger)
    found = [trigger]
    if clause != trigger:
        found.append(clause)
    for child in clause.children:
        if child.dep_ in {"dobj", "nsubjpass", "attr"}:
            found.append(child)
    return found

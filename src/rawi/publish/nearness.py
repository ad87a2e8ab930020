"""Where victims, survivors, witnesses and relatives are or were: told no nearer than the province."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import msgspec
from msgspec.structs import replace

from rawi.model import Argument, EntityType, KeptClaim
from rawi.model.sensitivity import Level
from rawi.publish.geography import provinces_called
from rawi.publish.knowledge import Knowledge
from rawi.publish.sensitivity import LIVED_THROUGH
from rawi.publish.words import name_key
from rawi.vocabulary import gazetteer

WITHHELD_PLACE = "[place withheld]"
LARGE = frozenset(
    {"province", "provinces", "governorate", "region", "state", "department", "oblast", "muhafazah", "wilayat"}
)
"""Words in the name of a place that is no smaller than a province."""


class Nearness(msgspec.Struct, frozen=True):
    """The names of small places that a document uses, hidden in one claim of it."""

    names: tuple[str, ...]

    def over(self, kept: KeptClaim) -> KeptClaim:
        """The claim with its small places hidden: in its quote, its arguments and where it happened."""
        claim = kept.claim
        quote = replace(
            claim.quote,
            exact=self._hidden(claim.quote.exact),
            prefix=self._hidden(claim.quote.prefix),
            suffix=self._hidden(claim.quote.suffix),
        )
        readings = tuple(
            replace(
                reading,
                place=self._argument(reading.place),
                time=replace(reading.time, words=self._hidden(reading.time.words)) if reading.time else None,
                resolved={part: self._hidden(how) for part, how in reading.resolved.items()},
            )
            for reading in kept.readings
        )
        shown = replace(claim, quote=quote, object=self._argument(claim.object))
        gone = claim.object is not None and shown.object != claim.object
        place = None if kept.reading.place is not None and readings[0].place != kept.reading.place else kept.place
        return replace(kept, claim=shown, readings=readings, object=None if gone else kept.object, place=place)

    def _argument(self, argument: Argument | None) -> Argument | None:
        if argument is None or argument.type is not EntityType.PLACE or not is_small(argument.name):
            return argument
        return Argument(WITHHELD_PLACE, EntityType.PLACE)

    def hidden(self, text: str) -> list[tuple[int, int]]:
        """Where small places stand in a text, in order."""
        found: list[tuple[int, int]] = []
        for name in self.names:
            for at in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                if not any(start < at.end() and at.start() < end for start, end in found):
                    found.append(at.span())
        return sorted(found)

    def _hidden(self, text: str) -> str:
        for start, end in reversed(self.hidden(text)):
            text = text[:start] + WITHHELD_PLACE + text[end:]
        return text


def is_small(name: str) -> bool:
    """Whether a place is below province level, as far as its name and the lists of provinces and states tell."""
    if set(name_key(name)) & LARGE:
        return False
    return gazetteer().state(name) is None and not provinces_called(name)


def places_below_province(knowledge: Knowledge, known: Mapping[str, Collection[Level]]) -> Mapping[str, Nearness]:
    """By claim what is hidden: in claims in which somebody takes part who lived through something."""
    small: dict[str, set[str]] = {}
    for mention in knowledge.mentions:
        if mention.type is EntityType.PLACE and mention.named and is_small(mention.name):
            small.setdefault(mention.document, set()).add(mention.name)
    found = {}
    for k in knowledge.kept:
        whose = {level for entity in (k.subject, k.object) if entity for level in known.get(entity, ())}
        if whose & LIVED_THROUGH:
            names = sorted(small.get(k.claim.document, ()), key=lambda name: (-len(name), name))
            found[k.claim.id] = Nearness(tuple(names))
    return found

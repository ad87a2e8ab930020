"""Values that name places and events."""

from __future__ import annotations

import re

from rawi.dates import read_date
from rawi.model import Argument, EntityType, Span
from rawi.reading.fields.context import Field
from rawi.reading.fields.values import items_of, trimmed
from rawi.reading.fields.voices import read_voice

_AS_OF = re.compile(r",\s*as of\s+(?P<date>[^,]+?)\.?$", re.I)
_HELD = re.compile(r"\b(?:in (?:prison|detention|custody|jail)|detained|imprisoned|deceased)\b", re.I)
_NO_PLACE = {"na", "n/a", "worldwide", "various", "global", "international"}


def read_places(field: Field) -> None:
    """A list of places."""
    _places(field, commas=True)


def read_place(field: Field) -> None:
    """One place with the wider ones it lies in ("Gao, Mali"), or several on lines of their own."""
    _places(field, commas=False)


def _places(field: Field, *, commas: bool) -> None:
    for item in items_of(field.text, field.content, commas=commas):
        # Where somebody is held is not where they are based.
        if item.name is None or _HELD.search(item.span.cut(field.text)):
            continue
        name, when = item.name, item.when
        dated = _AS_OF.search(name.cut(field.text))
        if dated:
            when = when or read_date(dated["date"])
            name = Span(name.start, name.start + dated.start())
        voice, name = read_voice(field.text, name, field.subject)
        words = trimmed(name.cut(field.text))
        if not words or words.lower() in _NO_PLACE or len(words.split()) > 10 or words[0].islower():
            continue
        place = Argument(words, EntityType.PLACE)
        field.state(field.quote(item), object=place, when=when, voice=field.voice(item, voice), at={"object": name})


def read_events(field: Field) -> None:
    """Battles, nested as the list nests them; dates in brackets are part of an event's name."""
    above: dict[int, str] = {}
    for item in items_of(field.text, field.content, keep_brackets=True):
        if item.name is None:
            continue
        words = trimmed(item.name.cut(field.text))
        above[item.depth] = words
        under = above.get(item.depth - 1)
        note = f"depth {item.depth} under {under}" if item.depth and under else ""
        event = Argument(words, EntityType.EVENT)
        field.state(field.quote(item), object=event, at={"object": item.name}, note=note)

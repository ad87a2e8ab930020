"""Values that are kept as words: beliefs, emblems and flags, weapons, accusations, pages."""

from __future__ import annotations

import re

from rawi.model import Span, Value
from rawi.reading.fields.context import Field
from rawi.reading.fields.values import items_of, trimmed
from rawi.reading.fields.voices import read_voice

_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,300})[”\"»]")
_PICTURE = re.compile(r"\S+\.(?:svg|png|jpe?g|gif|webp)", re.I)
_USES = re.compile(
    r"(?:has |have )?(?:also )?(?:displayed|displays?|used|uses?|employed|employs?|possess(?:es|ed)?|operated|operates?"
    r"|armed with|equipped with|fielded|fields|acquired|received|carried|carries)\s+",
    re.I,
)


def read_words(field: Field) -> None:
    """A list of short texts."""
    for item in items_of(field.text, field.content):
        if item.name is None:
            continue
        voice, name = read_voice(field.text, item.name, field.subject)
        words = trimmed(name.cut(field.text))
        if words and len(words.split()) <= 12 and words.lower() != "ongoing":
            field.state(
                field.quote(item),
                value=Value(text=words),
                when=item.when,
                voice=field.voice(item, voice),
                at={"value": name},
            )


def read_symbol(field: Field) -> None:
    """What an emblem or flag shows; where its words are quoted, each quotation is one."""
    quoted = list(_QUOTED.finditer(field.text, field.content.start, field.content.end))
    for number, match in enumerate(quoted):
        at = Span(match.start(1), match.end(1))
        start = field.whole.start if number == 0 else match.start()
        field.state(Span(start, match.end()), value=Value(text=at.cut(field.text)), at={"value": at})
    words = trimmed(field.words)
    if not quoted and words and not _PICTURE.fullmatch(words) and len(words.split()) <= 40:
        field.state(field.whole, value=Value(text=words), at={"value": field.content})


def read_online(field: Field) -> None:
    """Platforms, accounts and addresses."""
    for item in items_of(field.text, field.content):
        words = trimmed(item.name.cut(field.text)) if item.name is not None else ""
        if words and len(words.split()) <= 8:
            field.state(field.quote(item), value=Value(text=words), when=item.when, at={"value": item.span})


def read_weapons(field: Field) -> None:
    """Weapons as a list, or as a clause: "Has displayed …"."""
    voice, rest = read_voice(field.text, field.content, field.subject)
    verb = _USES.match(field.text, rest.start, rest.end)
    if verb:
        spans = [Span(verb.end(), rest.end)]
    else:
        spans = [item.name for item in items_of(field.text, rest) if item.name is not None]
    for number, span in enumerate(spans):
        words = trimmed(span.cut(field.text)).rstrip(".")
        if words and len(words.split()) <= 25:
            quote = field.whole if len(spans) == 1 else Span(field.whole.start if number == 0 else span.start, span.end)
            field.state(quote, value=Value(text=words), voice=voice, at={"value": span})


def read_accusation(field: Field) -> None:
    """What somebody is accused of, in one text."""
    voice, rest = read_voice(field.text, field.content, field.subject)
    words = trimmed(rest.cut(field.text)).rstrip(".")
    if words and len(words.split()) <= 30:
        field.state(field.whole, value=Value(text=words), voice=voice, at={"value": rest})

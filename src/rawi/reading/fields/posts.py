"""Lists of leaders, founders and spokespersons, and the posts that a person holds."""

from __future__ import annotations

import re

from rawi.model import Argument, EntityType, Span, Value
from rawi.reading.fields.context import Field
from rawi.reading.fields.kinds import head_kind, listed_kind
from rawi.reading.fields.names import state_lost
from rawi.reading.fields.offices import role_head, state_post
from rawi.reading.fields.people import Named, is_person_name, read_person, state_leader
from rawi.reading.fields.values import items_of, labelled
from rawi.vocabulary import roles

_CLAUSE = re.compile(r"\b(?:is|was|serves|acts|became|commands|leads|heads|commanded|led)\b")
_BODIES = (EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION)


def read_leaders(field: Field) -> None:
    """Who leads, with their posts and other names; a bullet that is a clause is not cut at its commas."""
    bullet = field.whole == field.content
    title = _singular(field.label) if bullet else None
    clause = _CLAUSE.search(re.sub(r"\([^()]*\)", "", field.words))
    told = labelled(field.text, field.content) if bullet else None
    if told is not None and is_person_name(told[0].cut(field.text)):
        # "Karim Sule (2011 to 2014): Sule founded the group."
        label, when, rest = told
        role = rest if roles().is_position(role_head(rest.cut(field.text))) else None
        leader = Named(label, role=role)
        quote = Span(field.whole.start, label.end if role is None else rest.end)
        rule = field.rule.predicate or ""
        state_leader(field.maker, field.subject, leader, quote, rule=rule, title=title, when=when)
        return
    apposed = bullet and any(roles().is_position(role_head(part)) for part in field.words.split(",")[1:2])
    for item in items_of(field.text, field.content, commas=clause is None and not apposed):
        named = read_person(field.text, item)
        if named is None:
            if item.name is None:
                state_lost(field, item)
            continue
        state_leader(
            field.maker,
            field.subject,
            named,
            field.quote(item),
            rule=field.rule.predicate or "",
            title=title,
            when=item.when,
            voice=field.voice(item),
        )


def read_founders(field: Field) -> None:
    """Persons or bodies that founded the group."""
    for item in items_of(field.text, field.content):
        named = read_person(field.text, item)
        if named is not None:
            words = named.name.cut(field.text)
            kind = head_kind(words) or listed_kind(words)
            founder = Argument(words, kind if kind in _BODIES else EntityType.PERSON)
            field.state(
                field.quote(item), object=founder, when=item.when, voice=field.voice(item), at={"object": named.name}
            )


def read_officers(field: Field) -> None:
    """Persons who hold the post of the label in the group: "Spokesperson: X"."""
    for item in items_of(field.text, field.content):
        named = read_person(field.text, item)
        if named is not None:
            who = Argument(named.name.cut(field.text), EntityType.PERSON)
            role = _singular(field.label)
            field.state(
                field.quote(item),
                subject=who,
                object=field.subject,
                value=Value(text=role) if role else None,
                when=item.when,
                at={"subject": named.name},
            )


def read_posts(field: Field) -> None:
    """The posts in a person's own record: "Designation: General; Interim President"."""
    for item in items_of(field.text, field.content, commas=False):
        if item.name is not None and item.name.cut(field.text).strip().lower() not in ("na", "n/a"):
            rule = field.rule.predicate or ""
            state_post(field.maker, field.subject, item.name, field.quote(item), rule=rule, when=item.when)


def _singular(label: str) -> str | None:
    """ "KEY LEADERS" → "key leader"; a label that is no plural stays."""
    title = label.strip().lower()
    if not roles().is_position(title) and not roles().is_position(title.rstrip("s")):
        return None
    return title[:-1] if title.endswith("s") and not title.endswith("ss") else title or None

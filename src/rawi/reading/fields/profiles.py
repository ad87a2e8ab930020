"""Profiles: fixed headings with bullets below them ("FOUNDING", "SIZE"), all about the group of the title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rawi.model import Argument, Document, EntityType, Segment, SegmentKind
from rawi.reading.fields.keys import Rule, Takes, rule_for, rules_of
from rawi.reading.fields.records import records_of, title_entity
from rawi.vocabulary import load_yaml

FRAGMENTED: tuple[Takes, ...] = ("fragments", "places", "place", "prose", "names")
"""Labels whose bullets may be clauses; under any other the label says how the words are read ("SIZE")."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bullet of a profile with the heading it stands under and the heading's rule, if that is known."""

    index: int
    segment: Segment
    heading: Segment | None
    rule: Rule | None


def profile_of(document: Document) -> tuple[Argument, list[Entry]] | None:
    """The group that a profile is about and its bullets; None for a document that is no profile."""
    subject = title_entity(document)
    if subject is None or subject.type not in (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.COMMUNITY):
        return None
    subject = Argument(subject.name, EntityType.GROUP)
    entries: list[Entry] = []
    heading: Segment | None = None
    rule: Rule | None = None
    known: set[int] = set()
    for index, segment in enumerate(document.segments):
        if segment.kind is SegmentKind.HEADING and segment.record is None:
            heading = segment
            rule = rule_for(segment.content.cut(document.text), EntityType.GROUP)
        elif segment.kind in (SegmentKind.LIST_ITEM, SegmentKind.BODY) and heading is not None:
            entries.append(Entry(index, segment, heading, rule))
            if rule is not None and segment.kind is SegmentKind.LIST_ITEM:
                known.add(heading.span.start)
    return (subject, entries) if len(known) >= 2 else None


def implied_subject(document: Document) -> dict[int, Argument]:
    """For every segment that speaks of somebody without naming them (a bullet, a remark): whom it is about."""
    found: dict[int, Argument] = {}
    for record in records_of(document):
        for index, segment in record.fields:
            rules = rules_of(segment.key or "")
            if (
                any(rule.takes == "prose" for rule in rules)
                and record.subject is not None
                and _is_prose(document, segment)
            ):
                found[index] = record.subject
    profile = profile_of(document)
    if profile is not None:
        subject, entries = profile
        for entry in entries:
            told = entry.rule is None or entry.rule.takes in FRAGMENTED
            if told and is_fragment(entry.segment.content.cut(document.text)):
                found[entry.index] = subject
    return found


def _is_prose(document: Document, segment: Segment) -> bool:
    return len(segment.content.cut(document.text).split()) >= 3


def is_fragment(words: str) -> bool:
    """Whether words begin as a clause without a subject does: "Has operated in …", "Part of …", "Based in …"."""
    first = [match[0].lower() for match in _WORD.finditer(words)][:2]
    if not first:
        return False
    openers = load_yaml("openers.yaml", "rawi.reading.fields")
    if first[0] in openers["adverbs"] and len(first) > 1:
        return first[1] in openers["verbs"] or first[1].endswith("ed")
    if first[0] in openers["verbs"]:
        return True
    return (
        len(first) > 1
        and first[0].endswith("ed")
        and first[1] in openers["prepositions"]
        and first[0] not in openers["not"]
    )

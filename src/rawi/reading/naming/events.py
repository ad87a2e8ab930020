"""Names of events: with a small head-word ("the X offensive"), with their year, with their dates in brackets.

Also the groups named after a day ("17th of November", "March 14 alliance"), whose shape is the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rawi.model import EntityType
from rawi.reading.naming.words import ACRONYM, DATE_ASIDE, POSSESSIVE, YEAR, Name, Word, cues, is_adjective, months
from rawi.reading.passages import Passage
from rawi.vocabulary import gazetteer


def events_of(words: list[Word], text: str) -> list[Name]:
    """Events named with a small head: "the 2016 Southern X campaign", "X civil war", "the May 2021 coup"."""
    found = []
    for k, word in enumerate(words):
        if word.lower not in cues()["event_words"] or word.text[:1].isupper() or "'" in word.text:
            continue
        first = k
        while first > 0 and _before_event(words[first - 1]):
            first -= 1
        while first < k and words[first].lower in cues()["event_middles"]:
            first += 1
        span = words[first:k]
        capitals = [w for w in span if w.capital]
        dated = any(YEAR.fullmatch(w.text) for w in span) or (
            len(span) > 1 and span[-1].text.isdigit() and span[-2].lower in months()
        )
        real = [w for w in capitals if not is_adjective(w.text) and w.lower not in months()]
        if not capitals and not (dated and word.lower in ("war", "coup", "uprising", "revolution")):
            continue
        if word.lower.endswith("s") and not dated:
            continue
        if not real and not dated and word.lower not in cues()["event_adjectival"]:
            continue
        if not real and len(span) == 1 and not dated and word.lower not in ("war", "revolution", "uprising"):
            continue
        if (
            not dated
            and real
            and all(_is_body(w) for w in real)
            and (word.lower not in cues()["event_of_bodies"] or ACRONYM.fullmatch(real[0].text))
        ):
            continue
        end = word.end
        found.append(Name(span[0].start, end, text[span[0].start : end], EntityType.EVENT, True, "event head"))
    return found


def _before_event(word: Word) -> bool:
    if POSSESSIVE.search(word.text):
        return False
    if (
        word.lower in months()
        or YEAR.fullmatch(word.text)
        or (word.text.isdigit() and len(word.text) < 3)
        or word.text == "–"
    ):
        return True
    if word.capital:
        return word.lower not in cues()["not_first"]
    return word.text in cues()["event_middles"]


def _is_body(word: Word) -> bool:
    """Whether a word names a group or an outfit: "an X operation" is no name of an event."""
    text = POSSESSIVE.sub("", word.text)
    entry = gazetteer().lookup(text)
    return (
        entry is not None and entry.type is not EntityType.PLACE and entry.type is not EntityType.STATE
    ) or ACRONYM.fullmatch(text) is not None


def with_year(name: Name, text: str) -> Name:
    """An event with the year or month before it: "(the) 2006 Lebanon War", "May 2021 Coup"."""
    before = re.search(
        rf"\b((?:(?:{_month_words()})\s+)?(?:19|20)\d\d(?:[–/-]\d\d(?:\d\d)?)?\s+)$",
        text[max(0, name.start - 25) : name.start],
        re.I,
    )
    if before is None or name.type is not EntityType.EVENT:
        return name
    lead = text[: name.start - len(before[1])].rstrip()[-4:].lower()
    if lead.endswith((" in", "of", "by", " on")) and not lead.endswith("the"):
        return name  # "in 2006 Operation X": the year is of the sentence
    start = name.start - len(before[1])
    return replace(name, start=start, text=text[start : name.end])


@cache
def _month_words() -> str:
    return "|".join(sorted((m.capitalize() for m in months()), key=lambda m: (-len(m), m)))


@cache
def _day_named() -> re.Pattern[str]:
    month = _month_words()
    day = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{month})|(?:{month})\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    heads_small = "|".join(sorted(cues()["day_heads"]))
    return re.compile(
        rf"\b{day}(?:\s+[A-Z][\w\-]+){{0,3}}?\s+(?:(?i:{heads_small}))\b|\b\d{{1,2}}(?:st|nd|rd|th)\s+of\s+(?:{month})(?=\s+(?:{'|'.join(sorted(cues()['group_follows']))})\b|'s)"
    )


def day_groups(text: str) -> list[Name]:
    """Groups named after a day of the year."""
    return [Name(m.start(), m.end(), m[0], EntityType.GROUP, True, "head-word") for m in _day_named().finditer(text)]


def extend_over_date(name: Name, passage: Passage) -> Name:
    """An event's bracketed date belongs to its name ("X offensive (October–November 2016)"): marked by the rule."""
    for aside in passage.asides:
        if aside.at in (name.end, name.end + 1) and DATE_ASIDE.fullmatch(aside.text):
            return replace(name, rule=name.rule + " dated")
    return name


def overlaid(names: Sequence[Name], stronger: Sequence[Name]) -> list[Name]:
    """The names with the stronger in place of what they overlap, unless a longer name of the same kind is there."""
    kept = list(names)
    for new in stronger:
        over = [n for n in kept if n.start < new.end and new.start < n.end]
        if any(n.type is new.type and n.start <= new.start and n.end >= new.end for n in over):
            continue
        kept = [n for n in kept if n not in over]
        kept.append(new)
    return kept

"""The timeline of an entity: what is dated in the order of its earliest possible day, what is not after it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from rawi.dates import from_edtf, to_edtf
from rawi.errors import RawiError
from rawi.model import Entity, EntityType, KeptClaim, When
from rawi.publish.clocks import Clock
from rawi.publish.dossier import Telling
from rawi.publish.entries import absence_of, from_object, other_side, telling
from rawi.publish.knowledge import Knowledge, order
from rawi.publish.properties import property_of
from rawi.publish.wording import MARKS, bounds_words
from rawi.vocabulary import plain
from rawi.weigh import date_words, documents_words, value_words

HAPPENED = "happened"
EVENT_TIES = ("participated_in", "attended", "neutral_in")


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that documents say of a time. `day` is its earliest possible day, None where there is none."""

    day: str | None
    edtf: str | None
    when: When | None
    """Its four bounds, of the least reserved telling."""
    time: str
    """The words of the documents; else the date in words."""
    bounds: str | None
    label: str
    words: str
    negated: bool
    documents: int
    stances: tuple[str, ...]
    marks: tuple[str, ...]
    tellings: tuple[Telling, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """`undated` holds what has no time, or one without a year, which no order can place."""

    entity: str
    name: str
    dated: tuple[Moment, ...]
    undated: tuple[Moment, ...]
    unreviewed: int


def timeline(entity: Entity, knowledge: Knowledge, *, until: Clock | None = None) -> Timeline:
    """The claims about an entity, and the dates of the events that it is said to have taken part in.

    A time that only ends ("until 2024") stands at its end. Claims that say the same for the same time are one moment.
    With `until`, what can only have come after that clock is left out.
    """
    about = [k for k in _with_events(entity, knowledge) if k.review.state != "rejected" and absence_of(k) is None]
    last = until.days.last if until is not None else None
    groups: dict[tuple[str, ...], list[KeptClaim]] = defaultdict(list)
    for k in about:
        groups[_same(k, entity)].append(k)
    moments = sorted(
        (_moment(group, entity, knowledge) for group in groups.values()),
        key=lambda m: (m.day or "", m.edtf or "", m.label, m.words),
    )
    return Timeline(
        entity=entity.id,
        name=entity.name,
        dated=tuple(m for m in moments if m.day is not None and (last is None or m.day <= last.isoformat())),
        undated=tuple(m for m in moments if m.day is None),
        unreviewed=sum(k.review.state == "unreviewed" for k in about),
    )


def time_of(kept: KeptClaim) -> When | None:
    """The time that a claim speaks of: its value where that is a date, else its own time."""
    value = kept.claim.value
    if value is not None and value.edtf is not None:
        try:
            return from_edtf(value.edtf)
        except (RawiError, ValueError):
            return kept.reading.time
    return kept.reading.time


def earliest_day(when: When | None) -> dt.date | None:
    """The first day that is known of a time: of its start, else of its end."""
    if when is None:
        return None
    return next((bound for bound in when.bounds if isinstance(bound, dt.date)), None)


def _with_events(entity: Entity, knowledge: Knowledge) -> Iterable[KeptClaim]:
    about = knowledge.about(entity.id)
    yield from about
    shown = {k.claim.id for k in about}
    events = {k.object for k in about if k.claim.predicate in EVENT_TIES and k.subject == entity.id and k.object}
    for k in knowledge.kept:
        if k.subject in events and k.claim.predicate == HAPPENED and k.claim.id not in shown:
            yield k


def _edtf(when: When | None, kept: KeptClaim) -> str | None:
    value = kept.claim.value
    return value.edtf if value is not None and value.edtf else to_edtf(when) if when else None


def _same(kept: KeptClaim, entity: Entity) -> tuple[str, ...]:
    argument, other = other_side(kept, entity.id)
    who = other or (plain(argument.name) if argument else "")
    subject = "" if entity.id in (kept.subject, kept.object) else kept.subject or ""
    return (
        kept.claim.predicate,
        str(from_object(kept, entity.id)),
        str(kept.claim.negated),
        subject,
        who,
        "" if argument else plain(value_words(kept.claim.value)),
        _edtf(time_of(kept), kept) or "",
    )


def _moment(group: Sequence[KeptClaim], entity: Entity, knowledge: Knowledge) -> Moment:
    tellings = sorted(group, key=lambda k: (k.reading.stance.strength, order(k)))
    first = tellings[0]
    when = time_of(first)
    edtf = _edtf(when, first)
    day = earliest_day(when)
    label, words = _says(first, entity, knowledge)
    return Moment(
        day=day.isoformat() if day else None,
        edtf=edtf,
        when=when,
        time=(first.reading.time.words if first.reading.time else "") or (date_words(edtf) if edtf else "undated"),
        bounds=bounds_words(when),
        label=label,
        words=words,
        negated=first.claim.negated,
        documents=len({k.source.id for k in group}),
        stances=tuple(dict.fromkeys(str(k.reading.stance) for k in tellings)),
        marks=tuple(dict.fromkeys(MARKS[k.reading.stance] for k in tellings)),
        tellings=tuple(telling(k, knowledge, inverse=from_object(k, entity.id)) for k in tellings),
    )


def _says(kept: KeptClaim, entity: Entity, knowledge: Knowledge) -> tuple[str, str]:
    shows = property_of(kept.claim.predicate)
    if entity.id not in (kept.subject, kept.object):
        return shows.label, _named(kept.claim.subject.name, kept.subject, knowledge)
    inverse = from_object(kept, entity.id)
    argument, other = other_side(kept, entity.id)
    dated = kept.claim.value is not None and kept.claim.value.edtf is not None
    value = "" if dated else value_words(kept.claim.value)
    if argument is None:
        return shows.heading(inverse), value
    name = _named(argument.name, other, knowledge)
    return shows.heading(inverse), f"{name} ({value})" if value and value != name else name


def _named(name: str, entity: str | None, knowledge: Knowledge) -> str:
    known = knowledge.entity.get(entity) if entity else None
    return known.name if known is not None and known.type is not EntityType.EVENT else name


def moment_facts(moment: Moment) -> str:
    """Stance and documents of a moment, in words."""
    return f"{', '.join(moment.stances)} · {documents_words(moment.documents)}"

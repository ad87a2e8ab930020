"""The values of one property: claims that say the same stand together, those that differ stand side by side."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rawi.dates import to_edtf
from rawi.model import Argument, KeptClaim
from rawi.publish.backing import backing
from rawi.publish.clocks import Clock, Holding, days_of_date, holding, is_dated
from rawi.publish.dossier import Absence, Cue, Entry, ShortEntry, Telling
from rawi.publish.extent import Most
from rawi.publish.knowledge import Knowledge, order
from rawi.publish.wording import (
    MARKS,
    bounds_words,
    chain_links,
    claim_words,
    resolved_words,
    source_title,
    time_words,
)
from rawi.vocabulary import plain as fold
from rawi.weigh import value_words
from rawi.weigh.origins import Lineage

Key = tuple[str, ...]


class Beside(msgspec.Struct, frozen=True):
    """What entries are made with beside their claims; with the clock `as_of`, values without a time are marked."""

    knowledge: Knowledge
    lineage: Lineage
    as_of: Clock | None = None


def entries_of(
    kept: Iterable[KeptClaim], entity: str, differing: frozenset[str], beside: Beside, most: Most | None = None
) -> tuple[tuple[Entry, ...], int]:
    """Groups claims of one predicate by what they say of `entity`; `differing` are ids of claims at odds with others.

    Dates come in their order, everything else by the number of documents; what is absent comes last. With `most` only
    so many are made; how many there are in all is the second.
    """
    groups: dict[Key, list[KeptClaim]] = defaultdict(list)
    for k in kept:
        groups[_says(k, entity)].append(k)
    ordered = sorted(groups.values(), key=lambda group: (_rank(group), _called(group, entity, beside.knowledge)))
    shown = ordered
    if most is not None and len(ordered) > most.values:
        shown = most.choose(ordered, [_differs(group, differing) for group in ordered])
    tellings = most.tellings if most is not None else None
    return tuple(_entry(group, entity, differing, beside, tellings) for group in shown), len(ordered)


def from_object(kept: KeptClaim, entity: str) -> bool:
    """Whether `entity` is the object of the claim and not its subject."""
    return kept.subject != entity and kept.object == entity


def other_side(kept: KeptClaim, entity: str) -> tuple[Argument | None, str | None]:
    """Whom the claim ties to `entity`, with the id of that entity; (None, None) where it has only a value."""
    if from_object(kept, entity):
        return kept.claim.subject, kept.subject
    return kept.claim.object, kept.object


def absence_of(kept: KeptClaim) -> Absence | None:
    """Whether the document says "none" or "unknown", or the capture lost what it said."""
    value = kept.claim.value
    if value is None:
        return None
    return "none" if value.none else "unknown" if value.unknown else "lost" if value.lost else None


def _says(kept: KeptClaim, entity: str) -> Key:
    claim, value = kept.claim, kept.claim.value
    polarity = "not" if claim.negated else ""
    argument, other = other_side(kept, entity)
    if argument is not None:
        return (polarity, "entity", other) if other else (polarity, "name", argument.type, fold(argument.name))
    if value is None:
        return (polarity, "nothing")
    if absence := absence_of(kept):
        return ("", absence)
    if value.edtf is not None:
        return (polarity, "date", value.edtf)
    if value.number is not None or value.min is not None or value.max is not None:
        return (polarity, "number", str(value.number), str(value.min), str(value.max))
    return (polarity, "text", fold(value.text or ""))


def _rank(group: Sequence[KeptClaim]) -> tuple[bool, bool, dt.date, int]:
    first = group[0]
    days = days_of_date(first.claim.value.edtf) if first.claim.value else None
    day = (days.first or days.last) if days else None
    return (absence_of(first) is not None, first.claim.negated, day or dt.date.max, -_documents(group))


def _documents(group: Iterable[KeptClaim]) -> int:
    return len({k.source.id for k in group})


def _differs(group: Iterable[KeptClaim], differing: frozenset[str]) -> bool:
    return any(k.claim.id in differing for k in group)


def _reserve(kept: KeptClaim) -> tuple[int, tuple[object, ...]]:
    """What tellings are ordered by: the least reserved first."""
    return kept.reading.stance.strength, order(kept)


def _called(group: Sequence[KeptClaim], entity: str, knowledge: Knowledge) -> str:
    """The value in words: what its entity is called, or as its least reserved telling has it."""
    first = group[0] if len(group) == 1 else min(group, key=_reserve)
    argument, other = other_side(first, entity)
    known = knowledge.entity.get(other) if other else None
    return _words(first, argument, known.name if known else None)


def _entry(
    group: Sequence[KeptClaim], entity: str, differing: frozenset[str], beside: Beside, tellings: int | None
) -> Entry:
    """The value that a group of claims gives, with so many tellings at most."""
    knowledge, clock = beside.knowledge, beside.as_of
    behind = backing(group, beside.lineage)
    by_reserve = sorted(group, key=_reserve)
    argument, other = other_side(by_reserve[0], entity)
    names = _spellings(group, entity)
    words = _called(group, entity, knowledge)
    whole = Entry(
        words=words,
        spellings=tuple(n for n in names if n != words),
        entity=other,
        type=argument.type if argument else None,
        named=argument is None or not _unnamed(group, entity, knowledge),
        negated=group[0].claim.negated,
        absence=absence_of(group[0]),
        differs=_differs(group, differing),
        undated=clock is not None and not any(is_dated(k) for k in group),
        holds=holds(group, clock),
        documents=_documents(group),
        known_origins=behind.known,
        untraced=behind.untraced,
        stances=_distinct(str(k.reading.stance) for k in by_reserve),
        marks=_distinct(MARKS[k.reading.stance] for k in by_reserve),
        tellers=tuple(dict.fromkeys(chain_links(k.reading) for k in by_reserve)),
        roles=_distinct(value_words(k.claim.value) for k in by_reserve) if argument else (),
        times=_distinct(resolved_words(k.reading.time) for k in by_reserve if not _is_date(k)),
        places=_distinct(k.reading.place.name if k.reading.place else None for k in by_reserve),
        unreviewed=sum(k.review.state == "unreviewed" for k in group),
        tellings=tuple(telling(k, knowledge, inverse=from_object(k, entity)) for k in by_reserve[:tellings]),
    )
    if len(whole.tellings) == len(group):
        return whole
    return ShortEntry(**msgspec.structs.asdict(whole), of=len(group))


def holds(group: Iterable[KeptClaim], clock: Clock | None) -> str | None:
    """Whether any telling surely reaches the clock, or all of them only may; None without a clock."""
    if clock is None:
        return None
    return str(min((holding(k, clock) for k in group), key=list(Holding).index))


def _words(kept: KeptClaim, argument: Argument | None, entity_name: str | None) -> str:
    if argument is not None:
        return entity_name or argument.name
    return value_words(kept.claim.value) or "not said"


def _is_date(kept: KeptClaim) -> bool:
    return kept.claim.value is not None and kept.claim.value.edtf is not None


def _spellings(group: Iterable[KeptClaim], entity: str) -> tuple[str, ...]:
    """How the documents write the value, where they write it differently."""
    said = set()
    for k in group:
        argument = other_side(k, entity)[0]
        said.add(argument.name if argument is not None else value_words(k.claim.value))
    return tuple(sorted(said - {""}))


def _unnamed(group: Iterable[KeptClaim], entity: str, knowledge: Knowledge) -> bool:
    arguments = ((k.claim.document, other_side(k, entity)[0]) for k in group)
    return all(a is not None and (document, a.type, a.name) in knowledge.unnamed for document, a in arguments)


def _distinct(words: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w for w in words if w))


def telling(kept: KeptClaim, knowledge: Knowledge, *, inverse: bool = False) -> Telling:
    """One claim with everything that a reader needs to judge it."""
    claim, reading, source = kept.claim, kept.reading, kept.source
    own_time = knowledge.own_time(kept)
    return Telling(
        claim=claim.id,
        predicate=claim.predicate,
        says=claim_words(kept, inverse=inverse),
        document=source.id,
        title=source_title(source),
        publisher=source.publisher or source.author,
        path=source.path,
        url=source.url,
        language=source.language,
        date=source.date,
        own_date=to_edtf(own_time) if own_time else None,
        date_inferred=source.date_inferred,
        chain=chain_links(reading),
        stance=str(reading.stance),
        mark=MARKS[reading.stance],
        negated=claim.negated,
        reserve=tuple(Cue(kind=r.kind, words=r.words, holder=r.holder) for r in reading.reserve),
        time=time_words(reading.time),
        edtf=to_edtf(reading.time) if reading.time else None,
        bounds=bounds_words(reading.time),
        place=reading.place.name if reading.place else None,
        members=claim.members,
        grade=_grade(kept, knowledge.grades),
        review=kept.review.state,
        reviewed_by=kept.review.by,
        reviewed_at=kept.review.at,
        confidence=reading.confidence,
        reader=f"{reading.reader}/{reading.version}",
        prefix=claim.quote.prefix,
        quote=claim.quote.exact,
        suffix=claim.quote.suffix,
        start=reading.quote.start,
        end=reading.quote.end,
    )


def _grade(kept: KeptClaim, grades: Mapping[str, str]) -> str | None:
    source, claim = grades.get(kept.source.id), grades.get(kept.claim.id)
    return f"{source or '-'}{claim or '-'}" if source or claim else None

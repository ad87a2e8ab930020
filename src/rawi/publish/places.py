"""What documents place somewhere: bases, areas, deployments, battles, each as exactly as its words, or in the tray.

Nothing is more exact than a kilometre. Persons are not drawn: where they live, stay or were is nobody's business here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from rawi.model import Entity, EntityType, KeptClaim, Placed
from rawi.publish.clocks import Clock, seen_at
from rawi.publish.dossier import Telling
from rawi.publish.entries import holds, telling
from rawi.publish.knowledge import Knowledge, order
from rawi.publish.spots import NoSpot, Spot, by_hand, countries_spoken_of, spot_of
from rawi.publish.wording import MARKS, resolved_words

KINDS: Mapping[str, str] = {
    "base": "Bases",
    "area": "Areas of activity",
    "deployment": "Deployments",
    "taken": "Taken",
    "lost": "Lost",
    "attack": "Attacks",
    "event": "Battles and other events",
    "other": "Other deeds at a place",
}
"""The kinds of marks with what they are called, in the order of the legend."""
PREDICATES: Mapping[str, str] = {
    "based_in": "base",
    "operates_in": "area",
    "deployed_to": "deployment",
    "took": "taken",
    "lost": "lost",
    "attacked": "attack",
    "threatened": "attack",
    "aided": "other",
}
TAKING_PART = ("participated_in", "attended", "neutral_in")
ACTORS = (EntityType.GROUP, EntityType.STATE, EntityType.ORGANIZATION)
MOST = 300
"""Places that a map shows unless more are asked for."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What is told to be, or to have happened, at one place."""

    id: str
    kind: str
    who: str | None
    """Entity; None for an event that nobody is told to have taken part in."""
    name: str
    place: str
    """The entity of the place, or of the event that names it."""
    place_name: str
    predicates: tuple[str, ...]
    times: tuple[str, ...]
    holds: str | None
    documents: int
    stances: tuple[str, ...]
    marks: tuple[str, ...]
    contested: bool
    unreviewed: int
    tellings: tuple[Telling, ...]


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map, with what is told of it."""

    place: str
    name: str
    spot: Spot
    marks: tuple[Mark, ...]


class InTray(msgspec.Struct, frozen=True, kw_only=True):
    """A place that is not on the map, and why."""

    place: str
    name: str
    type: EntityType
    missing: NoSpot
    marks: tuple[Mark, ...]


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """A map as a record. `persons` counts the claims about persons that are not drawn, for their sake."""

    focus: str | None
    name: str | None
    located: tuple[Located, ...]
    tray: tuple[InTray, ...]
    kinds: dict[str, int]
    """Marks of each kind before any filter."""
    persons: int
    left_out: int
    """Places that the limit kept away."""
    unreviewed: int
    as_of: str | None = None
    as_known: str | None = None

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Those on the map, then those in the tray."""
        located = (mark for one in self.located for mark in one.marks)
        return (*located, *(mark for one in self.tray for mark in one.marks))


Key = tuple[str, str, str]
"""Kind, who, where."""


def places(
    knowledge: Knowledge,
    focus: Entity | None = None,
    *,
    placed: Mapping[str, Placed] | None = None,
    kinds: Collection[str] = (),
    most: int = MOST,
    as_of: Clock | None = None,
    as_known: Clock | None = None,
    contested: Collection[str] = (),
) -> Places:
    """Everything that `knowledge` places somewhere: of the focus, or of everybody, at the two clocks.

    `placed` are the places that persons gave, by mention; they go before what a name alone says. `kinds` keeps those
    kinds of marks. Of more places than `most`, those with the most documents stay.
    """
    seen = seen_at(knowledge.kept, as_of, as_known).kept
    event_places = _event_places(seen)
    groups: dict[Key, list[KeptClaim]] = defaultdict(list)
    persons = 0
    for k in seen:
        if _of_person(k):
            persons += bool(k.claim.predicate in PREDICATES or k.place)
            continue
        for key in _keys(k, event_places):
            if focus is None or focus.id in key[1:] or focus.id in (k.subject, k.object):
                groups[key].append(k)
    marks = [_mark(key, claims, knowledge, as_of, frozenset(contested)) for key, claims in groups.items()]
    at: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if not kinds or mark.kind in kinds:
            at[mark.place].append(mark)
    ranked = sorted(at, key=lambda id: (-sum(m.documents for m in at[id]), knowledge.name(id), id))
    spoken = countries_spoken_of(knowledge.kept)
    located, tray = [], []
    for id in ranked[:most]:
        own = tuple(sorted(at[id], key=lambda m: (list(KINDS).index(m.kind), m.name, m.id)))
        found = _spot(id, own, knowledge, placed or {}, spoken)
        if isinstance(found, Spot):
            located.append(Located(place=id, name=knowledge.name(id), spot=found, marks=own))
        else:
            kind = knowledge.entity[id].type if id in knowledge.entity else EntityType.PLACE
            tray.append(InTray(place=id, name=knowledge.name(id), type=kind, missing=found, marks=own))
    counted = Counter(mark.kind for mark in marks)
    return Places(
        focus=focus.id if focus else None,
        name=focus.name if focus else None,
        located=tuple(located),
        tray=tuple(tray),
        kinds={kind: counted[kind] for kind in KINDS if counted[kind]},
        persons=persons,
        left_out=max(0, len(ranked) - most),
        unreviewed=sum(m.unreviewed for own in at.values() for m in own),
        as_of=as_of.words if as_of else None,
        as_known=as_known.words if as_known else None,
    )


def _of_person(k: KeptClaim) -> bool:
    return k.claim.subject.type not in (*ACTORS, EntityType.EVENT)


def _event_places(seen: Iterable[KeptClaim]) -> Mapping[str, str]:
    """For each event the place that some document gives it, the first in the order of claims."""
    found: dict[str, str] = {}
    for k in sorted(seen, key=order):
        event = k.subject if k.claim.subject.type is EntityType.EVENT else k.object if _takes_part(k) else None
        if event is not None and k.place is not None:
            found.setdefault(event, k.place)
    return found


def _takes_part(k: KeptClaim) -> bool:
    return k.claim.predicate in TAKING_PART and k.claim.object is not None and k.claim.object.type is EntityType.EVENT


def _keys(k: KeptClaim, event_places: Mapping[str, str]) -> Iterator[Key]:
    """The marks that a claim belongs to."""
    claim = k.claim
    if claim.negated:
        return
    if _takes_part(k) and k.object is not None:
        yield ("event", k.object, event_places.get(k.object, k.object))
    elif claim.subject.type is EntityType.EVENT and k.subject is not None:
        yield ("event", k.subject, event_places.get(k.subject, k.subject))
    elif claim.object is not None and claim.object.type is EntityType.PLACE and k.object and k.subject:
        if (kind := PREDICATES.get(claim.predicate)) is not None:
            yield (kind, k.subject, k.object)
    elif k.place is not None and k.subject is not None:
        yield (PREDICATES.get(claim.predicate, "other"), k.subject, k.place)


def _mark(
    key: Key, claims: Sequence[KeptClaim], knowledge: Knowledge, as_of: Clock | None, contested: frozenset[str]
) -> Mark:
    kind, who, where = key
    told = sorted(claims, key=lambda k: (k.reading.stance.strength, order(k)))
    return Mark(
        id=f"{kind}-{who}-{where}",
        kind=kind,
        who=who,
        name=knowledge.name(who),
        place=where,
        place_name=knowledge.name(where),
        predicates=tuple(dict.fromkeys(k.claim.predicate for k in told)),
        times=tuple(dict.fromkeys(words for k in told if (words := resolved_words(k.reading.time)))),
        holds=holds(told, as_of),
        documents=len({k.source.id for k in told}),
        stances=tuple(dict.fromkeys(str(k.reading.stance) for k in told)),
        marks=tuple(dict.fromkeys(MARKS[k.reading.stance] for k in told)),
        contested=any(k.claim.id in contested for k in told),
        unreviewed=sum(k.review.state == "unreviewed" for k in told),
        tellings=tuple(telling(k, knowledge) for k in told),
    )


def _spot(
    place: str,
    marks: Sequence[Mark],
    knowledge: Knowledge,
    placed: Mapping[str, Placed],
    spoken: Mapping[str, Counter[str]],
) -> Spot | NoSpot:
    entity = knowledge.entity.get(place)
    name = knowledge.name(place)
    if entity is None:
        return NoSpot(why="unknown")
    given = [placed[m] for m in entity.mentions if m in placed]
    if given:
        return by_hand(max(given, key=lambda one: one.decision), name)
    around: Counter[str] = Counter()
    for document in sorted({t.document for mark in marks for t in mark.tellings}):
        around.update(spoken.get(document, Counter()))
    mentioned = sorted(knowledge.mention[m].name for m in entity.mentions if m in knowledge.mention)
    spellings = dict.fromkeys([name, *mentioned])
    found = [spot_of(one, around, event=entity.type is EntityType.EVENT) for one in spellings]
    return next((one for one in found if isinstance(one, Spot)), found[0])

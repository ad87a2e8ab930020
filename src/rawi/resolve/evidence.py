"""What the documents say for and against two entities being one, a row for each, with the claims it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from rawi.model import Entity, EntityType, KeptClaim, Stance
from rawi.resolve.circumstances import Circumstances, Dated, Seen, Weighing, rules

_LISTED = 3
_ONE_LIST = 300
"""Characters between two entries of what is one list."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One row: what was seen, in words a person can check, and what it weighs in log-odds (below 0: against)."""

    kind: str
    says: str
    weight: float
    claims: tuple[str, ...] = ()


def circumstances_of(kept: Iterable[KeptClaim], entity: str) -> Circumstances:
    """What the claims, rejected and denied ones left out, say of an entity."""
    found = Circumstances()
    for one in kept:
        if one.review.state == "rejected" or one.reading.stance is Stance.DENIED:
            continue
        if one.subject == entity:
            found.add(one.claim, "subject", one.reading.time)
        elif one.object == entity:
            found.add(one.claim, "object", one.reading.time)
    return found


def weigh_documents(
    left: Entity, right: Entity, kept_left: Sequence[KeptClaim], kept_right: Sequence[KeptClaim]
) -> list[Evidence]:
    """The rows for two entities, from the claims about each; those against first, then by weight."""
    one, other = circumstances_of(kept_left, left.id), circumstances_of(kept_right, right.id)
    rows = [*_facets(one, other), *_dates(left, right, one, other), *_side_by_side(left, right, kept_left, kept_right)]
    if left.type is right.type is EntityType.PERSON:
        rows += _death(left, right, one, other)
    return sorted(rows, key=lambda row: (row.weight > 0, -abs(row.weight), row.says))


def _facets(one: Circumstances, other: Circumstances) -> Iterator[Evidence]:
    for facet, weighing in rules().evidence.items():
        mine, theirs = (one.states, other.states) if facet == "state" else (one.of(facet), other.of(facet))
        shared = [key for key in mine if key in theirs]
        if shared:
            claims = tuple(dict.fromkeys(claim for key in shared for claim in (*mine[key].claims, *theirs[key].claims)))
            says = weighing.says.format(shared=_names(mine[key] for key in shared))
            yield Evidence(kind=facet, says=says, weight=weighing.in_favour, claims=claims)
        elif mine and theirs and weighing.against:
            claims = tuple(dict.fromkeys(claim for seen in (*mine.values(), *theirs.values()) for claim in seen.claims))
            says = weighing.against_says.format(one=_names(mine.values()), other=_names(theirs.values()))
            yield Evidence(kind=facet, says=says, weight=weighing.against, claims=claims)


def _names(seen: Iterable[Seen]) -> str:
    names = list(dict.fromkeys(one.written for one in seen))
    return ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")


def _dates(left: Entity, right: Entity, one: Circumstances, other: Circumstances) -> Iterator[Evidence]:
    """One had certainly ended, as some document says, before the other can have begun, as every document says."""
    for ended, began, names in ((one, other, (left.name, right.name)), (other, one, (right.name, left.name))):
        end = max(ended.ends, key=lambda dated: dated.day, default=None)
        begin = min(began.begins, key=lambda dated: dated.day, default=None)
        if end is not None and begin is not None and end.day < begin.day:
            yield _apart("dates", f"{names[0]} ended {_on(end)}", f"{names[1]} began {_on(begin)}", (end, begin))


def _death(left: Entity, right: Entity, one: Circumstances, other: Circumstances) -> Iterator[Evidence]:
    for dead, living, names in ((one, other, (left.name, right.name)), (other, one, (right.name, left.name))):
        death = max(dead.ends, key=lambda dated: dated.day, default=None)
        act = max(living.acts, key=lambda dated: dated.day, default=None)
        if death is not None and act is not None and not living.ends and death.day < act.day:
            yield _apart("death", f"{names[0]} died {_on(death)}", f"{names[1]} acts {_on(act)}", (death, act))


def _on(dated: Dated) -> str:
    return dated.words or dated.day.isoformat()


def _apart(kind: str, one: str, other: str, dated: Iterable[Dated]) -> Evidence:
    weighing = rules().others[kind]
    return Evidence(
        kind=kind,
        says=weighing.against_says.format(one=one, other=other),
        weight=weighing.against,
        claims=tuple(item.claim for item in dated),
    )


def _side_by_side(
    left: Entity, right: Entity, kept_left: Sequence[KeptClaim], kept_right: Sequence[KeptClaim]
) -> Iterator[Evidence]:
    """A claim that ties the two to each other tells them apart, and so does a list that names both."""
    tying = [one for one in kept_left if {one.subject, one.object} >= {left.id, right.id} and _tells_apart(one)]
    if tying:
        yield _quoted(rules().others["named as two"], "named as two", tying[0])
        return
    listed: dict[tuple[str, str, str | None], list[KeptClaim]] = {}
    for one in kept_left:
        if one.object == left.id:
            listed.setdefault((one.claim.document, one.claim.predicate, one.subject), []).append(one)
    for other in kept_right:
        if other.object != right.id:
            continue
        for one in listed.get((other.claim.document, other.claim.predicate, other.subject), ()):
            if one.claim.object != other.claim.object and _apart_by(one, other) <= _ONE_LIST:
                yield _quoted(rules().others["listed as two"], "listed as two", one, other)
                return


def _apart_by(one: KeptClaim, other: KeptClaim) -> int:
    """Characters between the places of two claims."""
    spans = sorted((one.reading.quote, other.reading.quote))
    return max(0, spans[1].start - spans[0].end)


def _tells_apart(kept: KeptClaim) -> bool:
    return kept.claim.predicate != "also_known_as" and not kept.claim.negated


def _quoted(weighing: Weighing, kind: str, *kept: KeptClaim) -> Evidence:
    words = dict.fromkeys(" ".join(one.claim.quote.exact.split()) for one in kept)
    says = f"{weighing.against_says}: {', '.join(f'“{quote}”' for quote in words)} ({kept[0].source.path})"
    return Evidence(kind=kind, says=says, weight=weighing.against, claims=tuple(one.claim.id for one in kept))

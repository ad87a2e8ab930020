"""What one answer alone shows: told with reserve here and without there, doubted, ended and yet told again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from rawi.model import Bearing, BearingKind, ContradictionType
from rawi.weigh import reasons
from rawi.weigh.asking import PLAIN, SO
from rawi.weigh.days import possible_days
from rawi.weigh.sides import Side
from rawi.weigh.times import given_end
from rawi.weigh.told import Told
from rawi.weigh.topics import topics


def alone(topic: str, side: Side) -> Iterator[Bearing]:
    """The bearings of an answer on itself.

    Under a label ("with") stand claims that say different things, each weighed in its plain question.
    """
    known = topics().get(topic)
    if known is None or known.one_saying or known.compares in ("dates", "numbers", "classes"):
        yield from _reserve(side)
        yield from _doubt(side)
    if topic == PLAIN and side.answer.label == SO:
        yield from _again(side)


def _reserve(side: Side) -> Iterator[Bearing]:
    """Stated in one document and told with distance in another; or told by several, and stated by none."""
    plain = [t for t in side.told if not t.reserved and not t.doubted]
    reserved = [t for t in side.told if t.reserved]
    if not plain and len({t.document for t in reserved}) > 1:
        yield _bearing("reserve", side, reserved, [])
    pairs = [(p, r) for p in plain for r in reserved if p.document != r.document]
    if pairs:
        yield _bearing("reserve", side, [p for p, _ in pairs], [r for _, r in pairs])


def _doubt(side: Side) -> Iterator[Bearing]:
    """Whoever passes it on doubts it, or says that it is denied."""
    doubted = [t for t in side.told if t.doubted]
    if doubted:
        yield _bearing("doubted", side, doubted, [])


def _again(side: Side) -> Iterator[Bearing]:
    """Given as ended by one claim, told of later by another; perhaps, where only its place in the text says so."""
    ended = [(t, end) for t in side.told if (end := given_end(t.time)) is not None]
    pairs = [(e, later) for e, end in ended for later in side.told if _begins_after(later, end)]
    if pairs:
        certain = any(later.dated for _, later in pairs)
        left, right = [e for e, _ in pairs], [later for _, later in pairs]
        yield _bearing("contradicts", side, left, right, type="time", certain=certain)


def _begins_after(told: Told, end: dt.date) -> bool:
    days = possible_days(told.time) if told.dated else told.narrated
    return days is not None and days.first is not None and days.first > end


def _bearing(
    kind: BearingKind,
    side: Side,
    left: Iterable[Told],
    right: Iterable[Told],
    *,
    type: ContradictionType | None = None,
    certain: bool = True,
) -> Bearing:
    firsts, seconds = {t.id: t for t in left}, {t.id: t for t in right}
    return Bearing(
        kind=kind,
        type=type,
        certain=certain,
        left=side.at,
        right=side.at,
        left_claims=tuple(firsts),
        right_claims=tuple(seconds),
        reason=reasons.alone(kind, list(firsts.values()), list(seconds.values())),
    )

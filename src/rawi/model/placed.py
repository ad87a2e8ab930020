"""Where a person put a place on the map, and by what source: a decision like any other, taken back like any other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from rawi.model.decision import Decision
from rawi.model.entity import make_mention

PLACE = "place"


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Degrees, and how far around the place may lie; `source` is what whoever put it there says it rests on."""

    latitude: float
    longitude: float
    radius_km: float
    source: str
    by: str
    reason: str
    at: str
    decision: int


def placed(standing: Iterable[Decision]) -> Mapping[str, Placed]:
    """The last place given to each mention, by its id; `standing` are decisions in force, oldest first."""
    found: dict[str, Placed] = {}
    for laid in standing:
        if laid.action != PLACE:
            continue
        here = Placed(
            latitude=float(laid.change["latitude"]),
            longitude=float(laid.change["longitude"]),
            radius_km=float(laid.change["radius_km"]),
            source=laid.change["source"],
            by=laid.by,
            reason=laid.reason,
            at=laid.at,
            decision=laid.id,
        )
        for one in laid.left:
            found[make_mention(document=one.document, name=one.name, type=one.type).id] = here
    return found

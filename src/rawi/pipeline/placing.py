"""Where a place lies, given by a person with a source: checked and laid down in the log, and used for maps alone."""

from __future__ import annotations

import math

from rawi.errors import RawiError
from rawi.model import Decision, EntityType
from rawi.pipeline.identity import sides_of
from rawi.workspace import Workspace

PLACEABLE = (EntityType.PLACE, EntityType.EVENT)
DECIMALS = 2
"""Of degrees, about a kilometre: a map of claims needs no more, and nothing here serves for finding anybody."""
LEAST_KM, MOST_KM = 1.0, 2000.0


def place_by_hand(
    workspace: Workspace,
    entity: str,
    latitude: float,
    longitude: float,
    *,
    radius_km: float,
    source: str,
    by: str,
    reason: str,
) -> Decision:
    """Lays down that a place or an event lies within `radius_km` of a point, and by what source.

    Degrees are rounded to two decimals, and the radius is at least a kilometre. Raises `UnknownName`, and `RawiError`
    for what is no place on earth, for an entity of another type and where no source is named; then nothing changes.
    """
    whole = workspace.entity(entity)
    if whole.type not in PLACEABLE:
        raise RawiError(f"{whole.name} is a {whole.type}; only places and events are put on the map")
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        raise RawiError(
            f"{latitude}, {longitude} is nowhere on earth", advice="degrees: latitude -90 to 90, longitude -180 to 180"
        )
    if not (math.isfinite(radius_km) and 0 < radius_km <= MOST_KM):
        raise RawiError(f"a radius of {radius_km} km cannot be", advice=f"from {LEAST_KM:g} to {MOST_KM:g} km")
    if not source.strip():
        raise RawiError("a place needs a source", advice="say what shows it: a document, an atlas")
    where = {
        "latitude": f"{latitude:.{DECIMALS}f}",
        "longitude": f"{longitude:.{DECIMALS}f}",
        "radius_km": f"{max(radius_km, LEAST_KM):g}",
        "source": source.strip(),
    }
    return workspace.decide_place(sides_of(workspace, whole), where, by=by, reason=reason)

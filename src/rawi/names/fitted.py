"""What was fitted on public lists (`weights.json`, made by `benchmarks/names_fit.py`), and the weights of each type."""

from __future__ import annotations

from functools import cache

import msgspec

from rawi.model import EntityType
from rawi.vocabulary.files import load_text

KINDS = {
    EntityType.GROUP: "group",
    EntityType.ORGANIZATION: "group",
    EntityType.EVENT: "group",
    EntityType.ITEM: "group",
    EntityType.PERSON: "person",
    EntityType.PLACE: "place",
    EntityType.COMMUNITY: "place",
    EntityType.STATE: "place",
}
"""Which set of weights a type of entity is compared with."""


class Crowd(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the log-odds of one name among many are made of; see `rawi.names.among`."""

    start: float
    score: float
    told: float
    rivals: float


class Fitted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By set of weights: the log-odds of each kind of evidence, of sums of them (points of a rising curve), and of
    likenesses among many.
    """

    about: str
    seed: int
    weights: dict[str, dict[str, float]]
    calibration: dict[str, tuple[tuple[float, float], ...]]
    among: dict[str, Crowd]


@cache
def fitted() -> Fitted:
    return msgspec.json.decode(load_text("weights.json", "rawi.names"), type=Fitted)

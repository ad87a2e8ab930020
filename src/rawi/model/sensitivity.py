"""How sensitive it is to name somebody: read by rule, set by persons; and how long a document may be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from rawi.model.decision import Decision
from rawi.model.entity import make_mention

SENSITIVITY, RETENTION = "sensitivity", "retention"


class Level(StrEnum):
    """Whoever is not a public figure is masked in what leaves a workspace, living or dead."""

    PUBLIC_FIGURE = "public figure"
    RANK_AND_FILE = "rank and file"
    VICTIM = "victim"
    SURVIVOR = "survivor"
    WITNESS = "witness"
    RELATIVE = "relative"
    DETAINEE = "detainee"
    MINOR = "minor"


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """Why and until when a document may be kept; `until` is an ISO date, None for no end."""

    label: str
    until: str | None
    by: str
    decision: int


def sensitivity(standing: Iterable[Decision]) -> Mapping[str, Level]:
    """What persons said last of claims and of mentions, by id; `standing` are decisions in force, oldest first."""
    found: dict[str, Level] = {}
    for laid in standing:
        if laid.action == SENSITIVITY and "level" in laid.change:
            level = Level(laid.change["level"])
            ids = [make_mention(document=one.document, name=one.name, type=one.type).id for one in laid.left]
            found |= dict.fromkeys(ids or [laid.target], level)
    return found


def retention(standing: Iterable[Decision]) -> Mapping[str, Retention]:
    """The last label of each document, by its id; `standing` are decisions in force, oldest first."""
    return {
        laid.target: Retention(label=laid.change["label"], until=laid.change.get("until"), by=laid.by, decision=laid.id)
        for laid in standing
        if laid.action == RETENTION and "label" in laid.change
    }

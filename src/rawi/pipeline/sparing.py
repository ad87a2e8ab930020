"""Sensitivity of persons and claims, and retention of documents, as persons set them: decisions like all others."""

from __future__ import annotations

import datetime as dt

from rawi.errors import RawiError
from rawi.model import Decision, EntityType
from rawi.model.sensitivity import Level
from rawi.pipeline.identity import sides_of
from rawi.workspace import Workspace


def set_person(workspace: Workspace, entity: str, level: Level, *, by: str, reason: str) -> Decision:
    """Lays down how sensitive it is to name a person. Raises `UnknownName`, and `RawiError` for what is no person."""
    whole = workspace.entity(entity)
    if whole.type is not EntityType.PERSON:
        raise RawiError(f"{whole.name} is a {whole.type}; only persons and claims have a sensitivity")
    return workspace.decide_label(
        "sensitivity", None, {"level": level.value}, left=sides_of(workspace, whole), by=by, reason=reason
    )


def set_claim(workspace: Workspace, claim: str, level: Level, *, by: str, reason: str) -> Decision:
    """Lays down whom a claim tells of: any level but a public figure keeps it out of masked copies."""
    target = workspace.claim(claim).claim.id
    return workspace.decide_label("sensitivity", target, {"level": level.value}, by=by, reason=reason)


def set_retention(
    workspace: Workspace, document: str, label: str, until: str | None, *, by: str, reason: str
) -> Decision:
    """Lays down why and until when a document may be kept. Raises `RawiError` for a date that is none."""
    if not label.strip():
        raise RawiError("a retention label needs words", advice='as in "consent form 12"')
    if until is not None:
        try:
            until = dt.date.fromisoformat(until).isoformat()
        except ValueError as error:
            raise RawiError(f"{until!r} is no date", advice="as in 2031-12-31") from error
    change = {"label": label.strip()} | ({"until": until} if until else {})
    return workspace.decide_label("retention", workspace.outline(document).id, change, by=by, reason=reason)

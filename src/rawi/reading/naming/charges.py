"""What an office is in charge of: "(Chief) of Training and Operations", "(Director), Legal Services"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rawi.model import EntityType
from rawi.reading.naming.parts import Part
from rawi.reading.naming.words import head_kind
from rawi.vocabulary.offices import offices

CHARGE = re.compile(r",?\s+(?:(?:of|for|in charge of)\s+(?:the\s+)?)?|\s*,\s*(?:of\s+)?")
AND = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?|\s*/\s*|,\s+")
BODY_KINDS = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE)
SERVICES = frozenset({"army", "defence", "defense", "naval", "navy", "air", "police", "military", "general", "joint"})


def charge(parts: Sequence[Part], j: int, text: str) -> int:
    """The last part of what the office is in charge of: "of Training and Operations", ", Legal Services"."""
    known = offices()
    last = j
    k = j + 1
    if k >= len(parts):
        return j
    lead = text[parts[j].end : parts[k].start]
    skip = 0
    while k < len(parts) and parts[k].plain in ("of", "for", "the", "in", "charge") and skip < 4:
        k += 1
        skip += 1
    if k >= len(parts):
        return j
    lead = text[parts[j].end : parts[k].start]
    if not CHARGE.fullmatch(lead) or lead == "":
        return j
    comma = "," in lead
    if comma and not parts[j].capital:
        return j
    while k < len(parts) and parts[k].plain in known.fields and (parts[k].capital or not (comma or parts[j].capital)):
        following = parts[k + 1] if k + 1 < len(parts) else None
        gap = text[parts[k].end : following.start] if following is not None else ""
        if parts[k].capital and gap == " " and _body_goes_on(parts, k, text):
            # ", Counter Terrorism Centre", "Administration Defence Headquarters": of the body that follows
            return j if comma else min(last, _before_service(parts, j, k))
        last = k
        if following is None:
            break
        if gap in (" ", "-"):
            if following.plain == "and" or following.plain in known.fields:
                k += 1
                if parts[k].plain == "and":
                    k += 1
                continue
            break
        if not (AND.fullmatch(gap) and following.plain in known.fields and following.capital and parts[j].capital):
            break
        k += 1
    return last


def _body_goes_on(parts: Sequence[Part], k: int, text: str) -> bool:
    """Whether capitals that are no field of work follow, up to a head-word of bodies ("(Task) Force")."""
    run: list[Part] = []
    for part in parts[k + 1 : k + 6]:
        if text[(run[-1] if run else parts[k]).end : part.start] != " " or not part.capital:
            break
        run.append(part)
    if not run or (run[0].plain in offices().fields and head_kind(run[0].text.lower()) is None):
        return False
    kinds = [head_kind(p.text.lower()) for p in run]
    return parts[k].plain == "operation" or kinds[-1] in BODY_KINDS or kinds[0] in BODY_KINDS


BODY_KINDS = (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE)
SERVICES = frozenset({"army", "defence", "defense", "naval", "navy", "air", "police", "military", "general", "joint"})


def _before_service(parts: Sequence[Part], j: int, k: int) -> int:
    """The part before the service whose body begins there: "Administration (Defence Headquarters)"."""
    return next((m - 1 for m in range(k, j, -1) if parts[m].plain in SERVICES), j)

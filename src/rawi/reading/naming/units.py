"""Numbered units of armed forces: "3 Division", "1st Armoured Regiment", "145 Task Force Battalion", "16th brigade"."""

from __future__ import annotations

import re
from functools import cache

from rawi.model import EntityType
from rawi.reading.naming.words import YEAR, Name, cues, months

NUMBER = (
    r"(?:(?P<digits>\d{1,4})(?P<ordinal>(?:st|nd|rd|th|er|e|re|[èe]me|[ªº°])?)|"
    r"(?P<word>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|"
    r"FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH|SEVENTH|EIGHTH|NINTH|TENTH)|(?P<roman>[IVX]{1,5}))"
)

ABBREVIATED = frozenset({"div", "bde", "bn", "regt", "rgt", "coy", "sqn"})
"""Heads whose full stop is their own."""


@cache
def _shape() -> re.Pattern[str]:
    heads = "|".join(sorted(cues()["numbered_heads"], key=lambda w: (-len(w), w)))
    tails = "|".join(sorted(cues()["unit_tails"], key=lambda w: (-len(w), w)))
    arms = "|".join(sorted(cues()["arms"], key=lambda w: (-len(w), w)))
    middle = rf"(?:(?:[A-ZÀ-Þ][^\W\d_]*(?:[-'][^\W\d_]+)*|(?:{arms})\b)\s+){{0,4}}"
    return re.compile(
        rf"(?<![\w.,-]){NUMBER}(?P<gap>\s+|(?=[A-Z]))(?P<middle>{middle})(?P<head>(?i:{heads}))\b\.?(?!\w)"
        rf"(?P<tail>(?:\s+(?:(?:{arms.title()})\s+)?(?i:{tails})\b)?)"
    )


@cache
def _arms() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(cues()['arms']))})", re.I)


def numbered_units(text: str) -> list[Name]:
    """The numbered units of a text, each with the words between number and head ("Mechanised", "Task Force")."""
    found: list[Name] = []
    for m in _shape().finditer(text):
        head = m["head"]
        plainly = head[:1].islower()
        before = text[: m.start()].rstrip()
        last = re.search(r"[^\W_]+$", before)
        if last is not None and last[0].lower() in months() and not m["ordinal"]:
            continue  # "on May 2 Division forces"
        if m["digits"] and YEAR.fullmatch(m["digits"]) and not m["ordinal"]:
            continue
        if m["gap"] == "" and not m["digits"]:
            continue
        counted = m["digits"] and not m["ordinal"]
        if counted and head.lower().rstrip(".") not in cues()["plain_units"] | cues()["counted_heads"]:
            continue  # "3 Army soldiers", unlike "Third Army"
        middle = m["middle"].split()
        if plainly and (m["word"] or m["roman"] or m["digits"] == "1" or head.lower() not in cues()["plain_units"]):
            continue
        if plainly and not all(_arms().fullmatch(w) for w in middle):
            continue
        end = m.end() - (text[m.end() - 1] == "." and head.lower() not in ABBREVIATED)
        name = text[m.start() : end]
        place = name.lower().endswith(("headquarters", "hq"))
        found.append(Name(m.start(), end, name, EntityType.PLACE if place else EntityType.GROUP, True, "numbered unit"))
    return found

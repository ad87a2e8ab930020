"""A long name before its acronym in brackets: "the Front for the Liberation of X (FLX)" is one name, by initials."""

from __future__ import annotations

import re
from dataclasses import replace

from rawi.model import EntityType
from rawi.reading.naming.words import ACRONYM, Name, cues
from rawi.reading.passages import Passage

PART = re.compile(r"[^\W_]+")
LETTERS = re.compile(r"[^A-Z]")
SOFT = {
    "label",
    "unknown",
    "followed",
    "acronym",
    "article",
    "said",
    "shape",
    "members of",
    "group does",
    "group before",
}


def spelled_out(names: list[Name], passage: Passage) -> list[Name]:
    """The names, those before a matching acronym in brackets widened to what it stands for; groups if unknown."""
    out = list(names)
    for aside in passage.asides:
        short = re.split(r"[;,]", aside.text)[0].strip(" \"'")
        if not ACRONYM.fullmatch(short) or len(LETTERS.sub("", short)) < 3:
            continue
        owner = next((n for n in out if aside.at in (n.end, n.end + 1)), None)
        if owner is None:
            continue
        start = _where_spelled(passage.text, owner, LETTERS.sub("", short))
        if start is None and "-" in short:  # "Action Team (XY-AT)"
            last = LETTERS.sub("", short.rpartition("-")[2])
            start = _where_spelled(passage.text, owner, last) if len(last) > 2 else None
        if start is None:
            continue
        inside = [n for n in out if n.start >= start and n.end <= owner.end]
        crossing = [n for n in out if n.start < start < n.end]
        kind, sure, rule = owner.type, owner.sure, owner.rule
        if len(inside) > 1 or start < owner.start:
            first = min(inside, key=lambda n: n.start)
            kind = (
                first.type
                if first.sure
                and (
                    first.type in (EntityType.GROUP, EntityType.ORGANIZATION)
                    or (first.type is EntityType.PLACE and first.rule == "head-word")
                )
                else EntityType.GROUP
            )
            sure, rule = True, "initials"
        elif rule in SOFT and kind is not EntityType.ORGANIZATION:
            kind, rule, sure = EntityType.GROUP, "initials", True
        start = owner.start if crossing else start
        whole = replace(owner, start=start, text=passage.text[start : owner.end], type=kind, sure=sure, rule=rule)
        out = [n for n in out if n not in inside] + [whole]
    return sorted(out, key=lambda n: n.start)


def _where_spelled(text: str, owner: Name, letters: str) -> int | None:
    """Where the words begin whose initials are the letters; None if nowhere.

    Every capitalised word gives its initial; small joining words may ("Mission in X" → MIX) or may not.
    """
    small = cues()["connectors"] | cues()["headed_connectors"] | cues()["inner"] | {"the"}
    window = text[: owner.end]
    parts = list(PART.finditer(window, max(0, owner.end - 140)))
    left = [letters]  # what may still have to be found before the words read so far
    after = owner.end
    for k, part in enumerate(reversed(parts)):
        if k and re.search(r"[.,;:()]", window[part.end() : after]):
            return None
        after = part.start()
        word = part[0]
        if word[:1].isupper():
            left = [rest[:-1] for rest in left if rest.endswith(word[:1].upper())]
        elif word.lower() in small:
            left += [rest[:-1] for rest in left if rest.endswith(word[:1].upper())]
        else:
            return None
        if not left:
            return None
        if "" in left and word[:1].isupper() and k:
            return part.start()
    return None

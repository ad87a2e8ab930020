"""Words of documents as they may be shown: what would move the cursor, hide or turn around other words is made visible.

A name may hold anything that a document holds: an escape sequence, a NUL, an override that turns the rest of the line
around, a thousand combining marks. It is stored as it is; shown, each such character stands as `⟨U+202E⟩`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache

LONGEST_NAME = 200
"""Characters of a name that a listing shows."""
MARKS_IN_A_ROW = 6
"""Combining marks on one letter; more than any language writes are shown as a number."""
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_ORDERING = r"\u202a-\u202e\u2066-\u2069"
_UNSEEN = r"\ufff9-\ufffb\U000e0000-\U000e007f"
_SUSPECT = re.compile(f"[{_CONTROLS}{_ORDERING}{_UNSEEN}]")
_TABS = re.compile(r"[\t\r\n]+")


def visible(words: str) -> str:
    """The words with every control and every mark of direction that orders text shown by its number.

    Joiners and the two marks that stand for a letter's direction stay: Persian and mixed lines need them.
    """
    shown = words if words.isascii() and words.isprintable() else _SUSPECT.sub(_named, words)
    return _without_towers(shown) if not shown.isascii() and _towers().search(shown) else shown


def visible_name(name: str) -> str:
    """A name on one line, cut where it is longer than a name is; how long it is stands behind."""
    shown = visible(_TABS.sub(" ", name[:LONGEST_NAME]))
    if shown and unicodedata.combining(shown[0]):
        shown = f"◌{shown}"
    return shown if len(name) <= LONGEST_NAME else f"{shown}… ({len(name):,} characters)"


def _named(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found.group()):04X}⟩"


@cache
def _towers() -> re.Pattern[str]:
    """More combining marks in a row than any language writes."""
    marks = "".join(letter for letter in map(chr, range(0x300, sys.maxunicode + 1)) if unicodedata.combining(letter))
    return re.compile(f"[{marks}]{{{MARKS_IN_A_ROW + 1}}}")


def _without_towers(words: str) -> str:
    """The words with all but the first combining marks on each letter counted instead of shown."""
    kept: list[str] = []
    row = 0
    for letter in words:
        if not unicodedata.combining(letter):
            if row > MARKS_IN_A_ROW:
                kept.append(f"⟨{row - MARKS_IN_A_ROW} more marks⟩")
            row = 0
            kept.append(letter)
            continue
        row += 1
        if row <= MARKS_IN_A_ROW:
            kept.append(letter)
    if row > MARKS_IN_A_ROW:
        kept.append(f"⟨{row - MARKS_IN_A_ROW} more marks⟩")
    return "".join(kept)

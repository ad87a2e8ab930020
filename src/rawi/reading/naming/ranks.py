"""Ranks in a text: before a name ("Maj.-Gen. X"), or said of somebody ("X, a colonel")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rawi.model import EntityType
from rawi.reading.naming.parts import Part, Title, closes_name
from rawi.reading.naming.words import cues, head_kind
from rawi.vocabulary import heads
from rawi.vocabulary.offices import offices
from rawi.vocabulary.ranks import ranks

WITHIN_RANK = re.compile(r"[\s.\-–]{1,4}")
SAID_OF = re.compile(
    r"\b(?:[Aa]n?|the rank of|promoted to|promoted)\s+"
    r"(?:[A-Z]\w+\s+)?(?:(?i:full|retired|serving|former|junior|senior|army|air force|police|navy|staff)\s+)?$"
)
SAID_END = re.compile(r"\s*(?:[,.;)]|$|(?:who|in|with|of|from|and|at|by|on|was|is|serving)\b)")
POSSESSED = re.compile(r"'s\b")


def rank_at(parts: Sequence[Part], i: int, text: str) -> tuple[Title, int] | None:
    """The longest rank that begins at a part, and how many parts it has."""
    known = ranks()
    first = parts[i]
    if first.text in known.letters:
        if _name_after(parts, i, text, first.end):
            return Title(first.start, first.end, first.text, "rank", "officer", before_name=True), 1
        return None
    if first.plain not in known.openings and not (first.plain.endswith("s") and first.plain[:-1] in known.openings):
        return None
    if first.plain in offices().units and closes_name(parts, i, text):
        return None  # "the X Army General Y": the army is X's word
    for length in range(min(known.longest, len(parts) - i), 0, -1):
        span = parts[i : i + length]
        words = tuple(p.plain for p in span)
        plural = words not in known.spelled and (*words[:-1], words[-1].removesuffix("s")) in known.spelled
        if not (words in known.spelled or plural) or not _joined(span, text):
            continue
        end = span[-1].end
        if text[end : end + 1] == "." and words[-1] in known.abbreviated:
            end += 1
        if POSSESSED.match(text, span[-1].end):
            return None
        title = Title(first.start, end, text[first.start : end], "rank", "officer", plural=plural)
        named = _name_after(parts, i + length - 1, text, end)
        if not named and length > 1 and text[max(0, first.start - 2) : first.start] == ", ":
            named = _name_after(parts, i + length - 1, text, end, gaps=(", ",))
        if named and (first.capital or (length > 1 or words[0] not in cues()["not_titles"])):
            return Title(first.start, end, title.text, "rank", "officer", before_name=True, plural=plural), length
        said = SAID_OF.search(text, max(0, first.start - 40), first.start) and SAID_END.match(text, end)
        if said and not plural and words not in offices().heads:
            return title, length
        return None
    return None


def _joined(span: Sequence[Part], text: str) -> bool:
    """Whether only spaces, hyphens and the full stops of abbreviations stand between the words."""
    for left, right in pairwise(span):
        gap = text[left.end : right.start]
        if not WITHIN_RANK.fullmatch(gap) or ("." in gap and left.plain not in ranks().abbreviated):
            return False
    return True


def _name_after(parts: Sequence[Part], i: int, text: str, end: int, gaps: Sequence[str] = (" ", ". ", ".")) -> bool:
    """Whether a person's name follows: a capital that opens no body and no further title."""
    if i + 1 >= len(parts):
        return False
    after = parts[i + 1]
    if text[end : after.start] not in gaps or not after.capital:
        return False
    run = [after]
    for part in parts[i + 2 : i + 6]:
        if text[run[-1].end : part.start] != " " or not part.capital:
            break
        run.append(part)
    if (after.plain,) in offices().heads and len(run) == 1:
        return False
    bodied = [p for p in run if head_kind(p.text.lower()) in (EntityType.GROUP, EntityType.ORGANIZATION)]
    if bodied and (heads().closes(run[-1].text) or run[0] in bodied or run[0].plain in offices().fields):
        return False
    return after.plain not in offices().fields | {"of", "and", "officer", "officers"}

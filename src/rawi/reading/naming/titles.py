"""Ranks and offices as a text writes them: "Maj.-Gen.", "Acting Officer Commanding", "Director, Legal Services".

Both are found before the names, which begin and end at them. A rank counts where a name follows it ("Col. X") or where
somebody is said to have it ("X, a colonel"); an office wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rawi.model import EntityType
from rawi.reading.naming.words import cues, head_kind
from rawi.vocabulary import heads
from rawi.vocabulary.letters import plain
from rawi.vocabulary.offices import offices
from rawi.vocabulary.ranks import ranks

PART = re.compile(r"[^\W_]+(?:'(?!s\b|S\b)[^\W_]+)*")
WITHIN_RANK = re.compile(r"[\s.\-–]{1,4}")
WITHIN_OFFICE = re.compile(r"[\s\-]|-\s?")
CHARGE = re.compile(r",?\s+(?:(?:of|for|in charge of)\s+(?:the\s+)?)?|\s*,\s*(?:of\s+)?")
AND = re.compile(r"\s+(?:and|&)\s+(?:the\s+)?|\s*/\s*|,\s+")
SAID_OF = re.compile(
    r"\b(?:an?|the rank of|to the rank of|promoted to|promoted)\s+"
    r"(?:(?:full|retired|serving|former|junior|senior|army|air force|police|navy|staff)\s+)?$",
    re.I,
)
SAID_END = re.compile(r"\s*(?:[,.;)]|$|(?:who|in|with|of|from|and|at|by|on|was|is|serving)\b)")
POSSESSED = re.compile(r"'s\b")
OFFICE_OF = re.compile(r"\b(?:Office|Bureau|Court|Council|House) of (?:the )?$")


@dataclass(frozen=True)
class Title:
    """A rank or an office at `start:end` of a passage.

    `before_name` says of a rank that a name follows; `past` that the office is said to be a former one; `formal` that
    its words would lead a parser astray, so that `head`, one plain word, stands for them.
    """

    start: int
    end: int
    text: str
    kind: Literal["rank", "office"]
    head: str
    before_name: bool = False
    past: bool = False
    plural: bool = False
    formal: bool = False


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    text: str
    plain: str

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def titles_of(text: str) -> list[Title]:
    """All ranks and offices of a text in order, without overlap."""
    parts = [_Part(m.start(), m.end(), m[0], plain(m[0])) for m in PART.finditer(text)]
    found: list[Title] = []
    i = 0
    while i < len(parts):
        rank = _rank(parts, i, text)
        office = _office(parts, i, text, found[-1].end if found else 0)
        longer = rank is not None and office is not None and office[0].formal and office[0].end > rank[0].end
        if rank is not None and not longer:
            found.append(rank[0])
            i += rank[1]
            continue
        if office is not None:
            found.append(office[0])
            i = office[1]
            continue
        i += 1
    return found


# ------------------------------------------------------------------ ranks
def _rank(parts: Sequence[_Part], i: int, text: str) -> tuple[Title, int] | None:
    """The longest rank that begins at a part, and how many parts it has."""
    known = ranks()
    first = parts[i]
    if first.text in known.letters:
        if _name_after(parts, i, text, first.end):
            return Title(first.start, first.end, first.text, "rank", "officer", before_name=True), 1
        return None
    if first.plain not in known.openings and not (first.plain.endswith("s") and first.plain[:-1] in known.openings):
        return None
    if first.plain in offices().units and _closes_name(parts, i, text):
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


def _joined(span: Sequence[_Part], text: str) -> bool:
    """Whether only spaces, hyphens and the full stops of abbreviations stand between the words."""
    for left, right in pairwise(span):
        gap = text[left.end : right.start]
        if not WITHIN_RANK.fullmatch(gap) or ("." in gap and left.plain not in ranks().abbreviated):
            return False
    return True


def _name_after(parts: Sequence[_Part], i: int, text: str, end: int, gaps: Sequence[str] = (" ", ". ", ".")) -> bool:
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


# ------------------------------------------------------------------ offices
def _office(parts: Sequence[_Part], i: int, text: str, floor: int) -> tuple[Title, int] | None:
    """The office whose head begins at a part, widened to both sides, and the part behind it."""
    known = offices()
    first = parts[i]
    if first.text in known.letters:
        return _whole(parts, i, i, text, floor, formal=True)
    if first.plain not in known.openings and not (first.plain.endswith(("s", "men", "women"))):
        return None
    for length in range(min(known.longest, len(parts) - i), 0, -1):
        span = parts[i : i + length]
        words = tuple(p.plain for p in span)
        if words not in known.heads or words in known.no_offices:
            continue
        if not all(WITHIN_OFFICE.fullmatch(text[a.end : b.start]) for a, b in pairwise(span)):
            continue
        if length == 1 and (first.plain in known.qualifiers or first.plain in known.branches):
            after = _office(parts, i + 1, text, floor) if _touches(parts, i, text) else None
            if after is not None and after[0].start <= first.start:
                return after  # "Deputy Commandant": the deputy is no office of its own
        if length > 1 and not span[0].capital and span[-1].capital:
            continue
        if length > 1 and first.plain in known.units and _closes_name(parts, i, text):
            continue  # "the X Militia leader": the militia is X's word
        return _whole(parts, i, i + length - 1, text, floor, formal=words in known.formal and length > 1)
    return None


def _closes_name(parts: Sequence[_Part], i: int, text: str) -> bool:
    """Whether a capital or number stands right before, so that the word is the last of another name."""
    before = parts[i - 1] if i else None
    if before is None or text[before.end : parts[i].start] != " ":
        return False
    return before.text[:1].isdigit() or (before.capital and before.plain not in cues()["not_first"])


def _touches(parts: Sequence[_Part], i: int, text: str) -> bool:
    return i + 1 < len(parts) and WITHIN_OFFICE.fullmatch(text[parts[i].end : parts[i + 1].start]) is not None


def _whole(parts: Sequence[_Part], i: int, j: int, text: str, floor: int, *, formal: bool) -> tuple[Title, int] | None:
    """The office around the head `parts[i..j]`; None where a body's name goes on with it ("President's Office")."""
    known = offices()
    head = tuple(p.plain for p in parts[i : j + 1])
    if POSSESSED.match(text, parts[j].end) or OFFICE_OF.search(text, max(0, parts[i].start - 20), parts[i].start):
        return None
    first = _widened(parts, i, text, floor)
    last = _charge(parts, j, text) if head in known.charged or parts[i].text in known.letters else j
    after = parts[last + 1] if last + 1 < len(parts) else None
    if after is not None and after.capital and parts[last].capital and text[parts[last].end : after.start] == " ":
        run = [after]
        for part in parts[last + 2 : last + 6]:
            if text[run[-1].end : part.start] != " " or not part.capital:
                break
            run.append(part)
        ends = run[-1]
        closed = len(run) > 1 and heads().closes(ends.text) and head_kind(ends.text.lower()) is not None
        numbered = ends.text.isdigit()
        if (
            closed
            and last == j
            and not numbered
            and not _sure_head(head)
            and not any(p.text[:1].isdigit() for p in run)
        ):
            return None
    start, end = parts[first].start, parts[last].end
    words = text[start:end]
    noun = known.letters.get(parts[i].text, head[-1]).split()[-1]
    return (
        Title(
            start,
            end,
            words,
            "office",
            _stand_in(noun),
            past=_past(parts, first, text),
            formal=formal or last > j,
        ),
        last + 1,
    )


def _sure_head(head: tuple[str, ...]) -> bool:
    """Whether the head is an office by its formal name: "General Officer Commanding X Division"."""
    return (head in offices().formal and len(head) > 1) or head[0].upper() in offices().letters


def _stand_in(noun: str) -> str:
    """One plain noun that a parser knows for a person in office."""
    return (
        noun
        if noun in ("chief", "director", "secretary", "spokesman", "minister", "officer", "adviser")
        else "commander"
    )


def _widened(parts: Sequence[_Part], i: int, text: str, floor: int) -> int:
    """The first part of the office: qualifiers and branches before the head, not the last word of another name."""
    known = offices()
    first = i
    while (
        first > 0
        and parts[first - 1].start >= floor
        and WITHIN_OFFICE.fullmatch(text[parts[first - 1].end : parts[first].start])
    ):
        word = parts[first - 1]
        if not (word.plain in known.qualifiers or word.plain in known.branches):
            break
        first -= 1
    if first < i and _closes_name(parts, first, text) and not _then(parts[first - 1].plain):
        # "the 82 Division commander", "Nigerian Army spokesman": the branch closes another name
        units = [k for k in range(first, i) if parts[k].plain in known.units]
        return max(units) + 1 if units else first
    return first


def _then(word: str) -> bool:
    return (word,) in offices().then or word in cues()["not_first"]


def _charge(parts: Sequence[_Part], j: int, text: str) -> int:
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


def _body_goes_on(parts: Sequence[_Part], k: int, text: str) -> bool:
    """Whether capitals that are no field of work follow, up to a head-word of bodies ("(Task) Force")."""
    run: list[_Part] = []
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


def _before_service(parts: Sequence[_Part], j: int, k: int) -> int:
    """The part before the service whose body begins there: "Administration (Defence Headquarters)"."""
    return next((m - 1 for m in range(k, j, -1) if parts[m].plain in SERVICES), j)


def _past(parts: Sequence[_Part], first: int, text: str) -> bool:
    """Whether the words before an office say that it was held: "the former", "ex-", "then"."""
    known = offices()
    for length in (2, 1):
        if first >= length:
            span = parts[first - length : first]
            near = all(
                text[a.end : b.start] in (" ", "-") for a, b in zip(span, [*span[1:], parts[first]], strict=True)
            )
            if near and tuple(p.plain for p in span) in known.past:
                return True
    return False

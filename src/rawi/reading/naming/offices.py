"""Offices in a text: a head with the words before it and what it is in charge of ("Director, Legal Services")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rawi.reading.naming.charges import charge
from rawi.reading.naming.parts import Part, Title, closes_name
from rawi.reading.naming.words import cues, head_kind
from rawi.vocabulary import gazetteer, heads, roles
from rawi.vocabulary.offices import offices

WITHIN_OFFICE = re.compile(r"[\s\-]|-\s?")
POSSESSED = re.compile(r"'s\b")
OFFICE_OF = re.compile(r"\b(?:Office|Bureau|Court|Council|House) of (?:the )?$")


def office_at(parts: Sequence[Part], i: int, text: str, floor: int) -> tuple[Title, int] | None:
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
        if length == 1 and first.capital and first.plain in cues()["names_too"] and _follows_title(parts, i, text):
            return None  # "Sheikh Sultan al-X"
        if length == 1 and (first.plain in known.qualifiers or first.plain in known.branches):
            after = office_at(parts, i + 1, text, floor) if _touches(parts, i, text) else None
            if after is not None and after[0].start <= first.start:
                return after  # "Deputy Commandant": the deputy is no office of its own
        if length > 1 and not span[0].capital and span[-1].capital:
            continue
        closing = first.plain in known.units or (first.plain == "military" and _of_military(parts, i, words[-1]))
        if length > 1 and closing and closes_name(parts, i, text):
            continue  # "the X Militia leader": the militia is X's word
        return _whole(parts, i, i + length - 1, text, floor, formal=words in known.formal and length > 1)
    return None


def _of_military(parts: Sequence[Part], i: int, head: str) -> bool:
    """ "Kenyan military (spokesman)": the military's, unlike "Kenyan military adviser"."""
    national = i > 0 and gazetteer().state_of_adjective(parts[i - 1].text) is not None
    return national and head in offices().speaking


def _follows_title(parts: Sequence[Part], i: int, text: str) -> bool:
    before = parts[i - 1] if i else None
    return before is not None and before.plain in roles().titles and text[before.end : parts[i].start] == " "


def _touches(parts: Sequence[Part], i: int, text: str) -> bool:
    return i + 1 < len(parts) and WITHIN_OFFICE.fullmatch(text[parts[i].end : parts[i + 1].start]) is not None


def _whole(parts: Sequence[Part], i: int, j: int, text: str, floor: int, *, formal: bool) -> tuple[Title, int] | None:
    """The office around the head `parts[i..j]`; None where a body's name goes on with it ("President's Office")."""
    known = offices()
    head = tuple(p.plain for p in parts[i : j + 1])
    if POSSESSED.match(text, parts[j].end) or OFFICE_OF.search(text, max(0, parts[i].start - 20), parts[i].start):
        return None
    first = _widened(parts, i, text, floor)
    last = charge(parts, j, text) if head in known.charged or parts[i].text in known.letters else j
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


def _widened(parts: Sequence[Part], i: int, text: str, floor: int) -> int:
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
    if first < i and closes_name(parts, first, text) and not _then(parts[first - 1].plain):
        # "the 82 Division commander", "Nigerian Army spokesman": the branch closes another name
        military = _of_military(parts, first, parts[i].plain)
        units = [
            k for k in range(first, i) if parts[k].plain in known.units or (military and parts[k].plain == "military")
        ]
        return max(units) + 1 if units else first
    return first


def _then(word: str) -> bool:
    return (word,) in offices().then or word in cues()["not_first"]


def _past(parts: Sequence[Part], first: int, text: str) -> bool:
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

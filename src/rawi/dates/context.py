"""Whether a number is a year and a word is a month, by what stands around it."""

from __future__ import annotations

import re
from functools import cache

from rawi.dates.calendar import fold, words
from rawi.dates.patterns import SPACE, expressions, one_of

WEAK = frozenset(
    {"around", "about", "approximately", "roughly", "near", "of", "by", "from", "to", "up to", "between", "over", "for"}
    | {"through", "within", "after", "claims", "claimed", "claim", "likely", "probably", "possibly", "perhaps"}
)
"""Cues that a count may follow as well as a year: "about 2000 men"."""
NO_MONTH_AFTER = frozenset({"on", "at", "over", "within", "into", "back to", "dated", "near"})
USUAL = range(1900, 2036)
"""Years that a number without a cue may mean."""
_BEFORE_NAMES = frozenset({"of", "by", "from", "between", "to", "for", "after", "before"})
_HOUR = re.compile(r"(?<![A-Za-z])at\s+(?:approximately\s+|about\s+|around\s+)?\Z", re.IGNORECASE)
_THE = re.compile(r"(?:(?<![A-Za-z])(?:the|its|their|last|this)|['’]s)\s+\Z")
_LEFT_BAR = frozenset("$€£#№/_=&+.,’'@-%0123456789")


def counted_next(text: str, at: int) -> bool:
    """Whether a noun that is counted follows directly."""
    return bool(one_of("counted", before=SPACE, after=r"(?![A-Za-z])").match(text, at))


def _counted_soon(text: str, at: int) -> bool:
    return bool(
        one_of("counted", before=f"{SPACE}(?:[a-z-]+{SPACE})?", after=r"(?![A-Za-z])").match(text, at)
    )  # fmt: skip


def is_year_here(text: str, start: int, end: int, cue: str | None, *, told_before: bool) -> bool:
    """Whether the four digits at `text[start:end]` are a year."""
    hyphened = cue is not None and cue.endswith("-")
    if not _free_standing(text, start, end, hyphened=hyphened):
        return False
    if one_of("not_years", before=f"{SPACE}?", after=r"(?![A-Za-z])").match(text, end):
        return False
    if _HOUR.search(text, max(0, start - 24), start):
        return False
    if cue is not None:
        return not (cue in WEAK and _counted_soon(text, end))
    if int(text[start:end]) not in USUAL:
        return False
    return (told_before and not _counted_soon(text, end)) or _apposed(text, start, end)


def _free_standing(text: str, start: int, end: int, *, hyphened: bool) -> bool:
    """No part of a larger number, a code, a sum of money, an address."""
    before = text[start - 1] if start else " "
    if (before in _LEFT_BAR and not hyphened) or before.isalnum():
        return False
    if before == ":" and start > 1 and text[start - 2].isdecimal():
        return False
    after = text[end : end + 2]
    if not after:
        return True
    if after[0].isalpha() or after[0] in "%/_°=+&@":
        return False
    return not (after[0] in "-.,:–—" and len(after) > 1 and after[1].isdecimal())


def _apposed(text: str, start: int, end: int) -> bool:
    """A year without a cue: after a bracket, a comma or a line's start, or between an article and a noun."""
    if _counted_soon(text, end):
        return False
    before = text[max(0, start - 40) : start].rstrip(" \t")
    if not before or before[-1] in '([{\n*•|;:,–—"“‘>~#=':
        small = re.match(r"\s[a-z]", text[end : end + 2])
        return not (small and (_is_round(text, end) or before[-1:] == ","))
    if not re.match(r"[\s-]+[A-Za-z\"“‘']", text[end : end + 3]):
        return False
    return bool(_article().search(before)) or (not _is_round(text, end) and bool(_described().search(before)))


def _is_round(text: str, end: int) -> bool:
    return text[end - 2 : end] == "00"


@cache
def _article() -> re.Pattern[str]:
    return one_of("determiners", before=r"(?:(?<![A-Za-z-])", after=r"|['’]s|s['’])\Z")


@cache
def _described() -> re.Pattern[str]:
    """An article and a small word: "one notorious 2001 case"."""
    return one_of("determiners", before=r"(?<![A-Za-z-])", after=r"\s+(?-i:[a-z]+)\Z")


def may_stand_alone(text: str, m: re.Match[str], cue: str | None) -> bool:
    """Whether a month without day or year is one here: a full name after a preposition, or "the July attacks"."""
    name = fold(m["month"].rstrip("."))
    if name not in (row[0] for row in words()["months"]["english"]):
        return False
    after = text[m.end() : m.end() + 2]
    if re.match(r"\s?[A-Z]", after) and not text[m.start() : m.end()].isupper():
        return False
    if cue is not None:
        return cue not in NO_MONTH_AFTER
    if name in words()["ambiguous_months"] or text[m.start() : m.end()].isupper():
        return False
    article = _THE.search(text, max(0, m.start() - 12), m.start())
    return bool(article) and bool(re.match(r"\s[a-z]", after))


@cache
def _body(shouted: bool, dated: bool) -> re.Pattern[str]:
    heads = expressions()["bodies_of_a_year" if dated else "bodies"]
    if shouted:
        return re.compile(rf"(?:\s+|-)(?:{heads})(?![A-Za-z])", re.IGNORECASE)
    capitalised = "|".join(head.capitalize() for head in heads.split("|"))
    small = expressions()["bodies_of_a_year"]
    return re.compile(rf"(?:\s+|-)(?:(?:[A-Z][\w’'-]*\s+){{0,2}}(?:{capitalised})|{small})(?![A-Za-z])")


def names_a_body(text: str, start: int, end: int, cue: str | None) -> bool:
    """Whether a date is part of the name of a group ("the 23 March Movement"), which is no time."""
    if cue is not None and cue not in _BEFORE_NAMES:
        return False
    dated = text[max(start, end - 4) : end].isdecimal()
    return bool(_body(text[start : start + 40].isupper(), dated).match(text, end))


def looks_ahead(text: str, at: int) -> bool:
    """Whether the words before speak of what is still to come ("will", "scheduled")."""
    ahead = one_of("upcoming", before=r"(?<![A-Za-z])", after=r"(?![A-Za-z])")
    sentence = re.split(r"[.!?]\s", text[max(0, at - 80) : at])[-1]
    return bool(ahead.search(sentence))

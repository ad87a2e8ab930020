"""Numbers of members as fields give them: "3,000", "10,000–20,000 (2014)", "Estimated at 3,000", "hundreds"."""

from __future__ import annotations

import re

from rawi.model import Span, Value
from rawi.reading.numbers import QUALIFIERS, SCALES, VAGUE, WORDS

_FIGURE = r"(\d{1,3}(?:[,. \u00a0\u202f]\d{3})+|\d+(?:\.\d+)?)(?:\s*(hundred|thousand|million|k)\b)?"
_RANGE = re.compile(rf"(?:between\s+)?{_FIGURE}\s*(?:-|–|—|to|and|or)\s*{_FIGURE}", re.I)
_SINGLE = re.compile(_FIGURE, re.I)
_PLUS = re.compile(r"\s*\+")


def read_amount(words: str) -> tuple[Value, Span] | None:
    """The first number of members in a value and where it stands in it; brackets are not looked into."""
    plain = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", lambda match: " " * len(match[0]), words)
    span = _RANGE.search(plain)
    if span:
        low, high = _number(span[1], span[2]), _number(span[3], span[4])
        if span[4] and not span[2] and low < high:
            low = low * SCALES.get(span[4].lower(), 1000)
        if low < high:
            return Value(min=low, max=high, qualifier=_qualifier(plain[: span.start()])), Span(*span.span())
    single = _SINGLE.search(plain)
    if single:
        value = _number(single[1], single[2])
        qualifier = _qualifier(plain[: single.start()])
        if _PLUS.match(plain, single.end()):
            qualifier = qualifier or "at least"
        return Value(number=value, qualifier=qualifier), Span(*single.span())
    vague = VAGUE.search(plain)
    if vague:
        return Value(text=vague[0].strip().lower(), qualifier="several"), Span(*vague.span())
    for match in re.finditer(r"[A-Za-z]+", plain):
        if match[0].lower() in WORDS:
            return Value(number=WORDS[match[0].lower()], qualifier=_qualifier(plain[: match.start()])), Span(
                *match.span()
            )
    return None


def _number(digits: str, scale: str | None) -> int | float:
    factor = SCALES.get((scale or "").lower(), 1000 if (scale or "").lower() == "k" else 1)
    plain = re.sub(r"[,. \u00a0\u202f](?=\d{3}(?:\D|$))", "", digits)
    number = float(plain) * factor
    return int(number) if number == int(number) else number


def _qualifier(before: str) -> str | None:
    tail = (
        re.sub(r"\b(?:at|of|to be)\s*$", "", before.lower().rstrip()).rstrip(" ~")
        if "at least" not in before.lower()
        else before.lower().rstrip()
    )
    if before.rstrip().endswith(("~", "c.", "ca.", "≈")):
        return "about"
    if before.rstrip().endswith((">", "≥")):
        return "at least"
    for name, phrases in QUALIFIERS.items():
        if any(tail.endswith(phrase) for phrase in phrases):
            return name
    if re.search(r"\bestimate[ds]?\b", tail):
        return "estimated"
    return None

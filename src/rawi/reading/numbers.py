"""Numbers in prose: "about 3,000 fighters", "at least 15", "hundreds of recruits", "between 200 and 400 members"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rawi.model import Value
from rawi.reading.parsing import ParsedPassage
from rawi.reading.phrases import phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
TEENS = (
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
WORDS = {word: number for number, word in enumerate((*UNITS, *TEENS))}
WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE = re.compile(
    r"\b(?:several|a few|few|many|some|tens of|)\s*"
    r"(dozens|hundreds|thousands|tens of thousands|hundreds of thousands)\b",
    re.I,
)
FIGURE = r"(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s+(hundred|thousand|million))?"
RANGE = re.compile(rf"(?:between\s+)?{FIGURE}\s*(?:-|–|to|and|or)\s*{FIGURE}", re.I)
SINGLE = re.compile(FIGURE, re.I)
QUALIFIERS = {
    "about": (
        "about",
        "around",
        "roughly",
        "approximately",
        "some",
        "nearly",
        "almost",
        "circa",
        "an estimated",
        "close to",
    ),
    "at least": (
        "at least",
        "more than",
        "over",
        "no fewer than",
        "no less than",
        "upwards of",
        "just over",
        "exceeding",
    ),
    "at most": ("at most", "fewer than", "less than", "under", "no more than", "just under"),
    "up to": ("up to", "as many as"),
    "estimated": ("estimated",),
}


def number_before(token: Token, parsed: ParsedPassage) -> tuple[Value, int, int] | None:
    """The number of a counted noun (or of a bare numeral): its value and where it stands in the passage."""
    whole = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    if whole.lower_ in {"dozens", "scores", "hundreds", "thousands"}:
        token = whole
    span = phrase(token)
    first = span.start
    while first > 0 and token.doc[first - 1].lower_ in {
        "between",
        "least",
        "than",
        "more",
        "at",
        "up",
        "to",
        "about",
        "around",
        "only",
        "some",
        "over",
        "as",
        "many",
        "fewer",
        "less",
        "nearly",
        "roughly",
        "approximately",
        "just",
        "almost",
    }:
        first -= 1
    start, end = parsed.starts[first], parsed.ends[token.i]
    found = read_number(parsed.passage.text[start:end])
    if found is None:
        return None
    value, low, high = found
    return value, start + low, start + high


def read_number(text: str) -> tuple[Value, int, int] | None:
    """The first number of a text with its qualifier; years are no numbers of people."""
    if m := RANGE.search(text):
        low, high = _figure(m[1], m[2]), _figure(m[3], m[4])
        if low < high:
            return Value(min=low, max=high, qualifier=_qualifier(text[: m.start()])), m.start(), m.end()
    for m in SINGLE.finditer(text):
        if re.fullmatch(r"(?:19|20)\d\d", m[1]) and not m[2]:
            continue
        if text[m.end() : m.end() + 1] in "%-/" and text[m.end() : m.end() + 1]:
            continue
        return Value(number=_figure(m[1], m[2]), qualifier=_qualifier(text[: m.start()])), m.start(), m.end()
    if m := VAGUE.search(text):
        return Value(text=m[1].lower(), qualifier="several"), m.start(1), m.end(1)
    for m in re.finditer(r"[A-Za-z\-]+", text):
        number = _spelled(m[0].lower())
        if number is not None and number > 0:
            scale = re.match(r"\s+(dozen|hundred|thousand|million)\b", text[m.end() :], re.I)
            factor = SCALES[scale[1].lower()] if scale else 1
            return (
                Value(number=number * factor, qualifier=_qualifier(text[: m.start()])),
                m.start(),
                m.end() + (scale.end() if scale else 0),
            )
    return None


def _spelled(word: str) -> int | None:
    if word in WORDS:
        return WORDS[word]
    tens, _, unit = word.partition("-")
    if unit and tens in WORDS and unit in WORDS:
        return WORDS[tens] + WORDS[unit]
    return None


def _figure(digits: str, scale: str | None) -> int | float:
    number = float(digits.replace(",", "")) * (SCALES[scale.lower()] if scale else 1)
    return int(number) if number == int(number) else number


def _qualifier(before: str) -> str | None:
    tail = before.lower().rstrip()
    for name, words in QUALIFIERS.items():
        if any(tail.endswith(w) for w in words):
            return name
    return None

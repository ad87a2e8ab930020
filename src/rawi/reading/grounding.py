"""Grounding: every part of a reading stands on words inside its quote, or says how it was got from them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from rawi.model import Claim, Reading, Span, Value
from rawi.vocabulary.letters import plain

STANDS_FOR = "stands for it"
ENTRY = "the entry, list or heading that the quote belongs to"
WORDING = "put together from words of the quote"
PATTERN = "the pattern's own word for it"
REPORT = "what the quote's document or the sentences before say of the time"
LETTERS = re.compile(r"\w+")
STEM = 4
"""Letters that forms of one word share: "looted", "looting"."""


def grounded(claim: Claim, reading: Reading, text: str) -> Reading:
    """The reading with a span inside the quote for every part that has words there, and `resolved` for the others.

    Parts are `subject`, `object`, `value` and `time`. What a reader has resolved itself stands.
    """
    spans, resolved = dict(reading.spans), dict(reading.resolved)
    for part, wanted in _wanted(claim, reading).items():
        span = spans.get(part)
        if part == "time" and span is not None and not _says(span.cut(text), wanted):
            span = _place(wanted, reading.quote, text) or span  # in brackets, set aside for the parser
            spans[part] = span
        if span is None or not _inside(span, reading.quote):
            dated = part == "value" and claim.value is not None and claim.value.edtf is not None
            span = spans.get("time") if dated else _place(wanted, reading.quote, text)
            spans.pop(part, None)
            if span is not None:
                spans[part] = span
        if part in resolved or (span is not None and _says(span.cut(text), wanted)):
            continue
        if part == "value":
            quoted = {word[:STEM] for word in LETTERS.findall(plain(reading.quote.cut(text)))}
            said = all(word[:STEM] in quoted for word in LETTERS.findall(plain(wanted)))
            resolved[part] = WORDING if said else PATTERN if "trigger" in spans else ENTRY
        elif part == "time":
            resolved[part] = (reading.time.rule if reading.time else "") or REPORT
        else:
            resolved[part] = f"{STANDS_FOR}: {span.cut(text)}" if span is not None else ENTRY
    return replace(reading, spans=spans, resolved=resolved)


def _wanted(claim: Claim, reading: Reading) -> dict[str, str]:
    """The words that each part should stand on."""
    wanted = {"subject": claim.subject.name}
    if claim.object is not None:
        wanted["object"] = claim.object.name
    if claim.value is not None:
        wanted["value"] = _words(claim.value)
    if reading.time is not None:
        wanted["time"] = reading.time.words
    return wanted


def _words(value: Value) -> str:
    """The words of a text; numbers, dates and absences may be written in many ways, so that any words of theirs do."""
    return value.text or ""


def _inside(span: Span, quote: Span) -> bool:
    return quote.start <= span.start and span.end <= quote.end


def _place(words: str, quote: Span, text: str) -> Span | None:
    """Where the very words stand in the quote, as words of their own."""
    if not words:
        return None
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", quote.cut(text))
    return Span(quote.start + found.start(), quote.start + found.end()) if found else None


def _says(words: str, wanted: str) -> bool:
    """Whether words give a name or text in full: all of its own words, in whatever case, stand among them."""
    have = LETTERS.findall(plain(words))
    return all(word in have for word in LETTERS.findall(plain(wanted)))

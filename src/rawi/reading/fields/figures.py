"""Values that are numbers of members or dates."""

from __future__ import annotations

import re

from rawi.dates import read_date, to_edtf
from rawi.model import Link, Span, Stance, Value, When
from rawi.reading.fields.amounts import read_amount
from rawi.reading.fields.context import Field
from rawi.reading.fields.making import Voice
from rawi.reading.fields.values import items_of, labelled
from rawi.reading.fields.voices import read_voice

_AS_OF = re.compile(r"(?:\(|\bas of |\bin )((?:[A-Za-z]+ ){0,2}(?:1[89]|20)\d\d)")
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]")
_CLAUSE = re.compile(r"[,;]\s*(?:but |and |though |or )?(?![^()]*\))")


def read_numbers(field: Field) -> None:
    """Numbers of members, each with the time in its bracket: "3,000 (2014), at least 500 (2019)"."""
    for item in items_of(field.text, field.content):
        told = labelled(field.text, item.span)
        year = read_date(told[0].cut(field.text)) if told is not None else None
        # "2012: 300 (Long Ledger)": a year before the number, and behind it who gives it.
        part = told[2] if told is not None and year is not None else item.span
        amount = read_amount(part.cut(field.text))
        if amount is None:
            continue
        value, at = amount
        voice, _ = read_voice(field.text, part, field.subject)
        if year is not None and item.brackets and voice.stance is Stance.STATED:
            source = item.brackets[-1]
            link = Link(tellers=(source.cut(field.text).strip(),), mode="according to", span=source)
            voice = Voice(Stance.REPORTED, (link,))
        field.state(
            field.quote(item),
            value=value,
            when=year or item.when or _as_of(field.text, item.span),
            voice=field.voice(item, voice),
            at={"value": Span(part.start + at.start, part.start + at.end)},
        )


def _as_of(text: str, span: Span) -> When | None:
    found = _AS_OF.search(span.cut(text))
    return read_date(found[1]) if found else None


def read_dates(field: Field) -> None:
    """A date or span, or several told apart: "Group claims 2011, likely 2012 or later"."""
    whole = read_date(field.words) is not None
    for number, part in enumerate([field.content] if whole else _clauses(field.text, field.content)):
        voice, rest = read_voice(field.text, part, field.subject)
        words = rest.cut(field.text).strip(" ,;.")
        when = read_date(words) or read_date(_ASIDE.sub("", words))
        edtf = to_edtf(when) if when is not None else None
        if edtf is not None:
            quote = Span(field.whole.start if number == 0 else part.start, part.end)
            field.state(quote, value=Value(edtf=edtf), when=when, voice=voice, at={"value": rest})


def _clauses(text: str, span: Span) -> list[Span]:
    """The parts of a value between commas and semicolons."""
    found, start = [], span.start
    for match in _CLAUSE.finditer(span.cut(text)):
        found.append(Span(start, span.start + match.start()))
        start = span.start + match.end()
    return [part for part in [*found, Span(start, span.end)] if part.cut(text).strip()]

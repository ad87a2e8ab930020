"""How the parts of a claim are put into words for people: tellers, times, dates of documents, absences."""

from __future__ import annotations

import datetime as dt

from rawi.dates import to_edtf
from rawi.model import OPEN, KeptClaim, Link, Reading, Source, Stance, When
from rawi.weigh import value_words

ARROW = " → "

SELF_EVIDENT = ("said", "according to", "published", "reportedly")
"""Modes that a chain need not spell out."""

MARKS = {
    Stance.STATED: "■",
    Stance.REPORTED: "◧",
    Stance.CLAIMED: "◪",
    Stance.POSSIBLE: "◇",
    Stance.DOUBTED: "?",
    Stance.DENIED: "✕",
}
"""A shape beside the word of each stance, so that neither colour nor word alone carries it."""


def link_words(link: Link) -> str:
    """Tellers side by side, and how the claim came where that is not simply by saying it."""
    names = " and ".join(link.tellers) or "unnamed teller"
    return names if link.mode in SELF_EVIDENT else f"{names} ({link.mode})"


def chain_words(reading: Reading) -> str:
    """`First teller → second → document publisher`."""
    return ARROW.join(link_words(link) for link in reading.chain) or "unknown"


def tellers_words(kept: KeptClaim) -> str:
    return chain_words(kept.reading)


def time_words(when: When | None) -> str | None:
    """The words of a time as the document has them, else its EDTF; None if there is neither."""
    if when is None:
        return None
    return when.words or to_edtf(when)


def bounds_words(when: When | None) -> str | None:
    """What the bounds allow, in words: `between 2015-10-01 and 2015-12-31`, `until 2024`; None if they say nothing."""
    if when is None:
        return None
    if when.yearless:
        return "year not given"
    first, last = when.earliest_start, when.latest_end
    if isinstance(first, dt.date) and isinstance(last, dt.date):
        if first == last:
            return first.isoformat()
        return f"{'within' if when.within else 'from'} {first.isoformat()} to {last.isoformat()}"
    if isinstance(first, dt.date):
        return f"from {first.isoformat()}, {'goes on' if last == OPEN else 'end not given'}"
    if isinstance(last, dt.date):
        return f"until {last.isoformat()} at the latest, start not given"
    return None


def source_title(source: Source) -> str:
    """What a document is called: its title, else its file name."""
    return source.title or source.path.rsplit("/", 1)[-1]


def source_date(source: Source) -> str:
    """The date of a document, `undated`, or the date with why it is only inferred."""
    if source.date is None:
        return "undated"
    return f"{source.date} (inferred: {source.date_inferred})" if source.date_inferred else source.date


def claim_words(kept: KeptClaim, *, inverse: bool = False) -> str:
    """The object or value of a claim (its subject, read from the object's side), with role, extent and members."""
    claim = kept.claim
    value = value_words(claim.value)
    if inverse:
        head, tail = claim.subject.name, value
    elif claim.object is not None:
        head, tail = claim.object.name, value
    else:
        head, tail = value, ""
    words = f"{head} ({tail})" if tail and tail != head else head
    if claim.extent:
        words = f"{words} [{claim.extent}]"
    return words or "not said"

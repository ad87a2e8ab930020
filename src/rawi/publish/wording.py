"""How the parts of a claim are put into words for people: tellers, times, dates of documents, absences."""

from __future__ import annotations

import re

from rawi.dates import to_edtf
from rawi.model import KeptClaim, Link, Reading, Source, Stance, When
from rawi.weigh import date_words, value_words

ARROW = " → "
_YEAR = re.compile(r"\d{4}")
UNKNOWN = "unknown"
"""The last teller where a document names neither publisher nor author."""

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
LONGEST_TITLE = 120


def link_words(link: Link) -> str:
    """Tellers side by side, and how the claim came where that is not simply by saying it."""
    if link.tellers == (UNKNOWN,):
        return "the document (publisher unknown)"
    names = " and ".join(link.tellers) or "unnamed teller"
    return names if link.mode in SELF_EVIDENT else f"{names} ({link.mode})"


def chain_links(reading: Reading) -> tuple[str, ...]:
    """The links in words, first teller first."""
    return tuple(link_words(link) for link in reading.chain) or (UNKNOWN,)


def chain_words(reading: Reading) -> str:
    """`First teller → second → document publisher`."""
    return ARROW.join(chain_links(reading))


def time_words(when: When | None) -> str | None:
    """The words of a time as the document has them, else its EDTF; None if there is neither."""
    if when is None:
        return None
    return when.words or to_edtf(when)


def resolved_words(when: When | None) -> str | None:
    """The words of a time, after what they resolve to where they name no year: `2015-03 (“that month”)`."""
    words, bounds = time_words(when), bounds_words(when)
    if words is None or bounds is None or all(year in words for year in _YEAR.findall(bounds)):
        return words
    return f"{bounds} (“{words}”)"


def bounds_words(when: When | None) -> str | None:
    """What the bounds of a time allow, in words: `some time in 2015-10 to 2015-12`, `2024 or before`; None for nothing.

    Never a day that the words do not give.
    """
    edtf = to_edtf(when) if when is not None else None
    if when is None or edtf is None:
        return None
    if when.yearless:
        return f"{edtf}, year not given"
    words = date_words(edtf)
    if not when.within or "/" not in edtf:
        return words
    return f"some time {words}" if words.startswith("since ") else f"some time in {words}"


def source_title(source: Source) -> str:
    """What a document is called: its title, cut where it is longer than a title should be, else its file name."""
    title = source.title or source.path.rsplit("/", 1)[-1]
    return title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE].rstrip() + "…"


def source_date(source: Source) -> str:
    """The date of a document, `undated`, or the date marked as inferred; the reason stands with the document."""
    if source.date is None:
        return "undated"
    return f"{source.date} (inferred)" if source.date_inferred else source.date


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

"""The foot of a dossier in words: what is missing, what was withheld, who reviewed what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rawi.publish.dossier import Missing, Withheld
from rawi.publish.properties import property_of
from rawi.weigh import documents_words

LISTED = 12
"""How many titles or descriptions are listed before the rest is only counted."""


def missing_words(missing: Missing) -> list[str]:
    """One sentence for each gap; a dossier without any says so."""
    return list(_gaps(missing)) or ["Nothing that Rawi noticed."]


def _gaps(m: Missing) -> Iterator[str]:
    if m.paywalled:
        yield f"Cut off by a paywall: {_listed(m.paywalled)}."
    if m.lost_names:
        yield f"{_count(m.lost_names, 'name')} lost in the capture of a document."
    if m.lost_footnotes:
        yield f"Footnotes lost in the capture: {_listed(m.lost_footnotes)}."
    if m.undated_documents:
        yield f"Documents without a date: {_listed(m.undated_documents)}."
    if m.inferred_dates:
        yield f"Documents whose date is only inferred: {_listed(m.inferred_dates)}."
    if m.unresolved:
        yield f"{_count(len(m.unresolved), 'mention')} not resolved, only described: {_listed(m.unresolved)}."
    if m.undated_claims:
        yield f"{_count(m.undated_claims, 'claim')} without a time."
    if m.unreviewed:
        yield f"{_count(m.unreviewed, 'claim')} that nobody has reviewed."
    if m.rejected:
        yield f"{_count(m.rejected, 'claim')} rejected in review and not shown."
    if m.left_out_time:
        yield f"{_count(m.left_out_time, 'claim')} left out: not at the date asked for."
    if m.left_out_later:
        yield f"{documents_words(m.left_out_later).capitalize()} left out: published later, or perhaps later."
    if m.left_out_undated:
        yield f"{documents_words(m.left_out_undated).capitalize()} left out: without a date of publication."


def withheld_words(withheld: Withheld) -> list[str]:
    """What the reader of a published copy does not see, and who answers for what he sees."""
    words = []
    if withheld.sensitive:
        words.append(f"Left out because nobody has reviewed them: {_by_property(withheld.sensitive)}.")
    if withheld.private:
        words.append(f"Left out to protect private life: {_by_property(withheld.private)}.")
    if withheld.persons:
        words.append(f"{_count(withheld.persons, 'person')} without a known public position masked.")
    if withheld.names:
        words.append(f"{_count(withheld.names, 'word')} masked that may be names of persons.")
    if withheld.places:
        words.append(f"{_count(withheld.places, 'place')} below province level masked beside victims and survivors.")
    if withheld.quotes:
        words.append(f"{_count(withheld.quotes, 'quote')} not shown that also tell of something grave and unreviewed.")
    if withheld.rejected:
        words.append(f"{_count(withheld.rejected, 'claim')} rejected in review left out.")
    if withheld.addresses:
        words.append(f"{_count(withheld.addresses, 'address', 'addresses')} left out that may name a person.")
    if withheld.reviewers:
        reviewed = ", ".join(f"{by} ({_count(n, 'claim')})" for by, n in withheld.reviewers.items())
        words.append(f"Reviewed by {reviewed}.")
    else:
        words.append("No claim in this copy has been reviewed by a person.")
    return words


def _by_property(counts: dict[str, int]) -> str:
    return ", ".join(f"{n} × {property_of(p).label.lower()}" for p, n in counts.items())


def _listed(words: Iterable[str]) -> str:
    listed = list(words)
    rest = len(listed) - LISTED
    return "; ".join(listed[:LISTED]) + (f"; and {rest} more" if rest > 0 else "")


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"

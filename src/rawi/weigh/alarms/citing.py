"""A source that is older than what it is cited for: an article of May cannot speak for the end of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rawi.dates import to_edtf
from rawi.model import Document, Finding, Footnote, KeptClaim, Passage
from rawi.weigh.days import possible_days
from rawi.weigh.reasons import time_of
from rawi.weigh.times import certainly_after
from rawi.weigh.wording import date_words

AFTER = 3
"""Characters behind a quote in which its note marker may stand."""


def sources_older_than_their_dates(kept: Iterable[KeptClaim], documents: Sequence[Document]) -> Iterator[Finding]:
    """Claims whose own time, as the words give it, begins after the day of every work that their note cites.

    A time that the reader drew from the document's date is the document's, not the source's, and raises no alarm.
    """
    noted = {document.id: document for document in documents if document.notes}
    for k in kept:
        document = noted.get(k.claim.document)
        when = k.reading.time
        if document is None or when is None or not when.words or "time" in k.reading.resolved:
            continue
        for works in _cited(k, document):
            dated = [work for work in works if work.date is not None]
            if dated and len(dated) == len(works) and all(_older(work, k) for work in dated):
                yield Finding(
                    kind="source older than its date",
                    entity=k.subject,
                    claims=(k.claim.id,),
                    passages=tuple(_passages(document, dated)),
                    reason=f"given for {time_of(when)}, but what is cited for it is older: {_named(dated)}",
                )


def _cited(k: KeptClaim, document: Document) -> Iterator[list[Footnote]]:
    """The works of each note whose marker stands in the quote or directly behind it."""
    quote = k.reading.quote
    labels = {
        note.label for note in document.notes for m in note.markers if quote.start <= m.start <= quote.end + AFTER
    }
    works: dict[str, list[Footnote]] = defaultdict(list)
    for note in document.notes:
        if note.label in labels:
            works[note.label].append(note)
    for label in sorted(works):
        yield works[label]


def _older(work: Footnote, k: KeptClaim) -> bool:
    return certainly_after(possible_days(k.reading.time), possible_days(work.date))


def _named(works: Iterable[Footnote]) -> str:
    told = []
    for work in works:
        edtf = to_edtf(work.date) if work.date is not None else None
        who = ", ".join(part for part in (work.author, work.title or work.publisher) if part)
        told.append(f"{who or 'an unnamed work'}, {date_words(edtf) if edtf else 'undated'}")
    return "; ".join(told)


def _passages(document: Document, works: Iterable[Footnote]) -> Iterator[Passage]:
    if document.text:
        for work in works:
            yield Passage(document=document.id, span=work.span, exact=work.span.cut(document.text))

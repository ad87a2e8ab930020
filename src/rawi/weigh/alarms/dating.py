"""An event that a document tells and that lies after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from rawi.model import Document, Finding, KeptClaim
from rawi.vocabulary import load_yaml
from rawi.weigh.days import Days, days_of_edtf, possible_days
from rawi.weigh.reasons import time_of
from rawi.weigh.wording import date_words

RETRIEVED = "retrieved"


def events_after_the_document(kept: Iterable[KeptClaim], documents: Sequence[Document]) -> Iterator[Finding]:
    """Claims whose time begins after the last day on which their document may have been written.

    What is announced, vowed or threatened may lie ahead and is left out; so is a document without a date.
    """
    ahead = frozenset(load_yaml("alarms.yaml", "rawi.weigh.alarms")["may_lie_ahead"])
    last = {document.id: day for document in documents if (day := _last_day(document)) is not None}
    for k in kept:
        written, first = last.get(k.claim.document), _claimed(k).first
        if k.claim.predicate in ahead or written is None or first is None or first <= written:
            continue
        yield Finding(
            kind="event after the document",
            entity=k.subject,
            claims=(k.claim.id,),
            reason=f"told of {_told(k)} by a document of {written.isoformat()} at the latest",
        )


def _last_day(document: Document) -> dt.date | None:
    """The last possible day of any of a document's times; None where one has no limit."""
    days = [possible_days(time.when).last for time in document.times if time.role != RETRIEVED]
    return max((day for day in days if day is not None), default=None) if None not in days else None


def _claimed(k: KeptClaim) -> Days:
    value = k.claim.value
    return days_of_edtf(value.edtf) if value is not None and value.edtf else possible_days(k.reading.time)


def _told(k: KeptClaim) -> str:
    value = k.claim.value
    return date_words(value.edtf) if value is not None and value.edtf else time_of(k.reading.time)

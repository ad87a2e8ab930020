"""The claims as a flat table: one row each, safe to open in a spreadsheet program."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable

from rawi.dates import to_edtf
from rawi.model import Argument, KeptClaim
from rawi.publish.knowledge import in_order
from rawi.publish.wording import chain_words
from rawi.weigh import value_words

COLUMNS = (
    "id", "subject_id", "subject", "subject_type", "predicate", "object_id", "object", "object_type", "value", "extent",
    "members", "time", "time_words", "place", "first_teller", "chain", "stance", "reserve", "negated", "quote",
    "quote_start", "quote_end", "document", "document_title", "publisher", "document_date", "url", "review",
    "reviewed_by", "reviewed_at", "confidence",
)  # fmt: skip

RISKY = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so, after blanks, may run as a formula (OWASP, CSV injection)."""


def csv_table(kept: Iterable[KeptClaim]) -> str:
    """A header and one row for each claim, comma separated, in the order of the other listings.

    A cell that a spreadsheet program could take for a formula is preceded by an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for k in in_order(list(kept)):
        writer.writerow([safe(cell) for cell in _row(k)])
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell, made harmless to open; control characters other than newline and tab go."""
    cell = "".join(c for c in cell if c in "\t\n" or unicodedata.category(c) != "Cc")
    first = next((c for c in cell if unicodedata.category(c) not in ("Zs", "Cf")), "")
    return f"'{cell}" if first in RISKY else cell


def _row(kept: KeptClaim) -> list[str]:
    claim, reading, source, review = kept.claim, kept.reading, kept.source, kept.review
    return [
        claim.id,
        *_cells(claim.subject, kept.subject),
        claim.predicate,
        *_cells(claim.object, kept.object),
        value_words(claim.value),
        claim.extent or "",
        "; ".join(claim.members),
        (to_edtf(reading.time) or "") if reading.time else "",
        reading.time.words if reading.time else "",
        reading.place.name if reading.place else "",
        " and ".join(reading.chain[0].tellers) if reading.chain else "",
        chain_words(reading),
        str(reading.stance),
        "; ".join(f"{r.kind}: {r.words}" for r in reading.reserve),
        "yes" if claim.negated else "no",
        claim.quote.exact,
        str(reading.quote.start),
        str(reading.quote.end),
        source.path,
        source.title or "",
        source.publisher or "",
        source.date or "",
        source.url or "",
        review.state,
        review.by or "",
        review.at or "",
        f"{reading.confidence:g}",
    ]


def _cells(argument: Argument | None, entity: str | None) -> list[str]:
    return [entity or "", argument.name if argument else "", str(argument.type) if argument else ""]

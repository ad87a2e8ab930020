"""Claims that people laid down: the rows of a decision, made from the log, gone when it is taken back.

Each has a `memo` of its own, so no re-reading of its document sweeps it away; where the document is read into another
text, the quote is looked for there with its surroundings, and what no longer cuts is kept as lapsed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Select, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from rawi.model import Claim, Decision, Quote, Reading, Span
from rawi.workspace import rows
from rawi.workspace.originals import Texts
from rawi.workspace.problem import Problem
from rawi.workspace.schema import claims, documents, memo, readings

HAND = "hand"
READER, VERSION = "by hand", "1"
"""What the readings of such claims name as their reader."""


class Hand(msgspec.Struct, frozen=True):
    """A claim as it was laid down, and the stored text that its offsets counted in then."""

    claim: Claim
    reading: Reading
    text: str


_hand = msgspec.json.Decoder(Hand)


def shown() -> Select[tuple[int]]:
    """The memos of all claims laid down by hand."""
    return select(memo.c.id).where(memo.c.stage == HAND)


def of(decision: Decision) -> Hand | None:
    """The claim that a decision lays down; None where it lays none, or its details were removed."""
    said = decision.change.get(HAND)
    try:
        return None if said is None else _hand.decode(said)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def follow(connection: Connection, written: Texts, standing: Sequence[Decision], document: str | None = None) -> None:
    """Makes the rows, of one document or of all, what the decisions in force say."""
    own = select(memo.c.id).where(memo.c.stage == HAND)
    own = own if document is None else own.where(memo.c.subject == document)
    gone = connection.execute(own).scalars().all()
    connection.execute(delete(readings).where(readings.c.memo.in_(gone)))
    connection.execute(delete(memo).where(memo.c.id.in_(gone)))
    for decision in standing:
        hand = of(decision)
        if hand is not None and document in (None, hand.claim.document):
            lay(connection, written, hand)


def lay(connection: Connection, written: Texts, hand: Hand) -> None:
    """Writes the rows of one claim, its quote where it stands in the text that shows now."""
    claim = hand.claim
    now = connection.execute(select(documents.c.text).where(documents.c.id == claim.document)).scalar() or hand.text
    at = hand.reading.quote.start if now == hand.text else _place(claim.quote, written.read(now), hand.reading.quote)
    lapsed = at is None
    reading = hand.reading if at is None else _moved(hand.reading, at - hand.reading.quote.start)
    begun = memo.insert().values(stage=HAND, subject=claim.document, key=claim.id, complete=True).returning(memo.c.id)
    number = connection.execute(begun).scalar_one()
    connection.execute(insert_once(claims).on_conflict_do_nothing(), [rows.claim_row(claim)])
    row = rows.reading_row(reading, memo=number, ordinal=0, document=claim.document, text=hand.text if lapsed else now)
    connection.execute(insert(readings), [{**row, "lapsed": lapsed}])


def is_laid(connection: Connection, document: str) -> bool:
    """Whether people laid claims down on this document."""
    return connection.execute(shown().where(memo.c.subject == document).limit(1)).first() is not None


def check(connection: Connection, standing: Sequence[Decision]) -> Iterator[Problem]:
    """Where the rows of such claims are not what the log says was laid down."""
    laid = {hand.claim.id: hand.claim for decision in standing if (hand := of(decision)) is not None}
    chosen = (
        select(claims, readings.c.id.label("row"))
        .join(readings, readings.c.claim == claims.c.id)
        .where(readings.c.memo.in_(shown()))
        .order_by(readings.c.id)
    )
    found = set()
    for row in connection.execute(chosen):
        found.add(row.id)
        if laid.get(row.id) != rows.to_claim(row):
            yield Problem(where=f"readings row {row.row}", what=f"no decision in force lays claim {row.id} down")
    for id in sorted(laid.keys() - found):
        yield Problem(where="claims", what=f"claim {id}, laid down by hand, is missing")


def _place(quote: Quote, text: str, before: Span) -> int | None:
    """Where the quote stands with its surroundings, nearest to where it stood; None where it does not."""
    whole = f"{quote.prefix}{quote.exact}{quote.suffix}"
    found, at = [], text.find(whole)
    while at >= 0:
        found.append(at + len(quote.prefix))
        at = text.find(whole, at + 1)
    return min(found, key=lambda start: abs(start - before.start), default=None)


def _moved(reading: Reading, by: int) -> Reading:
    """The reading with every place in the text moved by so many characters."""
    if not by:
        return reading
    chain = tuple(
        msgspec.structs.replace(link, span=_shifted(link.span, by) if link.span else None) for link in reading.chain
    )
    return msgspec.structs.replace(
        reading,
        quote=_shifted(reading.quote, by),
        chain=chain,
        reserve=tuple(msgspec.structs.replace(one, span=_shifted(one.span, by)) for one in reading.reserve),
        spans={part: _shifted(span, by) for part, span in reading.spans.items()},
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)

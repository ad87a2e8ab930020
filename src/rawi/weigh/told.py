"""A claim as it bears on others: what it answers, who tells it, when it is said to have held."""

from __future__ import annotations

from rawi.model import Stance
from rawi.weigh.asking import Put
from rawi.weigh.context import Context
from rawi.weigh.days import UNLIMITED, days_of_edtf, possible_days
from rawi.weigh.origins import Node
from rawi.weigh.times import certainly_after

Account = tuple[str, tuple[Node, ...]]
"""A document, and in it the tellers."""


class Told:
    """One claim put to a question, with its teller looked up."""

    def __init__(self, put: Put, context: Context):
        self.put = put
        self.kept = put.kept
        self.id = put.kept.claim.id
        self.document = put.kept.claim.document
        self.time = put.kept.reading.time
        self.stance = put.kept.reading.stance
        self.voice = context.voice(put.kept)
        self.narrated = context.narrated(put.kept) if not self.dated else None
        """For an undated claim, the days between which its text tells it."""

    @property
    def account(self) -> Account:
        """Whose account it belongs to."""
        return (self.document, self.voice.nodes if self.voice is not None else ())

    @property
    def dated(self) -> bool:
        return possible_days(self.time) != UNLIMITED

    @property
    def reserved(self) -> bool:
        """Whether the document keeps its distance, without saying that it doubts it."""
        return self.stance in (Stance.CLAIMED, Stance.POSSIBLE)

    @property
    def doubted(self) -> bool:
        return self.stance in (Stance.DOUBTED, Stance.DENIED)


def same_voice(one: Told, other: Told) -> bool:
    """Whether both are accounts of what one narrator says."""
    return one.voice is not None and other.voice is not None and one.voice.nodes == other.voice.nodes


def years_apart(one: Told, other: Told) -> bool:
    """Whether the documents, which both have a date, certainly came out in different years."""
    first, second = one.kept.source.date, other.kept.source.date
    if first is None or second is None:
        return False
    days, others = days_of_edtf(first), days_of_edtf(second)
    if UNLIMITED in (days, others):
        return False
    apart = certainly_after(days, others) or certainly_after(others, days)
    return apart and first[:4] != second[:4]

"""Postings: who holds which rank and office in which body, as the sequence of names, ranks and offices tells."""

from rawi.reading.postings.finding import Posting, postings_of
from rawi.reading.postings.records import Named, Posted
from rawi.reading.postings.sequences import Sequences, sequences

__all__ = ["Named", "Posted", "Posting", "Sequences", "postings_of", "sequences"]
"""`postings_of` finds the postings of a passage; `sequences` are the patterns that it uses, each with its example."""

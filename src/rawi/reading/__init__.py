"""Reading: a document's text to claims with their quotes, tellers, stance and time."""

from rawi.reading.reader import Reader, ReadResult

__all__ = ["ReadResult", "Reader"]

"""Where something stands: a half-open range of code points of the stored text."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """`text[start:end]` of the stored text (NFC, newlines as `\\n`), in code points."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

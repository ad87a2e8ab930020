"""A stretch of text with what is hidden in it covered, and where each place of it stands then."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rawi.model import Span

Hidden = tuple[int, int, str]
"""Start, end, and what stands there instead."""


class Covered(msgspec.Struct, frozen=True):
    """`places` are the hidden ones: where each stood, and where what stands instead begins and ends."""

    text: str
    places: tuple[tuple[Span, Span], ...] = ()

    def span(self, before: Span) -> Span:
        """Where a place of the bare stretch stands now; one that reaches into what is hidden takes all of it in."""
        return Span(self._moved(before.start, False), self._moved(before.end, True))

    def _moved(self, at: int, is_end: bool) -> int:
        shift = 0
        for old, new in self.places:
            if old.start < at < old.end:
                return new.end if is_end else new.start
            if at >= old.end:
                shift = new.end - old.end
        return at + shift


def cover(text: str, hidden: Iterable[Hidden]) -> Covered:
    """The stretch with every hidden place covered; what reaches over its edge is covered within it."""
    said: list[str] = []
    places: list[tuple[Span, Span]] = []
    at = length = 0
    for first, last, instead in sorted(hidden):
        start, end = max(first, at), min(last, len(text))
        if start >= end:
            continue
        length += start - at
        said += [text[at:start], instead]
        places.append((Span(start, end), Span(length, length + len(instead))))
        at, length = end, length + len(instead)
    return Covered("".join([*said, text[at:]]), tuple(places))

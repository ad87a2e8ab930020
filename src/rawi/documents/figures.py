"""Whole numbers that a format writes in figures: the level of a heading, the start of a list, the day of a date."""

from __future__ import annotations

_MOST_FIGURES = 9


def whole_number(words: str) -> int | None:
    """The number that a few decimal figures of any script write; None for all else: "²", "1.5", a thousand figures."""
    plain = words.strip()
    return int(plain) if plain.isdecimal() and len(plain) <= _MOST_FIGURES else None

"""Words by which a quote itself says that what it tells was so at first, or only later."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rawi.vocabulary import load_yaml, plain


def follow_each_other(one: str, other: str) -> bool:
    """Whether one quote says that it speaks of the beginning, or of later, and the other does not say the same."""
    return turn_of(one) != turn_of(other)


@lru_cache(maxsize=65536)
def turn_of(quote: str) -> str | None:
    """`first` or `later` where words of just one kind stand in a quote, else None."""
    said = plain(quote)
    found = {kind for kind, pattern in _patterns().items() if pattern.search(said)}
    return next(iter(found)) if len(found) == 1 else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = load_yaml("turns.yaml", "rawi.weigh")
    return {
        kind: re.compile(rf"\b(?:{'|'.join(re.escape(plain(words)) for words in listed)})\b")
        for kind, listed in raw.items()
    }

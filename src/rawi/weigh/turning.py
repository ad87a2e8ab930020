"""Words by which a quote itself says that what it tells was so at first, or only later."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rawi.model import KeptClaim
from rawi.vocabulary import load_yaml


def follow_each_other(one: KeptClaim, other: KeptClaim) -> bool:
    """Whether one claim says that it speaks of the beginning, or of later, and the other does not say the same."""
    return turn_of(one) != turn_of(other)


def turn_of(kept: KeptClaim) -> str | None:
    """`first` or `later`: by the words of the one kind in the quote, or those nearest before what it says."""
    spans, start = kept.reading.spans, kept.reading.quote.start
    said = [spans[part].end - start for part in ("value", "object", "trigger") if part in spans]
    return _turn(kept.claim.quote.exact, said[0] if said else len(kept.claim.quote.exact))


@lru_cache(maxsize=65536)
def _turn(quote: str, end: int) -> str | None:
    found = {kind: [m.start() for m in pattern.finditer(quote)] for kind, pattern in _patterns().items()}
    kinds = [kind for kind, places in found.items() if places]
    if len(kinds) < 2:
        return kinds[0] if kinds else None
    before = {kind: max((at for at in found[kind] if at < end), default=-1) for kind in kinds}
    nearest = max(before, key=lambda kind: (before[kind], kind))
    return nearest if before[nearest] >= 0 else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = load_yaml("turns.yaml", "rawi.weigh")
    return {
        kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE) for kind, listed in raw.items()
    }

"""Names in French, Spanish or Portuguese whose words are small: "Forces démocratiques de X", "Mouvement du 23 mars"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from rawi.dates.calendar import month_names
from rawi.model import EntityType
from rawi.reading.naming.words import Word, cues
from rawi.vocabulary import heads

LANGUAGES = ("french", "spanish", "portuguese")
JOINING = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "pour", "et", "en", "au", "aux", "sur", "contre", "à"}
    | {"del", "los", "las", "el", "y", "por", "para", "contra", "e", "do", "da", "dos", "das", "di", "dei", "della"}
)
ARTICLED = re.compile(r"[dlDL]'(?=\w)")
LONGEST = 12


def foreign_tail(run: Sequence[Word], words: Sequence[Word], i: int) -> int:
    """How many words behind a run belong to a name that its head-word opened in a Romance language; 0 if none."""
    first = run[0].bare
    if not heads().opens(first) or _kind(first) is None or not run[0].capital:
        return 0
    both = heads().closes(first)  # an English head too: "Front", "Forces"
    last = k = i
    own = 0
    while k < len(words) and k - i < LONGEST and words[k].start == words[k - 1].end + 1:
        word = ARTICLED.sub("", words[k].lower)
        dated = _date(words, k)
        if dated and (k == i or words[k - 1].lower in JOINING):
            k += dated
            last = k
            own += 1
            continue
        if word in cues()["foreign_words"]:
            english = word in ENGLISH_TOO
            own += not english
            if not (english and both and own == 0):
                last = k + 1
        elif words[k].capital and k > i and (words[k - 1].lower in JOINING or own):
            last = k + 1
        elif word not in JOINING:
            break
        k += 1
    return last - i if own else 0


ENGLISH_TOO = frozenset(
    {"national", "popular", "justice", "rural", "mobile", "intervention", "social", "forces", "est", "renaissance"}
)
"""Words that English has too: they alone make no foreign name."""


def opens_foreign(words: Sequence[Word], i: int) -> bool:
    """Whether a name in one of these languages begins at a word: "(the) Forces démocratiques"."""
    return words[i].capital and foreign_tail(words[i : i + 1], words, i + 1) > 0


def _kind(word: str) -> EntityType | None:
    kind = heads().kind_of(word)
    return kind if kind in (EntityType.GROUP, EntityType.ORGANIZATION) else None


@cache
def _months() -> frozenset[str]:
    return frozenset(m.lower() for language in LANGUAGES for m in month_names(language))


def _date(words: Sequence[Word], k: int) -> int:
    """How many words a day and month have: "23 mars", "19 de Abril"."""
    if not (words[k].text.isdigit() and len(words[k].text) < 3):
        return 0
    for length in (2, 3):
        span = words[k : k + length]
        if len(span) == length and span[-1].lower in _months() and all(w.lower == "de" for w in span[1:-1]):
            return length
    return 0

"""Ranks and offices as a text writes them: "Maj.-Gen.", "Acting Officer Commanding", "Director, Legal Services".

Both are found before the names, which begin and end at them. A rank counts where a name follows it ("Col. X") or where
somebody is said to have it ("X, a colonel"); an office wherever it stands.
"""

from __future__ import annotations

from rawi.reading.naming.offices import office_at
from rawi.reading.naming.parts import Title, parts_of
from rawi.reading.naming.ranks import rank_at
from rawi.vocabulary.offices import offices

__all__ = ["Title", "titles_of"]


def titles_of(text: str) -> list[Title]:
    """All ranks and offices of a text in order, without overlap."""
    parts = parts_of(text)
    found: list[Title] = []
    i = 0
    while i < len(parts):
        if text[parts[i].start - 1 : parts[i].start] == "-" and i and not _prefix(parts[i - 1].plain):
            i += 1
            continue  # "Port-au-Prince"
        rank = rank_at(parts, i, text)
        office = office_at(parts, i, text, found[-1].end if found else 0)
        longer = rank is not None and office is not None and office[0].formal and office[0].end > rank[0].end
        if rank is not None and not longer:
            found.append(rank[0])
            i += rank[1]
            continue
        if office is not None:
            found.append(office[0])
            i = office[1]
            continue
        i += 1
    return found


def _prefix(word: str) -> bool:
    return (word,) in offices().then or word in offices().qualifiers

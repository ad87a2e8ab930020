"""Persons named behind a rank ("Maj.-Gen. A. B. Felk"), and the words of a passage without its ranks and offices."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rawi.model import EntityType
from rawi.reading.naming.titles import Title
from rawi.reading.naming.words import POSSESSIVE, Name, Word, cues, months
from rawi.vocabulary import heads, roles
from rawi.vocabulary.letters import plain

INITIALS = re.compile(r"[A-Z]{1,3}|(?:[A-Z]\.){1,4}[A-Z]?")
JOINED = re.compile(r"\s?")
LONGEST_NAME = 6
BARRIER = "|"


def ranked(words: Sequence[Word], titles: Sequence[Title], text: str) -> list[Name]:
    """The persons whose names follow a rank, those coordinated to them behind a plural one with them."""
    found: list[Name] = []
    starts = [w.start for w in words]
    for title in titles:
        if not title.before_name:
            continue
        i = next((k for k, start in enumerate(starts) if start >= title.end), len(words))
        while True:
            name, i = _person(words, i, titles, text)
            if name is None:
                break
            found.append(name)
            more = re.compile(r"(?:,?\s+and\s+|,\s+)(?=[A-Z])").match(text, name.end) if title.plural else None
            if more is None:
                break
            i = next((k for k, start in enumerate(starts) if start >= more.end()), len(words))
    return found


def _person(words: Sequence[Word], i: int, titles: Sequence[Title], text: str) -> tuple[Name | None, int]:
    """The name that begins at a word, and the word behind it; None where no name does."""
    courtesy = roles().honorific - cues()["name_openings"]
    while i < len(words) and plain(words[i].lower) in courtesy and words[i].capital:
        i += 2 if i + 1 < len(words) and words[i + 1].text == "." else 1
    first = i
    last = None
    opened = {t.start for t in titles}
    while i < len(words) and i - first < LONGEST_NAME + 2:
        word = words[i]
        if last is not None and not JOINED.fullmatch(text[words[i - 1].end : word.start]):
            break
        if word.start in opened and last is not None:
            break
        if word.text == "." and last is not None and len(words[i - 1].text) == 1 and words[i - 1].text.isupper():
            i += 1
            continue
        small = plain(word.lower) in roles().given and i + 1 < len(words) and words[i + 1].capital
        if not (word.capital or INITIALS.fullmatch(word.text)) and not (small and last is not None):
            break
        if word.lower in months() and last is not None:
            break
        if last is not None and heads().closes(word.lower) and heads().kind_of(word.lower) is EntityType.GROUP:
            break
        if word.capital or not small:
            last = i
        i += 1
        if POSSESSIVE.search(word.text) and len(word.text) > 2:
            break
    if last is None:
        return None, i
    start, end = words[first].start, words[last].end
    if (m := POSSESSIVE.search(text[start:end])) and len(words[last].text) > 2:
        end -= len(m[0])
    return Name(start, end, text[start:end], EntityType.PERSON, True, "title"), last + 1


def between(words: Sequence[Word], titles: Sequence[Title], taken: Sequence[Name]) -> list[Word]:
    """The words with a barrier in place of each rank before a name, each office in capitals, and each name taken."""
    barred = [(t.start, t.end) for t in titles if t.before_name or (t.kind == "office" and t.text[:1].isupper())]
    barred = sorted(barred + [(n.start, n.end) for n in taken])
    out: list[Word] = []
    k = 0
    for word in words:
        while k < len(barred) and barred[k][1] <= word.start:
            k += 1
        if k < len(barred) and barred[k][0] < word.end:
            if not out or out[-1].text != BARRIER or out[-1].end != barred[k][1]:
                out.append(Word(barred[k][0], barred[k][1], BARRIER))
            continue
        out.append(word)
    return out

"""Names that nobody read as anything: capitals in a quote that may be a person whom no claim knows.

What is withheld for publication must not rest on the reader having noticed every victim and witness. So whatever looks
like a name and is known neither as a place, group, body or office nor as an ordinary word is taken for a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from rawi.dates.calendar import month_names
from rawi.publish.words import Word, words_of
from rawi.vocabulary import gazetteer, heads, is_acronym, load_yaml, plain, roles

_UPPER_SHARE = 0.7
_CODE = 4
_NUMBERED = re.compile(r"[-‐‑]\d")


class Familiar(msgspec.Struct, frozen=True):
    """Words in plain letters that give nobody away."""

    common: frozenset[str]
    """Ordinary words: seen in small letters in the documents."""
    named: frozenset[str]
    """Words of names that are kept: groups, places, publishers."""
    office: frozenset[str]
    """Words of the names of persons in office; beside a stranger's word they are taken for his."""

    def knows(self, word: Word, text: str) -> bool:
        """Whether a word is an ordinary one, or of a name that is kept."""
        said = text[word.start : word.end]
        if word.plain in self.common or word.plain in self.named or word.plain in stock():
            return True
        if word.plain.endswith(tuple(load_yaml("publishing.yaml", "rawi.publish")["endings"])):
            return True
        if len(said) <= _CODE and sum(c.isupper() for c in said) > 1 and not said.isupper():
            return True  # "QDi", "PhD"
        if len(said) <= _CODE and _NUMBERED.match(text, word.end):
            return True  # "Mi-17"
        shouted = is_acronym(said) and not _shouts(text)
        listed = gazetteer().lookup(said) is not None or gazetteer().state_of_adjective(said) is not None
        return shouted or listed or heads().kind_of(said) is not None or any(c.isdigit() for c in said)


@cache
def stock() -> frozenset[str]:
    """Words that are no names in any text: openers of sentences, months, days, titles and roles."""
    listed = load_yaml("publishing.yaml", "rawi.publish")
    openers = [*listed["openers"].split(), *listed["creeds"].split()]
    known = roles()
    labels = load_yaml("fields.yaml", "rawi.documents")["keys"]
    said = (*openers, *labels, *month_names(), *known.titles, *known.kin, *known.given)
    return frozenset(word for phrase in said for word in plain(phrase).split())


def strangers(text: str, taken: Iterable[tuple[int, int]], familiar: Familiar) -> Iterator[tuple[int, int]]:
    """Where names of strangers may stand in `text`, outside of what is already `taken`.

    Only scripts with capitals show them: in Arabic, say, no word stands out, and only names that are known are hidden.
    """
    regions = sorted(taken)
    for run in _runs(text, regions):
        unknown = [i for i, word in enumerate(run) if not (familiar.knows(word, text) or word.plain in familiar.office)]
        if unknown and not _is_setting(text, run):
            first, last = unknown[0], unknown[-1]
            while first and _his(run[first - 1], familiar):
                first -= 1
            while last + 1 < len(run) and _his(run[last + 1], familiar):
                last += 1
            yield run[first].start, run[last].end


def settled(text: str, familiar: Familiar) -> Iterator[str]:
    """Names unknown by themselves that the words beside them make names of places, events or bodies."""
    for run in _runs(text, []):
        if _is_setting(text, run) and any(not familiar.knows(word, text) for word in run):
            yield text[run[0].start : run[-1].end]


def _his(word: Word, familiar: Familiar) -> bool:
    return word.plain in familiar.office or word.plain in roles().given


def _runs(text: str, taken: list[tuple[int, int]]) -> Iterator[list[Word]]:
    """Words with a capital that follow each other with nothing but a space, a hyphen or an initial's point between."""
    run: list[Word] = []
    for word in words_of(text):
        free = not any(start < word.end and word.start < end for start, end in taken)
        cased = text[word.start].isupper()
        between = text[run[-1].end : word.start] if run else ""
        joined = between in (" ", "-", "‐", "‑", "\u00a0") or (between == ". " and _is_initial(run[-1]))
        article = joined and not cased and word.plain in ("al", "el", "bin", "ibn", "de", "van", "von", "der", "la")
        if run and not (free and joined and (cased or article)):
            yield run
            run = []
        if free and (cased or (article and run)):
            run.append(word)
    if run:
        yield run


def _is_initial(word: Word) -> bool:
    """Whether a point after it shortens it: any other point ends a sentence, and the name behind it is another's."""
    return len(word.plain) <= 2 or word.plain in roles().titles


def _is_setting(text: str, run: list[Word]) -> bool:
    """Whether the words beside a name say that a place, an event or a body is named."""
    before = [word.plain for word in words_of(text[: run[0].start])][-2:]
    after = next(words_of(text[run[-1].end :]), None)
    inside = {word.plain for word in run[1:]}
    return bool(
        {" ".join(before), *before[-1:]} & setting("before")
        or {word.plain for word in run[:-1]} & setting("before")
        or (after is not None and after.plain in setting("after"))
        or inside & setting("after")
        or (after is not None and after.plain in setting("people") and run[-1].plain.endswith(_adjectival()))
    )


@cache
def _adjectival() -> tuple[str, ...]:
    return tuple(load_yaml("publishing.yaml", "rawi.publish")["adjectives"])


@cache
def setting(side: str) -> frozenset[str]:
    """Words that, standing before or after a name, say that it is no person's."""
    return frozenset(load_yaml("publishing.yaml", "rawi.publish")[side])


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= _UPPER_SHARE * len(letters)

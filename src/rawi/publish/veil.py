"""The veil over one document's words: private names give way to a placeholder, the names around them stay.

Longer names win over shorter ones, so that the name of a group, or of somebody in office, is kept whole although a
private person shares a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from rawi.publish.strangers import Familiar, strangers
from rawi.publish.words import Word, name_key, words_of
from rawi.vocabulary import heads

STRANGER = "[name withheld]"
UNNUMBERED = "[person withheld]"
ARTICLES = frozenset(
    {"al", "el", "ul", "an", "ar", "as", "ash", "at", "az", "ad", "de", "la", "van", "von", "bin", "ibn"}
)
_SEAM = re.compile(r"(?:[\s‐-―-]|al-)*")
"""What stands between the words of one name."""
_PART_LENGTH = 3

Region = tuple[int, int, str | None]
"""Start, end, and what stands there instead; None for what is kept whole."""


class Veil(msgspec.Struct, frozen=True):
    """`names` leads from the first word of a name to what may follow it and to its placeholder, longest first."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], str | None], ...]]
    parts: Mapping[str, str]
    """Single words of private names, hidden where they stand alone with a capital."""
    familiar: Familiar

    def over(self, text: str, *, unknown: bool = True) -> str:
        """`text` with private names hidden; with `unknown`, also what looks like a person's name and is not known."""
        return self.over_pieces((text,), unknown=unknown)[0]

    def over_pieces(self, pieces: tuple[str, ...], *, unknown: bool = True) -> tuple[str, ...]:
        """The same for pieces of one running text: a name that lies across a seam is hidden whole."""
        text = "".join(pieces)
        hidden = self.hidden(text, unknown=unknown)
        cut, start = [], 0
        for piece in pieces:
            cut.append(_replaced(text, start, start + len(piece), hidden))
            start += len(piece)
        return tuple(cut)

    def hidden(self, text: str, *, unknown: bool = True) -> list[tuple[int, int, str]]:
        """Where `text` is hidden, in order, and what stands there instead; the words of one name are hidden as one."""
        regions = self._regions(text)
        if unknown:
            regions += [(start, end, STRANGER) for start, end in strangers(text, _spans(regions), self.familiar)]
        found: list[tuple[int, int, str]] = []
        for start, end, instead in sorted((start, end, said) for start, end, said in regions if said is not None):
            if found and found[-1][2] == instead and _SEAM.fullmatch(text, found[-1][1], start):
                found[-1] = (found[-1][0], end, instead)
            else:
                found.append((start, end, instead))
        return found

    def hides(self, text: str) -> bool:
        """Whether a private name, or a part of one, stands in `text` in whatever case: for addresses and file names."""
        found = list(words_of(text))
        return any(instead is not None for _, _, instead in self._regions(text)) or any(
            word.plain in self.parts for word in found
        )

    def _regions(self, text: str) -> list[Region]:
        found = list(words_of(text))
        regions: list[Region] = []
        at = 0
        while at < len(found):
            if regions and found[at].start < regions[-1][1]:  # the twin of a word that is taken
                at += 1
                continue
            length, instead = self._named(found, at)
            if length:
                regions.append((found[at].start, found[at + length - 1].end, instead))
                at += length
            elif (part := self._part(found, at, text)) is not None:
                regions.append(part)
                at += 1
            else:
                at += 1
        return regions

    def _named(self, found: list[Word], at: int) -> tuple[int, str | None]:
        for rest, instead in self.names.get(found[at].plain, ()):
            length = _follows(found, at, rest)
            single_small = not rest and not found[at].capital
            if length and not single_small:
                return length, instead
        return 0, None

    def _part(self, found: list[Word], at: int, text: str) -> Region | None:
        word = found[at]
        if word.plain not in self.parts or not word.capital:
            return None
        start = word.start
        if at and found[at - 1].plain in ARTICLES and text[found[at - 1].end : word.start] in ("-", "‐", "‑"):
            start = found[at - 1].start
        return (start, word.end, self.parts[word.plain])


def _follows(found: list[Word], at: int, rest: tuple[str, ...]) -> int:
    """How many words from `at` on the name takes, twins without their clitic passed over; 0 if it is not there."""
    position = at
    for wanted in rest:
        position += 1
        while position < len(found) and found[position].proclitic:
            position += 1
        if position >= len(found) or found[position].plain != wanted:
            return 0
    return position - at + 1


def _spans(regions: Iterable[Region]) -> list[tuple[int, int]]:
    return [(start, end) for start, end, _ in regions]


def _replaced(text: str, start: int, end: int, hidden: Iterable[tuple[int, int, str | None]]) -> str:
    """The piece `text[start:end]`; what is hidden across its edge shows its placeholder in both pieces."""
    out, at = [], start
    for first, last, instead in hidden:
        if last <= at or first >= end:
            continue
        out += [text[at : max(first, at)], instead or ""]
        at = min(last, end)
    return "".join([*out, text[at:end]])


def lookup(names: Iterable[tuple[str, str | None]]) -> Mapping[str, tuple[tuple[tuple[str, ...], str | None], ...]]:
    """Names with their placeholders (None: kept) as a table by first word; of equal names, the first given wins."""
    table: dict[str, dict[tuple[str, ...], str | None]] = {}
    for name, instead in names:
        key = name_key(name)
        if key:
            table.setdefault(key[0], {}).setdefault(key[1:], instead)
    return {first: tuple(sorted(rest.items(), key=lambda r: -len(r[0]))) for first, rest in table.items()}


def parts_of(names: Iterable[tuple[str, str]], kept: frozenset[str], little: frozenset[str]) -> Mapping[str, str]:
    """Words of private names that give them away alone: not shared with a kept name, and no title or article."""
    parts: dict[str, str] = {}
    for name, placeholder in names:
        for word in name_key(name):
            if len(word) >= _PART_LENGTH and word not in kept | little and heads().kind_of(word) is None:
                parts.setdefault(word, placeholder)
    return parts

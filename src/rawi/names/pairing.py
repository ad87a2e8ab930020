"""Which term of one name stands for which of another, and what is left over on either side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rawi.names.acronyms import spells
from rawi.names.alike import alike, sounds_the_same
from rawi.names.terms import Term

How = Literal["same", "sounds", "vowels", "near", "translated", "synonym", "parted", "initials"]
_WORTH: dict[How, float] = {
    "same": 1.0, "sounds": 0.95, "translated": 0.9, "initials": 0.85, "parted": 0.85, "synonym": 0.7, "vowels": 0.6,
    "near": 0.5,
}  # fmt: skip
"""Which pairing is taken where a term could be paired in several ways; how much each tells is fitted, not set here."""
_APART = 4
"""Letters by which two spellings of one word may differ in number, when one is written as two words."""


class Pair(NamedTuple):
    """A term of one name with the terms of the other it stands for (more than one if parted or as initials)."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    how: How
    strength: float
    places: tuple[int, int]

    @property
    def weight(self) -> float:
        """How much the pair tells: the more, the rarer its words are."""
        return min(max(term.weight for term in self.left), max(term.weight for term in self.right))


class Pairing(NamedTuple):
    """The pairs, and the terms of each name that stand in none."""

    pairs: tuple[Pair, ...]
    left: tuple[Term, ...]
    right: tuple[Term, ...]


def pair_terms(left: tuple[Term, ...], right: tuple[Term, ...]) -> Pairing:
    """Pairs the terms of two names one to one, the closest first; then words written apart or as initials."""
    free_left, free_right = dict(enumerate(left)), dict(enumerate(right))
    pairs = []
    possible = sorted(_possible(left, right), key=lambda pair: (-_WORTH[pair.how] * pair.strength, _shift(pair)))
    for pair in possible:
        one, other = pair.places
        if one in free_left and other in free_right:
            pairs.append(pair)
            del free_left[one], free_right[other]
    pairs += _of_runs(free_left, free_right)
    pairs.sort(key=lambda pair: pair.places)
    return Pairing(tuple(pairs), tuple(free_left.values()), tuple(free_right.values()))


def _shift(pair: Pair) -> tuple[int, int]:
    one, other = pair.places
    return abs(one - other), one + other


def _possible(left: tuple[Term, ...], right: tuple[Term, ...]) -> Iterator[Pair]:
    for place, one in enumerate(left):
        for other_place, other in enumerate(right):
            how, strength = _how(one, other)
            if how is not None:
                yield Pair((one,), (other,), how, strength, (place, other_place))


def _how(one: Term, other: Term) -> tuple[How | None, float]:
    if one.text == other.text:
        return "same", 1.0
    if {one.sort, other.sort} & {"number", "acronym"}:
        return None, 0.0
    heard = alike(one.text, other.text)
    if heard.level == "sounds" and (one.meanings == other.meanings or one.meanings & other.meanings):
        return "sounds", 1.0
    if one.meanings & other.meanings:
        return ("synonym" if one.languages & other.languages else "translated"), 1.0
    if one.meanings and other.meanings:
        return None, 0.0
    if heard.level in ("sounds", "vowels", "near"):
        return heard.level, heard.strength
    return None, 0.0


def _of_runs(left: dict[int, Term], right: dict[int, Term]) -> list[Pair]:
    """Terms of one name that are a run of two or more of the other: "Zulfiqar" = "Dhu al-Fiqar", "TTP" = its words.

    The longest run is taken first, whichever name it stands in, so that the order of the names tells nothing.
    """
    pairs: list[Pair] = []
    while found := [*_runs(left, right, turned=False), *_runs(right, left, turned=True)]:
        pair = min(found, key=_first)
        pairs.append(pair)
        for free, first, terms in zip((left, right), pair.places, (pair.left, pair.right), strict=True):
            for place in range(first, first + len(terms)):
                del free[place]
    return pairs


def _first(pair: Pair) -> tuple[int, int, int, tuple[str, ...]]:
    texts = sorted(" ".join(term.text for term in terms) for terms in (pair.left, pair.right))
    return -len(pair.left) - len(pair.right), -len("".join(texts)), sum(pair.places), tuple(texts)


def _runs(single: dict[int, Term], several: dict[int, Term], *, turned: bool) -> Iterator[Pair]:
    if len(several) < 2:
        return
    for place, term in single.items():
        if term.meanings or term.sort == "number":
            continue
        found = _as_initials(term, several) if term.sort == "acronym" else _as_two(term, several)
        if not found:
            continue
        words = tuple(several[index] for index in found)
        how: How = "initials" if term.sort == "acronym" else "parted"
        pair = Pair((term,), words, how, 1.0, (place, found[0]))
        yield Pair(words, (term,), how, 1.0, (found[0], place)) if turned else pair


def _as_initials(term: Term, several: dict[int, Term]) -> tuple[int, ...]:
    places = sorted(several)
    for length in range(min(len(term.text), len(places)), 1, -1):
        for start in range(len(places) - length + 1):
            run = tuple(places[start : start + length])
            if run[-1] - run[0] == length - 1:
                found = spells(term.text, " ".join(several[place].text for place in run))
                if found is not None and found.share == 1:
                    return run
    return ()


def _as_two(term: Term, several: dict[int, Term]) -> tuple[int, ...]:
    for place, one in several.items():
        other = several.get(place + 1)
        if other is None or "number" in (one.sort, other.sort):
            continue
        for article in ("", "l"):
            joined = one.text + article + other.text
            if abs(len(joined) - len(term.text)) <= _APART and sounds_the_same(term.text, joined):
                return place, place + 1
    return ()

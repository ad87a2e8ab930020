"""What speaks for and against two names being one person's: given, father's and family name, kunya, order."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rawi.names.alike import Alike, alike
from rawi.names.evidence import Evidence
from rawi.names.persons import person_name
from rawi.names.sounds import skeleton
from rawi.vocabulary.files import load_text

_TAILS = {"din": "din", "دين": "din", "allah": "allah"}
"""Words that make one name with the word before: "Jalal al-Din", "Nasr Allah"."""
_OPENERS = ("abu", "umm", "bin", "abd")
_MOST_UNITS = 12
_UNSEEN = 1.0
_LEVELS = {"same": 1.0, "sounds": 0.95, "vowels": 0.7, "near": 0.6, "initial": 0.4, "consonants": 0.3}

Role = Literal["given", "family", "kunya", "name"]


class Unit(NamedTuple):
    """A unit of a name: what opens it ("abu", "bin", "abd" or ""), its word, what closes it ("din"), rarity."""

    opener: str
    word: str
    tail: str
    weight: float

    @property
    def text(self) -> str:
        return f"{self.opener} {self.word} {self.tail}".strip()

    @property
    def key(self) -> str:
        """What spellings of the unit share: its consonants, with what opens and closes it."""
        return f"{self.opener} {skeleton(self.word)} {self.tail}".strip()


@lru_cache(maxsize=65536)
def units_of(name: str) -> tuple[Unit, ...]:
    """The units of a person's name without titles; "Jalal al-Din" and "Nasr Allah" are one unit each."""
    units: list[Unit] = []
    for text in person_name(name).units[: 2 * _MOST_UNITS]:
        tail = _TAILS.get(text)
        if tail and units and not units[-1].tail and units[-1].opener != "bin":
            units[-1] = _unit(units[-1].opener, units[-1].word, tail)
        else:
            opener, _, rest = text.partition(" ")
            opened = bool(rest) and opener in _OPENERS
            units.append(_unit(opener if opened else "", (rest if opened else text).replace(" ", ""), ""))
    return tuple(units[:_MOST_UNITS])


def _unit(opener: str, word: str, tail: str) -> Unit:
    unit = Unit(opener, word, tail, _UNSEEN)
    return unit._replace(weight=_weights().get(unit.key, _UNSEEN))


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in load_text("person_weights.tsv", "rawi.names").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2 and not row[0].startswith("#")}


class _Pair(NamedTuple):
    left: int
    right: int
    level: str
    strength: float


def person_evidence(a: str, b: str) -> list[Evidence]:
    """The rows for two names of persons; each is one spelling, brackets taken apart before (`rawi.names.spellings`)."""
    left, right = units_of(a), units_of(b)
    pairs = _pair(left, right)
    rows = [_row(pair, left, right) for pair in pairs]
    rows += _order(pairs, left, right)
    rows += _left_over(pairs, left, right)
    rows += _whole(pairs, left, right)
    return rows


def _pair(left: tuple[Unit, ...], right: tuple[Unit, ...]) -> list[_Pair]:
    possible = []
    for one, unit in enumerate(left):
        for other, second in enumerate(right):
            level, strength = _alike(unit, second)
            if level != "none":
                shift = abs(one / len(left) - other / len(right))
                possible.append((-_LEVELS[level] * strength, shift, _Pair(one, other, level, strength)))
    chosen: list[_Pair] = []
    for _, _, pair in sorted(possible):
        if all(pair.left != taken.left and pair.right != taken.right for taken in chosen):
            chosen.append(pair)
    return sorted(chosen)


def _alike(one: Unit, other: Unit) -> tuple[str, float]:
    if one == other:
        return "same", 1.0
    if one.tail != other.tail:
        return "none", 0.0
    if one.opener != other.opener:
        if {one.opener, other.opener} == {"", "bin"}:
            return _named(alike(one.word, other.word))
        joined = alike(one.text.replace(" ", ""), other.text.replace(" ", ""))
        return _named(joined) if joined.level in ("same", "sounds", "vowels") else ("none", 0.0)
    if len(one.word) == 1 or len(other.word) == 1:
        return ("initial", 1.0) if one.word[:1] == other.word[:1] else ("none", 0.0)
    return _named(alike(one.word, other.word))


def _named(found: Alike) -> tuple[str, float]:
    return found.level, found.strength


def _role(pair: _Pair, left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Role:
    if left[pair.left].opener in ("abu", "umm"):
        return "kunya"
    if pair.left == pair.right == 0:
        return "given"
    if pair.left == len(left) - 1 and pair.right == len(right) - 1:
        return "family"
    return "name"


def _row(pair: _Pair, left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Evidence:
    one, other = left[pair.left], right[pair.right]
    role = _role(pair, left, right)
    said = {"given": "given name", "family": "family name", "kunya": "kunya", "name": "name"}[role]
    heard = "-".join(skeleton(one.word).lower())
    told = {
        "same": f"{said} “{one.text}” in both",
        "sounds": f"{said}: skeleton {heard} equal: “{one.text}” = “{other.text}”",
        "vowels": f"{said}: skeleton {heard} equal, a vowel apart: “{one.text}”, “{other.text}”",
        "consonants": f"{said}: skeleton {heard} equal, vowels differ: “{one.text}”, “{other.text}”",
        "near": f"{said}: “{one.text}” and “{other.text}” sound near",
        "initial": f"{said}: “{one.text}” may be short for “{other.text}”",
    }[pair.level]
    level = pair.level if pair.level not in ("same", "sounds") else "equal"
    return Evidence(f"{level} {role}", min(one.weight, other.weight) * pair.strength, told)


def _order(pairs: list[_Pair], left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Iterator[Evidence]:
    turned = [
        (one, other)
        for place, one in enumerate(pairs)
        for other in pairs[place + 1 :]
        if one.right > other.right and one.level != "consonants" and other.level != "consonants"
    ]
    if not turned:
        return
    one, other = turned[0]
    told = f"order of names reversed: “{left[one.left].text}”, “{left[other.left].text}”"
    yield Evidence("order of two" if len(left) == len(right) == 2 else "order", 1.0, told)


def _left_over(pairs: list[_Pair], left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Iterator[Evidence]:
    lefts = [place for place in range(len(left)) if all(place != pair.left for pair in pairs)]
    rights = [place for place in range(len(right)) if all(place != pair.right for pair in pairs)]
    for one, other, role in ((0, 0, "given"), (len(left) - 1, len(right) - 1, "family")):
        if one in lefts and other in rights:
            lefts.remove(one)
            rights.remove(other)
            kind = "kunya" if {left[one].opener, right[other].opener} & {"abu", "umm"} else role
            yield Evidence(
                f"{kind} against {kind}", 1.0, f"{kind} names differ: “{left[one].text}”, “{right[other].text}”"
            )
    for one, other in zip(lefts, rights, strict=False):
        yield Evidence("name against name", 1.0, f"“{left[one].text}” against “{right[other].text}”")
    both = min(len(lefts), len(rights))
    for places, units, side in ((lefts[both:], left, "first"), (rights[both:], right, "second")):
        for place in places:
            yield Evidence(f"only {_only(place, units)}", 1.0, f"“{units[place].text}” only in the {side}")


def _only(place: int, units: tuple[Unit, ...]) -> str:
    if units[place].opener in ("abu", "umm"):
        return "kunya"
    if units[place].opener == "bin":
        return "father"
    return "given" if place == 0 else "family" if place == len(units) - 1 else "middle"


def _whole(pairs: list[_Pair], left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Iterator[Evidence]:
    told = sum(
        min(left[pair.left].weight, right[pair.right].weight)
        for pair in pairs
        if pair.level not in ("consonants", "initial")
    )
    if not pairs:
        yield Evidence("nothing shared", 1.0, "no name in common")
    elif len(pairs) == len(left) == len(right):
        yield Evidence("nothing left over", min(told, 2.0), "nothing else on either side")
    elif len(pairs) in (len(left), len(right)):
        yield Evidence("one within the other", min(told, 2.0), "one name is wholly in the other")
    if len(pairs) == 1 and min(len(left), len(right)) == 1:
        yield Evidence("one name only", 1.0, "a single name says little")

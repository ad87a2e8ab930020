"""What speaks for and against two names being one person's: given, father's and family name, kunya, order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rawi.names.alike import CLOSE, Alike, alike
from rawi.names.evidence import TOLD, Evidence
from rawi.names.folding import script_of
from rawi.names.persons import person_name
from rawi.names.sounds import skeleton
from rawi.vocabulary.files import load_text

_TAILS = {"din": "din", "دين": "din", "allah": "allah"}
"""Words that make one name with the word before: "Jalal al-Din", "Nasr Allah"."""
_OPENERS = {
    "abu": "abu", "umm": "umm", "abd": "abd",
    **dict.fromkeys(("bin", "bint", "binti", "ould", "wuld", "weld", "walad", "ag", "اغ", "بنت", "ولد"), "bin"),
}  # fmt: skip
"""What opens a unit, as one for all languages: the kunya, the servant of God, the son or daughter."""
_IN_ARABIC = {"abu": "ابو", "umm": "ام", "abd": "عبد", "bin": "بن", "din": "الدين", "allah": "الله"}
_MOST_UNITS = 12
_UNSEEN = 1.0
_APART = 4
_ENOUGH = 2.5
"""Rare names that two names share, beyond which more of them make nothing surer."""
_TELLING = ("same", "sounds", "vowels")
_LEVELS = {"same": 1.0, "sounds": 0.95, "vowels": 0.7, "near": 0.6, "initial": 0.4}

Role = Literal["given", "family", "kunya", "middle", "name"]


class Unit(NamedTuple):
    """A unit of a name: what opens it ("abu", "bin", "abd" or ""), its word, what closes it ("din"), rarity.

    `text` is all of it in plain letters, `joined` the same as one word of one script.
    """

    opener: str
    word: str
    tail: str
    weight: float
    text: str
    joined: str

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
            opened = _OPENERS.get(opener, "") if rest else ""
            units.append(_unit(opened, (rest if opened else text).replace(" ", ""), ""))
    return tuple(units[:_MOST_UNITS])


def _unit(opener: str, word: str, tail: str) -> Unit:
    text = f"{opener} {word} {tail}".strip()
    joined = text.replace(" ", "")
    if script_of(word) == "Arabic":
        joined = f"{_IN_ARABIC.get(opener, '')}{word}{_IN_ARABIC.get(tail, '')}"
    unit = Unit(opener, word, tail, _UNSEEN, text, joined)
    return unit._replace(weight=_weights().get(unit.key, _UNSEEN))


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in load_text("person_weights.tsv", "rawi.names").splitlines())
    return {row[0]: float(row[1]) for row in rows if len(row) == 2 and not row[0].startswith("#")}


class _Pair(NamedTuple):
    """A unit of each name; `run` where two of the other side are written as one."""

    left: int
    right: int
    level: str
    strength: float
    run: str = ""


def person_evidence(a: str, b: str) -> list[Evidence]:
    """The rows for two names of persons; each is one spelling, brackets taken apart before (`rawi.names.spellings`)."""
    left, right = units_of(a), units_of(b)
    pairs = _pair(left, right)
    free = _free(pairs, left, right)
    rows = [_row(pair, left, right) for pair in pairs]
    rows += _order(pairs, left, right)
    rows += _left_over(free, left, right)
    rows += _whole(pairs, free, left, right)
    rows.append(Evidence(TOLD, _told([pair for pair in pairs if pair.level in _TELLING], left, right), ""))
    return rows


def _pair(left: tuple[Unit, ...], right: tuple[Unit, ...]) -> list[_Pair]:
    possible = []
    for one, unit in enumerate(left):
        for other, second in enumerate(right):
            level, strength = _alike(unit, second)
            if level in _LEVELS:
                shift = abs(one / len(left) - other / len(right))
                possible.append((-_LEVELS[level] * strength, shift, _Pair(one, other, level, strength)))
    chosen: list[_Pair] = []
    for _, _, pair in sorted(possible):
        if all(pair.left != taken.left and pair.right != taken.right for taken in chosen):
            chosen.append(pair)
    lefts, rights = _free(chosen, left, right)
    chosen += [_Pair(one, other, "sounds", 1.0, "right") for one, other in _joined(left, lefts, right, rights)]
    chosen += [_Pair(one, other, "sounds", 1.0, "left") for other, one in _joined(right, rights, left, lefts)]
    return sorted(chosen)


def _joined(
    one: tuple[Unit, ...], singles: list[int], other: tuple[Unit, ...], several: list[int]
) -> Iterator[tuple[int, int]]:
    """Units of one name that are two of the other in a row, written as one word."""
    for place in singles:
        whole = one[place].joined
        for second in several:
            if second + 1 in several:
                word = other[second].joined + other[second + 1].joined
                if abs(len(word) - len(whole)) <= _APART and _close(alike(whole, word)):
                    yield place, second
                    return


def _free(pairs: list[_Pair], left: tuple[Unit, ...], right: tuple[Unit, ...]) -> tuple[list[int], list[int]]:
    taken_left = {pair.left for pair in pairs} | {pair.left + 1 for pair in pairs if pair.run == "left"}
    taken_right = {pair.right for pair in pairs} | {pair.right + 1 for pair in pairs if pair.run == "right"}
    return (
        [place for place in range(len(left)) if place not in taken_left],
        [place for place in range(len(right)) if place not in taken_right],
    )


def _alike(one: Unit, other: Unit) -> tuple[str, float]:
    if one == other:
        return "same", 1.0
    heard = alike(one.word, other.word)
    close = heard.level in ("same", "sounds", "vowels")
    if one.opener != other.opener:
        openers = {one.opener, other.opener}
        if openers == {"", "bin"}:
            return _named(heard)
        if openers == {"", "abd"} and close:
            return "vowels", 0.8
        joined = alike(one.joined, other.joined)
        return _named(joined) if _close(joined) else ("none", 0.0)
    if one.tail != other.tail:
        return ("vowels", 0.8) if close and "" in (one.tail, other.tail) else ("none", 0.0)
    if len(one.word) == 1 or len(other.word) == 1:
        return ("initial", 1.0) if one.word[:1] == other.word[:1] else ("none", 0.0)
    return _named(heard)


def _close(found: Alike) -> bool:
    return found.level in ("same", "sounds", "vowels") or (found.level == "near" and found.strength >= CLOSE)


def _named(found: Alike) -> tuple[str, float]:
    return found.level, found.strength


def _role(pair: _Pair, left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Role:
    if left[pair.left].opener in ("abu", "umm") and right[pair.right].opener in ("abu", "umm"):
        return "kunya"
    if pair.left == pair.right == 0:
        return "given"
    ends = pair.left + (pair.run == "left"), pair.right + (pair.run == "right")
    if ends == (len(left) - 1, len(right) - 1):
        return "family"
    inner = pair.left > 0 and ends[0] < len(left) - 1 and pair.right > 0 and ends[1] < len(right) - 1
    return "middle" if inner else "name"


def _row(pair: _Pair, left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Evidence:
    one, other = left[pair.left], right[pair.right]
    if pair.run == "left":
        one = left[pair.left]._replace(word=one.word + left[pair.left + 1].word)
    elif pair.run == "right":
        other = right[pair.right]._replace(word=other.word + right[pair.right + 1].word)
    role = _role(pair, left, right)
    said = {"given": "given name", "family": "family name", "kunya": "kunya"}.get(role, "name")
    heard = "-".join(skeleton(one.word).lower())
    told = {
        "same": f"{said} “{one.text}” in both",
        "sounds": f"{said}: skeleton {heard} equal: “{one.text}” = “{other.text}”",
        "vowels": f"{said}: skeleton {heard} equal, a vowel apart: “{one.text}”, “{other.text}”",
        "near": f"{said}: “{one.text}” and “{other.text}” sound near",
        "far": f"{said}: “{one.text}” and “{other.text}” sound a little alike",
        "initial": f"{said}: “{one.text}” may be short for “{other.text}”",
    }
    far = pair.level == "near" and pair.strength < CLOSE
    level = "far" if far else "equal" if pair.level in ("same", "sounds") else pair.level
    return Evidence(
        f"{level} {role}", min(one.weight, other.weight) * pair.strength, told[level if far else pair.level]
    )


def _order(pairs: list[_Pair], left: tuple[Unit, ...], right: tuple[Unit, ...]) -> Iterator[Evidence]:
    turned = [
        (one, other) for place, one in enumerate(pairs) for other in pairs[place + 1 :] if one.right > other.right
    ]
    if not turned:
        return
    one, other = turned[0]
    told = f"order of names reversed: “{left[one.left].text}”, “{left[other.left].text}”"
    yield Evidence("order of two" if len(left) == len(right) == 2 else "order", 1.0, told)


def _left_over(
    free: tuple[list[int], list[int]], left: tuple[Unit, ...], right: tuple[Unit, ...]
) -> Iterator[Evidence]:
    lefts, rights = list(free[0]), list(free[1])
    for one, other, role in ((0, 0, "given"), (len(left) - 1, len(right) - 1, "family")):
        if one in lefts and other in rights:
            lefts.remove(one)
            rights.remove(other)
            kind = "kunya" if {left[one].opener, right[other].opener} & {"abu", "umm"} else role
            yield Evidence(
                f"{kind} against {kind}", 1.0, f"{kind} names differ: “{left[one].text}”, “{right[other].text}”"
            )
    for one, other in zip(lefts, rights, strict=False):
        yield Evidence("name against name", 1.0, _differ("names differ", left[one], right[other]))
    both = min(len(lefts), len(rights))
    for places, units, side in ((lefts[both:], left, "first"), (rights[both:], right, "second")):
        for place in places:
            yield Evidence(f"only {_only(place, units)}", 1.0, f"“{units[place].text}” only in the {side}")


def _differ(said: str, one: Unit, other: Unit) -> str:
    vowels = " in their vowels" if alike(one.word, other.word).level == "consonants" else ""
    return f"{said}{vowels}: “{one.text}”, “{other.text}”"


def _only(place: int, units: tuple[Unit, ...]) -> str:
    if units[place].opener in ("abu", "umm"):
        return "kunya"
    if units[place].opener == "bin":
        return "father"
    return "given" if place == 0 else "family" if place == len(units) - 1 else "middle"


def _told(pairs: list[_Pair], left: tuple[Unit, ...], right: tuple[Unit, ...]) -> float:
    return math.fsum(min(left[pair.left].weight, right[pair.right].weight) * pair.strength for pair in pairs)


def _whole(
    pairs: list[_Pair], free: tuple[list[int], list[int]], left: tuple[Unit, ...], right: tuple[Unit, ...]
) -> Iterator[Evidence]:
    told = _told(pairs, left, right)
    if not pairs:
        yield Evidence("nothing shared", 1.0, "no name in common")
    elif not (free[0] and free[1]):
        yield Evidence("one within the other", min(told, _ENOUGH), "all of one name is in the other")
        if not free[0] and not free[1]:
            yield Evidence("nothing left over", min(told, _ENOUGH), "nothing else on either side")
    if len(pairs) == 1 and min(len(left), len(right)) == 1:
        yield Evidence("one name only", 1.0, "a single name says little")

"""What speaks for and against two names being one group, organisation, place or community."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from rawi.names.acronyms import spells, spells_translated
from rawi.names.alike import CLOSE
from rawi.names.evidence import TOLD, Evidence
from rawi.names.pairing import Pair, Pairing, pair_terms
from rawi.names.sounds import skeleton
from rawi.names.terms import Term, terms_of
from rawi.vocabulary.name_words import name_words

_NOTHING: frozenset[str] = frozenset()


def group_evidence(a: str, b: str) -> list[Evidence]:
    """The rows for two names; each is one spelling, brackets taken apart before (`rawi.names.spellings`).

    How much of a row there is, is mostly the share of the name it makes up, rare words weighing more than common ones.
    """
    left, right = terms_of(a), terms_of(b)
    if not left or not right:
        return [Evidence("nothing shared", 1.0, "no word in common")]
    short_left, short_right = _acronym(left), _acronym(right)
    if short_left and short_right:
        return _of_acronyms(short_left, short_right)
    if short_left or short_right:
        short, long, terms = (short_left, b, right) if short_left else (short_right, a, left)
        rows = _of_acronym(short, long, terms)
        if rows:
            return rows
    found = pair_terms(left, right)
    sizes = math.fsum(term.weight for term in left), math.fsum(term.weight for term in right)
    rows = [_of_pair(pair, sizes) for pair in found.pairs]
    rows += _left_over(found, sizes, abroad=_abroad(left, right))
    rows += _order(found, left, right)
    rows += _whole(found)
    rows.append(Evidence(TOLD, _told(found), ""))
    return rows


def _acronym(terms: tuple[Term, ...]) -> str:
    return terms[0].text if len(terms) == 1 and terms[0].sort == "acronym" else ""


def _of_acronyms(one: str, other: str) -> list[Evidence]:
    short, long = sorted((one, other), key=len)
    size = min(len(short), 6) / 4
    told = Evidence(TOLD, size, "")
    if one == other:
        return [Evidence("same acronym", size, f"the same acronym: {one.upper()}"), told]
    if long.startswith(short) and len(short) >= 3:
        return [Evidence("acronym goes on", 1.0, f"the acronym {short.upper()} goes on in {long.upper()}"), told]
    return [Evidence("acronyms differ", 1.0, f"two acronyms: {one.upper()}, {other.upper()}")]


def _of_acronym(short: str, long: str, terms: tuple[Term, ...]) -> list[Evidence]:
    size = min(len(short), 6) / 4
    if found := spells(short, long):
        rows = [
            Evidence("acronym", size * found.share, f"{short.upper()} is made of the first letters of “{long}”"),
            Evidence(TOLD, size, ""),
        ]
        if found.share < 1:
            rows.append(Evidence("acronym leaves out", 1 - found.share, "words that the acronym has no letter for"))
        return rows
    if found := spells_translated(short, terms):
        text = f"{short.upper()} has the first letters of “{long}” in translation ({found.language})"
        return [Evidence("acronym translated", size, text), Evidence(TOLD, size, "")]
    if len(terms) > 1 and not any(term.text == short for term in terms):
        return [Evidence("acronym of other words", 1.0, f"{short.upper()} has not the letters of “{long}”")]
    return []


def _words(terms: tuple[Term, ...]) -> str:
    return " ".join(term.text for term in terms)


def _of_pair(pair: Pair, sizes: tuple[float, float]) -> Evidence:
    one, other = _words(pair.left), _words(pair.right)
    sides = zip((pair.left, pair.right), sizes, strict=True)
    share = min(math.fsum(term.weight for term in side) / size for side, size in sides)
    shared = pair.left[0].meanings & pair.right[0].meanings
    meaning = next(
        (term.meaning for term in (*pair.left, *pair.right) if term.meaning in shared), min(shared, default="")
    )
    if shared and pair.left[0].sort == pair.right[0].sort == "head":
        return Evidence(f"{pair.how} head", share, f"same head-word class: {meaning} (“{one}”, “{other}”)")
    sort = "word" if shared else "number" if "number" in (pair.left[0].sort, pair.right[0].sort) else "name"
    told = {
        "same": f"“{one}” in both",
        "sounds": f"skeleton {_spread(skeleton(one))} equal: “{one}” = “{other}”",
        "translated": f"“{one}” = “{other}”, translated: {meaning}",
        "synonym": f"“{one}” and “{other}” mean one thing ({meaning}) in one language",
        "vowels": f"skeleton {_spread(skeleton(one))} equal, a vowel apart: “{one}”, “{other}”",
        "near": f"“{one}” and “{other}” sound near",
        "far": f"“{one}” and “{other}” sound a little alike",
        "parted": f"“{one}” = “{other}”, written apart",
        "initials": f"“{one}” = “{other}”, as first letters",
    }
    how = "far" if pair.how == "near" and pair.strength < CLOSE else pair.how
    return Evidence(f"{how} {sort}", share * pair.strength, told[how])


def _spread(skeleton: str) -> str:
    return "-".join(skeleton.lower()) if skeleton.isascii() else skeleton


def _abroad(left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    """Whether the words that are known are of two languages, so that a word that is not known may be a translation."""
    one, other = (
        {language for term in terms for language in term.languages if term.sort in ("head", "word")}
        for terms in (left, right)
    )
    return bool(one and other) and not one & other


def _left_over(found: Pairing, sizes: tuple[float, float], *, abroad: bool) -> Iterator[Evidence]:
    left, right = found.left, found.right
    possible = []
    for place, one in enumerate(left):
        for other_place, other in enumerate(right):
            kind, worth = _against(one, other, abroad=abroad)
            if worth:
                possible.append((-worth, place, other_place, kind))
    gone: tuple[set[int], set[int]] = (set(), set())
    for _, place, other_place, kind in sorted(possible):
        if place not in gone[0] and other_place not in gone[1]:
            gone[0].add(place)
            gone[1].add(other_place)
            yield Evidence(kind, 1.0, f"“{left[place].text}” against “{right[other_place].text}”")
    for terms, taken, size, side in ((left, gone[0], sizes[0], "first"), (right, gone[1], sizes[1], "second")):
        for place, term in enumerate(terms):
            if place not in taken:
                yield Evidence(f"only {term.sort}", 2 * term.weight / size, f"“{term.text}” only in the {side}")


def _against(one: Term, other: Term, *, abroad: bool) -> tuple[str, int]:
    """The kind of evidence that two left-over terms are against each other, and how surely they are (0: not at all)."""
    if one.meanings and other.meanings:
        words = name_words()
        for meaning in one.meanings:
            if not words.opposites.get(meaning, _NOTHING).isdisjoint(other.meanings):
                return "opposites", 9
        for meaning in one.meanings:
            if not words.near.get(meaning, _NOTHING).isdisjoint(other.meanings):
                return "heads near", 8
    if one.sort == other.sort:
        if one.sort == "name":
            return ("unknown words of two languages" if abroad else "name against name"), 5
        return f"{one.sort} against {other.sort}", 7
    if {one.sort, other.sort} <= {"word", "name", "land"}:
        kind = "unknown words of two languages" if abroad and "name" in (one.sort, other.sort) else "word against name"
        return kind, 4
    return (
        ("words against words", 2) if {one.sort, other.sort} <= {"word", "name", "land", "head", "number"} else ("", 0)
    )


def _order(found: Pairing, left: tuple[Term, ...], right: tuple[Term, ...]) -> Iterator[Evidence]:
    """Whether words change places between two names built alike: "Free Syrian Army", "Syrian Free Army"."""
    if _built(left) != _built(right):
        return
    steady = [
        pair
        for pair in found.pairs
        if pair.how in ("same", "sounds", "vowels")
        and not pair.left[0].loose
        and not pair.right[0].loose
        and "head" not in (pair.left[0].sort, pair.right[0].sort)
    ]
    steady.sort(key=lambda pair: pair.places[0])
    turned = [(one, other) for one, other in pairwise(steady) if one.places[1] > other.places[1]]
    if turned:
        one, other = turned[0]
        yield Evidence("order", 1.0, f"order of words reversed: “{_words(one.left)}”, “{_words(other.left)}”")


def _built(terms: tuple[Term, ...]) -> str:
    if not terms:
        return "other"
    if terms[0].sort == "head" and terms[-1].sort != "head":
        return "head first"
    return "head last" if terms[-1].sort == "head" and terms[0].sort != "head" else "other"


def _told(found: Pairing) -> float:
    return math.fsum(pair.weight for pair in found.pairs if pair.how != "near")


def _whole(found: Pairing) -> Iterator[Evidence]:
    told = min(1.5, _told(found))
    left, right = ([term for term in terms if term.sort != "honour"] for terms in (found.left, found.right))
    if not found.pairs:
        yield Evidence("nothing shared", 1.0, "no word in common")
        return
    if not (left and right):
        yield Evidence("one within the other", told, "all of one name is in the other")
    if all(term.sort == "head" for term in (*left, *right)):
        yield Evidence("only heads left over", told, "nothing else on either side but head-words")
    if not left and not right:
        yield Evidence("nothing left over", told, "nothing else on either side")

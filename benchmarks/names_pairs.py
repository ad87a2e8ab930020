"""Pairs of names to fit and to check on, made of public lists: one name twice, look-alikes, one word changed.

Nothing here reads the hard pairs. The same entries and seed give the same pairs.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from anyascii import anyascii
from names_lists import Entry
from rapidfuzz import fuzz, process

from rawi.model import EntityType
from rawi.names import NameIndex, script_of
from rawi.names.acronyms import acronym_in
from rawi.names.alike import CLOSE, alike
from rawi.names.folding import fold
from rawi.names.keys import coarse
from rawi.names.person_evidence import units_of
from rawi.names.spellings import spellings
from rawi.names.terms import terms_of
from rawi.vocabulary import gazetteer, name_words

NEAREST = 4
LOOKED_AT = 500
MOST_PAIRS = 12
TURNED = 0.35

Pair = tuple[str, str, bool]
Maker = Callable[[Sequence[Entry], random.Random], Iterator[Pair]]


def names_in(entry: Entry) -> list[str]:
    """The names of an entry, each once, brackets taken apart."""
    return list(dict.fromkeys(part for name in entry.names for part in spellings(name.text, entry.kind)))


def one_name(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Pairs of names of one entry."""
    for entry in entries:
        pairs = list(combinations(names_in(entry), 2))
        for one, other in rng.sample(pairs, min(len(pairs), MOST_PAIRS)):
            yield one, other, True


def same_name(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """A name of each entry against itself: two texts with one name, whoever bears it."""
    for entry in entries:
        name = rng.choice(names_in(entry))
        yield name, name, True


def look_alikes(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Pairs of names of two entries of one list: each name with those most like it, in letters and by keys."""
    names = [(entry.id, part) for entry in entries for name in entry.names for part in spellings(name.text, entry.kind)]
    texts = [anyascii(part).lower() for _, part in names]
    kind = entries[0].kind
    index = NameIndex((f"{at}", part, kind) for at, (_, part) in enumerate(names))
    for place in rng.sample(range(len(names)), min(len(names), LOOKED_AT)):
        by_letters = (found[2] for found in process.extract(texts[place], texts, scorer=fuzz.WRatio, limit=6 * NEAREST))
        by_keys = (int(found.id) for found in index.candidates(names[place][1], kind, 6 * NEAREST))
        for found in (by_letters, by_keys):
            others = [names[other] for other in found]
            own, text = names[place]
            yield from [(text, other, False) for id, other in others if id != own and other != text][:NEAREST]


def acronyms_of_others(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Acronyms, each with names of other entries of the list that may have it."""
    names = [(entry.id, part) for entry in entries for part in names_in(entry)]
    kind = entries[0].kind
    index = NameIndex((f"{at}", part, kind) for at, (_, part) in enumerate(names))
    for own, text in names:
        if acronym_in(text):
            found = (names[int(near.id)] for near in index.candidates(text, kind, 6 * NEAREST))
            yield from [(text, other, False) for id, other in found if id != own and other != text][:NEAREST]


class Pool:
    """Words to change names with, by what such a word is in a name; the names among them also by their sounds."""

    def __init__(self, names: Iterable[str], by_sort: Mapping[str, Sequence[str]] | None = None):
        self.names = sorted(set(names))
        self.by_sort = {**(by_sort or {}), "name": self.names}
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.names:
            for key in _dropped(name):
                self._near[key].add(name)

    def of(self, sort: str) -> Sequence[str]:
        """The words of a sort; names where there are none."""
        return self.by_sort.get(sort, self.names)

    def sounding(self, word: str, own: set[str]) -> list[str]:
        """The names of other entries, in the same script, that sound a little like a word."""
        found = set().union(*(self._near[key] for key in _dropped(word))) - own
        heard = [(name, alike(word, name)) for name in sorted(found) if script_of(name) == script_of(word)]
        return [name for name, how in heard if how.level == "near" and how.strength < CLOSE]


def _dropped(word: str) -> list[str]:
    consonants = coarse(word)
    return [consonants, *(consonants[:place] + consonants[place + 1 :] for place in range(len(consonants)))]


class Changing:
    """A name of a group that is to be changed: its terms, and the words of its entry's names."""

    def __init__(self, whole: str, own: set[str]):
        self.whole, self.own, self.terms = whole, own, terms_of(whole)
        self.texts = [term.text for term in self.terms]

    def with_word(self, place: int, word: str) -> str:
        """The name with another word in one place."""
        return " ".join([*self.texts[:place], word, *self.texts[place + 1 :]])


Change = Callable[[Changing, Pool, random.Random], tuple[str, str]]
"""Gives two names that differ in a word; or the same name twice where there is nothing to change."""


def another_word(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """Another word of the same sort in one place."""
    place = rng.randrange(len(name.terms))
    sort = name.terms[place].sort
    return name.with_word(
        place, str(rng.randrange(1, 60)) if sort == "number" else rng.choice(pool.of(sort))
    ), name.whole


def near_word(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """Another name, that sounds a little alike, in the place of one."""
    places = [place for place, term in enumerate(name.terms) if term.sort == "name"]
    rng.shuffle(places)
    for place in places:
        if others := pool.sounding(name.texts[place], name.own):
            return name.with_word(place, rng.choice(others)), name.whole
    return name.whole, name.whole


def one_more_word(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """One word more."""
    word = rng.choice(pool.of(rng.choice(("word", "word", "name", "land"))))
    place = rng.randrange(len(name.texts) + 1)
    return " ".join([*name.texts[:place], word, *name.texts[place:]]), name.whole


def opposite_word(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """A word put before both names that tells them apart: North and South, National and Local."""
    one, others = rng.choice(sorted(name_words().opposites.items()))
    other = rng.choice(sorted(others))
    spelled = _usual_words()
    if one not in spelled or other not in spelled:
        return name.whole, name.whole
    return f"{spelled[one]} {name.whole}", f"{spelled[other]} {name.whole}"


def another_number(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """Two numbers before the name."""
    one, other = rng.sample(range(1, 40), 2)
    return f"{one} {name.whole}", f"{other} {name.whole}"


def another_place(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """ "In" some land after the name."""
    return f"{name.whole} in {rng.choice(pool.of('land'))}", name.whole


def turned_words(name: Changing, pool: Pool, rng: random.Random) -> tuple[str, str]:
    """The first two words change places."""
    if "head" in (name.terms[0].sort, name.terms[1].sort):
        return name.whole, name.whole
    return " ".join([name.texts[1], name.texts[0], *name.texts[2:]]), name.whole


@cache
def _usual_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, senses in name_words().senses.items():
        for sense in senses:
            if sense.language == "en":
                found.setdefault(sense.meaning, word)
    return found


def _words_by_sort() -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for word, senses in name_words().senses.items():
        if senses[0].language == "en":
            found.setdefault(senses[0].sort, set()).add(word)
    return {sort: sorted(words) for sort, words in found.items()}


def changed(change: Change, times: int = 1) -> Maker:
    """The maker of names of groups with one word changed, against a name of their entry."""

    def make(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
        pool = Pool(
            (
                term.text
                for entry in entries
                for name in entry.names
                for term in terms_of(name.text)
                if term.sort == "name"
            ),
            _words_by_sort(),
        )
        for entry in entries:
            names = names_in(entry)
            own = {term.text for name in names for term in terms_of(name)}
            for _ in range(times):
                name = Changing(rng.choice(names), own)
                if len(name.terms) < 2:
                    continue
                one, other = change(name, pool, rng)
                if fold(one) != fold(other) and not _same_meaning(one, other):
                    yield (one, other, False) if other != name.whole else (one, rng.choice([name.whole, *names]), False)

    return make


def _same_meaning(one: str, other: str) -> bool:
    return [term.key for term in terms_of(one)] == [term.key for term in terms_of(other)]


def changed_persons(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Names of persons with one name changed, or turned round."""
    pool = sorted({unit.text for entry in entries for name in entry.names for unit in units_of(name.text)})
    for entry in entries:
        names = names_in(entry)
        whole = rng.choice(names)
        units = [unit.text for unit in units_of(whole)]
        if len(units) < 2:
            continue
        if len(units) == 2 and rng.random() < TURNED:
            yield whole, " ".join(reversed(units)), False
            continue
        units[rng.randrange(len(units))] = rng.choice(pool)
        yield " ".join(units), rng.choice([whole, *names]), False


def near_persons(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Names of persons with another name that sounds a little alike in the place of one."""
    pool = Pool(unit.word for entry in entries for name in entry.names for unit in units_of(name.text))
    for entry in entries:
        names = names_in(entry)
        own = {unit.word for name in names for unit in units_of(name)}
        whole = rng.choice(names)
        units = units_of(whole)
        place = rng.randrange(len(units))
        others = pool.sounding(units[place].word, own)
        if len(units) >= 2 and others:
            texts = [unit.text for unit in units]
            texts[place] = texts[place].replace(units[place].word, rng.choice(others))
            yield " ".join(texts), rng.choice([whole, *names]), False


def of_places(rng: random.Random) -> dict[str, list[Pair]]:
    """Aliases of the gazetteer's places, and places that look alike."""
    rows: dict[str, list[str]] = {}
    for entry in gazetteer().entries.values():
        if entry.type is EntityType.PLACE:
            rows.setdefault(entry.canonical, []).append(entry.name)
    chosen = sorted(rows)
    same = [(one, name, True) for one in chosen for name in rows[one] if fold(name) != fold(one)]
    other: list[Pair] = []
    texts = [anyascii(name).lower() for name in chosen]
    for place in rng.sample(range(len(chosen)), 900):
        for _, _, found in process.extract(texts[place], texts, scorer=fuzz.WRatio, limit=NEAREST + 1):
            if found != place:
                other.append((chosen[place], chosen[found], False))
    turns = ("North", "South", "East", "West", "Upper", "Lower")
    for name in rng.sample(chosen, 400):
        one, second = rng.sample(turns, 2)
        other += [(f"{one} {name}", f"{second} {name}", False), (name, f"{one} {name}", False)]
    return {"one name": same, "look-alikes": other}


class Share(NamedTuple):
    """How much the pairs of a maker weigh in all, when kinds of evidence are weighed and when sums are calibrated."""

    weighing: float
    calibrating: float
    make: Maker | None = None


SHARES: dict[str, dict[str, Share]] = {
    "group": {
        "one name": Share(0.46, 0.46, one_name),
        "the same name": Share(0.04, 0.04, same_name),
        "look-alikes": Share(0.36, 0.17, look_alikes),
        "acronyms of others": Share(0.02, 0.03, acronyms_of_others),
        "another word": Share(0.06, 0.08, changed(another_word, 2)),
        "opposite words": Share(0.015, 0.03, changed(opposite_word)),
        "another number": Share(0.015, 0.03, changed(another_number)),
        "another place": Share(0.015, 0.04, changed(another_place)),
        "words turned": Share(0.015, 0.04, changed(turned_words)),
        "one word more": Share(0, 0.06, changed(one_more_word)),
        "a word that sounds near": Share(0, 0.02, changed(near_word, 2)),
    },
    "person": {
        "one name": Share(0.46, 0.46, one_name),
        "the same name": Share(0.04, 0.04, same_name),
        "look-alikes": Share(0.46, 0.2, look_alikes),
        "another name": Share(0.04, 0.28, changed_persons),
        "a name that sounds near": Share(0, 0.02, near_persons),
    },
    "place": {"one name": Share(0.5, 0.5), "look-alikes": Share(0.5, 0.5)},
}
"""Kinds of evidence are weighed on what stands in lists beside each other, for they order candidates. Sums of them are
calibrated on pairs as they need a person's eye, half of them one name, most others a word apart."""


def _is_fair(pair: Pair) -> bool:
    """Not so where two entries have one name: a likeness speaks of names, not of who bears them."""
    return pair[2] or fold(pair[0]) != fold(pair[1])


def made(kind: str, lists: Sequence[Sequence[Entry]], rng: random.Random) -> dict[str, list[Pair]]:
    """All pairs that the makers of a kind make of each list, by maker."""
    return {
        name: [pair for entries in lists if entries for pair in share.make(entries, rng) if _is_fair(pair)]
        for name, share in SHARES[kind].items()
        if share.make is not None
    }

"""Fits what `rawi.names` ships: how much each word tells, and what each kind of evidence weighs.

    python benchmarks/names_fit.py [LISTS] [--out FOLDER]

Fitted on one half of the entries of the public lists, by a hash of their ids (`names_lists.Entry.held_out`), and on the
aliases of the gazetteer's places; never on the hard pairs. Pairs that are one: two names of one entry that share
something. Pairs that are two: names of two entries of one list that look most alike, and names with one word changed
(another number, land, head-word or name, two words that change places), against any name of their entry. Both classes
weigh the same in all, so a probability is that of a pair of which one would have said beforehand: as likely as not.
The same lists give the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from pathlib import Path

import numpy as np
from anyascii import anyascii
from names_lists import DEFAULT, Entry, available, ofac, ucdp, un
from rapidfuzz import fuzz, process

from rawi.model import EntityType
from rawi.names import NameIndex
from rawi.names.compare import START, evidence
from rawi.names.folding import fold
from rawi.names.person_evidence import units_of
from rawi.names.spellings import spellings
from rawi.names.terms import Term, terms_of
from rawi.vocabulary import gazetteer, name_words

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "rawi" / "names"
SEED = 20
NEAREST = 4
LOOKED_AT = 500
CHANGED = 5
MOST_PAIRS = 12
RIDGE = 2e-4
STEPS = 3000
SHARED = ("same", "sounds", "translated", "synonym", "vowels", "near", "parted", "initials", "equal", "initial")
LEAST_SHARED = 0.5

Pair = tuple[str, str, bool]
Maker = Callable[[Sequence[Entry], random.Random], Iterator[Pair]]


def told_by(keys_of_entries: Iterable[set[str]], widest: int) -> dict[str, float]:
    """Key → 1 - log(df)/log(widest), at least .15, for keys of three entries or more."""
    counts = Counter(key for keys in keys_of_entries for key in keys)
    return {
        key: round(max(0.15, 1 - math.log(count) / math.log(widest)), 2)
        for key, count in sorted(counts.items())
        if count >= 3 and key
    }


def term_keys(entry: Entry) -> set[str]:
    return {
        "#" if term.sort == "number" else term.key
        for name in entry.names
        for spelling in spellings(name.text, entry.kind)
        for term in terms_of(spelling)
        if term.sort != "acronym"
    }


def unit_keys(entry: Entry) -> set[str]:
    return {
        unit.key for name in entry.names for spelling in spellings(name.text, entry.kind) for unit in units_of(spelling)
    }


def write_weights(path: Path, told: dict[str, float], what: str) -> None:
    head = (
        f"# How much {what} tells, from 0.15 (common) to 1 (not here: in fewer than three entries), by entries with\n"
        "# it. Made by benchmarks/names_fit.py from one half of these lists: UN Consolidated List (published by\n"
        "# the UN for use), US Treasury OFAC (public domain), UCDP Actor 22.1 (CC BY 4.0). key\tweight\n"
    )
    path.write_text(head + "".join(f"{key}\t{weight}\n" for key, weight in told.items()), encoding="utf-8")


def one_name(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Pairs of names of one entry."""
    for entry in entries:
        names = list(dict.fromkeys(part for name in entry.names for part in spellings(name.text, entry.kind)))
        pairs = list(combinations(names, 2))
        for one, other in rng.sample(pairs, min(len(pairs), MOST_PAIRS)):
            yield one, other, True


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


def changed_groups(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Names of groups with one word changed, against a name of their entry."""
    words = _words_by_sort(entries)
    for entry in entries:
        names = [part for name in entry.names for part in spellings(name.text, entry.kind)]
        for _ in range(CHANGED):
            whole = rng.choice(names)
            terms = terms_of(whole)
            if len(terms) < 2:
                continue
            one, other = rng.choice(CHANGES)(whole, terms, words, rng)
            if fold(one) != fold(other) and not _same_meaning(one, other):
                yield (one, other, False) if other != whole else (one, rng.choice([whole, *names]), False)


Change = Callable[[str, tuple[Term, ...], dict[str, list[str]], random.Random], tuple[str, str]]


def _words_by_sort(entries: Sequence[Entry]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for word, senses in name_words().senses.items():
        if senses[0].language == "en":
            found.setdefault(senses[0].sort, set()).add(word)
    for entry in entries:
        for name in entry.names:
            found.setdefault("name", set()).update(term.text for term in terms_of(name.text) if term.sort == "name")
    return {sort: sorted(words) for sort, words in found.items()}


def another_word(
    whole: str, terms: tuple[Term, ...], words: dict[str, list[str]], rng: random.Random
) -> tuple[str, str]:
    place = rng.randrange(len(terms))
    texts = [term.text for term in terms]
    numbered = terms[place].sort == "number"
    texts[place] = str(rng.randrange(1, 60)) if numbered else rng.choice(words.get(terms[place].sort, words["name"]))
    return " ".join(texts), whole


def opposite_word(
    whole: str, terms: tuple[Term, ...], words: dict[str, list[str]], rng: random.Random
) -> tuple[str, str]:
    """A word put before both names, or changed in one, that tells them apart: North and South, National and Local."""
    one, others = rng.choice(sorted(name_words().opposites.items()))
    other = rng.choice(sorted(others))
    spelled = _usual_words()
    if one not in spelled or other not in spelled:
        return whole, whole
    return f"{spelled[one]} {whole}", f"{spelled[other]} {whole}"


@cache
def _usual_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, senses in name_words().senses.items():
        for sense in senses:
            if sense.language == "en":
                found.setdefault(sense.meaning, word)
    return found


def another_number(
    whole: str, terms: tuple[Term, ...], words: dict[str, list[str]], rng: random.Random
) -> tuple[str, str]:
    one, other = rng.sample(range(1, 40), 2)
    return f"{one} {whole}", f"{other} {whole}"


def another_place(
    whole: str, terms: tuple[Term, ...], words: dict[str, list[str]], rng: random.Random
) -> tuple[str, str]:
    return f"{whole} in {rng.choice(words['land'])}", whole


def turned_words(
    whole: str, terms: tuple[Term, ...], words: dict[str, list[str]], rng: random.Random
) -> tuple[str, str]:
    texts = [term.text for term in terms]
    if "head" in (terms[0].sort, terms[1].sort):
        return whole, whole
    texts[0], texts[1] = texts[1], texts[0]
    return " ".join(texts), whole


CHANGES: tuple[Change, ...] = (
    another_word, another_word, another_word, another_word, opposite_word, another_number, another_place, turned_words,
)  # fmt: skip


def _same_meaning(one: str, other: str) -> bool:
    return [term.key for term in terms_of(one)] == [term.key for term in terms_of(other)]


def changed_persons(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Names of persons with another given or family name, or turned round."""
    pool = sorted({unit.text for entry in entries for name in entry.names for unit in units_of(name.text)})
    for entry in entries:
        names = [part for name in entry.names for part in spellings(name.text, entry.kind)]
        whole = rng.choice(names)
        units = [unit.text for unit in units_of(whole)]
        if len(units) < 2:
            continue
        if len(units) == 2 and rng.random() < 0.35:
            yield whole, " ".join(reversed(units)), False
            continue
        units[rng.choice([0, -1])] = rng.choice(pool)
        yield " ".join(units), rng.choice([whole, *names]), False


def of_places(rng: random.Random) -> Iterator[Pair]:
    """Aliases of the gazetteer's places, and places that look alike."""
    rows: dict[str, list[str]] = {}
    for entry in gazetteer().entries.values():
        if entry.type is EntityType.PLACE:
            rows.setdefault(entry.canonical, []).append(entry.name)
    chosen = sorted(rows)
    for canonical in chosen:
        for name in rows[canonical]:
            if fold(name) != fold(canonical):
                yield canonical, name, True
    texts = [anyascii(name).lower() for name in chosen]
    for place in rng.sample(range(len(chosen)), 900):
        for _, _, other in process.extract(texts[place], texts, scorer=fuzz.WRatio, limit=NEAREST + 1):
            if other != place:
                yield chosen[place], chosen[other], False
    turns = ("North", "South", "East", "West", "Upper", "Lower")
    for name in rng.sample(chosen, 400):
        one, other = rng.sample(turns, 2)
        yield f"{one} {name}", f"{other} {name}", False
        yield name, f"{one} {name}", False


def matrix(pairs: Sequence[Pair], kind: EntityType) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The amounts of each kind of evidence for each pair, and which pairs are one.

    Two names of one entry that share little (another name altogether, not a spelling) are left out.
    """
    rows, same = [], []
    for one, other, verdict in pairs:
        amounts: dict[str, float] = {}
        for row in evidence(one, other, kind):
            amounts[row.kind] = amounts.get(row.kind, 0.0) + row.amount
        if verdict and not _is_one_name(amounts):
            continue
        rows.append(amounts)
        same.append(verdict)
    kinds = sorted({name for row in rows for name in row})
    values = np.zeros((len(rows), len(kinds) + 1))
    values[:, 0] = 1
    for place, row in enumerate(rows):
        for name, amount in row.items():
            values[place, kinds.index(name) + 1] = amount
    return values, np.array(same, dtype=float), [START, *kinds]


def _is_one_name(amounts: dict[str, float]) -> bool:
    if any(kind.startswith("acronym") and kind != "acronym of other words" for kind in amounts):
        return "acronyms differ" not in amounts
    shared = sum(amount for kind, amount in amounts.items() if kind.split()[0] in SHARED)
    return shared >= LEAST_SHARED


CHAINS = (("initial", "near", "vowels", "equal"), ("near", "vowels", "sounds", "same"), ("synonym", "translated"))

AGAINST = ("against", "only ", "opposites", "heads apart", "heads near", "order", "acronyms differ", "acronym of other",
           "acronym leaves", "nothing shared", "one name only", "acronym goes on", "unknown words")  # fmt: skip


def sign(kind: str) -> int:
    """1 for what can only speak for, -1 for what can only speak against, 0 for what the lists decide."""
    if kind.startswith(("only heads",)):
        return 1
    if kind == START or kind.startswith("consonants"):
        return 0
    return -1 if any(part in kind for part in AGAINST) else 1


def fit(values: np.ndarray, same: np.ndarray, kinds: Sequence[str]) -> dict[str, float]:
    """Logistic regression with a ridge and the signs of `sign`, by projected accelerated gradient.

    What is nearer tells no less (`CHAINS`): the weight of a nearer kind is that of the next one and something more.
    """
    nested = np.eye(len(kinds))
    for chain_of in CHAINS:
        for sort in ("given", "family", "middle", "name", "kunya", "word", "head"):
            row = [kinds.index(f"{how} {sort}") for how in chain_of if f"{how} {sort}" in kinds]
            for place, kind in enumerate(row):
                nested[kind, row[:place]] = 1
    inner = values @ nested
    share = np.where(same == 1, 0.5 / same.sum(), 0.5 / (1 - same).sum())
    signs = np.array([sign(kind) for kind in kinds])
    step = 1 / (0.25 * np.linalg.eigvalsh((inner * share[:, None]).T @ inner)[-1] + RIDGE)
    weights = ahead = np.zeros(len(kinds))
    pace = 1.0
    ridge = np.full(len(kinds), RIDGE)
    ridge[0] = 0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inner @ ahead, -30, 30)))
        moved = ahead - step * (inner.T @ (share * (chance - same)) + ridge * ahead)
        moved = np.where(signs > 0, np.maximum(moved, 0), np.where(signs < 0, np.minimum(moved, 0), moved))
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return {kind: round(float(weight), 2) for kind, weight in zip(kinds, nested @ weights, strict=True)}


def report(kind: str, values: np.ndarray, same: np.ndarray, kinds: Sequence[str], weights: dict[str, float]) -> None:
    chance = 1 / (1 + np.exp(-np.clip(values @ np.array([weights[name] for name in kinds]), -30, 30)))
    said = chance >= 0.5
    right = (said & (same == 1)).sum()
    precision, recall = right / max(1, said.sum()), right / same.sum()
    print(f"{kind}: {len(same)} pairs, {int(same.sum())} one; at .5 P {precision:.3f} R {recall:.3f}")
    for name in sorted(weights, key=lambda name: -weights[name]):
        seen = values[:, kinds.index(name)] > 0
        one = same[seen].mean() if seen.any() else 0
        print(f"  {weights[name]:+6.2f}  {name} ({int(seen.sum())} pairs, {one:.2f} one)")


def check(kind: str, values: np.ndarray, same: np.ndarray, kinds: Sequence[str], weights: dict[str, float]) -> None:
    """Prints how well the weights do on pairs of the other half, both classes weighing the same in all."""
    chance = 1 / (1 + np.exp(-np.clip(values @ np.array([weights.get(name, 0.0) for name in kinds]), -30, 30)))
    share = np.where(same == 1, 0.5 / same.sum(), 0.5 / (1 - same).sum())
    loss = -(share * np.log(np.where(same == 1, chance, 1 - chance))).sum()
    print(f"{kind}, held out: {len(same)} pairs, {int(same.sum())} one; loss {loss:.4f}")
    for threshold in (0.5, 0.7, 0.9):
        said = chance >= threshold
        right = (share * (said & (same == 1))).sum()
        print(f"  at {threshold} P {right / max(1e-9, (share * said).sum()):.3f} R {2 * right:.3f}")
    for low, high in ((0, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1)):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            one = (share * inside * same).sum() / (share * inside).sum()
            print(f"  given {low:.2f} to {high:.2f}: {int(inside.sum()):5} pairs, {one:.2f} one")


def made(lists: Sequence[Sequence[Entry]], makers: Sequence[Maker], rng: random.Random) -> list[Pair]:
    """All pairs that the makers make of each list."""
    return [pair for entries in lists if entries for make in makers for pair in make(entries, rng)]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--only-words", action="store_true", help="count words and stop")
    options = parser.parse_args(arguments)
    if not available(options.lists):
        print(f"the public lists are not in {options.lists}; nothing fitted", file=sys.stderr)
        return 0
    lists = [[entry for entry in read(options.lists) if not entry.held_out] for read in (un, ofac, ucdp)]
    groups = [[entry for entry in entries if entry.kind is EntityType.GROUP] for entries in lists]
    persons = [[entry for entry in entries if entry.kind is EntityType.PERSON] for entries in lists]
    if options.only_words:
        write_weights(options.out / "term_weights.tsv", told_by(map(term_keys, chain(*groups)), 300), "a term")
        write_weights(options.out / "person_weights.tsv", told_by(map(unit_keys, chain(*persons)), 600), "a name")
        return 0
    rng = random.Random(SEED)
    makers = {
        "group": (EntityType.GROUP, made(groups, (one_name, look_alikes, changed_groups), rng)),
        "person": (EntityType.PERSON, made(persons, (one_name, look_alikes, changed_persons), rng)),
        "place": (EntityType.PLACE, list(of_places(rng))),
    }
    fitted = {}
    for name, (kind, pairs) in makers.items():
        values, same, kinds = matrix(pairs, kind)
        fitted[name] = fit(values, same, kinds)
        report(name, values, same, kinds, fitted[name])
    rng = random.Random(SEED + 1)
    other = [[entry for entry in read(options.lists) if entry.held_out] for read in (un, ofac, ucdp)]
    for name, kind, makers_of in (
        ("group", EntityType.GROUP, (one_name, look_alikes, changed_groups)),
        ("person", EntityType.PERSON, (one_name, look_alikes, changed_persons)),
    ):
        lists = [[entry for entry in entries if entry.kind is kind] for entries in other]
        check(name, *matrix(made(lists, makers_of, rng), kind), fitted[name])
    about = "log-odds by kind of evidence; made by benchmarks/names_fit.py from one half of the public lists"
    text = json.dumps({"about": about, "seed": SEED, "weights": fitted}, indent=1, ensure_ascii=False)
    (options.out / "weights.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

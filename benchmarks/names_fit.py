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
from itertools import chain, combinations
from pathlib import Path

import numpy as np
from anyascii import anyascii
from names_lists import DEFAULT, Entry, available, ofac, ucdp, un
from rapidfuzz import fuzz, process

from rawi.model import EntityType
from rawi.names.compare import START, evidence
from rawi.names.folding import fold
from rawi.names.person_evidence import units_of
from rawi.names.spellings import spellings
from rawi.names.terms import terms_of
from rawi.vocabulary import gazetteer, name_words

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "rawi" / "names"
SEED = 20
NEAREST = 4
CHANGED = 3
MOST_PAIRS = 12
RIDGE = 2e-3
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
        pairs = [pair for pair in combinations(names, 2) if fold(pair[0]) != fold(pair[1])]
        for one, other in rng.sample(pairs, min(len(pairs), MOST_PAIRS)):
            yield one, other, True


def look_alikes(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Pairs of names of two entries of one list, each name with those that look most like it."""
    names = [(entry.id, part) for entry in entries for name in entry.names for part in spellings(name.text, entry.kind)]
    texts = [anyascii(part).lower() for _, part in names]
    chosen = rng.sample(range(len(names)), min(len(names), 700))
    for place in chosen:
        found = process.extract(texts[place], texts, scorer=fuzz.WRatio, limit=NEAREST * 6)
        taken = 0
        for _, _, other in found:
            if names[other][0] != names[place][0] and fold(names[other][1]) != fold(names[place][1]):
                yield names[place][1], names[other][1], False
                taken += 1
                if taken == NEAREST:
                    break


def changed_groups(entries: Sequence[Entry], rng: random.Random) -> Iterator[Pair]:
    """Names of groups with one word changed, against a name of their entry."""
    words = name_words().senses
    by_sort: dict[str, list[str]] = {}
    for word, senses in sorted(words.items()):
        if senses[0].language == "en":
            by_sort.setdefault(senses[0].sort, []).append(word)
    proper = sorted(
        {term.text for entry in entries for name in entry.names for term in terms_of(name.text) if term.sort == "name"}
    )
    for entry in entries:
        names = [part for name in entry.names for part in spellings(name.text, entry.kind)]
        for _ in range(CHANGED):
            whole = rng.choice(names)
            terms = [term.text for term in terms_of(whole)]
            sorts = [term.sort for term in terms_of(whole)]
            if len(terms) < 2:
                continue
            place = rng.randrange(len(terms))
            act = rng.random()
            if act < 0.15 and "head" not in sorts[:2]:
                terms[0], terms[1] = terms[1], terms[0]
                yield whole, " ".join(terms), False
                continue
            if act < 0.25:
                terms += ["in", rng.choice(by_sort["land"])]
            elif sorts[place] == "number":
                terms[place] = str(rng.randrange(1, 60))
            else:
                terms[place] = rng.choice(by_sort.get(sorts[place], proper))
            changed = " ".join(terms)
            if fold(changed) != fold(whole) and not _same_meaning(changed, whole):
                yield changed, rng.choice([whole, *names]), False


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
    """Logistic regression with a ridge and the signs of `sign`, by projected accelerated gradient."""
    share = np.where(same == 1, 0.5 / same.sum(), 0.5 / (1 - same).sum())
    signs = np.array([sign(kind) for kind in kinds])
    step = 1 / (0.25 * np.linalg.eigvalsh((values * share[:, None]).T @ values)[-1] + RIDGE)
    weights = ahead = np.zeros(len(kinds))
    pace = 1.0
    ridge = np.full(len(kinds), RIDGE)
    ridge[0] = 0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(values @ ahead, -30, 30)))
        moved = ahead - step * (values.T @ (share * (chance - same)) + ridge * ahead)
        moved = np.where(signs > 0, np.maximum(moved, 0), np.where(signs < 0, np.minimum(moved, 0), moved))
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return {kind: round(float(weight), 2) for kind, weight in zip(kinds, weights, strict=True)}


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
    about = "log-odds by kind of evidence; made by benchmarks/names_fit.py from one half of the public lists"
    text = json.dumps({"about": about, "seed": SEED, "weights": fitted}, indent=1, ensure_ascii=False)
    (options.out / "weights.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Fits what `rawi.names` ships: how much each word tells, what each kind of evidence weighs, what a sum of it proves.

    python benchmarks/names_fit.py [LISTS] [--out FOLDER] [--only-words]

Fitted on one half of the entries of the public lists, by a hash of their ids (`names_lists.Entry.held_out`), and on the
aliases of the gazetteer's places; never on the hard pairs. `names_pairs.SHARES` says which pairs there are and how much
those of each sort weigh in all. Three steps:

weights      Logistic regression: the log-odds of each kind of evidence, mostly on names beside each other in lists.
calibration  What a sum of these weights is worth, mostly on names a word apart: a rising curve. Pairs of names of one
             entry that contradict each other are left out: two names, each with a word the other has not, are most
             often two names, not one in two spellings, and a likeness speaks of names alone.
among        What a likeness is worth where a name was met in a list (`rawi.names.among`): of every entry with several
             names some are left out in turn and looked for in its list, with the entry in it and without.

What is printed last is measured on the other half. The same lists give the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from names_lists import DEFAULT, Entry, available, ofac, ucdp, un
from names_met import Scorer, met, places_in_list, scorer
from names_pairs import SHARES, Pair, made, of_places

from rawi.model import EntityType
from rawi.names.compare import START, evidence
from rawi.names.evidence import TOLD
from rawi.names.person_evidence import units_of
from rawi.names.spellings import spellings
from rawi.names.terms import terms_of

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "rawi" / "names"
KINDS = {"group": EntityType.GROUP, "person": EntityType.PERSON, "place": EntityType.PLACE}
SEED = 20
RIDGE = 2e-4
STEPS = 3000
SHARED = ("same", "sounds", "translated", "synonym", "vowels", "near", "parted", "initials", "equal", "initial")
LEAST_SHARED = 0.5
POINTS = (-9.0, -4.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.5, 9.0)
"""Sums of weights at which the calibration is fitted; between two of them it is a straight line."""
LEAST_SLOPE = 0.1
"""So that no two sums become one, and the order of candidates stays."""
SMOOTH = 2e-3
BANDS = (0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1.01)


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


class Amounts(NamedTuple):
    """Of pairs of names: how much of each kind of evidence, whether they are one, how much each pair weighs."""

    values: np.ndarray
    same: np.ndarray
    share: np.ndarray
    kinds: list[str]


Row = dict[str, float]


def rows_of(kind: str, pairs: dict[str, list[Pair]]) -> dict[str, list[tuple[Row, bool]]]:
    """How much of each kind of evidence each pair has, and whether it is one name, by maker.

    Two names of one entry that share little (another name altogether, not a spelling) are left out.
    """
    found: dict[str, list[tuple[Row, bool]]] = {}
    for maker, of_maker in pairs.items():
        found[maker] = []
        for one, other, same in of_maker:
            row: Row = {}
            for seen in evidence(one, other, KINDS[kind]):
                if seen.kind == TOLD:
                    continue
                row[seen.kind] = row.get(seen.kind, 0.0) + seen.amount
            if not same or _is_one_name(row):
                found[maker].append((row, same))
    return found


def weighing(kind: str, found: dict[str, list[tuple[Row, bool]]]) -> Amounts:
    """The pairs on which kinds of evidence are weighed."""
    named = sorted(
        {name for maker, rows in found.items() if SHARES[kind][maker].weighing for row, _ in rows for name in row}
    )
    return _amounts(found, {maker: SHARES[kind][maker].weighing for maker in found}, [START, *named])


def calibrating(
    kind: str, found: dict[str, list[tuple[Row, bool]]], kinds: list[str], *, clean: bool = True
) -> Amounts:
    """The pairs on which sums are calibrated; `clean` leaves out those of one entry that contradict each other."""
    if clean:
        found = {
            maker: [(row, same) for row, same in rows if not (same and any(map(contradicts, row)))]
            for maker, rows in found.items()
        }
    return _amounts(found, {maker: SHARES[kind][maker].calibrating for maker in found}, kinds)


def _amounts(found: dict[str, list[tuple[Row, bool]]], shares: dict[str, float], kinds: list[str]) -> Amounts:
    chosen = [
        (row, same, shares[maker] / len(rows)) for maker, rows in found.items() if shares[maker] for row, same in rows
    ]
    places = {name: place for place, name in enumerate(kinds)}
    values = np.zeros((len(chosen), len(kinds)))
    values[:, 0] = 1
    for at, (row, _, _) in enumerate(chosen):
        for name, amount in row.items():
            if name in places:
                values[at, places[name]] = amount
    same, share = (np.array([one[column] for one in chosen], dtype=float) for column in (1, 2))
    return Amounts(values, same, share, kinds)


def _is_one_name(row: Row) -> bool:
    if any(kind.startswith("acronym") and kind != "acronym of other words" for kind in row):
        return "acronyms differ" not in row
    shared = sum(amount for kind, amount in row.items() if kind.split()[0] in SHARED)
    return shared >= LEAST_SHARED


def contradicts(kind: str) -> bool:
    """Whether evidence of this kind is a word of each name that stands against one of the other."""
    if kind.startswith(("opposites", "far ", "acronyms differ", "acronym of other")):
        return True
    return " against " in kind and not kind.startswith(("honour", "acronym"))


CHAINS = (("initial", "near", "vowels", "equal"), ("near", "vowels", "sounds", "same"), ("near", "parted"),
          ("synonym", "translated"))  # fmt: skip

AGAINST = ("against", "only ", "opposites", "heads near", "order", "acronyms differ", "acronym of other",
           "acronym leaves", "nothing shared", "one name only", "acronym goes on", "unknown words")  # fmt: skip


def bounds(kind: str) -> tuple[float, float]:
    """The least and most that a kind may weigh: what can only speak for, only against, or what the lists decide."""
    if kind == START or kind.startswith("far "):
        return -math.inf, math.inf
    if any(part in kind for part in AGAINST) and not kind.startswith("only heads"):
        return -math.inf, 0.0
    return 0.0, math.inf


def fit(seen: Amounts) -> dict[str, float]:
    """The weights of the kinds of evidence.

    What is nearer tells no less (`CHAINS`): the weight of a nearer kind is that of the next one and something more.
    """
    nested = np.eye(len(seen.kinds))
    for chain_of in CHAINS:
        for sort in ("given", "family", "middle", "name", "kunya", "word", "head"):
            row = [seen.kinds.index(f"{how} {sort}") for how in chain_of if f"{how} {sort}" in seen.kinds]
            for place, kind in enumerate(row):
                nested[kind, row[:place]] = 1
    ridge = np.full(len(seen.kinds), RIDGE)
    ridge[0] = 0
    found = descend(seen.values @ nested, seen, [bounds(kind) for kind in seen.kinds], ridge, 0.0)
    return {kind: round(float(weight), 2) + 0.0 for kind, weight in zip(seen.kinds, nested @ found, strict=True)}


def descend(
    values: np.ndarray, seen: Amounts, limits: Sequence[tuple[float, float]], ridge: np.ndarray, centre: float
) -> np.ndarray:
    """Logistic regression within limits and with a ridge around `centre`, by projected accelerated gradient."""
    step = 1 / (0.25 * np.linalg.eigvalsh((values * seen.share[:, None]).T @ values)[-1] + ridge.max())
    low, high = np.array(limits).T
    weights = ahead = np.clip(np.full(values.shape[1], centre), low, high)
    pace = 1.0
    for _ in range(STEPS):
        gradient = values.T @ (seen.share * (logistic(values @ ahead) - seen.same)) + ridge * (ahead - centre)
        moved = np.clip(ahead - step * gradient, low, high)
        faster = (1 + math.sqrt(1 + 4 * pace * pace)) / 2
        ahead = moved + (pace - 1) / faster * (moved - weights)
        weights, pace = moved, faster
    return weights


def logistic(scores: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def sums(seen: Amounts, weights: dict[str, float]) -> np.ndarray:
    """The sum of the weighed evidence of each pair."""
    return seen.values @ np.array([weights.get(name, 0.0) for name in seen.kinds])


def calibrated(scores: np.ndarray, seen: Amounts) -> list[list[float]]:
    """(sum, log-odds) in rising order: what the sums turn out to be worth."""
    steps = [np.clip(scores - low, 0, high - low) for low, high in pairwise(POINTS)]
    limits = [(-math.inf, math.inf), *([(LEAST_SLOPE, math.inf)] * len(steps))]
    ridge = np.array([0.0, *([SMOOTH] * len(steps))])
    start, *slopes = descend(np.column_stack([np.ones(len(scores)), *steps]), seen, limits, ridge, 1.0)
    heights = [start]
    for slope, (low, high) in zip(slopes, pairwise(POINTS), strict=True):
        heights.append(heights[-1] + slope * (high - low))
    return [[point, round(float(height), 2)] for point, height in zip(POINTS, heights, strict=True)]


def crowded(lists: Sequence[Sequence[Entry]], rng: random.Random, score: Scorer) -> Amounts:
    """What names met in lists are weighed by, and whether they are of the entry that was looked for."""
    rows = list(met(lists, rng, score))
    values = np.array([[1.0, found.score, found.told, -found.rivals] for found in rows])
    same = np.array([found.same for found in rows], dtype=float)
    share = np.array([found.share for found in rows])
    return Amounts(values, same, share / share.sum(), ["start", "score", "told", "rivals"])


def crowd(seen: Amounts) -> dict[str, float]:
    """The weights of `rawi.names.among`."""
    limits = [(-math.inf, math.inf), *([(0.0, math.inf)] * (len(seen.kinds) - 1))]
    found = descend(seen.values, seen, limits, np.full(len(seen.kinds), RIDGE), 0.0)
    return {kind: round(float(weight), 2) + 0.0 for kind, weight in zip(seen.kinds, found, strict=True)}


def report(kind: str, seen: Amounts, weights: dict[str, float]) -> None:
    """Prints the weights, with how many of the pairs that have such evidence are one name."""
    print(f"{kind}: {len(seen.same)} pairs, {int(seen.same.sum())} one")
    for name in sorted(weights, key=lambda name: -weights[name]):
        having = seen.values[:, seen.kinds.index(name)] > 0
        one = seen.same[having].mean() if having.any() else 0
        print(f"  {weights[name]:+6.2f}  {name} ({int(having.sum())} pairs, {one:.2f} one)")


def check(title: str, seen: Amounts, weights: dict[str, float], curve: list[list[float]]) -> None:
    """Prints how well weights and calibration do on pairs they were not fitted on."""
    points, heights = np.array(curve).T
    chance = logistic(np.interp(sums(seen, weights), points, heights))
    loss = -(seen.share * np.log(np.where(seen.same == 1, chance, 1 - chance))).sum()
    print(f"{title}: {len(seen.same)} pairs, {int(seen.same.sum())} one; loss {loss:.4f}")
    for threshold in (0.5, 0.7, 0.9):
        said = chance >= threshold
        right = (seen.share * (said & (seen.same == 1))).sum()
        print(f"  at {threshold} P {right / max(1e-9, (seen.share * said).sum()):.3f} R {2 * right:.3f}")
    for low, high in pairwise(BANDS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            weighed = (seen.share * inside).sum()
            given, one = ((seen.share * inside * of).sum() / weighed for of in (chance, seen.same))
            print(f"  {low:.2f} to {min(high, 1):.2f}: {int(inside.sum()):5} pairs, given {given:.2f}, {one:.2f} one")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--out", type=Path, default=PACKAGE)
    parser.add_argument("--only-words", action="store_true", help="count words and stop")
    parser.add_argument("--kind", choices=KINDS, action="append", help="fit only these; the others stay as they are")
    parser.add_argument("--unmeasured", action="store_true", help="do not measure on the other half")
    options = parser.parse_args(arguments)
    kinds = options.kind or list(KINDS)
    if kinds != ["place"] and not available(options.lists):
        print(f"the public lists are not in {options.lists}; nothing fitted", file=sys.stderr)
        return 0
    entries = [read(options.lists) for read in (un, ofac, ucdp)] if kinds != ["place"] else []
    halves = {kind: [_half(entries, of, held_out=held) for held in (False, True)] for kind, of in KINDS.items()}
    if options.only_words:
        groups, persons = halves["group"][0], halves["person"][0]
        write_weights(options.out / "term_weights.tsv", told_by(map(term_keys, chain(*groups)), 300), "a term")
        write_weights(options.out / "person_weights.tsv", told_by(map(unit_keys, chain(*persons)), 600), "a name")
        return 0
    fitted = json.loads((PACKAGE / "weights.json").read_text(encoding="utf-8"))
    for kind in kinds:
        weights, curve, among = fitted_for(kind, halves[kind][0])
        fitted["weights"][kind], fitted["calibration"][kind], fitted["among"][kind] = weights, curve, among
        if kind != "place" and not options.unmeasured:
            measure(kind, halves[kind][1], weights, curve, among)
    (options.out / "weights.json").write_text(as_text(fitted), encoding="utf-8")
    return 0


def _half(lists: Sequence[Sequence[Entry]], kind: EntityType, *, held_out: bool) -> list[list[Entry]]:
    return [[entry for entry in entries if entry.kind is kind and entry.held_out is held_out] for entries in lists]


def fitted_for(
    kind: str, lists: Sequence[Sequence[Entry]]
) -> tuple[dict[str, float], list[list[float]], dict[str, float]]:
    """Weights, calibration, and what a likeness is worth among many; the weights are printed."""
    rng = random.Random(SEED)
    found = rows_of(kind, of_places(rng) if kind == "place" else made(kind, lists, rng))
    seen = weighing(kind, found)
    weights = fit(seen)
    report(kind, seen, weights)
    alone = calibrating(kind, found, seen.kinds)
    curve = calibrated(sums(alone, weights), alone)
    met_in = [places_in_list()] if kind == "place" else lists
    return weights, curve, crowd(crowded(met_in, random.Random(SEED), scorer(KINDS[kind], weights, curve)))


def measure(
    kind: str,
    lists: Sequence[Sequence[Entry]],
    weights: dict[str, float],
    curve: list[list[float]],
    among: dict[str, float],
) -> None:
    """Prints what the fit is worth on entries that nothing was fitted on."""
    met_there = crowded(lists, random.Random(SEED + 1), scorer(KINDS[kind], weights, curve))
    check(f"{kind}, met in lists, held out", met_there, among, [[-30.0, -30.0], [30.0, 30.0]])
    rows = rows_of(kind, made(kind, lists, random.Random(SEED + 1)))
    for title, clean in (("held out", True), ("held out, with names of one entry that contradict", False)):
        check(f"{kind}, {title}", calibrating(kind, rows, list(weights), clean=clean), weights, curve)


def as_text(fitted: dict[str, object]) -> str:
    """The JSON of what was fitted; a point of the calibration on one line."""
    text = json.dumps(fitted, indent=1, ensure_ascii=False)
    return re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", text) + "\n"


if __name__ == "__main__":
    sys.exit(main())

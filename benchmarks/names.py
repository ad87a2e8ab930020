"""How well names are matched: the right UN entry for every alias, hard pairs, and how well probabilities hold.

    python benchmarks/names.py [LISTS] [--part un, hard, all] [--misses N]

LISTS is the folder of the public lists (`../shared/data` beside the checkout); without them that part is skipped.

un    For every name of every entry with two or more: that name is left out, the others of all entries of the kind are
      searched, and the rank of the right entry is told: hit@1 and hit@10, by kind, script and quality. Beside it, on
      the same queries, rapidfuzz's WRatio and Jaro-Winkler over anyascii, each against all names. Where several
      entries are equally good, each counts as its share. Half of the entries (`held out`) were not
      used to fit anything.
hard  Hard pairs of names (`names_data/hard_pairs.tsv`), written before the comparison and never used to fit it:
      precision and recall, and of the pairs given a probability how many are right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from anyascii import anyascii
from names_lists import DEFAULT, Entry, Name, available, un
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from rawi.model import EntityType
from rawi.names import NameIndex, compare, script_of

HARD = Path(__file__).with_name("names_data") / "hard_pairs.tsv"
CANDIDATES = 100
BANDS = (0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 1.01)
Ranks = dict[str, float]


class Query:
    """A name that is left out, and its entry."""

    def __init__(self, entry: Entry, name: Name):
        self.entry, self.name = entry, name
        script = script_of(name.text)
        self.script = "Latin" if script == "Latin" else "Arabic" if script == "Arabic" else "other script"

    def rows(self) -> list[tuple[str, str, str]]:
        """The rows of the table that the query counts in."""
        kind = self.entry.kind.value.lower()
        quality = self.name.quality if self.script == "Latin" else f"original, {self.script}"
        return [(kind, quality, "all"), (kind, quality, "held out")][: 2 if self.entry.held_out else 1]


def queries_of(entries: Sequence[Entry]) -> list[Query]:
    """One query for each name of the entries that have another one."""
    return [
        Query(entry, name)
        for entry in entries
        for name in entry.names
        if any(other.text != name.text for other in entry.names)
    ]


def hits(scores: dict[str, float], right: str, depth: int) -> float:
    """The share of the right entry in the first `depth` places, entries of equal score sharing theirs."""
    if right not in scores:
        return 0.0
    own = scores[right]
    better = sum(score > own for score in scores.values())
    equal = sum(score == own for score in scores.values())
    return min(1.0, max(0.0, (depth - better) / equal))


def ours(entries: Sequence[Entry], queries: Sequence[Query]) -> tuple[list[dict[str, float]], int]:
    """Score by entry for each query: the best comparison with a name of the entry among the index's candidates.

    Also the number of pairs compared, keys and candidates of the names included in the time.
    """
    index = NameIndex()
    for entry in entries:
        for place, name in enumerate(entry.names):
            index.add(f"{entry.id}\t{place}", name.text, entry.kind)
    found = []
    pairs = 0
    for query in queries:
        scores: dict[str, float] = {}
        for candidate in index.candidates(query.name.text, query.entry.kind, CANDIDATES):
            id = candidate.id.split("\t")[0]
            if id == query.entry.id and candidate.name == query.name.text:
                continue
            pairs += 1
            score = compare(query.name.text, candidate.name, query.entry.kind).score
            scores[id] = max(scores.get(id, -99.0), score)
        found.append(scores)
    return found, pairs


def theirs(
    entries: Sequence[Entry], queries: Sequence[Query], scorer: Callable[..., float]
) -> tuple[list[dict[str, float]], int]:
    """The same for a scorer of rapidfuzz over anyascii, against every name of the kind."""
    found: dict[int, dict[str, float]] = {}
    pairs = 0
    for kind in (EntityType.PERSON, EntityType.GROUP):
        names = [(entry.id, name.text) for entry in entries if entry.kind is kind for name in entry.names]
        ids = np.array([id for id, _ in names])
        order = np.unique(ids)
        places = np.searchsorted(order, ids)
        texts = [anyascii(text).lower() for _, text in names]
        asked = [(at, query) for at, query in enumerate(queries) if query.entry.kind is kind]
        for start in range(0, len(asked), 500):
            part = asked[start : start + 500]
            pairs += len(part) * len(texts)
            spelled = [anyascii(query.name.text).lower() for _, query in part]
            for (at, query), row in zip(part, process.cdist(spelled, texts, scorer=scorer, workers=1), strict=True):
                for column, (id, text) in enumerate(names):
                    if id == query.entry.id and text == query.name.text:
                        row[column] = -1
                best = np.full(len(order), -1.0)
                np.maximum.at(best, places, row)
                found[at] = dict(zip(order.tolist(), best.tolist(), strict=True))
    return [found[at] for at in range(len(queries))], pairs


def of_un(folder: Path, misses: int) -> None:
    """Prints the table of the UN list."""
    entries = un(folder)
    queries = queries_of(entries)
    systems: dict[str, list[dict[str, float]]] = {}
    for name, run in (
        ("rawi", lambda: ours(entries, queries)),
        ("WRatio", lambda: theirs(entries, queries, fuzz.WRatio)),
        ("Jaro-Winkler", lambda: theirs(entries, queries, JaroWinkler.similarity)),
    ):
        start = time.process_time()
        systems[name], pairs = run()
        spent = time.process_time() - start
        print(
            f"{name}: {len(queries)} queries, {pairs} pairs in {spent:.1f} processor s: {pairs / spent:,.0f} a second"
        )
    table: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, query in enumerate(queries):
        for row in query.rows():
            table[row].append(at)
    print(f"\n{'':34}{'n':>6}" + "".join(f"{name + ' @1':>17}{'@10':>7}" for name in systems))
    for row in sorted(table):
        cells = []
        for scores in systems.values():
            for depth, width in ((1, 17), (10, 7)):
                hit = sum(hits(scores[at], queries[at].entry.id, depth) for at in table[row]) / len(table[row])
                cells.append(f"{hit:>{width}.3f}")
        print(f"{', '.join(row):34}{len(table[row]):>6}" + "".join(cells))
    shown = 0
    for at, query in enumerate(queries):
        if shown < misses and not query.entry.held_out and hits(systems["rawi"][at], query.entry.id, 1) < 1:
            shown += 1
            best = max(systems["rawi"][at].items(), key=lambda item: item[1], default=("", 0.0))
            others = [name.text for name in query.entry.names if name.text != query.name.text][:4]
            wrong = next((entry.names[0].text for entry in entries if entry.id == best[0]), None)
            print(f"missed: {query.name.text!r} of {others}; found {wrong!r} {best[1]:.1f}")


def of_hard() -> None:
    """Prints what is right among the hard pairs."""
    lines = HARD.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    kinds = {"groups": ("Group",), "persons": ("Person",), "others": ("Community", "Place", "Organization")}

    def plain(text: str) -> str:
        return anyascii(text).lower()

    systems: dict[str, Callable[[str, str, str], float]] = {
        "rawi": lambda one, other, kind: compare(one, other, EntityType(kind)).probability,
        "WRatio": lambda one, other, kind: fuzz.WRatio(plain(one), plain(other)) / 100,
        "Jaro-Winkler": lambda one, other, kind: JaroWinkler.similarity(plain(one), plain(other)),
    }
    print(f"\n{'hard pairs':26}{'P at .5':>9}{'R':>7}{'P at .9':>9}{'R':>7}{'R at P .95':>12}")
    for system, score in systems.items():
        for title, wanted in kinds.items():
            given = [(score(*row[2:], row[0]), row[1] == "same") for row in rows if row[0] in wanted]
            half, sure = at(given, 0.5), at(given, 0.9)
            best = max((at(given, given_to)[1] for given_to, _ in given if at(given, given_to)[0] >= 0.95), default=0.0)
            name = f"{system}, {title} ({len(given)})"
            print(f"{name:26}{half[0]:>9.3f}{half[1]:>7.3f}{sure[0]:>9.3f}{sure[1]:>7.3f}{best:>12.3f}")
    for title, wanted in kinds.items():
        given = [(systems["rawi"](*row[2:], row[0]), row[1] == "same") for row in rows if row[0] in wanted]
        print(f"\nof {title:16}pairs   mean given   right")
        for low, high in pairwise(BANDS):
            inside = [(chance, right) for chance, right in given if low <= chance < high]
            if inside:
                mean = sum(chance for chance, _ in inside) / len(inside)
                share = sum(right for _, right in inside) / len(inside)
                print(f"{low:.2f} to {min(high, 1):.2f} {len(inside):>10} {mean:>12.2f} {share:>7.2f}")


def at(given: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float]:
    """Precision and recall of what is given at least a threshold."""
    taken = [right for chance, right in given if chance >= threshold]
    return (sum(taken) / len(taken) if taken else 1.0), sum(taken) / max(1, sum(right for _, right in given))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--part", choices=("un", "hard", "all"), default="all")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of the half that was fitted on")
    options = parser.parse_args(arguments)
    if options.part in ("un", "all"):
        if available(options.lists):
            of_un(options.lists, options.misses)
        else:
            print(f"skipped: the public lists are not in {options.lists}", file=sys.stderr)
    if options.part in ("hard", "all"):
        of_hard()
    return 0


if __name__ == "__main__":
    sys.exit(main())

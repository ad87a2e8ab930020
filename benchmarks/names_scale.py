"""Candidates at scale: how long the candidates of one name take among many, how much memory, and what is lost.

    python benchmarks/names_scale.py [--names N] [--queries N] [--scan N]

Names are made by a seeded generator of syllables, head-words and places, as unevenly common as names are; no list is
needed. Half of the queries are names of the set in another spelling, half are names that are not in it.

candidates  processor milliseconds for one name (median, p95), keys not computed before; and for all names of the
            set, estimated
lost        of the names that a plain scan of a part of the set gives at least `LIKELY`, the share that is among the
            candidates: the scan compares a query with every name
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from rawi.model import EntityType
from rawi.names import NameIndex, compare
from rawi.names.keys import candidate_keys
from rawi.vocabulary import heads, name_words

SEED = 7
LIKELY = 0.5
CANDIDATES = 50
_ONSETS = ("b", "d", "f", "h", "j", "k", "kh", "l", "m", "n", "q", "r", "s", "sh", "t", "w", "y", "z", "gh", "th")
_VOWELS = ("a", "a", "i", "u", "aa", "ee", "ou")
_SPELLINGS = (("q", "k"), ("ee", "i"), ("ou", "u"), ("aa", "a"), ("kh", "kh"), ("gh", "g"), ("dh", "d"), ("i", "e"))

Named = tuple[str, EntityType]


def syllables(rng: random.Random, fewest: int, most: int) -> str:
    """A made word of as many syllables."""
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.randint(fewest, most))) + rng.choice(
        ("", "", "r", "n", "d", "m", "b", "i")
    )


class Words:
    """Words to make names of: a few common, most rare."""

    def __init__(self, rng: random.Random, size: int):
        self.rng = rng
        self.given = [syllables(rng, 2, 3).title() for _ in range(max(50, size // 100))]
        self.family = [syllables(rng, 2, 4).title() for _ in range(max(100, size // 8))]
        self.places = [syllables(rng, 2, 3).title() for _ in range(max(50, size // 60))]
        table = heads()
        self.heads = sorted(
            {
                form
                for entry in table.classes.values()
                if entry.type is EntityType.GROUP and entry.named
                for language in ("en", "es", "fr", "ar-latn")
                for form in entry.forms.get(language, ())[:1]
            }
        )
        meanings = name_words().senses
        self.words = sorted(word for word, senses in meanings.items() if senses[0].language == "en" and " " not in word)

    def common(self, words: Sequence[str]) -> str:
        """A word of a list, those at its beginning far more often."""
        return words[int(len(words) * self.rng.random() ** 2.5)]

    def person(self) -> Named:
        names = [self.common(self.given) for _ in range(self.rng.choice((1, 1, 2)))]
        kunya = [f"Abu {self.common(self.given)}"] if self.rng.random() < 0.15 else []
        article = "al-" if self.rng.random() < 0.4 else ""
        return " ".join([*kunya, *names, article + self.common(self.family)]), EntityType.PERSON

    def group(self) -> Named:
        head = self.common(self.heads).title()
        rest = self.rng.choice((self.common(self.places), self.common(self.family), self.common(self.words).title()))
        more = f" {self.common(self.words).title()}" if self.rng.random() < 0.5 else ""
        number = f"{self.rng.randint(1, 60)}th " if self.rng.random() < 0.1 else ""
        return f"{number}{rest}{more} {head}", EntityType.GROUP


def spelled_otherwise(name: str, rng: random.Random) -> str:
    """Another spelling: a usual change of letters, an article more or less, a letter doubled."""
    changed = name
    for old, new in rng.sample(_SPELLINGS, 3):
        changed = changed.replace(old, new)
    if rng.random() < 0.3:
        changed = changed.replace("al-", "el ") if "al-" in changed else changed
    if rng.random() < 0.2:
        place = rng.randrange(1, len(changed))
        changed = changed[:place] + changed[place - 1] + changed[place:] if changed[place - 1].isalpha() else changed
    return changed


def named(size: int) -> list[Named]:
    """The names of the set, the same for the same size."""
    rng = random.Random(SEED)
    words = Words(rng, size)
    return [words.person() if rng.random() < 0.6 else words.group() for _ in range(size)]


def timed(queries: Sequence[Named], run: Callable[[Named], object]) -> list[float]:
    """Milliseconds of processor time of each query."""
    spent = []
    for query in queries:
        candidate_keys.cache_clear()
        start = time.thread_time()
        run(query)
        spent.append(1000 * (time.thread_time() - start))
    return spent


def memory() -> float:
    """The most memory that the process had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--scan", type=int, default=10_000, help="names of the part that is scanned")
    options = parser.parse_args(arguments)
    rng = random.Random(SEED + 1)
    names = named(options.names)
    before = memory()
    start = time.thread_time()
    index = NameIndex((f"n{place}", name, kind) for place, (name, kind) in enumerate(names))
    index.candidates(*names[0])
    print(f"{len(index)} names ({len(set(names))} of them different) kept in {time.thread_time() - start:.1f} s, "
          f"{memory() - before:.0f} MB for the index and the names kept in mind")  # fmt: skip
    chosen = rng.sample(names, options.queries // 2)
    known = [(spelled_otherwise(name, rng), kind) for name, kind in chosen]
    strange = [(syllables(rng, 2, 4).title() + " " + syllables(rng, 2, 4).title(), kind) for _, kind in chosen]
    for kind in (EntityType.PERSON, EntityType.GROUP):
        of_kind = [query for query in (*known, *strange) if query[1] is kind]
        spent = sorted(timed(of_kind, lambda query: index.candidates(*query, limit=CANDIDATES)))
        p95 = spent[int(0.95 * len(spent))]
        print(f"candidates of one {kind.value.lower()}: median {statistics.median(spent):.2f} ms, p95 {p95:.2f} ms")
    start = time.thread_time()
    sample = rng.sample(names, min(2000, len(names)))
    pairs = sum(len(index.candidates(name, kind, limit=CANDIDATES)) for name, kind in sample)
    each = (time.thread_time() - start) / len(sample)
    print(
        f"candidates of all names, estimated: {each * len(names) / 60:.1f} minutes, {pairs / len(sample):.0f} to a name"
    )
    lost(names[: options.scan], known, rng)
    return 0


def lost(names: Sequence[Named], queries: Sequence[Named], rng: random.Random) -> None:
    """Prints how many of the likely names of a plain scan are among the candidates."""
    index = NameIndex((f"n{place}", name, kind) for place, (name, kind) in enumerate(names))
    likely = found = 0
    for query, kind in [(spelled_otherwise(name, rng), kind) for name, kind in rng.sample(list(names), 40)]:
        right = {
            f"n{place}"
            for place, (name, other) in enumerate(names)
            if other is kind and compare(query, name, kind).probability >= LIKELY
        }
        given = {candidate.id for candidate in index.candidates(query, kind, limit=CANDIDATES)}
        likely += min(len(right), CANDIDATES)
        found += min(len(right & given), CANDIDATES)
    share = found / max(1, likely)
    print(f"a plain scan of {len(names)} names: {likely} likely ones to 40 queries, {share:.3f} among the candidates")


if __name__ == "__main__":
    sys.exit(main())

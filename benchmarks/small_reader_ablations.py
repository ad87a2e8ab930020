"""What the small reader learns from: more documents, each genre, names of real regions.

In the environment of `make train`:

    build/train/bin/python benchmarks/small_reader_ablations.py corpus ENCODER sizes|genres|names [--rounds N]

`ENCODER` is a folder with a BERT-like model and its `vocab.txt`. Counted are pairs of words: the heads of subject and
filler with the predicate, as annotated, at the score that gives the best F1. That is the network alone, without the
rules' laws, so that only learning is compared. Courses are short and the lower half of the encoder stays as it came:
the figures are below those of the weights that are shipped, and comparable with each other.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import torch

from rawi.learning.annotation import Annotation
from rawi.learning.checking import Splits, check
from rawi.learning.examples import Example
from rawi.learning.fitting import Course, Numbers, batch_of, fit, numbers_of, row_of
from rawi.learning.network import Network
from rawi.learning.training import gathered
from rawi.reading import Reader
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.pieces import Pieces
from rawi.reading.learned.scoring import LONGEST

FIXED = 3
BARS = [step / 20 for step in range(3, 17)]


class Bench:
    """The corpus in examples, and networks fitted to parts of it."""

    def __init__(self, corpus: Path, encoder: Path, rounds: int):
        annotations, faults = check(corpus / "drafts")
        reader = Reader.load(learned=False).prose
        if faults or reader is None:
            sys.exit(faults[0] if faults else "the English model is not installed")
        splits = msgspec.yaml.decode((corpus / "splits.yaml").read_bytes(), type=Splits)
        self.encoder, self.rounds = encoder, rounds
        self.pieces = Pieces(encoder / "vocab.txt")
        self.documents = {a.name: a for a in annotations if a.name not in splits.test}
        self.held = [name for name in self.documents if name in splits.held]
        self.learned = [name for name in self.documents if name not in splits.held]
        self.examples: dict[str, list[Example]] = defaultdict(list)
        for example in gathered(self.documents.values(), reader):
            self.examples[example.document].append(example)

    def head(self, name: str, key: str) -> str:
        document: Annotation = self.documents[name]
        return document.meta.get(key, "")

    def fitted(self, names: Sequence[str], steps_of: int | None = None) -> tuple[Network, Numbers]:
        """A network fitted to documents, in as many steps as `steps_of` documents would take."""
        examples = [example for name in names for example in self.examples[name]]
        rounds = round(self.rounds * (steps_of or len(names)) / len(names))
        numbers = numbers_of(examples)
        return fit(examples, numbers, self.encoder, Course(rounds=rounds, fixed=FIXED)), numbers

    def score(self, fitted: tuple[Network, Numbers], names: Sequence[str]) -> str:
        """Precision, recall and F1 on documents, at the bar with the best F1."""
        network, numbers = fitted
        network.eval()
        found: list[tuple[float, bool]] = []
        gold = 0
        for example in (example for name in names for example in self.examples[name]):
            if 1 < len(example.words) <= LONGEST:
                wanted = {(link.subject, link.filler, link.predicate) for link in example.links}
                gold += len(wanted)
                found.extend((sure, pair in wanted) for pair, sure in self._pairs(network, numbers, example).items())
        best = (0.0, 0.0, 0.0)
        for bar in BARS:
            right = [is_right for sure, is_right in found if sure >= bar]
            precision, recall = sum(right) / max(1, len(right)), sum(right) / max(1, gold)
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            best = max(best, (f1, precision, recall))
        return f"{best[1]:.3f} | {best[2]:.3f} | {best[0]:.3f}"

    @torch.no_grad()
    def _pairs(self, network: Network, numbers: Numbers, example: Example) -> dict[tuple[int, int, str], float]:
        batch = batch_of([row_of(example, numbers, self.pieces)])
        seen = network((batch.ids, batch.mask, batch.first), (batch.tags, batch.labels))
        triggers = torch.sigmoid(seen.triggers)
        asked = (triggers > min(BARS) ** 2).nonzero(as_tuple=True)
        best: dict[tuple[int, int, str], float] = {}
        if not len(asked[0]):
            return best
        roles = [torch.sigmoid(role(seen.words, batch.ways, asked)) for role in (network.subject, network.filler)]
        for at, (row, trigger, label) in enumerate(zip(*asked, strict=True)):
            for subject in _likely(roles[0][at]):
                for filler in _likely(roles[1][at]):
                    sure = float((triggers[row, trigger, label] * roles[0][at, subject] * roles[1][at, filler]) ** 0.5)
                    key = (subject, filler, LABELS[int(label)])
                    best[key] = max(best.get(key, 0.0), sure)
        return best


def _likely(column: torch.Tensor) -> list[int]:
    order = [int(word) for word in column.argsort(descending=True)[:4]]
    return [word for at, word in enumerate(order) if at == 0 or column[word] >= 0.3]


def sizes(bench: Bench) -> None:
    """A growing part of the corpus in the same number of steps, scored on what is held back."""
    print("| documents | P | R | F1 |\n| --- | --- | --- | --- |", flush=True)
    whole = len(bench.learned)
    for share in (8, 4, 2, 1):
        part = bench.learned[::share]
        print(f"| {len(part)} | {bench.score(bench.fitted(part, whole), bench.held)} |", flush=True)


def genres(bench: Bench) -> None:
    """A third of the documents learned from; then as many without one genre, scored on that genre in the other two."""
    print("| genre | documents scored | P | R | F1 | without it: P | R | F1 |\n|" + " --- |" * 8, flush=True)
    names = sorted(bench.documents)
    third, other = names[::3], [name for at, name in enumerate(names) if at % 3]
    whole = bench.fitted(third)
    for genre in sorted({bench.head(name, "genre") for name in names}):
        asked = [name for name in other if bench.head(name, "genre") == genre]
        others = [name for name in (*third, *other) if bench.head(name, "genre") != genre]
        without = bench.score(bench.fitted(others[: len(third)]), asked)
        print(f"| {genre} | {len(asked)} | {bench.score(whole, asked)} | {without} |", flush=True)


def names(bench: Bench) -> None:
    """As many documents of each kind of region learned from, each scored on documents of both kinds."""
    print("| learned from | scored on | P | R | F1 |\n| --- | --- | --- | --- | --- |", flush=True)
    half, other = sorted(bench.documents)[::2], sorted(bench.documents)[1::2]
    kinds = {kind: [name for name in half if bench.head(name, "names") == kind] for kind in ("invented", "plausible")}
    size = min(len(part) for part in kinds.values())
    for kind, part in kinds.items():
        fitted = bench.fitted(part[:size], len(half))
        for asked in kinds:
            scored = [name for name in other if bench.head(name, "names") == asked]
            print(f"| {size} {kind} | {len(scored)} {asked} | {bench.score(fitted, scored)} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("what", choices=("sizes", "genres", "names"))
    parser.add_argument("--rounds", type=int, default=3, help="over as many documents as are learned from at most")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    {"sizes": sizes, "genres": genres, "names": names}[asked.what](Bench(asked.corpus, asked.encoder, asked.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())

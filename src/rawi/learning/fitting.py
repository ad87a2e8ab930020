"""Fitting the network to examples: cross entropy over triggers, their roles, and the words' labels, by AdamW.

The word embeddings stay as they came: the corpus knows too few words to move them well.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
import torch
from torch import Tensor
from torch.nn import functional

from rawi.learning.examples import Example
from rawi.learning.network import Network
from rawi.reading.learned.labels import LABELS, TYPES
from rawi.reading.learned.pieces import Pieces
from rawi.reading.learned.scoring import LONGEST
from rawi.reading.learned.trees import codes, numbered, ways

NUMBER = {label: number for number, label in enumerate(LABELS)}
KIND = {kind: number for number, kind in enumerate(TYPES)}
NO_KIND = -100
WAYS = 500
"""So many ways in the tree are told apart, the most frequent."""


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How long and how fast the network learns. Rates fall to zero over the course after a tenth of it."""

    rounds: int = 8
    rows: int = 16
    rate: float = 3e-4
    rate_of_heads: float = 2e-3
    seed: int = 7
    fixed: int = 0
    """So many of the encoder's lowest layers stay as they came: faster, for trials."""
    weights: tuple[float, float] = (0.3, 0.2)
    """Of stretches and types beside triggers and roles."""


class Numbers(msgspec.Struct, frozen=True):
    """The numbers of parts of speech, dependency labels and ways that the examples have; 0 is for all others."""

    tags: dict[str, int]
    labels: dict[str, int]
    ways: dict[str, int]

    @property
    def sizes(self) -> tuple[int, int, int]:
        return len(self.tags) + 1, len(self.labels) + 1, len(self.ways) + 1


class Row(msgspec.Struct, frozen=True):
    """A sentence in numbers, beside its example."""

    example: Example
    ids: list[int]
    first: list[int]
    tags: list[int]
    labels: list[int]
    ways: list[list[int]]


class Batch(msgspec.Struct, frozen=True):
    """Rows of sentences of like length, and what each word of them should be; `asked` are (row, trigger, predicate)
    with the words that are subjects and fillers there."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor
    labels: Tensor
    ways: Tensor
    real: Tensor
    triggers: Tensor
    stretches: Tensor
    kinds: Tensor
    asked: list[tuple[int, int, int]]
    subjects: Tensor
    fillers: Tensor


def numbers_of(examples: Sequence[Example]) -> Numbers:
    """What parts of speech, labels and ways to know: the ways only that lead from a trigger to a part of its claim."""
    used: Counter[str] = Counter()
    for example in examples:
        leading = ways(example.tree)
        for link in example.links:
            used.update(leading.get((link.trigger, word), "") for word in (link.subject, link.filler))
    used.pop("", None)
    return Numbers(
        _numbered(tag for example in examples for tag in example.tree.tags),
        _numbered(label for example in examples for label in example.tree.labels),
        {way: number for number, (way, _) in enumerate(used.most_common(WAYS), start=1)},
    )


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(sorted(set(words)), start=1)}


def fit(
    examples: Sequence[Example],
    numbers: Numbers,
    encoder: Path,
    course: Course,
    say: Callable[[str], None] = lambda _: None,
) -> Network:
    """A network that learned from the examples, from the encoder in a folder (model and vocabulary).

    The same seed, machine and versions give the same weights; other machines give weights that differ in their last
    digits. `say` is told of each round.
    """
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    pieces = Pieces(encoder / "vocab.txt")
    usable = [row_of(e, numbers, pieces) for e in examples if 1 < len(e.words) <= LONGEST]
    network = Network.load(encoder, numbers.sizes)
    for part in (network.encoder.embeddings, *network.encoder.encoder.layer[: course.fixed]):
        part.requires_grad_(False)
    optimizer = _optimizer(network, course)
    steps = course.rounds * math.ceil(len(usable) / course.rows)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps))
    network.train()
    for number in range(course.rounds):
        total = 0.0
        batches = _batches(usable, course.rows, chance)
        for rows in batches:
            batch = batch_of(rows)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = _loss(network, batch, course)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            pace.step()
            total += loss.item()
        say(f"round {number + 1} of {course.rounds}: loss {total / len(batches):.2f}")
    return network


def _optimizer(network: Network, course: Course) -> torch.optim.Optimizer:
    encoder = {id(weight) for weight in network.encoder.parameters()}
    learning = [weight for weight in network.parameters() if weight.requires_grad]
    groups = [
        {"params": [w for w in learning if id(w) in encoder], "lr": course.rate},
        {"params": [w for w in learning if id(w) not in encoder], "lr": course.rate_of_heads},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _pace(step: int, steps: int) -> float:
    return min(1.0, 10 * step / steps) * (steps - step) / steps


def row_of(example: Example, numbers: Numbers, pieces: Pieces) -> Row:
    """A sentence in the numbers that the network takes."""
    tree = example.tree
    return Row(
        example,
        *pieces.of(example.words),
        codes(tree.tags, numbers.tags),
        codes(tree.labels, numbers.labels),
        numbered(tree, numbers.ways),
    )


def _batches(rows: Sequence[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """The rows in batches of like length, in another order each time."""
    order = list(rows)
    chance.shuffle(order)
    stretch = size * 20
    batches: list[list[Row]] = []
    for start in range(0, len(order), stretch):
        alike = sorted(order[start : start + stretch], key=lambda row: len(row.ids))
        batches.extend(alike[at : at + size] for at in range(0, len(alike), size))
    chance.shuffle(batches)
    return batches


def batch_of(rows: Sequence[Row]) -> Batch:
    """Sentences side by side, the shorter ones filled up."""
    pieces, words = max(len(row.ids) for row in rows), max(len(row.first) for row in rows)
    shape = (len(rows), words)
    parts: dict[tuple[int, int, int], tuple[set[int], set[int]]] = {}
    triggers = torch.zeros(*shape, len(LABELS))
    stretches = torch.zeros(shape, dtype=torch.long)
    kinds = torch.full(shape, NO_KIND, dtype=torch.long)
    for at, row in enumerate(rows):
        for link in row.example.links:
            triggers[at, link.trigger, NUMBER[link.predicate]] = 1
            heads = parts.setdefault((at, link.trigger, NUMBER[link.predicate]), (set(), set()))
            heads[0].add(link.subject)
            heads[1].add(link.filler)
        for begin, end in row.example.stretches:
            stretches[at, begin] = 1
            stretches[at, begin + 1 : end + 1] = 2
        for word, kind in row.example.types:
            kinds[at, word] = KIND[kind]
    return Batch(
        ids=_filled([row.ids for row in rows], pieces),
        mask=_filled([[1] * len(row.ids) for row in rows], pieces),
        first=_filled([row.first for row in rows], words),
        tags=_filled([row.tags for row in rows], words),
        labels=_filled([row.labels for row in rows], words),
        ways=torch.stack([_filled([*row.ways, *[[]] * (words - len(row.ways))], words) for row in rows]),
        real=_filled([[1] * len(row.first) for row in rows], words).float(),
        triggers=triggers,
        stretches=stretches,
        kinds=kinds,
        asked=list(parts),
        subjects=_marked([heads for heads, _ in parts.values()], words),
        fillers=_marked([heads for _, heads in parts.values()], words),
    )


def _filled(rows: Sequence[Sequence[int]], size: int) -> Tensor:
    return torch.tensor([[*row, *[0] * (size - len(row))] for row in rows], dtype=torch.long)


def _marked(rows: Sequence[Iterable[int]], size: int) -> Tensor:
    marked = torch.zeros(len(rows), size)
    for at, words in enumerate(rows):
        marked[at, list(words)] = 1
    return marked


def _loss(network: Network, batch: Batch, course: Course) -> Tensor:
    """The mean over sentences of the summed losses of their words, and of the roles of their triggers."""
    scores = network((batch.ids, batch.mask, batch.first), (batch.tags, batch.labels))
    each = functional.binary_cross_entropy_with_logits
    total = (each(scores.triggers.float(), batch.triggers, reduction="none") * batch.real.unsqueeze(-1)).sum()
    if batch.asked:
        rows, triggers, predicates = (torch.tensor(part) for part in zip(*batch.asked, strict=True))
        for role, wanted in ((network.subject, batch.subjects), (network.filler, batch.fillers)):
            logits = role(scores.words, batch.ways, (rows, triggers, predicates))
            total = total + (each(logits.float(), wanted, reduction="none") * batch.real[rows]).sum()
    stretches = functional.cross_entropy(scores.stretches.float().transpose(1, 2), batch.stretches, reduction="none")
    kinds = functional.cross_entropy(
        scores.types.float().transpose(1, 2), batch.kinds, ignore_index=NO_KIND, reduction="sum"
    )
    stretch, kind = course.weights
    return (total + stretch * (stretches * batch.real).sum() + kind * kinds) / len(batch.ids)

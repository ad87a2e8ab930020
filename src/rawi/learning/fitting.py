"""Fitting the network to examples: cross entropy over the table of pairs and the words' labels, by AdamW.

The word embeddings stay as they came: the corpus knows too few words to move them well.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
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

NUMBER = {label: number for number, label in enumerate(LABELS)}
KIND = {kind: number for number, kind in enumerate(TYPES)}
NO_KIND = -100


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """How long and how fast the network learns. Rates fall to zero over the course after a tenth of it."""

    rounds: int = 9
    rows: int = 16
    rate: float = 3e-4
    rate_of_heads: float = 1e-3
    seed: int = 7
    weights: tuple[float, float, float] = (0.5, 0.3, 0.2)
    """Of triggers, stretches and types beside the pairs."""


class Batch(msgspec.Struct, frozen=True):
    """Rows of sentences of like length, and what each word of them should be."""

    ids: Tensor
    mask: Tensor
    first: Tensor
    real: Tensor
    pairs: Tensor
    triggers: Tensor
    stretches: Tensor
    kinds: Tensor


def fit(
    examples: Sequence[Example], encoder: Path, course: Course, say: Callable[[str], None] = lambda _: None
) -> Network:
    """A network that learned from the examples, from the encoder in a folder (model and vocabulary).

    The same seed, machine and versions give the same weights; other machines give weights that differ in their last
    digits. `say` is told of each round.
    """
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    pieces = Pieces(encoder / "vocab.txt")
    usable = [(e, *pieces.of(e.words)) for e in examples if 1 < len(e.words) <= LONGEST]
    network = Network.load(encoder)
    network.encoder.embeddings.requires_grad_(False)
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
                scores = network(batch.ids, batch.mask, batch.first)
            loss = _loss(scores, batch, course)
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


Row = tuple[Example, list[int], list[int]]


def _batches(rows: Sequence[Row], size: int, chance: random.Random) -> list[list[Row]]:
    """The rows in batches of like length, in another order each time."""
    order = list(rows)
    chance.shuffle(order)
    stretch = size * 20
    batches: list[list[Row]] = []
    for start in range(0, len(order), stretch):
        alike = sorted(order[start : start + stretch], key=lambda row: len(row[1]))
        batches.extend(alike[at : at + size] for at in range(0, len(alike), size))
    chance.shuffle(batches)
    return batches


def batch_of(rows: Sequence[Row]) -> Batch:
    """Sentences side by side, the shorter ones filled up."""
    pieces, words = max(len(row[1]) for row in rows), max(len(row[2]) for row in rows)
    shape = (len(rows), words)
    batch = Batch(
        ids=torch.zeros(len(rows), pieces, dtype=torch.long),
        mask=torch.zeros(len(rows), pieces, dtype=torch.long),
        first=torch.zeros(shape, dtype=torch.long),
        real=torch.zeros(shape),
        pairs=torch.zeros(*shape, words, len(LABELS)),
        triggers=torch.zeros(*shape, len(LABELS)),
        stretches=torch.zeros(shape, dtype=torch.long),
        kinds=torch.full(shape, NO_KIND, dtype=torch.long),
    )
    for at, (example, ids, first) in enumerate(rows):
        batch.ids[at, : len(ids)] = torch.tensor(ids)
        batch.mask[at, : len(ids)] = 1
        batch.first[at, : len(first)] = torch.tensor(first)
        batch.real[at, : len(first)] = 1
        for link in example.links:
            batch.pairs[at, link.subject, link.filler, NUMBER[link.predicate]] = 1
            if link.trigger >= 0:
                batch.triggers[at, link.trigger, NUMBER[link.predicate]] = 1
        for begin, end in example.stretches:
            batch.stretches[at, begin] = 1
            batch.stretches[at, begin + 1 : end + 1] = 2
        for word, kind in example.types:
            batch.kinds[at, word] = KIND[kind]
    return batch


def _loss(scores: tuple[Tensor, ...], batch: Batch, course: Course) -> Tensor:
    """The mean over sentences of the summed losses of their words and pairs."""
    pairs, triggers, stretches, kinds = (part.float() for part in scores)
    both = (batch.real.unsqueeze(2) * batch.real.unsqueeze(1)).unsqueeze(-1)
    each = functional.binary_cross_entropy_with_logits
    of_pairs = (each(pairs, batch.pairs, reduction="none") * both).sum()
    of_triggers = (each(triggers, batch.triggers, reduction="none") * batch.real.unsqueeze(-1)).sum()
    of_stretches = functional.cross_entropy(stretches.transpose(1, 2), batch.stretches, reduction="none")
    of_kinds = functional.cross_entropy(kinds.transpose(1, 2), batch.kinds, ignore_index=NO_KIND, reduction="sum")
    trigger, stretch, kind = course.weights
    total = of_pairs + trigger * of_triggers + stretch * (of_stretches * batch.real).sum() + kind * of_kinds
    return total / len(batch.ids)

"""The network of the small reader: a MiniLM encoder, and on it triggers and their two roles.

Each word has a score for each predicate that it may trigger. Of a trigger and its predicate each word has a score for
being the head of the subject, and one for heading what fills the claim. These are sums of what trigger and word have in
common, what predicate and word have, and what the way from one to the other in the dependency tree is worth: all
predicates learn together what a subject looks like, and few examples suffice for what is their own.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import msgspec
import torch
from torch import Tensor, nn

from rawi.reading.learned.labels import LABELS, TYPES

WIDTH = 128
"""Dimensions in which two words are compared."""
STRETCH = 3
"""Outside a stretch, its first word, a further word."""
DROPPED = 0.2


class Scored(msgspec.Struct, frozen=True):
    """Of a batch of sentences: the words as the heads see them (rows, words, hidden), and logits: triggers (rows,
    words, predicates), stretches (rows, words, 3), types (rows, words, types)."""

    words: Tensor
    triggers: Tensor
    stretches: Tensor
    types: Tensor


Asked = tuple[Tensor, Tensor, Tensor]
"""Row, trigger and predicate, each a column of numbers: of whom a role is asked."""


class Role(nn.Module):
    """How far each word is the subject, or the filler, of a trigger of a predicate.

    Tables over all triggers, words and predicates would be large: a role is asked of the likely triggers alone.
    """

    def __init__(self, hidden: int, ways: int):
        super().__init__()
        labels = len(LABELS)
        self.of_trigger, self.of_word = nn.Linear(hidden, WIDTH), nn.Linear(hidden, WIDTH)
        self.of_predicate = nn.Parameter(torch.randn(labels, WIDTH) * 0.05)
        self.way, self.way_of_predicate = nn.Embedding(ways, 1), nn.Embedding(ways, labels)
        nn.init.zeros_(self.way.weight)
        nn.init.zeros_(self.way_of_predicate.weight)
        self.bias = nn.Parameter(torch.tensor(-3.0))  # most words have no part in it

    def parts(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """What each trigger has in common with each word (rows, triggers, words), and what each word has with each
        predicate (rows, words, predicates)."""
        own = self.of_word(words)
        common = self.of_trigger(words) @ own.transpose(1, 2) / math.sqrt(WIDTH) + self.bias
        return common, own @ self.of_predicate.transpose(0, 1) * (4 / math.sqrt(WIDTH))

    def forward(self, words: Tensor, ways: Tensor, asked: Asked) -> Tensor:
        """Logits of the words for each that is asked (asked, words)."""
        rows, triggers, predicates = asked
        common, of_predicate = self.parts(words)
        way = ways[rows, triggers]
        of_way = self.way(way).squeeze(-1) + self.way_of_predicate.weight[way, predicates.unsqueeze(-1)]
        logits: Tensor = common[rows, triggers] + of_predicate[rows, :, predicates] + of_way
        return logits

    def table(self) -> Tensor:
        """What each way is worth to each predicate (ways, predicates)."""
        return self.way.weight + self.way_of_predicate.weight


class Network(nn.Module):
    """Scores of a batch of sentences.

    `pieces` are numbers of word pieces, their mask, and the place of each word's first piece; `tree` the words' parts
    of speech and their dependency labels (0 where a row has no more words).
    """

    def __init__(self, encoder: nn.Module, hidden: int, sizes: tuple[int, int, int]):
        super().__init__()
        tags, labels, ways = sizes
        self.encoder = encoder
        self.tag, self.label = nn.Embedding(tags, 24), nn.Embedding(labels, 40)
        self.dropout = nn.Dropout(DROPPED)
        self.mix = nn.Sequential(nn.Linear(hidden + 64, hidden), nn.GELU(), nn.Dropout(DROPPED))
        self.trigger = nn.Linear(hidden, len(LABELS))
        nn.init.constant_(self.trigger.bias, -4.0)  # hardly any word is a trigger
        self.subject, self.filler = Role(hidden, ways), Role(hidden, ways)
        self.stretch = nn.Linear(hidden, STRETCH)
        self.kind = nn.Linear(hidden, len(TYPES))

    @classmethod
    def load(cls, folder: Path, sizes: tuple[int, int, int]) -> Network:
        """The network with a pretrained encoder, its heads untrained; `sizes` are how many tags, labels and ways."""
        from transformers import AutoModel

        encoder: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        return cls(encoder, encoder.config.hidden_size, sizes)

    def forward(self, pieces: tuple[Tensor, Tensor, Tensor], tree: tuple[Tensor, Tensor]) -> Scored:
        (ids, mask, first), (tags, labels) = pieces, tree
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        words = words + self.mix(torch.cat([self.dropout(words), self.tag(tags), self.label(labels)], dim=-1))
        return Scored(words, self.trigger(self.dropout(words)), self.stretch(words), self.kind(words))

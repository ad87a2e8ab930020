"""The network of the small reader: a MiniLM encoder, and on it a table of every pair of words.

For each pair of words the table says which predicate holds between the entity that the one heads and what the other
heads (multi-head selection: Bekoulis et al. 2018, with a bilinear score for each predicate); one score for each word
says of which predicates it is the trigger, three whether a stretch of words that is a value begins or goes on there,
and one for each type what kind of thing it stands for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from rawi.reading.learned.labels import LABELS, TYPES

WIDTH = 64
"""Dimensions in which two words are compared."""
STRETCH = 3
"""Outside a stretch, its first word, a further word."""


class Network(nn.Module):
    """Scores of a batch of sentences.

    `ids` and `mask` are word pieces, `first` the place of each word's first piece (0 where a row has no more words).
    Gives logits: pairs (rows, words, words, predicates), triggers (rows, words, predicates), stretches (rows, words, 3)
    and types (rows, words, types).
    """

    def __init__(self, encoder: nn.Module, hidden: int):
        super().__init__()
        self.encoder = encoder
        labels = len(LABELS)
        self.dropout = nn.Dropout(0.2)
        self.subject = nn.Sequential(nn.Linear(hidden, WIDTH), nn.GELU())
        self.filler = nn.Sequential(nn.Linear(hidden, WIDTH), nn.GELU())
        self.bilinear = nn.Parameter(torch.empty(labels, WIDTH, WIDTH))
        nn.init.normal_(self.bilinear, std=WIDTH**-1)
        self.of_subject = nn.Linear(WIDTH, labels, bias=False)
        self.of_filler = nn.Linear(WIDTH, labels)
        nn.init.constant_(self.of_filler.bias, -5.0)  # hardly any pair is a claim
        self.trigger = nn.Linear(hidden, labels)
        nn.init.constant_(self.trigger.bias, -4.0)
        self.stretch = nn.Linear(hidden, STRETCH)
        self.kind = nn.Linear(hidden, len(TYPES))

    @classmethod
    def load(cls, folder: Path) -> Network:
        """The network with a pretrained encoder, its heads untrained."""
        from transformers import AutoModel

        encoder: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        return cls(encoder, encoder.config.hidden_size)

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        words = self.dropout(words)
        subject, filler = self.subject(words), self.filler(words)
        turned = torch.einsum("bid,pde->bipe", subject, self.bilinear)
        pairs = torch.einsum("bipe,bje->bijp", turned, filler)
        pairs = pairs + self.of_subject(subject).unsqueeze(2) + self.of_filler(filler).unsqueeze(1)
        return pairs, self.trigger(words), self.stretch(words), self.kind(words)

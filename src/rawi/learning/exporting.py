"""The trained network as files that onnxruntime and numpy run: weights in eight bits, and what each way is worth."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from rawi.learning.network import Network
from rawi.reading.learned.scoring import MADE, NETWORK, WAYS

GIVEN = ("ids", "first", "tags", "labels")


class _Sentence(nn.Module):
    """One sentence: word pieces, first pieces and tree in; out what `scoring.MADE` names."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor, tags: Tensor, labels: Tensor) -> tuple[Tensor, ...]:
        found = self.network((ids, torch.ones_like(ids), first), (tags, labels))
        return (
            found.words,
            torch.sigmoid(found.triggers),
            *self.network.subject.parts(found.words),
            *self.network.filler.parts(found.words),
            torch.softmax(found.stretches, dim=-1),
            torch.softmax(found.types, dim=-1),
        )


def export(network: Network, to: Path) -> None:
    """Writes the network into a folder: weights quantised to eight bits (Jacob et al. 2018), sums at run time."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    words = 20
    line = torch.arange(1, words + 1).unsqueeze(0)
    nothing = torch.zeros(1, words, dtype=torch.long)
    axes = {name: {1: "words"} for name in (*GIVEN, *MADE)} | {"ids": {1: "pieces"}}
    axes |= {name: {1: "words", 2: "words"} for name in ("subject_of_trigger", "filler_of_trigger")}
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "network.onnx"
        torch.onnx.export(
            _Sentence(network),
            (torch.arange(1000, 1024).unsqueeze(0), line, nothing, nothing),
            str(whole),
            input_names=list(GIVEN),
            output_names=list(MADE),
            dynamic_axes=axes,
            dynamo=False,
        )
        quantize_dynamic(whole, to / NETWORK, weight_type=QuantType.QInt8, per_channel=True)
    tables = torch.stack([network.subject.table(), network.filler.table()]).detach().numpy()
    np.save(to / WAYS, tables.astype(np.float16), allow_pickle=False)

"""The trained network as a file that onnxruntime runs: weights in eight bits; probabilities and seen words out."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from rawi.learning.network import Network

GIVEN = ("ids", "first", "tags", "labels", "ways")
MADE = ("triggers", "subjects", "fillers", "stretches", "types", "words")


class _Probabilities(nn.Module):
    """One sentence: word pieces, first pieces and tree in; probabilities, and the words as the heads see them, out."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor, tags: Tensor, labels: Tensor, ways: Tensor) -> tuple[Tensor, ...]:
        found = self.network((ids, torch.ones_like(ids), first), (tags, labels, ways))
        sure = (torch.sigmoid(part) for part in (found.triggers, found.subjects, found.fillers))
        return *sure, torch.softmax(found.stretches, dim=-1), torch.softmax(found.types, dim=-1), found.words


def export(network: Network, to: Path) -> None:
    """Writes the network to a file, its weights quantised to eight bits (Jacob et al. 2018), its sums at run time."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    words = 20
    line = torch.arange(1, words + 1).unsqueeze(0)
    nothing = torch.zeros(1, words, dtype=torch.long)
    ways = torch.zeros(1, words, words, dtype=torch.long)
    given = (torch.arange(1000, 1024).unsqueeze(0), line, nothing, nothing, ways)
    axes = {name: {1: "words"} for name in (*GIVEN, *MADE)} | {"ids": {1: "pieces"}, "ways": {1: "words", 2: "words"}}
    axes |= {name: {1: "words", 2: "words"} for name in ("subjects", "fillers")}
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "network.onnx"
        torch.onnx.export(
            _Probabilities(network),
            given,
            str(whole),
            input_names=list(GIVEN),
            output_names=list(MADE),
            dynamic_axes=axes,
            dynamo=False,
        )
        quantize_dynamic(whole, to, weight_type=QuantType.QInt8, per_channel=True)

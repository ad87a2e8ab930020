"""The trained network as a file that onnxruntime runs: weights in eight bits, probabilities out."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from rawi.learning.network import Network


class _Probabilities(nn.Module):
    """One sentence: word pieces and first pieces in, probabilities out."""

    def __init__(self, network: Network):
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        pairs, triggers, stretches, types = self.network(ids, torch.ones_like(ids), first)
        parts = torch.softmax(stretches, dim=-1), torch.softmax(types, dim=-1)
        return torch.sigmoid(pairs), torch.sigmoid(triggers), *parts


def export(network: Network, to: Path) -> None:
    """Writes the network to a file, its weights quantised to eight bits (Jacob et al. 2018), its sums at run time."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network.eval()
    ids, first = torch.arange(1000, 1024).unsqueeze(0), torch.arange(1, 21).unsqueeze(0)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "network.onnx"
        torch.onnx.export(
            _Probabilities(network),
            (ids, first),
            str(whole),
            input_names=["ids", "first"],
            output_names=["pairs", "triggers", "stretches", "types"],
            dynamic_axes={
                "ids": {1: "pieces"},
                "first": {1: "words"},
                "pairs": {1: "words", 2: "words"},
                "triggers": {1: "words"},
                "stretches": {1: "words"},
                "types": {1: "words"},
            },
            dynamo=False,
        )
        quantize_dynamic(whole, to, weight_type=QuantType.QInt8, per_channel=True)

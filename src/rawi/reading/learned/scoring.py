"""The network's scores for one sentence: words and their tree in, probabilities out, by onnxruntime.

One sentence a run, on one thread: quantised sums depend on what else is in a batch, and the same text must give the
same claims under every setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from rawi.errors import RawiError
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.pieces import Pieces
from rawi.reading.learned.trees import Tree, codes, numbered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "weights"
NETWORK, PIECES, FACTS = "network.onnx", "vocab.txt", "facts.json"
LONGEST = 160
"""Words of a sentence that are scored; longer ones are lists rather than sentences."""
PIECES_AT_MOST = 320


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of the weights: their version, what they tell apart, and how sure each predicate must be.

    `thresholds` are probabilities by predicate, None where the predicate is left to the rules; `curve` are pairs of
    (raw score, share that was right) on held-back documents, by which a raw score is read as a confidence.
    """

    version: str
    labels: tuple[str, ...]
    tags: dict[str, int]
    dependencies: dict[str, int]
    ways: dict[str, int]
    thresholds: dict[str, float | None]
    curve: tuple[tuple[float, float], ...]


class Scores(msgspec.Struct, frozen=True):
    """Probabilities for one sentence of `n` words.

    Triggers (n, labels), subjects and fillers (n triggers, n words, labels), stretches (n, 3), types (n, types).
    `words` (n, hidden) is what the triggers are scored from, where the network's file gives it: what a workspace's own
    correction is fitted to.
    """

    triggers: NDArray[np.float32]
    subjects: NDArray[np.float32]
    fillers: NDArray[np.float32]
    stretches: NDArray[np.float32]
    types: NDArray[np.float32]
    words: NDArray[np.float32] | None = None


class Scorer:
    """The trained network of a folder, loaded when the first sentence asks for it."""

    def __init__(self, folder: Path = FOLDER):
        self.folder = folder

    @cached_property
    def facts(self) -> Facts:
        """Raises `RawiError` where the file is missing or tells of other predicates than this version's."""
        path = self.folder / FACTS
        try:
            facts = msgspec.json.decode(path.read_bytes(), type=Facts)
        except (OSError, msgspec.DecodeError) as error:
            raise RawiError(f"the learned reader's weights cannot be used: {error}", where=str(path)) from error
        if facts.labels != LABELS:
            raise RawiError(
                "the learned reader was trained for other predicates", where=str(path), advice="train it again"
            )
        return facts

    @cached_property
    def pieces(self) -> Pieces:
        return Pieces(self.folder / PIECES)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self.folder / NETWORK), options, providers=["CPUExecutionProvider"]
        )

    def score(self, words: Sequence[str], tree: Tree) -> Scores | None:
        """The scores of a sentence given as words and their tree; None for one that is too long to be a sentence."""
        if not 1 < len(words) <= LONGEST:
            return None
        ids, first = self.pieces.of(words)
        if len(ids) > PIECES_AT_MOST:
            return None
        import numpy as np

        facts = self.facts
        given = {
            "ids": ids,
            "first": first,
            "tags": codes(tree.tags, facts.tags),
            "labels": codes(tree.labels, facts.dependencies),
            "ways": numbered(tree, facts.ways),
        }
        made = self._session.run(None, {name: np.array([part], dtype=np.int64) for name, part in given.items()})
        return Scores(*(part[0] for part in made))

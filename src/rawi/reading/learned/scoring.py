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
from rawi.reading.learned.adaptation import Adaptation
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.pieces import Pieces
from rawi.reading.learned.sureness import Sureness
from rawi.reading.learned.trees import Tree, codes, numbered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parent / "weights"
NETWORK, WAYS, PIECES, FACTS = "network.onnx", "ways.npy", "vocab.txt", "facts.json"
MADE = (
    "words",
    "triggers",
    "subject_of_trigger",
    "subject_of_predicate",
    "filler_of_trigger",
    "filler_of_predicate",
    "stretches",
    "types",
)
"""What the network makes of a sentence, in this order."""
LONGEST = 160
"""Words of a sentence that are scored; longer ones are lists rather than sentences."""
PIECES_AT_MOST = 320


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of the weights: their version, what they tell apart, and how sure a claim must be.

    `sureness` reads a claim's scores as a probability; `least` is the probability from which on a claim is made;
    `faintest` the raw score below which none is that sure.
    """

    version: str
    labels: tuple[str, ...]
    tags: dict[str, int]
    dependencies: dict[str, int]
    ways: dict[str, int]
    sureness: Sureness
    least: float
    faintest: float


class Role(msgspec.Struct, frozen=True):
    """Logits for a sentence of `n` words being a subject, or a filler: what a trigger has in common with a word
    (n triggers, n words), what a word has in common with a predicate (n, labels), and what the way from trigger to word
    is worth to each predicate (ways, labels), with the ways of the sentence (n, n)."""

    of_trigger: NDArray[np.float32]
    of_predicate: NDArray[np.float32]
    worth: NDArray[np.float32]
    ways: NDArray[np.int64]

    def likely(self, trigger: int, label: int) -> NDArray[np.float32]:
        """The probability of each word for a trigger's predicate (n)."""
        import numpy as np

        logits = self.of_trigger[trigger] + self.of_predicate[:, label] + self.worth[self.ways[trigger], label]
        likely: NDArray[np.float32] = 1 / (1 + np.exp(-logits))
        return likely


class Scores(msgspec.Struct, frozen=True):
    """What the network makes of one sentence of `n` words.

    Probabilities of triggers (n, labels), stretches (n, 3) and types (n, types), the two roles; `words` (n, hidden) is
    what the triggers are scored from: what a workspace's own correction is fitted to.
    """

    words: NDArray[np.float32]
    triggers: NDArray[np.float32]
    subject: Role
    filler: Role
    stretches: NDArray[np.float32]
    types: NDArray[np.float32]


class Scorer:
    """The trained network of a folder, loaded when the first sentence asks for it; with a workspace's adaptation."""

    def __init__(self, folder: Path = FOLDER, adaptation: Adaptation | None = None):
        self.folder = folder
        self.adaptation = adaptation

    @cached_property
    def facts(self) -> Facts:
        """What is known of the weights, adapted. Raises `RawiError` where the adaptation is of other weights."""
        facts, adaptation = self.shipped, self.adaptation
        if adaptation is None:
            return facts
        if adaptation.weights != facts.version:
            raise RawiError(
                f"the learned reader was adapted from weights {adaptation.weights}, and these are {facts.version}",
                advice="`rawi train` adapts it anew",
            )
        return msgspec.structs.replace(
            facts,
            version=f"{facts.version}+{adaptation.digest}",
            sureness=adaptation.sureness,
            faintest=adaptation.faintest,
        )

    @cached_property
    def shipped(self) -> Facts:
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
    def _worth(self) -> NDArray[np.float32]:
        """What each way is worth to each predicate, for subjects and for fillers (2, ways, labels)."""
        import numpy as np

        try:
            worth: NDArray[np.float32] = np.load(self.folder / WAYS, allow_pickle=False).astype(np.float32)
        except (OSError, ValueError) as error:
            raise RawiError(
                f"the learned reader's weights cannot be used: {error}", where=str(self.folder / WAYS)
            ) from error
        return worth

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
        }
        made = self._session.run(
            list(MADE), {name: np.array([part], dtype=np.int64) for name, part in given.items()}
        )
        words_, triggers, *roles, stretches, types = (part[0] for part in made)
        if self.adaptation is not None:
            triggers = self.adaptation.corrected(triggers, words_)
        ways = np.array(numbered(tree, facts.ways), dtype=np.int64)
        subject, filler = (
            Role(of_trigger, of_predicate, worth, ways)
            for of_trigger, of_predicate, worth in zip(roles[::2], roles[1::2], self._worth, strict=True)
        )
        return Scores(words_, triggers, subject, filler, stretches, types)

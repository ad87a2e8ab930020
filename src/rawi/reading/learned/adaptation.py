"""What a workspace's own decisions make of the shipped weights: how sure they are, and a correction of the triggers.

It stands in the workspace's folder of own rules, is fitted by `rawi train`, and goes with that file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rawi.errors import RawiError
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.sureness import FEATURES, Sureness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILE = "adapted.json"
SMALLEST = 1e-7
"""Probabilities are kept so far from 0 and 1, that their odds have a logarithm."""


class Adaptation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`weights` is the version of the weights that it was fitted to; it means nothing to any other.

    `sureness` and `faintest` stand in the place of theirs. `corrections` has for a predicate what is added to the log
    odds that a word triggers it: a weight for each value of the word as the network sees it.
    """

    weights: str
    sureness: Sureness
    faintest: float
    corrections: dict[str, tuple[float, ...]] = {}

    @property
    def digest(self) -> str:
        """The first eight hex digits of the SHA-256 of what it says."""
        return hashlib.sha256(encoded(self)).hexdigest()[:8]

    def corrected(self, triggers: NDArray[np.float32], words: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probabilities (words, predicates) of triggers, corrected; `words` (words, hidden) as the network sees
        them.
        """
        import numpy as np

        if not self.corrections:
            return triggers
        made = triggers.copy()
        columns = [LABELS.index(predicate) for predicate in self.corrections]
        weights = np.array(list(self.corrections.values()))
        # summed without BLAS, whose order of adding may hang on the number of threads
        added = np.einsum("wh,ph->wp", words.astype(np.float64), weights, optimize=False)
        odds = log_odds(triggers[:, columns]) + added
        made[:, columns] = 1 / (1 + np.exp(-odds))
        return made


def log_odds(probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """The logarithm of the odds of probabilities."""
    import numpy as np

    kept = np.clip(probabilities.astype(np.float64), SMALLEST, 1 - SMALLEST)
    return np.asarray(np.log(kept / (1 - kept)))


def encoded(adaptation: Adaptation) -> bytes:
    """The bytes of the file: the same for the same adaptation."""
    return msgspec.json.encode(adaptation, order="deterministic")


def read_adaptation(folder: Path) -> Adaptation | None:
    """The adaptation in a workspace's folder of own rules; None where there is none.

    Raises `RawiError` for a file that cannot be one.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RawiError(f"cannot be read: {error.strerror}", where=str(path)) from error
    advice = "`rawi train --forget` takes it away, `rawi train` makes it anew"
    try:
        found = msgspec.json.decode(data, type=Adaptation)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RawiError(f"is no adaptation of the learned reader: {error}", where=str(path), advice=advice) from error
    unknown = sorted({*found.sureness.predicates, *found.corrections} - set(LABELS))
    if unknown:
        raise RawiError(f"adapts predicates that are not there: {', '.join(unknown)}", where=str(path), advice=advice)
    if len({len(weights) for weights in found.corrections.values()}) > 1:
        raise RawiError("has corrections of different lengths", where=str(path), advice=advice)
    if len(found.sureness.weights) != len(FEATURES):
        raise RawiError("weighs other features than this version does", where=str(path), advice=advice)
    return found

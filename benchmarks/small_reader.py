"""What the small trained reader adds: claims of the rules alone, of it, and of both, against claims read by hand.

    python benchmarks/small_reader.py GOLD TEXTS [GOLD TEXTS …]        folders of gold claims, and of their texts
    python benchmarks/small_reader.py corpus --part held|test [--by genre|region|names]

Three columns: what the rules find alone; what the small reader finds where both read, with or without the rules; what
both find together. `--weights DIR` takes other weights than those that are shipped, `--least P` another probability
from which on a claim is made.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rawi.documents import read_document
from rawi.evaluation import score
from rawi.evaluation.scoring import Counts
from rawi.learning.annotation import as_record
from rawi.learning.checking import Splits, check
from rawi.learning.examples import document_of
from rawi.model import Claim, Document, KeptClaim, Reading, Source
from rawi.publish.record import export_record
from rawi.reading import Reader
from rawi.reading.learned.laying import Learned
from rawi.reading.learned.scoring import FOLDER, Scorer

COLUMNS = ("rules", "learned", "both")
Read = tuple[Document, list[tuple[Claim, Reading]], list[tuple[Claim, Reading]]]
"""A document, what the rules find in it alone, and what both find."""
Tables = dict[str, dict[str, Counts]]
"""Per column, counts by predicate; under "" those of all."""


def texts_of(folder: Path, gold: Path) -> Iterator[Document]:
    """The texts of which there is gold."""
    for path in sorted(gold.glob("*.jsonl")):
        file = folder / f"{path.stem}.txt"
        side = file.with_suffix(".json")
        yield read_document(
            file.read_bytes(), file.name, json.loads(side.read_text(encoding="utf-8")) if side.exists() else None
        )


def counted(gold: Path, read: Sequence[Read]) -> Tables:
    """Each column scored against a folder of gold."""
    tables: Tables = {}
    for column in COLUMNS:
        records = [record for one in read for record in _records(one, column)]
        scores = score(gold, records) if records else None
        tables[column] = {"": scores.total, **scores.predicates} if scores else {}
    return tables


def _records(read: Read, column: str) -> Iterator[dict[str, Any]]:
    document, ruled, both = read
    pairs = ruled if column == "rules" else both
    if column == "learned":
        pairs = [(claim, reading) for claim, reading in both if reading.reader == Learned.name]
    seen: set[str] = set()
    for claim, reading in pairs:
        if claim.id not in seen:
            seen.add(claim.id)
            source = Source(id=document.id, path=document.path)
            yield export_record(KeptClaim(claim=claim, readings=(reading,), source=source))


def of_corpus(corpus: Path, part: str, by: str, rules: Reader, both: Reader) -> Iterator[tuple[str, Tables]]:
    """The counts of a part of the corpus, by what the heads of its documents say under a key ("" for all)."""
    annotations, faults = check(corpus / "drafts")
    if faults:
        sys.exit(f"the corpus has faults: {faults[0]}")
    splits = msgspec.yaml.decode((corpus / "splits.yaml").read_bytes(), type=Splits)
    wanted = set(splits.held if part == "held" else splits.test)
    summed: dict[str, Tables] = defaultdict(lambda: {column: defaultdict(Counts) for column in COLUMNS})
    for annotation in annotations:
        if annotation.name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as folder:
            gold = Path(folder)
            lines = (json.dumps(as_record(claim, annotation)) for claim in annotation.claims)
            (gold / f"{annotation.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
            aliases = {name: forms[1:] for name, (_, forms) in annotation.entities.items()}
            (gold / "aliases.json").write_text(json.dumps(aliases), encoding="utf-8")
            document = document_of(annotation)
            read = (document, list(rules.read(document).claims), list(both.read(document).claims))
            tables = counted(gold, [read])
            none = Counts(missed=len(annotation.claims))
        for column in COLUMNS:
            for predicate, counts in (tables[column] or {"": none}).items():
                sums = summed[annotation.meta.get(by, "") if by else ""][column]
                sums[predicate] = sums.get(predicate, Counts()) + counts
    yield from sorted(summed.items())


def show(name: str, tables: Tables, predicates: bool) -> None:
    rows = [""] if not predicates else ["", *sorted({p for table in tables.values() for p in table} - {""})]
    for row in rows:
        counts = [tables[column].get(row, Counts()) for column in COLUMNS]
        figures = " | ".join(f"{c.precision:.3f} | {c.recall:.3f} | {c.f1:.3f}" for c in counts)
        print(f"| {name or 'all' if not row else '`' + row + '`'} | {max(c.gold for c in counts)} | {figures} |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="the corpus, or pairs of GOLD and TEXTS")
    parser.add_argument("--part", choices=("held", "test"), help="the part of the corpus")
    parser.add_argument("--by", default="", choices=("genre", "region", "names"), help="the corpus in parts")
    parser.add_argument("--weights", type=Path, default=FOLDER)
    parser.add_argument("--least", type=float)
    parser.add_argument("--per-predicate", action="store_true")
    asked = parser.parse_args()
    rules, both = Reader.load(learned=False), Reader.load(learned=False)
    if rules.prose is None or both.prose is None or not asked.weights.is_dir():
        print("the English model or the weights are not there: nothing to count", file=sys.stderr)
        return 2
    scorer = Scorer(asked.weights)
    if asked.least is not None:
        scorer.facts = msgspec.structs.replace(scorer.facts, least=asked.least)
    both.prose.learned = Learned(scorer)
    print("| | gold | rules P | R | F1 | learned P | R | F1 | both P | R | F1 |\n|" + " --- |" * 11)
    if asked.part:
        for name, tables in of_corpus(asked.paths[0], asked.part, asked.by, rules, both):
            show(name, tables, asked.per_predicate)
        return 0
    for gold, texts in zip(asked.paths[::2], asked.paths[1::2], strict=True):
        read: list[Read] = [
            (document, list(rules.read(document).claims), list(both.read(document).claims))
            for document in texts_of(texts, gold)
        ]
        show(gold.name, counted(gold, read), asked.per_predicate)
    return 0


if __name__ == "__main__":
    sys.exit(main())

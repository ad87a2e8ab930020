"""Counts how many claims of each rule gold bears out, for `rawi/reading/confidence.yaml`.

Run `python benchmarks/confidence.py GOLD TEXTS [GOLD TEXTS …] > src/rawi/reading/confidence.yaml`: pairs of a folder of
gold claims and the folder of the texts they are about. `--table` prints instead how well the confidences hold: of the
claims that were given 0.8, about eight in ten should be borne out. It takes the rules' counts on half of the documents
and holds them against the other half.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rawi.documents import read_document
from rawi.evaluation import score
from rawi.evaluation.statement import BEYOND_GOLD, statement
from rawi.model import KeptClaim, Source
from rawi.publish.record import export_record
from rawi.reading import Reader
from rawi.reading.confidence import WEIGHT

Judged = tuple[str, str, str, bool]
"""Document, reader, rule, and whether gold bears the claim out."""


def judged(gold: Path, texts: Path, reader: Reader) -> Iterator[Judged]:
    """Every claim about the texts that gold covers, judged."""
    records: list[tuple[str, str, str, dict[str, Any]]] = []
    for path in sorted(gold.glob("*.jsonl")):
        file = texts / f"{path.stem}.txt"
        side = file.with_suffix(".json")
        document = read_document(
            file.read_bytes(), file.name, json.loads(side.read_text(encoding="utf-8")) if side.exists() else None
        )
        for claim, reading in reader.read(document).claims:
            source = Source(id=document.id, path=file.name)
            record = export_record(KeptClaim(claim=claim, readings=(reading,), source=source))
            if claim.predicate not in BEYOND_GOLD:
                records.append((path.stem, reading.reader, reading.rule, record))
    wrong = Counter((stem, _key(said)) for stem, said in score(gold, [r for *_, r in records]).spurious)
    for stem, name, rule, record in records:
        yield stem, name, rule, (stem, _key(statement(record))) not in wrong


def _key(said: Any) -> tuple[Any, ...]:
    return said.subject, said.predicate, said.object, said.value, said.negated


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", type=Path, metavar="GOLD TEXTS")
    parser.add_argument("--table", action="store_true", help="how well the confidences hold on documents not counted")
    options = parser.parse_args()
    pairs = list(zip(options.pairs[::2], options.pairs[1::2], strict=True))
    if not all(gold.is_dir() and texts.is_dir() for gold, texts in pairs):
        print("gold or texts are not there: nothing to count", file=sys.stderr)
        return 2
    reader = Reader.load(learned=False)
    found = [one for gold, texts in pairs for one in judged(gold, texts, reader)]
    if options.table:
        _table(found)
    else:
        _counts(found)
    return 0


def _counts(found: list[Judged]) -> None:
    print("# Claims that gold bears out, of all claims: over all and by rule. Made by benchmarks/confidence.py.")
    for name in sorted({reader for _, reader, _, _ in found}):
        mine = [(rule, right) for _, reader, rule, right in found if reader == name]
        print(f"{name}:\n  all: [{sum(right for _, right in mine)}, {len(mine)}]\n  rules:")
        by_rule: dict[str, list[bool]] = defaultdict(list)
        for rule, right in mine:
            by_rule[rule].append(right)
        for rule, rights in sorted(by_rule.items()):
            print(f"    {json.dumps(rule)}: [{sum(rights)}, {len(rights)}]")


def _table(found: list[Judged]) -> None:
    documents = sorted({document for document, *_ in found})
    bands: dict[int, list[bool]] = defaultdict(list)
    for half in (0, 1):
        held = set(documents[half::2])
        seen = [one for one in found if one[0] not in held]
        for document, reader, rule, right in found:
            if document in held:
                mine = [r for _, name, _, r in seen if name == reader]
                by_rule = [r for _, name, of, r in seen if name == reader and of == rule]
                prior = sum(mine) / max(1, len(mine))
                given = (sum(by_rule) + WEIGHT * prior) / (len(by_rule) + WEIGHT)
                bands[round(given * 10)].append(right)
    print("given  borne out  claims")
    for band, rights in sorted(bands.items()):
        print(f"{band / 10:.1f}    {sum(rights) / len(rights):.2f}       {len(rights)}")


if __name__ == "__main__":
    sys.exit(main())

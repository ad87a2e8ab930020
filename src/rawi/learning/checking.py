"""Checks a folder of annotated documents, and says what it is made of: `python -m rawi.learning.checking FOLDER`."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from rawi.errors import RawiError
from rawi.learning.annotation import Annotation
from rawi.learning.notation import check_annotation
from rawi.learning.variety import Variety, variety
from rawi.reading import Reader


class Splits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Drafts that are held back for thresholds, and those that are only tested on."""

    held: tuple[str, ...]
    test: tuple[str, ...]


def check(folder: Path) -> tuple[list[Annotation], list[str]]:
    """All annotations below a folder, by name, and a line for each fault of one and each text without claims."""
    read: list[Annotation] = []
    faults: list[str] = []
    claims = sorted(folder.rglob("*.claims"))
    alone = sorted(set(folder.rglob("*.txt")) - {path.with_suffix(".txt") for path in claims})
    faults.extend(f"{path}: no claims stand beside it" for path in alone)
    for path in claims:
        try:
            annotation, wrong = check_annotation(path)
        except RawiError as error:
            faults.append(str(error))
            continue
        read.append(annotation)
        faults.extend(f"{path}:{fault.line}: {fault.says}" for fault in wrong)
    return read, faults


def table(counted: Variety) -> str:
    """What a corpus is made of, as text."""
    lines = [
        f"{counted.documents} documents, {counted.words:,} words, {counted.claims:,} claims, "
        f"{counted.unforeseen:.0%} of them worded as no rule foresees",
        "genres: " + ", ".join(f"{name} {n}" for name, n in counted.genres.items()),
        "stances: " + ", ".join(f"{name} {n}" for name, n in counted.stances.items()),
        "",
        f"{'predicate':<18} claims  triggers  unforeseen",
    ]
    for name, one in counted.predicates.items():
        lines.append(f"{name:<18} {one.claims:>6} {one.triggers:>9} {one.unforeseen:>11}")
    return "\n".join(lines)


def main() -> int:
    """Prints faults, or what the corpus is made of; 1 where there are faults."""
    annotations, faults = check(Path(sys.argv[1]))
    for fault in faults:
        print(fault, file=sys.stderr)
    reader = Reader.load(learned=False).prose
    if not faults and reader is not None:
        print(table(variety(annotations, reader)))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

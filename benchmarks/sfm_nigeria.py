"""How well Rawi reads who serves where: against Security Force Monitor's annotated news texts on Nigeria.

    python benchmarks/sfm_nigeria.py [FOLDER] [--half even|odd] [--errors N]

FOLDER holds the BRAT files of Security Force Monitor's starter data set for natural-language processing (not part of
this repository: the texts are press articles without a licence); without it the benchmark says so and measures
nothing. What is scored is what every reading gives: the names of a document, and its postings (person, rank, office,
body). Two things are put in the annotators' terms: bodies are those of security forces (a posting names them, or their
name has a head-word of units, services, schools and commands, or they are named operations), persons those whom the
reading gives a rank, a posting in such a body, or an office by whose words it is of the forces. Title and Role, which
the annotators used without system, are one.

The annotation is selective. So entities count on lines that carry some annotation, strictly (the same span and kind);
relations count where their person is annotated, both ends overlapping. Their own system (BiLSTM-CRF and dependency
paths) had F1 .774 and .698 on texts that it was not trained on.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rawi.documents import read_document
from rawi.model import EntityType, Span
from rawi.reading import Reader
from rawi.vocabulary import heads
from rawi.vocabulary.letters import plain

FOLDER = Path("../shared/bench/sfm_nigeria")
KINDS = {"Title": "Office", "Role": "Office", "has_title": "has_office", "has_role": "has_office"}
SERVICES = frozenset(
    {
        "army",
        "navy",
        "air force",
        "police",
        "headquarters",
        "garrison",
        "command",
        "college",
        "school",
        "academy",
        "centre",
    }
    | {"center", "corps", "department", "directorate", "ministry", "force", "group", "team", "unit", "squad", "service"}
    | {
        "company",
        "brigade",
        "brigades",
        "battalion",
        "division",
        "regiment",
        "guards",
        "engineers",
        "signals",
        "battery",
    }
    | {"contingent", "mission", "barracks", "station", "base"}
)
"""Head-words of bodies of armed forces, police and ministries."""
OF_FORCES = frozenset(
    {"army", "naval", "navy", "air", "defence", "defense", "military", "police", "force", "theatre", "brigade", "staff"}
    | {"commander", "commandant", "commanding", "goc", "coas", "cds", "dpo", "provost", "flag", "garrison"}
)
"""Words of offices in armed forces and police."""
TARGETS = {"entities": 0.774, "relations": 0.698}
Mark = tuple[int, int, str]
Tie = tuple[Span, str, Span]


@dataclass
class Sheet:
    """One text with what is marked in it: entities, and relations between a person and something."""

    name: str
    text: str
    entities: set[Mark] = field(default_factory=set)
    relations: list[Tie] = field(default_factory=list)

    def persons(self) -> list[Span]:
        return [Span(a, b) for a, b, kind in self.entities if kind == "Person"]


def gold(path: Path) -> Sheet:
    """The annotation of one text, from its BRAT file."""
    sheet = Sheet(path.stem, path.read_text(encoding="utf-8"))
    spans: dict[str, tuple[Span, str]] = {}
    ties: list[tuple[str, str, str]] = []
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition("\t")
        what = rest.split("\t")[0].split()
        if mark.startswith("T"):
            ends = [int(n) for n in " ".join(what[1:]).replace(";", " ").split()]
            spans[mark] = (Span(min(ends), max(ends)), KINDS.get(what[0], what[0]))
        elif mark.startswith("R"):
            one, two = (part.partition(":")[2] for part in what[1:3])
            ties.append((one, KINDS.get(what[0], what[0]), two))
    sheet.entities = {(span.start, span.end, kind) for span, kind in spans.values()}
    sheet.relations = [(spans[a][0], kind, spans[b][0]) for a, kind, b in ties if a in spans and b in spans]
    return sheet


def read(sheet: Sheet, reader: Reader) -> Sheet:
    """What the reader finds in the same text, in the annotators' terms."""
    found = Sheet(sheet.name, sheet.text)
    result = reader.read(read_document(sheet.text.encode("utf-8"), f"{sheet.name}.txt"))
    bodies = {n.span for n in result.names if is_body(n.name, n.type)}
    for posting in result.postings:
        person = posting.person.span
        body = posting.body
        serves = body is not None and (is_body(body.name, body.type) or body.span in bodies)
        office = posting.office.cut(sheet.text) if posting.office is not None else ""
        if not serves and posting.rank is None and not OF_FORCES & set(plain(office).split()):
            continue
        found.entities.add((person.start, person.end, "Person"))
        for part, kind, tie in ((posting.rank, "Rank", "has_rank"), (posting.office, "Office", "has_office")):
            if part is not None:
                found.entities.add((part.start, part.end, kind))
                found.relations.append((person, tie, part))
        if body is not None and serves:
            bodies.add(body.span)
            found.relations.append((person, "is_posted", body.span))
    found.entities |= {(span.start, span.end, "Organization") for span in bodies}
    return found


def is_body(name: str, kind: EntityType | None) -> bool:
    """Whether a name is of a body of security forces, as the annotators mark them."""
    words = plain(name).split()
    if kind is EntityType.EVENT:
        return words[0] in ("operation", "exercise")
    if kind not in (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.PLACE):
        return False
    return bool(SERVICES & {words[0], words[-1]}) or (words[0].isdigit() and heads().kind_of(words[-1]) is not None)


def lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


def compared(right: Sheet, found: Sheet) -> Iterator[tuple[str, str, str, object]]:
    """Each entity and relation in the gold's windows: (measure, kind, "hit" "missed" or "wrong", what)."""
    windows = [w for w in lines(right.text) if any(w.start <= a < w.end for a, _, _ in right.entities)]
    here = {e for e in found.entities if any(w.start <= e[0] < w.end for w in windows)}
    for entity in sorted(right.entities | here):
        verdict = (
            "hit" if entity in right.entities and entity in here else "missed" if entity in right.entities else "wrong"
        )
        yield "entities", entity[2], verdict, right.text[entity[0] : entity[1]]
    persons = right.persons()
    left = list(dict.fromkeys(r for r in found.relations if any(r[0].overlaps(p) for p in persons)))
    for one, kind, two in right.relations:
        match = next((r for r in left if r[1] == kind and r[0].overlaps(one) and r[2].overlaps(two)), None)
        if match is not None:
            left.remove(match)
        yield "relations", kind, "missed" if match is None else "hit", (one.cut(right.text), two.cut(right.text))
    for one, kind, two in left:
        again = any(kind == k and one.overlaps(a) and two.overlaps(b) for a, k, b in right.relations)
        if not again:  # a relation that the text says twice is found twice, and marked once
            yield "relations", kind, "wrong", (one.cut(right.text), two.cut(right.text))


def table(counts: Counter[tuple[str, str, str]]) -> Iterable[str]:
    """A row for each kind, and for each measure over all kinds with its target."""
    for measure in ("entities", "relations"):
        kinds = sorted({kind for m, kind, _ in counts if m == measure})
        for kind in [*kinds, "all"]:
            hit, missed, wrong = (
                sum(n for (m, k, v), n in counts.items() if m == measure and v == verdict and kind in (k, "all"))
                for verdict in ("hit", "missed", "wrong")
            )
            precision, recall = hit / max(1, hit + wrong), hit / max(1, hit + missed)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            goal = f"   (to pass: {TARGETS[measure]:.3f})" if kind == "all" else ""
            yield f"{measure:10} {kind:13} gold {hit + missed:5}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}{goal}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the reader on Security Force Monitor's Nigerian news texts.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="the folder of BRAT files")
    parser.add_argument("--half", choices=("even", "odd"), help="only every second text, by sorted name")
    parser.add_argument("--errors", type=int, default=0, help="show so many that were missed or wrong, of each kind")
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt")) if options.folder.is_dir() else []
    if not files:
        print(f"skipped: no texts in {options.folder}; the data set is not part of this repository")
        return 0
    reader = Reader.load()
    if reader.notice:
        print(reader.notice, file=sys.stderr)
        return 1
    halves: dict[str, Counter[tuple[str, str, str]]] = {"even": Counter(), "odd": Counter()}
    shown: Counter[tuple[str, str, str]] = Counter()
    for i, path in enumerate(files):
        half = ("even", "odd")[i % 2]
        if options.half not in (None, half):
            continue
        right = gold(path)
        for measure, kind, verdict, what in compared(right, read(right, reader)):
            halves[half][measure, kind, verdict] += 1
            shown[measure, kind, verdict] += 1
            if verdict != "hit" and shown[measure, kind, verdict] <= options.errors:
                print(f"{verdict:6} {kind:12} {what!r}  [{i}]")
    for half, counts in halves.items():
        if counts:
            print(f"\n{half} texts")
            print("\n".join(table(counts)))
    if options.half is None:
        print("\nall texts")
        print("\n".join(table(halves["even"] + halves["odd"])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

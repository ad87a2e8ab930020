"""How many of the pairs proposed among public lists are one: names of OFAC and UCDP against those of all three lists.

    python benchmarks/names_proposals.py [LISTS] [--list]

For one in four of the entries of OFAC and UCDP (by a hash of their ids): every entry of the UN, OFAC or UCDP list with
a name that is proposed beside one of its names, as one of many. Of these pairs of entries a sample of 200, half of them
groups if there are so many, by a hash of both ids, has been judged by hand (`names_data/judged_proposals.tsv`): by what
is known of the two and by their other names. A verdict is about who is meant, not about the names: two groups of one
name are `other`. Two entries of one list are hardly ever one; the pairs of two lists are counted apart, too. What a
later version proposes and nobody has judged is counted; `--list` prints it.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from names_lists import DEFAULT, Entry, available, ofac, ucdp, un

from rawi.model import EntityType
from rawi.names import NameIndex, among
from rawi.resolve.candidates import WORTH_A_LOOK, likest

JUDGED = Path(__file__).with_name("names_data") / "judged_proposals.tsv"
LEAST = (WORTH_A_LOOK, 0.7, 0.9)
SAMPLE = 200
BESIDE = 20
ONE_IN, PART = 4, 1
"""Which entries are asked for: an earlier version was measured on part 0, and its faults were looked at there."""

Proposal = tuple[str, str, float, str, str]


def mark(*ids: str) -> int:
    """A number that stands for ids, the same in every run."""
    return int.from_bytes(hashlib.sha256("|".join(ids).encode()).digest()[:8])


def proposals(entries: Sequence[Entry], kind: EntityType) -> list[Proposal]:
    """Pairs of entries in the order of their marks: their ids, the probability, and their two likest names.

    As `rawi registry match` would: all names of the one against all of the other, and the other entries of a list are
    rivals of each.
    """
    of_kind = {entry.id: entry for entry in entries if entry.kind is kind}
    names = {id: [name.text for name in entry.names] for id, entry in of_kind.items()}
    index = NameIndex((id, name, kind) for id, borne in names.items() for name in borne)
    best: dict[tuple[str, str], Proposal] = {}
    for id, own in names.items():
        if id.startswith("UN ") or mark(id) % ONE_IN != PART:
            continue
        beside = dict.fromkeys(near.id for name in own for near in index.candidates(name, kind, BESIDE))
        met = {other: likest(own, names[other], kind) for other in beside if other != id}
        for other, (pair, likeness) in met.items():
            of_list = [
                found.score for rival, (_, found) in met.items() if rival != other and _list(rival) == _list(other)
            ]
            chance = among(likeness, kind, of_list).probability
            one, second = sorted(((id, pair[0]), (other, pair[1])))
            if chance >= WORTH_A_LOOK and chance > best.get((one[0], second[0]), ("", "", 0.0, "", ""))[2]:
                best[one[0], second[0]] = (one[0], second[0], chance, one[1], second[1])
    return sorted(best.values(), key=lambda found: mark(*found[:2]))


def _list(id: str) -> str:
    return id.split(maxsplit=1)[0]


def judged() -> dict[tuple[str, str], bool]:
    """The verdicts by the ids of the two entries."""
    rows = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(row[1], row[2]): row[0] == "same" for row in rows if len(row) >= 3}


def told(title: str, found: Iterable[Proposal], verdicts: dict[tuple[str, str], bool]) -> None:
    """Prints the precision of what is judged."""
    known = [(verdicts[one[:2]], one[2]) for one in found if one[:2] in verdicts]
    for least in LEAST:
        right = [same for same, chance in known if chance >= least]
        print(
            f"{title}: at {least} {sum(right)} of {len(right)} are one, precision {sum(right) / max(1, len(right)):.3f}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--list", action="store_true", help="print the pairs of the sample that nobody has judged")
    options = parser.parse_args(arguments)
    if not available(options.lists):
        print(f"the public lists are not in {options.lists}", file=sys.stderr)
        return 0
    entries = [entry for read in (un, ofac, ucdp) for entry in read(options.lists)]
    verdicts = judged()
    by_id = {entry.id: entry for entry in entries}
    left = SAMPLE
    for title, kind, most in (("groups", EntityType.GROUP, SAMPLE // 2), ("persons", EntityType.PERSON, SAMPLE)):
        found = proposals(entries, kind)
        sample = found[: min(most, left)]
        left -= len(sample)
        new = [one for one in sample if one[:2] not in verdicts]
        print(f"{title}: {len(found)} pairs of entries proposed, {len(sample)} in the sample, {len(new)} not judged")
        told(title, sample, verdicts)
        told(f"{title}, of two lists", [one for one in sample if _list(one[0]) != _list(one[1])], verdicts)
        for one, other, chance, name, beside in new if options.list else ():
            names = [[name.text for name in by_id[id].names][:4] for id in (one, other)]
            print("\t".join((kind.value, one, other, f"{chance:.2f}", name, beside, *map(" | ".join, names))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""How far two who annotated the same documents apart agree: `python -m rawi.learning.agreement FIRST SECOND`.

Claims are paired as the scorer pairs them with gold: agreement on finding them is F1, which is the same either way
round; on what is paired it is the share with one stance, one first teller, one time.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from rawi.evaluation.intervals import dates_match
from rawi.evaluation.matching import Distinct, distinct, pair
from rawi.evaluation.naming import Names
from rawi.evaluation.statement import statement
from rawi.learning.annotation import Annotation, as_record
from rawi.learning.notation import read_annotation


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Claims that both marked, and only one; of the former those with one stance, and of those that have any, with one
    first teller and one time: (so many, of so many)."""

    both: int
    only_first: int
    only_second: int
    stance: int
    teller: tuple[int, int]
    time: tuple[int, int]
    predicates: dict[str, tuple[int, int]]
    """By predicate: marked by both, marked by one."""

    @property
    def f1(self) -> float:
        marked = 2 * self.both + self.only_first + self.only_second
        return 2 * self.both / marked if marked else 0.0


def agreement(pairs: Iterable[tuple[Annotation, Annotation]]) -> Agreement:
    """The agreement of two annotators over documents."""
    both: list[tuple[Names, Distinct, Distinct]] = []
    alone: tuple[list[Distinct], list[Distinct]] = ([], [])
    for first, second in pairs:
        said = [[statement(as_record(claim, one)) for claim in one.claims] for one in (first, second)]
        aliases: dict[str, list[str]] = {}
        for one in (first, second):
            for name, (_, forms) in one.entities.items():
                aliases.setdefault(name, []).extend(forms[1:])
        names = Names(aliases, [*said[0], *said[1]])
        found = pair(distinct(said[0], names), distinct(said[1], names), names)
        both.extend((names, one, other) for one, other in found.matched)
        alone[0].extend(found.missed)
        alone[1].extend(found.spurious)
    firsts = [(names, one.first, other.first) for names, one, other in both]
    told = [(names, a.tellers, b.tellers) for names, a, b in firsts if a.tellers or b.tellers]
    dated = [(a.time, b.time) for _, a, b in firsts if a.time or b.time]
    agreed = Counter(one.first.predicate for _, one, _ in both)
    apart = Counter(one.first.predicate for one in [*alone[0], *alone[1]])
    return Agreement(
        both=len(both),
        only_first=len(alone[0]),
        only_second=len(alone[1]),
        stance=sum(a.stance == b.stance for _, a, b in firsts),
        teller=(sum(bool(a and b and names.match(a[0], b[0])) for names, a, b in told), len(told)),
        time=(sum(bool(a and b and dates_match(a, b)) for a, b in dated), len(dated)),
        predicates={name: (agreed[name], apart[name]) for name in sorted(agreed | apart)},
    )


def main(first: Path, second: Path) -> None:
    """Prints the agreement over all documents of the second folder."""
    firsts = {path.name: path for path in first.rglob("*.claims")}
    seconds = sorted(second.rglob("*.claims"))
    found = agreement((read_annotation(firsts[path.name]), read_annotation(path)) for path in seconds)
    print(
        f"{len(seconds)} documents, {found.both + found.only_first:,} and {found.both + found.only_second:,} claims: "
        f"F1 {found.f1:.3f}; of {found.both:,} in both one stance {_share(found.stance, found.both)}, "
        f"one first teller {_share(*found.teller)}, one time {_share(*found.time)}"
    )
    for name, (agreed, apart) in sorted(found.predicates.items(), key=lambda item: -sum(item[1])):
        print(f"{name:<18} both {agreed:>3}  one alone {apart:>3}  F1 {2 * agreed / (2 * agreed + apart):.2f}")


def _share(part: int, of: int) -> str:
    return f"{part / of:.3f} (n={of})" if of else "-"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

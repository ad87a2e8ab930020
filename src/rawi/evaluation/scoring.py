"""Precision, recall and F1 of claims against gold, and how well matched ones say who, when and with what reserve."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from rawi.errors import RawiError
from rawi.evaluation.folding import fold
from rawi.evaluation.intervals import dates_match, interval
from rawi.evaluation.matching import Distinct, distinct, pair
from rawi.evaluation.naming import Names
from rawi.evaluation.statement import BEYOND_GOLD, DATE_VALUED, Statement, read_gold, statement


class Counts(msgspec.Struct, frozen=True):
    """Claims that were found, missed, and predicted without being in the gold."""

    matched: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def gold(self) -> int:
        return self.matched + self.missed

    @property
    def predicted(self) -> int:
        return self.matched + self.spurious

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        joint = self.precision + self.recall
        return 2 * self.precision * self.recall / joint if joint else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.matched + other.matched, self.missed + other.missed, self.spurious + other.spurious)

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


class Share(msgspec.Struct, frozen=True):
    """So many of so many."""

    part: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        return self.part / self.of if self.of else None

    def __str__(self) -> str:
        return f"{self.part / self.of:.3f} (n={self.of})" if self.of else "-"


class Qualities(msgspec.Struct, frozen=True, kw_only=True):
    """On matched claims: the share with the right stance, first teller and time, those rightly in the document's own
    voice, and those dated where the gold has no date."""

    stance: Share
    first_teller: Share
    own_voice: Share
    time: Share
    invented_time: Share


class DocumentScore(msgspec.Struct, frozen=True):
    stem: str
    counts: Counts


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """`missed` and `spurious` are pairs of the gold file's stem and the statement."""

    total: Counts
    macro_f1: float
    documents: list[DocumentScore]
    predicates: dict[str, Counts]
    qualities: Qualities
    missed: list[tuple[str, Statement]]
    spurious: list[tuple[str, Statement]]


def score(gold: Path, records: Iterable[Mapping[str, Any]]) -> Scores:
    """Scores exported records (the jsonl form) against a folder of `STEM.jsonl` gold files.

    A record belongs to the gold file whose stem stands in what it says of its document. Raises `RawiError` where the
    folder holds no gold, or no record belongs to any of it.
    """
    paths = sorted(gold.glob("*.jsonl"))
    if not paths:
        raise RawiError("holds no gold files (STEM.jsonl)", where=str(gold))
    aliases = _aliases(gold / "aliases.json")
    by_stem = _by_stem([path.stem for path in paths], records)
    if not any(by_stem.values()):
        raise RawiError(
            "no claim belongs to any gold file",
            where=str(gold),
            advice="build the texts that the gold files are named for",
        )
    tally = _Tally()
    for path in paths:
        tally.document(path.stem, read_gold(path), by_stem[path.stem], aliases)
    return tally.scores()


class _Tally:
    """Counts as documents come in."""

    def __init__(self) -> None:
        self.documents: list[DocumentScore] = []
        self.predicates: dict[str, Counts] = {}
        self.counted: Counter[str] = Counter()
        self.missed: list[tuple[str, Statement]] = []
        self.spurious: list[tuple[str, Statement]] = []

    def document(
        self, stem: str, gold: list[Statement], predicted: list[Statement], aliases: Mapping[str, list[str]]
    ) -> None:
        names = Names(aliases, gold)
        known = [said for said in predicted if said.predicate not in BEYOND_GOLD]
        paired = pair(distinct(gold, names), distinct(known, names), names)
        self.documents.append(
            DocumentScore(stem, Counts(len(paired.matched), len(paired.missed), len(paired.spurious)))
        )
        for wanted, found in paired.matched:
            self._count(wanted, Counts(matched=1))
            self._compare(wanted, found, names)
        for wanted in paired.missed:
            self._count(wanted, Counts(missed=1))
            self.missed.append((stem, wanted.first))
        for found in paired.spurious:
            self._count(found, Counts(spurious=1))
            self.spurious.append((stem, found.first))

    def _count(self, said: Distinct, counts: Counts) -> None:
        self.predicates[said.first.predicate] = self.predicates.get(said.first.predicate, Counts()) + counts

    def _compare(self, wanted: Distinct, found: Distinct, names: Names) -> None:
        """Counts what a matched pair says of teller, stance and time, at the instances whose quotes overlap most."""
        couples = ((x, y) for x in wanted.instances for y in found.instances)
        gold, said = max(couples, key=lambda couple: overlap(*couple))
        counted = self.counted
        counted["all"] += 1
        counted["stance"] += gold.stance == said.stance
        if gold.tellers:
            counted["told"] += 1
            counted["teller"] += bool(said.tellers) and names.match(gold.tellers[0], said.tellers[0]) > 0
        else:
            counted["plain"] += 1
            counted["own voice"] += not said.tellers
        if gold.time and interval(gold.time):
            counted["dated"] += 1
            counted["time"] += dates_match(gold.time, said.time)
        elif not gold.time and gold.predicate not in DATE_VALUED:
            counted["undated"] += 1
            counted["invented"] += bool(said.time)

    def scores(self) -> Scores:
        def share(part: str, of: str) -> Share:
            return Share(self.counted[part], self.counted[of])

        ranked = sorted(self.predicates.items(), key=lambda item: -item[1].gold)
        return Scores(
            total=sum((one.counts for one in self.documents), Counts()),
            macro_f1=sum(one.counts.f1 for one in self.documents) / len(self.documents),
            documents=self.documents,
            predicates=dict(ranked),
            qualities=Qualities(
                stance=share("stance", "all"),
                first_teller=share("teller", "told"),
                own_voice=share("own voice", "plain"),
                time=share("time", "dated"),
                invented_time=share("invented", "undated"),
            ),
            missed=self.missed,
            spurious=self.spurious,
        )


def overlap(gold: Statement, predicted: Statement) -> float:
    """How far two quotes overlap: by offsets where both have them, else by their words."""
    if gold.start is not None and gold.end is not None and predicted.start is not None and predicted.end is not None:
        return max(0, min(gold.end, predicted.end) - max(gold.start, predicted.start))
    x, y = set(fold(gold.quote)), set(fold(predicted.quote))
    return len(x & y) / max(1, min(len(x), len(y)))


def _by_stem(stems: list[str], records: Iterable[Mapping[str, Any]]) -> dict[str, list[Statement]]:
    by_stem: dict[str, list[Statement]] = {stem: [] for stem in stems}
    for record in records:
        said = statement(record)
        for stem in stems:
            if any(stem in name for name in said.document):
                by_stem[stem].append(said)
    return by_stem


def _aliases(path: Path) -> dict[str, list[str]]:
    if not path.exists():
        return {}
    try:
        return msgspec.convert(json.loads(path.read_text(encoding="utf-8")), dict[str, list[str]])
    except (OSError, ValueError) as error:
        raise RawiError(f"is no table of aliases: {error}", where=str(path)) from error

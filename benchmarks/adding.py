"""What adding one more document costs in a workspace of 100, 1,000 and 10,000, and how much memory the run takes.

    python benchmarks/adding.py [SIZE …] [--format html]

For each size the workspace is filled in one run, one document more is added, and all files are looked at again. Each
build's time is told apart by what it reports as progress: looking and loading, taking in and reading (which loads the
language model), settling (comparing, resolving and weighing).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from rawi.pipeline import build
from rawi.workspace import Workspace

GROUPS = ["Liwa Zahr", "Harakat Noor", "Jaysh Marj", "Katibat Rimal", "Tarn Brigade", "Ashfall Column"]
PLACES = ["Qasr Dunya", "Wadi Selem", "Tell Maqam", "Port Ember", "Old Harrow", "Dayr Yaqut"]
SETTLING = ("comparing", "resolving", "weighing")


def text(number: int) -> str:
    """A short report with a few claims, other names in every hundred documents."""
    chance = random.Random(number)
    one, other = (f"{name} {number // 100}" for name in chance.sample(GROUPS, 2))
    place = chance.choice(PLACES)
    return (
        f"Report {number} from {place}\n\n{one} left {place} on {1 + number % 28} March {2010 + number % 12} after "
        f"fighting with {other}. {one} is allied with {other}, the Ember Monitor said.\n"
    )


def written(folder: Path, number: int, form: str) -> None:
    body = text(number)
    if form == "html":
        paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
        body = f"<!DOCTYPE html><html><head><title>Report {number}</title></head><body>{paragraphs}</body></html>"
    (folder / f"{number:06d}.{form}").write_text(body, encoding="utf-8")


class Spent:
    """Seconds of one build by part, by the clock and of this process."""

    def __init__(self) -> None:
        self.wall: defaultdict[str, float] = defaultdict(float)
        self.cpu: defaultdict[str, float] = defaultdict(float)
        self._part, self._wall, self._cpu = "before", time.monotonic(), time.process_time()

    def enter(self, part: str) -> None:
        wall, cpu = time.monotonic(), time.process_time()
        self.wall[self._part] += wall - self._wall
        self.cpu[self._part] += cpu - self._cpu
        self._part, self._wall, self._cpu = part, wall, cpu

    def told(self, *parts: str) -> str:
        """By the clock, and after a stroke of the process."""
        return f"{sum(self.wall[p] for p in parts):.2f}/{sum(self.cpu[p] for p in parts):.2f}"


PARTS = ("before", "reading", "settling")


def timed(workspace: Path, paths: list[Path]) -> tuple[Spent, int]:
    """What one build spent by part, and how many documents it read."""
    spent = Spent()

    def progress(step: str, done: int, total: int, item: str) -> None:
        spent.enter("settling" if step in SETTLING else "reading" if step == "reading" else "before")

    with Workspace.open(workspace) as opened:
        report = build(opened, paths, progress)
    spent.enter("after")
    assert not report.failures, report.failures[:3]
    return spent, len(report.read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--format", default="txt", choices=["txt", "html"])
    asked = parser.parse_args()
    print("seconds by the clock/of the processor; load average before:", *(f"{load:.1f}" for load in os.getloadavg()))
    print(
        "documents    run   filled all    reading a document   settling   one more: all   reading  settling"
        "   again: a document   memory MB"
    )
    for size in asked.sizes:
        folder = Path(tempfile.mkdtemp())
        try:
            sources, case = folder / "sources", folder / "case"
            sources.mkdir()
            for number in range(size):
                written(sources, number, asked.format)
            Workspace.create(case).close()
            first, read = timed(case, [sources])
            assert read == size
            written(sources, size, asked.format)
            more, read = timed(case, [sources / f"{size:06d}.{asked.format}"])
            assert read == 1
            again, read = timed(case, [sources])
            assert read == 0
            # Kilobytes on Linux, bytes on macOS; the process that reads apart is a child.
            unit = 1_000_000 if sys.platform == "darwin" else 1_000
            memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
            each = f"{1000 * first.wall['reading'] / size:.1f}/{1000 * first.cpu['reading'] / size:.1f} ms"
            looked = f"{1000 * again.wall['reading'] / size:.2f}/{1000 * again.cpu['reading'] / size:.2f} ms"
            print(
                f"{size:9,d} {asked.format:>6} {first.told(*PARTS):>12} {each:>21} {first.told('settling'):>10}"
                f" {more.told(*PARTS):>15} {more.told('reading'):>9} {more.told('settling'):>9}"
                f" {looked:>19} {memory / unit:11.0f}",
                flush=True,
            )
        finally:
            shutil.rmtree(folder)
    print("load average after:", *(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main()

"""What adding one more document costs in a workspace of 100, 1,000 and 10,000, and how much memory the run takes.

    python benchmarks/adding.py [SIZE …] [--format html]

For each size the workspace is filled in one run, and then one document more is added. Each build's time is told apart
by what it reports as progress: looking and loading, taking in and reading, settling (resolving and weighing).
"""

from __future__ import annotations

import argparse
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


def timed(workspace: Path, paths: list[Path]) -> tuple[dict[str, float], int]:
    """Seconds by part of one build, and how many documents it read."""
    spent: defaultdict[str, float] = defaultdict(float)
    since = [time.monotonic(), "before"]

    def progress(step: str, done: int, total: int, item: str) -> None:
        now = time.monotonic()
        spent[str(since[1])] += now - float(since[0])
        since[:] = [now, "settling" if step in SETTLING else "taking in and reading" if step == "reading" else "before"]

    with Workspace.open(workspace) as opened:
        report = build(opened, paths, progress)
    spent[str(since[1])] += time.monotonic() - float(since[0])
    assert not report.failures, report.failures[:3]
    return spent, len(report.read)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10_000])
    parser.add_argument("--format", default="txt", choices=["txt", "html"])
    asked = parser.parse_args()
    print("documents    run      filled s   per document ms    one more s: before   reading   settling    memory MB")
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
            # Kilobytes on Linux, bytes on macOS; the process that reads apart is a child.
            unit = 1_000_000 if sys.platform == "darwin" else 1_000
            memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
            reading = first["taking in and reading"]
            print(
                f"{size:9,d} {asked.format:>6} {sum(first.values()):13.1f} {1000 * reading / size:17.1f}"
                f" {more['before']:20.2f} {more['taking in and reading']:9.2f} {more['settling']:10.2f}"
                f" {memory / unit:12.0f}",
                flush=True,
            )
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

"""Fuzzes one target with atheris: `python fuzz/run.py TARGET [libFuzzer options]`, as in `-runs=200000`.

What it finds it writes as `crash-…` into the folder where it was started; each becomes a test.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

# What is instrumented is what this project wrote to parse with; all of its imports would take minutes.
with atheris.instrument_imports(include=["rawi.documents", "rawi.dates", "rawi.names", "rawi.evaluation", "warcio"]):
    from targets import TARGETS


def main() -> None:
    if sys.argv[1:] == ["--list"]:
        print(*TARGETS)
        return
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"say what to fuzz: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv[1]]
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], *sys.argv[2:], corpus], target.run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

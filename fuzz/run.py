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

LARGEST = 4096
"""Bytes of an input: enough for every construct of a format, and quick to read."""
RESHAPED = 3
"""Of so many inputs all but one are changed by shape, where a target has one."""


def main() -> None:
    if sys.argv[1:] == ["--list"]:
        print(*TARGETS)
        return
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"say what to fuzz: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv[1]]
    reshape = target.reshape

    def mutated(data: bytes, largest: int, seed: int) -> bytes:
        assert reshape is not None
        changed = reshape(data, seed) if seed % RESHAPED else data
        return changed if changed != data and len(changed) <= largest else atheris.Mutate(data, largest)

    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [f"-max_len={LARGEST}", *sys.argv[2:]]
        shaped = {"custom_mutator": mutated} if reshape else {}
        atheris.Setup([sys.argv[0], *options, corpus], target.run, **shaped)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

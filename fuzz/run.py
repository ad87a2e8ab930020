"""Fuzzes one target with atheris: `python fuzz/run.py TARGET [libFuzzer options]`, as in `-runs=200000`.

What it finds it writes as `crash-…` into the folder where it was started; each becomes a test.
"""

from __future__ import annotations

import gc
import importlib
import logging
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

# Instrumented is what parses. What is imported before is not: records, settings and the files of words.
for name in ("rawi.errors", "rawi.model", "rawi.settings", "rawi.vocabulary"):
    importlib.import_module(name)

PLAIN = {"rawi.documents.blocks", "rawi.documents.cues", "rawi.documents.pdfglyphs"}
"""Rooms that the readers enter for every line or letter, where no branch tells one input from another."""

with atheris.instrument_imports(include=["rawi", "warcio"], exclude=PLAIN):
    from targets import TARGETS

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

    # What the program has loaded is no garbage, and what others have to say of broken files is not looked at.
    gc.freeze()
    gc.set_threshold(20_000)
    logging.disable()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(target.seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [f"-max_len={target.largest}", *sys.argv[2:]]
        shaped = {"custom_mutator": mutated} if reshape else {}
        atheris.Setup([sys.argv[0], *options, corpus], target.run, **shaped)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

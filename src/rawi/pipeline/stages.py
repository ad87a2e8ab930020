"""The stages that a build joins, gathered in one place, imported only when a build begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from rawi.model import (
    Account,
    Claim,
    Decision,
    Dependence,
    Document,
    Entity,
    Form,
    KeptClaim,
    Member,
    Mention,
    Question,
    Raised,
    Reading,
    Resolution,
    Weighed,
    When,
)
from rawi.settings import DocumentSettings, ReadingSettings

if TYPE_CHECKING:
    from rawi.documents import Budget, LeftOut, Refusal, Taken


class ReadResult(Protocol):
    """What a reader found in one document. `unresolved`: how many claims were left out for an unsure "it"."""

    @property
    def claims(self) -> Sequence[tuple[Claim, Reading]]: ...
    @property
    def mentions(self) -> Sequence[Mention]: ...
    @property
    def unresolved(self) -> int: ...


class Reader(Protocol):
    """Loaded once per build. `notice` says what is missing, `model` which model reads: name, version, hash."""

    @property
    def notice(self) -> str | None: ...
    @property
    def version(self) -> str: ...
    @property
    def model(self) -> Mapping[str, str]: ...
    def read(self, document: Document, /) -> ReadResult: ...


class Weighing(Protocol):
    """What weighing found: questions and alarms, and what it keeps of each claim for the next time."""

    @property
    def weighed(self) -> Sequence[Weighed]: ...
    @property
    def raised(self) -> Sequence[Raised]: ...
    @property
    def accounts(self) -> Sequence[Account]: ...
    @property
    def leads(self) -> Mapping[str, Any]: ...


class Inferred(Protocol):
    """Who rests on whom, and what each document leaves for the next time, by its id."""

    @property
    def dependences(self) -> Sequence[Dependence]: ...
    @property
    def traces(self) -> Mapping[str, Any]: ...


class Weigh(Protocol):
    """Takes over from `remembered` what has not changed."""

    def __call__(
        self,
        kept: Sequence[KeptClaim],
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
        documents: Sequence[Document],
        *,
        dependences: Sequence[Dependence],
        remembered: Mapping[str, Question],
    ) -> Weighing: ...


class Documents(Protocol):
    """Reads documents and opens containers within limits; closed when the build is done."""

    def close(self) -> None: ...
    def read(
        self, data: bytes, path: str, side: Mapping[str, object] | None = None, member: Member | None = None, /
    ) -> Document: ...
    def kind(self, file: Path, path: str, head: bytes, /) -> str: ...
    def unpack(
        self, file: Path, path: str, kind: str, into: Path, budget: Budget, /
    ) -> Iterator[Taken | Refusal | LeftOut]: ...


class Stages(msgspec.Struct, frozen=True, kw_only=True):
    """Every stage as a function from records to records."""

    open_documents: Callable[[DocumentSettings], Documents]
    documents_version: str
    is_side_file: Callable[[str], bool]
    load_reader: Callable[[Path, ReadingSettings], Reader]
    """Takes the folder of the workspace's own patterns and names, which need not be there."""
    resolve: Callable[[Sequence[Mention], Sequence[Claim], Sequence[Decision], Mapping[str, str]], Resolution]
    forms: Callable[[Resolution, Sequence[Mention]], Iterable[Form]]
    """Every name of every entity, with the keys under which it is found."""
    depend: Callable[[Sequence[Document], Sequence[KeptClaim], Sequence[Decision]], Inferred]
    """Which document rests on which, heeding what people decided."""
    weigh: Weigh
    to_edtf: Callable[[When], str | None]
    by_touch: bool = False
    """Whether `resolve`, `depend` and `weigh` are Rawi's own: then what a change touches can be settled by itself."""


def stages() -> Stages:
    """The stages of this version of Rawi."""
    from rawi import dates, documents, resolve, weigh

    return Stages(
        open_documents=documents.Supervised,
        documents_version=documents.READER_VERSION,
        is_side_file=documents.is_side_file,
        load_reader=_load_reader,
        resolve=resolve.resolve,
        forms=resolve.forms_of,
        depend=weigh.depend,
        weigh=weigh.weigh,
        to_edtf=dates.to_edtf,
        by_touch=True,
    )


def _load_reader(own: Path, asked: ReadingSettings) -> Reader:
    from rawi import reading

    return reading.Reader.load(own, learned=asked.learned)

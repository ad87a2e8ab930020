"""Opening what holds documents: archives, web archives, mails. What is in them is taken in as a folder would be.

A member is an original of its own. Its place says which container it came out of and where in it; the container itself
is kept unchanged beside it. Members are laid out in a folder of the workspace under numbers, and that goes when they
are read.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from rawi.documents import Budget, LeftOut, Refusal, Taken
from rawi.errors import RawiError, UnreadableDocument
from rawi.pipeline import walking
from rawi.pipeline.collecting import Collector, collected_whole
from rawi.pipeline.disposing import refuse_disposed
from rawi.pipeline.stages import Documents
from rawi.pipeline.walking import NOTES, Failure, File
from rawi.settings import DocumentSettings
from rawi.workspace import Place, Workspace, intake, passes

_PREFIX = ".unpacked-"


class Within(msgspec.Struct, frozen=True):
    """The containers around a file, outermost first, by SHA-256, and what may still be unpacked from them."""

    chain: tuple[str, ...]
    budget: Budget


class Found(msgspec.Struct, kw_only=True):
    """The members of a container. `notes` are read-me files that were left aside."""

    files: list[File] = []
    failures: list[Failure] = []
    notices: list[str] = []
    notes: list[str] = []


def kept(workspace: Workspace, file: File, kind: str, outer: Within | None, collector: Collector) -> tuple[str, int]:
    """Keeps a container as it came, and records where; its SHA-256 and size in bytes.

    Raises `UnreadableDocument` for what is too large, was disposed of, stands too deep in others, or holds itself.
    """
    limits = workspace.settings.documents
    if outer is not None and len(outer.chain) > limits.nesting:
        raise UnreadableDocument(
            f"stands in more than {limits.nesting} archives, one in the other; it was not opened",
            advice="unpack it by hand, or raise nesting in rawi.toml",
        )
    largest = limits.largest_archive_megabytes * 1_000_000
    walking.refuse_large(walking.look(file.at, 0)[1], largest, "largest_archive_megabytes")
    original, size = workspace.originals.add_file(Path(file.at), largest)
    if outer is not None and original in outer.chain:
        raise UnreadableDocument("an archive that holds itself; it was not opened again", advice="leave it out")
    origin = walking.printable(file.origin)
    with workspace.database.read() as connection:
        before = intake.known_place(connection, origin)
        refuse_disposed(connection, original)
    path = before.path if before else file.path
    place = Place(origin=origin, path=path, original=original, container=file.container, member=file.member)
    if before != place:
        about = collected_whole(collector, kind)
        with workspace.database.write() as connection:
            passes.record_place(connection, place, {original: size}, workspace.clock, about, document=False)
    return original, size


def within(original: str, size: int, limits: DocumentSettings, outer: Within | None) -> Within:
    """What stands around the members of a container; the outermost one gives the budget for all that is in it."""
    if outer is None:
        return Within((original,), Budget.of(size, limits.expansion))
    return Within((*outer.chain, original), outer.budget)


@contextlib.contextmanager
def opened(workspace: Workspace, documents: Documents, file: File, kind: str, inner: Within) -> Iterator[Found]:
    """The members of a container that is among the originals already, laid out for as long as the context lasts."""
    found = Found()
    with tempfile.TemporaryDirectory(dir=workspace.folder, prefix=_PREFIX) as name:
        folder = Path(name)
        taken: list[Taken] = []
        left: list[str] = []
        try:
            source = workspace.originals.path(inner.chain[-1])
            for answer in documents.unpack(source, file.path, kind, folder, inner.budget):
                if isinstance(answer, Taken):
                    taken.append(answer)
                elif isinstance(answer, Refusal):
                    said = str(RawiError(answer.reason, advice=answer.advice))
                    found.failures.append(Failure(path=f"{file.path}/{answer.name}", reason=said))
                elif isinstance(answer, LeftOut):
                    left.append(f"{answer.count} {answer.what}")
        except UnreadableDocument as error:
            said = str(RawiError(error.reason, advice=error.advice))
            before = f"; {len(taken)} files that came before were taken" if taken else ""
            found.failures.append(Failure(path=file.path, reason=f"{said}{before}"))
        if left:
            found.notices.append(f"{file.path}: left in it are {'; '.join(left)}")
        found.files = _files(file, inner.chain[-1], folder, taken, found)
        yield found


def clear(folder: Path) -> None:
    """Removes what a killed build had laid out."""
    for left in sorted(folder.glob(f"{_PREFIX}*")):
        shutil.rmtree(left, ignore_errors=True)


def _files(file: File, container: str, folder: Path, taken: list[Taken], found: Found) -> list[File]:
    """The members to take in, by name: no hidden ones, no notes to readers, side files with what they describe."""
    named: dict[str, Taken] = {}
    for one in taken:
        name, number = one.member.name, 2
        while name in named:
            name, number = f"{one.member.name}#{number}", number + 1
        named[name] = one
    files = []
    for name, one in named.items():
        parts = name.split("/")
        if one.member.media is None and (any(part.startswith(".") for part in parts) or "__MACOSX" in parts):
            continue
        if parts[-1].lower() in NOTES:
            found.notes.append(f"{file.path}/{name}")
            continue
        if one.member.media is None and _is_side(name, named):
            continue
        side = next((named[other] for other in _sides(name) if other in named), None)
        files.append(
            File(
                origin=f"{file.origin}!/{name}",
                path=f"{file.path}/{name}",
                side=str(folder / side.file) if side and side is not one else None,
                laid=str(folder / one.file),
                container=container,
                member=msgspec.structs.replace(one.member, name=name),
            )
        )
    return files


def _sides(name: str) -> tuple[str, str]:
    return f"{name}.json", str(PurePosixPath(name).with_suffix(".json")) if PurePosixPath(name).name else name


def _is_side(name: str, named: dict[str, Taken]) -> bool:
    """Whether a member only describes another, as `X.json` beside `X.txt` does."""
    if not name.lower().endswith(".json"):
        return False
    stem = name[: -len(".json")]
    return stem in named or any(
        other != name and not other.lower().endswith(".json") and other.rpartition(".")[0] == stem for other in named
    )

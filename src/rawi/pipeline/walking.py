"""Finding the files of what a user names: folders in order, and what cannot be taken is named with its reason."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from rawi.documents import autoarchiver
from rawi.errors import UnreadableDocument
from rawi.model import Member

NOTES = frozenset({"readme", "readme.md", "readme.txt"})
"""Notes to people who open a folder, not documents; they are read where they are named themselves."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file to take in. `path` is relative to the folder that was named, with `/`.

    What came out of a container stands elsewhere (`at`) than its origin says.
    """

    origin: str
    path: str
    side: str | None = None
    """Absolute path of its side file."""
    laid: str | None = None
    container: str | None = None
    """SHA-256 of the container that it came out of, `member` what that says of it."""
    member: Member | None = None

    @property
    def at(self) -> str:
        """Where its bytes can be read now."""
        return self.laid or self.origin


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be taken in or read, and why."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class Listing(msgspec.Struct, kw_only=True):
    """What was found. `notes` are the read-me files that were left aside."""

    files: list[File] = []
    failures: list[Failure] = []
    notes: list[str] = []


def walk(paths: Iterable[str | Path], is_side_file: Callable[[str], bool], skip: Path | None = None) -> Listing:
    """The files under `paths`, in the order of their names; hidden ones, side files and workspaces are left out.

    `skip` is the workspace itself, which may stand inside a folder that is named.
    """
    listing = _listed(paths, is_side_file, skip)
    listing.files = _described(listing.files)
    return listing


def _described(found: list[File]) -> list[File]:
    """The files with the side data that a record beside them gives, which need not have their name."""
    by_origin = {file.origin: number for number, file in enumerate(found)}
    kept: list[File | None] = list(found)
    for number, file in enumerate(found):
        folder = Path(file.origin).parent
        for name in autoarchiver.described(file.origin):
            other = by_origin.get(str(folder / name))
            if other is None or other == number:
                continue
            kept[number] = None
            about = kept[other]
            if about is not None and about.side is None:
                kept[other] = msgspec.structs.replace(about, side=file.origin)
    return [file for file in kept if file is not None]


def _listed(paths: Iterable[str | Path], is_side_file: Callable[[str], bool], skip: Path | None) -> Listing:
    listing = Listing()
    known: set[str] = set()
    for named in paths:
        root = Path(os.path.abspath(named))
        shown = printable(str(named))
        try:
            status = root.stat()
        except FileNotFoundError:
            broken = root.is_symlink()
            listing.failures.append(
                Failure(path=shown, reason="the link leads nowhere" if broken else "does not exist")
            )
            continue
        except OSError as error:
            listing.failures.append(Failure(path=shown, reason=reason_of(error)))
            continue
        if stat.S_ISDIR(status.st_mode):
            found: Iterator[Path | Failure] = _inside(root, "", _to_the_top(root), set(), skip)
            base = root
        else:
            found, base = iter([root]), root.parent
        for item in found:
            if isinstance(item, Failure):
                listing.failures.append(item)
            elif is_side_file(str(item)) and item != root:
                continue
            elif item.name.lower() in NOTES and item != root:
                listing.notes.append(printable(item.relative_to(base).as_posix()))
            elif str(item) not in known:
                known.add(str(item))
                path = printable(item.relative_to(base).as_posix())
                listing.files.append(File(origin=str(item), path=path, side=_side_of(item)))
    return listing


def _to_the_top(root: Path) -> set[tuple[int, int]]:
    """A folder and all above it: a link to one of them leads back to the folder, with all that stands beside it."""
    found = set()
    for folder in (root, *root.resolve().parents):
        with contextlib.suppress(OSError):
            status = folder.stat()
            found.add((status.st_dev, status.st_ino))
    return found


def _side_of(item: Path) -> str | None:
    """The file that only describes this one: `X.txt.json`, else `X.json`."""
    beside = [item.with_name(f"{item.name}.json"), item.with_suffix(".json")]
    return next((str(side) for side in beside if side != item and os.path.isfile(side)), None)


def _inside(
    folder: Path, path: str, above: set[tuple[int, int]], seen: set[tuple[int, int]], skip: Path | None
) -> Iterator[Path | Failure]:
    """The files under a folder, or why they cannot be had. `above` are the folders leading here, `seen` all so far."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(path=printable(path or str(folder)), reason=f"the folder cannot be opened: {reason_of(error)}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        here = f"{path}/{entry.name}" if path else entry.name
        try:
            status = entry.stat()
        except FileNotFoundError:
            gone = "the link leads nowhere" if entry.is_symlink() else "vanished while the folder was read"
            yield Failure(path=printable(here), reason=gone)
            continue
        except OSError as error:
            yield Failure(path=printable(here), reason=reason_of(error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield Path(entry.path)
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            yield Failure(path=printable(here), reason="a folder that leads back to itself; it was not entered")
        elif identity not in seen and not _is_workspace(Path(entry.path), skip):
            seen.add(identity)
            yield from _inside(Path(entry.path), here, above | {identity}, seen, skip)


def read(path: str, largest: int) -> bytes:
    """The bytes of a regular file. Raises `UnreadableDocument` for anything else and for over `largest` bytes."""
    with _opened(path) as file:
        refuse_large(os.fstat(file.fileno()).st_size, largest, "largest_megabytes")
        try:
            return file.read()
        except OSError as error:
            raise UnreadableDocument(reason_of(error)) from error


def look(path: str, length: int) -> tuple[bytes, int]:
    """The first bytes of a regular file, and its size. Raises `UnreadableDocument` for anything else."""
    with _opened(path) as file:
        try:
            return file.read(length), os.fstat(file.fileno()).st_size
        except OSError as error:
            raise UnreadableDocument(reason_of(error)) from error


def refuse_large(size: int, largest: int, setting: str) -> None:
    """Raises `UnreadableDocument` for over `largest` bytes, which `setting` of rawi.toml gives."""
    if size > largest:
        raise UnreadableDocument(
            f"is larger than {largest // 1_000_000} MB", advice=f"split it, or raise {setting} in rawi.toml"
        )


@contextlib.contextmanager
def _opened(path: str) -> Iterator[IO[bytes]]:
    """A regular file, without waiting for anything else to become one."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise UnreadableDocument("vanished before it could be read") from error
    except OSError as error:
        raise UnreadableDocument(reason_of(error)) from error
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise UnreadableDocument(f"is {_kind(mode)}, not a file")
        yield file


def printable(path: str) -> str:
    """A path that every terminal and database takes; bytes that are no UTF-8 stand as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def reason_of(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror or str(error)).lower()


def _is_workspace(folder: Path, skip: Path | None) -> bool:
    return folder == skip or (os.path.isfile(folder / "rawi.toml") and os.path.isfile(folder / "rawi.db"))


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a folder" if stat.S_ISDIR(mode) else "a device"


def side_record(data: bytes) -> dict[str, Any]:
    """What a side file says of its document; raises `UnreadableDocument`."""
    try:
        return autoarchiver.as_side(msgspec.json.decode(data, type=dict[str, Any]))
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError) as error:
        raise UnreadableDocument(f"is no JSON object ({error})", advice="the document was read without it") from error

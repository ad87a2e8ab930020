"""ZIP and TAR as folders: each file in them under a number, never under the name that the archive gives it.

A ZIP says how large its files are, and lies; so what comes out is counted as it comes, against a budget.
"""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from rawi.documents.signatures import HEAD, kind_of, zip_kind
from rawi.documents.spool import Budget, Content, Refusal, Spool, Taken
from rawi.errors import UnreadableDocument
from rawi.model import Member
from rawi.settings import DocumentSettings

BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    UnicodeError,
    OverflowError,
)
"""What the standard library raises for an archive that is not as it should be."""
AGAIN = "make the archive anew from its files"


def look_inside(file: Path, path: str) -> str:
    """What a ZIP or gzip file is (`zip`, `docx`, `xlsx`, `wacz`, `warc`, `tar`), or `UnreadableDocument`."""
    with file.open("rb") as data:
        packed = kind_of(data.read(HEAD), path)
        data.seek(0)
        if packed == "packed gzip":
            return _inside_gzip(data, path)
        try:
            with zipfile.ZipFile(data) as archive:
                kind = zip_kind(set(archive.namelist()))
        except BROKEN as error:
            raise UnreadableDocument(
                f"the ZIP archive is broken or cut off: {_said(error)}", where=path, advice="fetch it again"
            ) from error
    if kind.startswith("a"):
        raise UnreadableDocument(f"the file is {kind}, which is not read", where=path, advice="save it as .docx or PDF")
    return kind


def _inside_gzip(data: IO[bytes], path: str) -> str:
    try:
        with gzip.GzipFile(fileobj=data) as packed:
            head = packed.read(HEAD)
    except BROKEN as error:
        raise UnreadableDocument(
            f"the gzip file is broken: {_said(error)}", where=path, advice="fetch it again"
        ) from error
    kind = kind_of(head, "")
    return kind if kind in ("warc", "tar") else "gzip"


def unpack_zip(file: Path, spool: Spool, limits: DocumentSettings, *, only: str = "") -> Iterator[Taken | Refusal]:
    """The files of a ZIP, each with its number; `only` keeps to names that begin so."""
    with contextlib.ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
        except BROKEN as error:
            raise UnreadableDocument(
                f"the archive is broken or cut off: {_said(error)}", advice="fetch it again"
            ) from error
        # Not `is_dir`, which takes it that a name has a letter.
        entries = [
            entry
            for entry in archive.infolist()
            if not entry.filename.endswith("/") and entry.filename.startswith(only)
        ]
        _count(len(entries), limits)
        for number, entry in enumerate(entries):
            name = shown(entry.filename)
            fault = _distrust(entry.filename) or _zip_fault(entry)
            if fault:
                yield Refusal(name=name, reason=fault[0], advice=fault[1])
                continue
            try:
                with archive.open(entry) as content:
                    yield spool.take(Member(name=name, at=number), content)
            except BROKEN as error:
                yield Refusal(name=name, reason=f"cannot be unpacked: {_said(error)}", advice=AGAIN)


def _zip_fault(entry: zipfile.ZipInfo) -> tuple[str, str] | None:
    if entry.flag_bits & 0x1:
        return "is locked with a password", "unpack it with the password and add the folder"
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "is a link, which is not followed", "add the file that it leads to"
    return None


def unpack_tar(file: Path, spool: Spool, limits: DocumentSettings) -> Iterator[Taken | Refusal]:
    """The files of a TAR, plain or packed with gzip, bzip2 or xz."""
    number = -1
    try:
        # As a stream: nothing is looked up by name, nothing is written by the archive's own doing.
        with file.open("rb") as data, tarfile.open(fileobj=_counted(data, spool.budget), mode="r|") as archive:
            for number, entry in enumerate(archive):
                _count(number, limits)
                name = shown(entry.name)
                if entry.isdir():
                    continue
                fault = _distrust(entry.name)
                content = archive.extractfile(entry) if entry.isreg() and not entry.issparse() and not fault else None
                if fault:
                    yield Refusal(name=name, reason=fault[0], advice=fault[1])
                elif content is None:
                    yield Refusal(name=name, reason=_tar_kind(entry), advice="add what it stands for as a file")
                else:
                    yield spool.take(Member(name=name, at=number), content)
    except UnreadableDocument:
        raise
    except BROKEN as error:
        reached = f" after {number + 1} files" if number >= 0 else ""
        raise UnreadableDocument(
            f"the archive is broken or cut off{reached}: {_said(error)}", advice="fetch it again"
        ) from error


def _counted(data: IO[bytes], budget: Budget) -> _Counted:
    """The archive unpacked from gzip, bzip2 or xz, if it is so packed; headers count against the budget as well."""
    head = data.read(6)
    data.seek(0)
    stream: Content = data
    if head.startswith(b"\x1f\x8b"):
        stream = gzip.open(data)  # noqa: SIM115
    elif head.startswith(b"BZh"):
        stream = bz2.open(data)  # noqa: SIM115
    elif head.startswith(b"\xfd7zXZ"):
        stream = lzma.open(data)  # noqa: SIM115
    return _Counted(stream, budget)


class _Counted(io.RawIOBase):
    """A stream that stops where the budget does."""

    def __init__(self, inner: Content, budget: Budget):
        self._inner, self._budget, self._read = inner, budget, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        found = self._inner.read(min(size, 1 << 20) if size >= 0 else 1 << 20)
        self._read += len(found)
        if self._read > 2 * self._budget.whole + (1 << 20):
            raise self._budget.spent()
        return found


def unpack_gzip(file: Path, spool: Spool, path: str) -> Iterator[Taken | Refusal]:
    """The one file that a gzip file packs."""
    name = PurePosixPath(shown(path)).name
    inner = name[: -len(".gz")] if name.lower().endswith(".gz") else f"{name}.unpacked"
    try:
        with gzip.open(file) as content:
            yield spool.take(Member(name=inner, at=0), content)
    except BROKEN as error:
        raise UnreadableDocument(
            f"the gzip file is broken or cut off: {_said(error)}", advice="fetch it again"
        ) from error


def _tar_kind(entry: tarfile.TarInfo) -> str:
    if entry.issym() or entry.islnk():
        return "is a link, which is not followed"
    return "is a sparse file, which is not unpacked" if entry.issparse() else "is a device or pipe, not a file"


def _distrust(name: str) -> tuple[str, str] | None:
    """Why a name leads out of the archive, if it does."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or (len(name) > 1 and name[1] == ":"):
        return "its name leads out of the archive; it was not taken in", "unpack it by hand, if you trust it"
    return None


def shown(name: str) -> str:
    """A name that every terminal and database takes; at most 400 characters."""
    safe = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace").replace("\\", "/")
    plain = "".join(
        char if unicodedata.category(char)[0] != "C" or char == "\u200c" else f"\\x{ord(char):02x}" for char in safe
    )
    return plain if len(plain) <= 400 else plain[:190] + "…" + plain[-200:]


def _count(found: int, limits: DocumentSettings) -> None:
    if found > limits.members:
        raise UnreadableDocument(
            f"holds more than {limits.members} files", advice="split it, or raise members in rawi.toml"
        )


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__

"""Files of the workspace that are written once: temporary file, fsync, rename, so a kill leaves the old or the new."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from rawi.errors import UnreadableDocument, WorkspaceError


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digests(path: Path, *names: str) -> list[str]:
    """The hashes of a file by these algorithms, read piece by piece; raises `OSError`."""
    made = [hashlib.new(name) for name in names]
    with path.open("rb") as data:
        while piece := data.read(1 << 20):
            for one in made:
                one.update(piece)
    return [one.hexdigest() for one in made]


def keep(path: Path, data: bytes, *, read_only: bool = False) -> None:
    """Writes `data` so that `path` is whole or absent. Raises `WorkspaceError` where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o444 if read_only else 0o644)
            os.replace(name, path)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise WorkspaceError(
            f"could not be written: {error.strerror or error}",
            where=str(path),
            advice="check disk space and permissions",
        ) from error


def keep_file(folder: Path, place: Callable[[str], Path], source: Path, largest: int) -> tuple[str, int]:
    """Copies a file to the place that its SHA-256 gives it, read-only; returns that and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as copy, source.open("rb") as data:
            while piece := data.read(1 << 20):
                digest.update(piece)
                size += len(piece)
                if size > largest:
                    raise UnreadableDocument(f"is larger than {largest // 1_000_000} MB")
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        os.chmod(name, 0o444)
        path = place(digest.hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(name, path)
        _sync_folder(path.parent)
    except OSError as error:
        raise WorkspaceError(
            f"could not be copied: {error.strerror or error}", where=str(source), advice="check disk space"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(name)
    return digest.hexdigest(), size


def clear_parts(folder: Path) -> None:
    """Removes what a killed writer left half-written."""
    for part in sorted(folder.rglob(".part-*")):
        with contextlib.suppress(OSError):
            part.unlink()


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself survive a power cut, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

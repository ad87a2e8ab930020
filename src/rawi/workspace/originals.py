"""Originals byte for byte by their SHA-256, and the texts that were read from them."""

from __future__ import annotations

from pathlib import Path

from rawi.errors import WorkspaceError
from rawi.workspace import files


class Originals:
    """The folder `originals/`: read-only files named by their SHA-256, in folders of the first two digits."""

    def __init__(self, folder: Path):
        self.folder = folder

    def path(self, id: str) -> Path:
        return self.folder / id[:2] / id

    def add(self, data: bytes) -> str:
        """Stores the bytes once and returns their SHA-256."""
        id = files.sha256(data)
        if not self.intact(id):
            files.keep(self.path(id), data, read_only=True)
        return id

    def add_file(self, source: Path, largest: int) -> tuple[str, int]:
        """Stores a file of any size without holding it in memory; returns its SHA-256 and its size in bytes.

        Raises `WorkspaceError` where the disk refuses, and `UnreadableDocument` where the file is, or grows while it
        is read, over `largest` bytes.
        """
        return files.keep_file(self.folder, self.path, source, largest)

    def read(self, id: str) -> bytes:
        """The bytes; raises `WorkspaceError` where they are missing or are not what was stored."""
        try:
            data = self.path(id).read_bytes()
        except OSError as error:
            raise WorkspaceError(
                f"an original cannot be read: {error.strerror}", where=str(self.path(id)), advice="run `rawi verify`"
            ) from error
        if files.sha256(data) != id:
            raise WorkspaceError("an original was changed", where=str(self.path(id)), advice="run `rawi verify`")
        return data

    def intact(self, id: str) -> bool:
        try:
            return files.digests(self.path(id), "sha256") == [id]
        except OSError:
            return False


class Texts:
    """The folder `texts/`: what a reader made of an original, named by original, reader version and side file."""

    def __init__(self, folder: Path):
        self.folder = folder

    def path(self, id: str) -> Path:
        return self.folder / id[:2] / f"{id}.txt"

    def add(self, id: str, text: str) -> str:
        """Stores a text under its name and returns the SHA-256 of its UTF-8 bytes."""
        data = text.encode("utf-8")
        digest = files.sha256(data)
        try:
            same = files.sha256(self.path(id).read_bytes()) == digest
        except OSError:
            same = False
        if not same:
            files.keep(self.path(id), data)
        return digest

    def read(self, id: str) -> str:
        """The text; raises `WorkspaceError` where it is missing or not UTF-8."""
        try:
            return self.path(id).read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise WorkspaceError(
                f"a stored text cannot be read: {error}", where=str(self.path(id)), advice="run `rawi verify`"
            ) from error

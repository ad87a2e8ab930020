"""One build at a time: a lock that the system itself takes back when the process dies."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rawi.errors import WorkspaceError


@contextlib.contextmanager
def building(folder: Path) -> Iterator[None]:
    """Holds the build lock of a workspace. Raises `WorkspaceError` where another build holds it."""
    try:
        file = (folder / ".building").open("a+b")
    except OSError as error:
        raise WorkspaceError(
            f"cannot be written to: {error.strerror}", where=str(folder), advice="check the folder's permissions"
        ) from error
    with file:
        if not _taken(file):
            raise WorkspaceError(
                "another build is running in this workspace", where=str(folder), advice="wait until it is done"
            )
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

"""One build at a time: a lock that the system itself takes back when the process dies."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import platform
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rawi.errors import WorkspaceError

_PAUSE_SECONDS = 0.05
_SIGN = ".builder"


class Busy(WorkspaceError):
    """Another build holds the workspace."""


@contextlib.contextmanager
def building(folder: Path, patience_seconds: float = 0) -> Iterator[None]:
    """Holds the build lock of a workspace. Raises `Busy` where another build keeps it longer than that."""
    try:
        file = (folder / ".building").open("a+b")
    except OSError as error:
        raise WorkspaceError(
            f"cannot be written to: {error.strerror}", where=str(folder), advice="check the folder's permissions"
        ) from error
    last = time.monotonic() + patience_seconds
    with file:
        while not _taken(file):
            if time.monotonic() >= last:
                raise Busy(
                    f"another build is running in this workspace{_holder(folder)}",
                    where=str(folder),
                    advice="wait until it is done",
                )
            time.sleep(_PAUSE_SECONDS)
        _sign(folder)
        yield


def _sign(folder: Path) -> None:
    """Says in a file beside the lock who holds it; only to be shown, so that it may fail."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with contextlib.suppress(OSError):
        (folder / _SIGN).write_text(f"process {os.getpid()} on {platform.node()}, since {now}", encoding="utf-8")


def _holder(folder: Path) -> str:
    try:
        return f" ({(folder / _SIGN).read_text(encoding='utf-8')[:200]})"
    except (OSError, UnicodeDecodeError):
        return ""


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

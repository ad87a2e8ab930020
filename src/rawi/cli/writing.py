"""Writing what was made: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from rawi.errors import RawiError


def write(made: str, output: Path | None) -> None:
    """Writes `made` to `output`, or to standard output for None or `-`; says on standard output where it went.

    The file appears at once and complete: what stood there before is only replaced by the whole of the new. Raises
    `RawiError` where it cannot be written.
    """
    if output is None or str(output) == "-":
        sys.stdout.write(made)
        return
    try:
        _replace(output, made)
    except OSError as error:
        raise RawiError(
            f"cannot be written: {error.strerror}", where=str(output), advice="name another file with -o"
        ) from error
    print(output)


def _replace(output: Path, made: str) -> None:
    handle, part = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(made)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(part, 0o666 & ~mask)
        os.replace(part, output)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise

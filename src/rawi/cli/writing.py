"""Writing what was made: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rawi.cli.options import say
from rawi.errors import RawiError
from rawi.workspace import Workspace


def write(made: str, output: Path | None, *, private: bool = False) -> None:
    """Writes `made` to `output`, or to standard output for None or `-`; says on standard output where it went.

    The file appears at once and complete: what stood there before is only replaced by the whole of the new. A
    `private` file is readable by its owner alone. Raises `RawiError` where it cannot be written.
    """
    if output is None or str(output) == "-":
        sys.stdout.write(made)
        return
    try:
        _replace(output, made, private=private)
    except OSError as error:
        raise RawiError(
            f"cannot be written: {error.strerror}", where=str(output), advice="name another file with -o"
        ) from error
    print(output)


def write_folder(files: Mapping[str, str], output: Path, *, private: bool = False) -> None:
    """Writes files by name into a folder that is not there yet, or is empty; says on standard output where it is.

    The folder appears at once and complete; a `private` one is open to its owner alone. Raises `RawiError` where it
    cannot be written.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise RawiError("stands there already", where=str(output), advice="name a new folder with -o")
    try:
        part = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
        try:
            for name, made in files.items():
                (part / name).write_text(made, encoding="utf-8", newline="")
            mask = os.umask(0)
            os.umask(mask)
            part.chmod(0o700 if private else 0o777 & ~mask)
            if output.exists():
                output.rmdir()
            part.replace(output)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    except OSError as error:
        raise RawiError(
            f"cannot be written: {error.strerror}", where=str(output), advice="name another folder with -o"
        ) from error
    print(output)


def log_export(
    workspace: Workspace,
    made: str,
    output: Path | None,
    *,
    claims: int,
    form: str,
    published: bool,
    reason: str | None = None,
    unmasked: bool = False,
    withheld: Mapping[str, Any] | None = None,
) -> None:
    """Lays down in the custody log what left the workspace, and says the head of the log: who keeps it can prove both.

    Called after the file was written, so that nothing is logged that never was.
    """
    workspace.record(
        "export",
        {
            "format": form,
            "file": str(output) if output is not None else "-",
            "claims": claims,
            "published": published,
            "sha256": hashlib.sha256(made.encode("utf-8")).hexdigest(),
            "unmasked": unmasked,
            **({"reason": reason.strip()} if reason else {}),
            **({"withheld": dict(withheld)} if withheld is not None else {}),
        },
    )
    say(f"log head {workspace.head()}")


def _replace(output: Path, made: str, *, private: bool) -> None:
    handle, part = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(made)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(part, 0o600 if private else 0o666 & ~mask)
        os.replace(part, output)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise

"""A workspace as one encrypted file for transport: a TAR of the folder in the age format, and back.

Encrypted to recipients (`age1…`, whose holders alone can open it), or under a passphrase, which holds the whole archive
in memory. The database goes in as a copy that SQLite makes, so that a writer beside it does no harm. Nothing but that
copy, inside the workspace and for a moment, is written in the clear.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import tarfile
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

import pyrage

from rawi.errors import WorkspaceError
from rawi.workspace.database import Database

LEFT_OUT = frozenset(
    {"rawi.db", "rawi.db-wal", "rawi.db-shm", "rawi.db-journal", ".building", ".builder", ".archive.db"}
)
"""The database goes in as a copy; the others are of use to running programs only."""


def pack(
    folder: Path, database: Database, output: Path, *, recipients: Sequence[str] = (), passphrase: str = ""
) -> None:
    """Writes the workspace encrypted to `output`, which appears when it is whole.

    Raises `WorkspaceError` for a recipient that is none, for neither or both ways, and where the disk refuses.
    """
    if bool(recipients) == bool(passphrase):
        raise WorkspaceError(
            "an archive is for recipients, or under a passphrase", advice="--to age1…, or --passphrase"
        )
    try:
        keys = [pyrage.x25519.Recipient.from_str(one.strip()) for one in recipients]
    except pyrage.RecipientError as error:
        raise WorkspaceError(f"this is no recipient: {error}", advice="as age-keygen makes them: age1…") from error
    copy = folder / ".archive.db"
    handle, part = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        copy.unlink(missing_ok=True)
        database.copy(copy)
        with os.fdopen(handle, "wb") as sealed:
            if keys:
                _piped(lambda file: _write(folder, copy, file), lambda file: pyrage.encrypt_io(file, sealed, keys))
            else:
                plain = io.BytesIO()
                _write(folder, copy, plain)
                sealed.write(pyrage.passphrase.encrypt(plain.getvalue(), passphrase))
        os.replace(part, output)
    except OSError as error:
        raise WorkspaceError(
            f"the archive cannot be written: {error.strerror or error}", where=str(output), advice="check disk space"
        ) from error
    finally:
        copy.unlink(missing_ok=True)
        Path(part).unlink(missing_ok=True)


def unpack(archive: Path, folder: Path, *, identities: Sequence[str] = (), passphrase: str = "") -> None:
    """Writes the workspace of an archive into `folder`, which must not be there yet; half an archive leaves nothing.

    Raises `WorkspaceError` for a key or passphrase that does not open it, and for an archive that was changed.
    """
    if folder.exists():
        raise WorkspaceError("something stands there already", where=str(folder), advice="name a new folder")
    part = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
    try:
        if passphrase:
            _read(io.BytesIO(pyrage.passphrase.decrypt(archive.read_bytes(), passphrase)), part)
        else:
            keys = [pyrage.x25519.Identity.from_str(one) for one in identities]
            with archive.open("rb") as sealed:
                _piped(lambda file: pyrage.decrypt_io(sealed, file, keys), lambda file: _read(file, part))
        os.replace(part, folder)
    except (pyrage.DecryptError, pyrage.IdentityError, tarfile.TarError, EOFError) as error:
        raise WorkspaceError(
            f"it cannot be opened: {error}", where=str(archive), advice="is it the right key?"
        ) from error
    except OSError as error:
        raise WorkspaceError(f"cannot be unpacked: {error.strerror or error}", where=str(archive)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write(folder: Path, database: Path, file: IO[bytes]) -> None:
    with tarfile.open(fileobj=file, mode="w|") as tar:
        tar.add(database, arcname="rawi.db")
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not path.is_symlink() and name not in LEFT_OUT and ".part-" not in name:
                tar.add(path, arcname=name, recursive=False)


def _read(file: IO[bytes], folder: Path) -> None:
    """Unpacks regular files below `folder`; anything else in an archive is an error.

    By hand, because `tarfile`'s own filters came with Python 3.11.4, and some systems have an older 3.11.
    """
    with tarfile.open(fileobj=file, mode="r|") as tar:
        for member in tar:
            name = PurePosixPath(member.name)
            if not member.isreg() or name.is_absolute() or ".." in name.parts:
                raise tarfile.TarError(f"{member.name!r} is no file of a workspace")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content is not None  # a regular file has a content
            with content, target.open("xb") as out:
                shutil.copyfileobj(content, out)
            target.chmod(member.mode & 0o755)
            os.utime(target, (member.mtime, member.mtime))
    while file.read(65536):
        pass  # to the end, so that a part cut off behind the last file is noticed


def _piped(make: Callable[[IO[bytes]], object], take: Callable[[IO[bytes]], object]) -> None:
    """Lets one write what the other reads; what goes wrong in either is raised, that of the writer first."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def run() -> None:
        with _closing(writing, "wb") as file:
            try:
                make(file)
            except BaseException as error:
                failed.append(error)

    maker = threading.Thread(target=run)
    maker.start()
    try:
        with os.fdopen(reading, "rb") as file:
            take(file)
    except BaseException:
        maker.join()
        if failed and not isinstance(failed[0], BrokenPipeError):
            raise failed[0] from None
        raise
    maker.join()
    if failed:
        raise failed[0]


@contextlib.contextmanager
def _closing(handle: int, mode: str) -> Iterator[IO[bytes]]:
    """A file on a handle, whose closing may find that nobody reads any more."""
    file = os.fdopen(handle, mode)
    try:
        yield file
    finally:
        with contextlib.suppress(BrokenPipeError):
            file.close()

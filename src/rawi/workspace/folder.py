"""A workspace: the folder on disk that keeps originals, texts, claims and what people decided.

The one door to it. It knows the records and no stage: what is written here was made elsewhere.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import func, select

from rawi import settings
from rawi.errors import WorkspaceError
from rawi.model import (
    Listed,
)
from rawi.workspace import (
    archiving,
    custody,
    disposing,
    files,
    lock,
    registers,
    seals,
    stamps,
    verification,
)
from rawi.workspace.database import Database
from rawi.workspace.deciding import Deciding
from rawi.workspace.known import Known
from rawi.workspace.originals import Originals, Texts
from rawi.workspace.passes import Passes
from rawi.workspace.problem import Problem
from rawi.workspace.schema import log

READING = "reading"


class Workspace(Deciding):
    """Opened with `create` or `open`; closes its database as a context manager."""

    def __init__(self, folder: Path, clock: custody.Clock):
        self.folder = folder
        self.clock = clock
        self.database = Database(folder / "rawi.db")
        self.originals = Originals(folder / "originals")
        self.texts = Texts(folder / "texts")
        self.passes = Passes(self.database, self.texts, clock)
        self.settings = settings.Settings()
        self._sources = Known("documents", most=20_000)
        self._outlines = Known("documents", most=10_000_000)  # characters
        self._called = Known("entities", "memo", most=50_000)

    @classmethod
    def create(cls, folder: Path, clock: custody.Clock = custody.utc_now) -> Self:
        """Makes the folder and what belongs in it. Raises `WorkspaceError` where a workspace stands already.

        `rawi.toml` is written last, so a folder without it is no workspace, and making one there completes it.
        """
        folder = Path(folder).absolute()
        if (folder / settings.FILE).exists():
            raise WorkspaceError("there is a workspace here already", where=str(folder))
        try:
            for part in ("originals", "texts"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(
                f"no workspace can be made here: {error.strerror}", where=str(folder), advice="name another folder"
            ) from error
        made = cls(folder, clock)
        made.database.make()
        with made.database.write("durable") as connection:
            if connection.execute(select(func.count()).select_from(log)).scalar_one() == 0:
                custody.append(connection, "workspace made", seals.told(connection), clock)
        files.keep(folder / settings.FILE, settings.TEMPLATE.encode())
        return made

    @classmethod
    def open(cls, folder: Path, clock: custody.Clock = custody.utc_now) -> Self:
        """Opens a workspace, and brings an older one up to date. Raises `WorkspaceError` where there is none."""
        folder = Path(folder).absolute()
        if not (folder / settings.FILE).is_file():
            raise WorkspaceError("is no Rawi workspace", where=str(folder), advice="make one with `rawi init DIR`")
        if not (folder / "rawi.db").is_file():
            raise WorkspaceError("the database rawi.db is missing", where=str(folder), advice="restore it from a copy")
        opened = cls(folder, clock)
        opened.settings = settings.load(folder)
        try:
            opened.database.check(clock)
        except BaseException:
            opened.close()
            raise
        return opened

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def reading(self) -> Path:
        """Where a researcher's own patterns (`*.yaml`) and names (`names.tsv`) stand; need not be there."""
        return self.folder / READING

    @property
    def notices(self) -> list[str]:
        """What a user should know about how this workspace was opened."""
        return list(self.database.notices)

    def building(self, patience_seconds: float = 0) -> contextlib.AbstractContextManager[None]:
        """Held while a build writes. Raises `Busy` where another build holds it longer than the patience lasts."""
        return lock.building(self.folder, patience_seconds)

    def add_register(
        self, data: bytes, *, register: str, title: str, file: str, found: Sequence[tuple[Listed, Sequence[str]]]
    ) -> bool:
        """Keeps a reference list, its file as it came; False where this very file is in use already."""
        original = self.originals.add(data)
        about = registers.Kept(register=register, title=title, file=file, entries=len(found), original=original)
        return registers.keep(self.database, about, len(data), found, self.clock)

    def record(self, kind: str, body: Mapping[str, Any]) -> custody.LogEntry:
        """Adds an entry to the custody log, as for an export."""
        with self.database.write("durable") as connection:
            return custody.append(connection, kind, dict(body), self.clock)

    def dispose(self, document: str, *, by: str, reason: str) -> None:
        """Takes a document out and leaves its tombstone. What was made of it must be made anew after that.

        Raises `UnknownName`, and `WorkspaceError` where nobody disposes or no reason is given.
        """
        with self.database.write("durable") as connection:
            disposing.dispose(connection, document, by=by, reason=reason, clock=self.clock)
        self.clear_disposed()

    def clear_disposed(self) -> None:
        """Removes the files of what was disposed of, where a kill left them."""
        with self.database.read() as connection:
            disposing.remove_files(connection, self.originals, self.texts)

    def tombstones(self) -> list[disposing.Tombstone]:
        """What was disposed of, oldest first."""
        with self.database.read() as connection:
            return disposing.all_tombstones(connection)

    def erase(self, entries: Sequence[int], *, by: str, reason: str) -> None:
        """Takes the words of entries of the log. Raises `UnknownName`, `WorkspaceError` for those that have none."""
        with self.database.write("durable") as connection:
            disposing.erase(connection, entries, by=by, reason=reason, clock=self.clock)

    def begin_settling(self) -> None:
        """Lays down in the log that rows are about to change, where no other entry since the last seal says so.

        Who settles without having decided or built anything (a newer Rawi reads a workspace otherwise) seals the tables
        when it is done; where it is killed before, the next one does.
        """
        with self.database.read() as connection:
            if seals.interrupted(connection) is not None:
                return
        with self.database.write("durable") as connection:
            if seals.interrupted(connection) is None:
                custody.append(connection, "settling begun", {}, self.clock)

    def seal(self) -> None:
        """Lays down in the log what the tables hold, where something was written since that was last done."""
        with self.database.write("durable") as connection:
            if seals.interrupted(connection) is not None:
                custody.append(connection, "settled", seals.told(connection), self.clock)

    def request_stamp(self) -> tuple[str, bytes]:
        """The head of the log, and a request (RFC 3161) to have it stamped with the time."""
        with self.database.write("durable") as connection:
            return stamps.request(connection, self.clock)

    def take_stamp(self, answer: bytes, roots: Sequence[bytes] = ()) -> stamps.Stamp:
        """Checks an authority's answer and keeps it. Raises `WorkspaceError` for one that does not hold."""
        with self.database.write("durable") as connection:
            return stamps.take(connection, self.folder, answer, roots, self.clock)

    def stamps(self) -> list[stamps.Stamp]:
        """The time stamps on heads of the log, oldest first."""
        with self.database.read() as connection:
            return stamps.received(connection)

    def pack(self, output: Path, *, recipients: Sequence[str], passphrase: str, reason: str) -> None:
        """Writes the workspace as an encrypted archive, and logs it. Raises `WorkspaceError`."""
        archiving.pack(self.folder, self.database, output, recipients=recipients, passphrase=passphrase)
        to = list(recipients) or ["a passphrase"]
        self.record("archive made", {"file": str(output), "to": to, "reason": reason.strip(), "unmasked": True})

    def exported_log(self, *, with_details: bool = False) -> str:
        """The log as a file that `docs/verify_log.py` checks without Rawi."""
        with self.database.read() as connection:
            return custody.exported(connection, with_details=with_details)

    def verify(self, noted: Collection[str] = ()) -> list[Problem]:
        """Everything that does not hold; empty if all originals, quotes, log entries and decisions are in order.

        `noted` are heads of the log that were written down elsewhere: each must still be in it.
        """
        with self.database.read() as connection:
            found = list(verification.problems(connection, self.originals, self.texts, noted))
            return found + stamps.check(connection, self.folder)

    def unsealed(self) -> int | None:
        """The log entry since which rows were written that none seals, as where a build was killed; None for none."""
        with self.database.read() as connection:
            return seals.interrupted(connection)

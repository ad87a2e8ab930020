"""The workspace of one launch, opened once for all requests, and pages remembered until anything in it changes.

Opening a workspace makes an engine that has compiled no query yet; kept open, each query is compiled once. What others
write is seen at once: every request asks the database whether anything was committed, and the files whether they are
still the same.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from rawi import settings
from rawi.workspace import Workspace
from rawi.workspace.database import Watch

Found = TypeVar("Found")
_REMEMBERED_BYTES = 64_000_000
_FINDINGS = 4
"""How many things that are too dear to be found for every page are kept."""


class Standing(msgspec.Struct, frozen=True):
    """What changes whenever anything does that a page may show: database and settings as files, and each commit."""

    files: tuple[tuple[int, ...], ...]
    commits: int


class Opened:
    """One workspace folder; `remembered_bytes` is how much of pages stays in memory, those asked for last."""

    def __init__(self, folder: Path, remembered_bytes: int = _REMEMBERED_BYTES):
        self._folder = folder
        self._most = remembered_bytes
        self._lock = threading.RLock()
        self._workspace: Workspace | None = None
        self._watch: Watch | None = None
        self._stands: Standing | None = None
        self._pages: OrderedDict[Hashable, bytes] = OrderedDict()
        self._bytes = 0
        self._finding = threading.Lock()
        self._found: OrderedDict[Hashable, tuple[Standing, object]] = OrderedDict()

    def workspace(self) -> Workspace:
        """The workspace as it stands. Raises `WorkspaceError` where it is gone, or was led on by a newer Rawi."""
        self.standing()
        with self._lock:
            assert self._workspace is not None
            return self._workspace

    def standing(self) -> Standing:
        """What the workspace is at now; two that are equal have nothing between them that a page could show."""
        with self._lock:
            files = self._files()
            if self._workspace is None or self._stands is None or self._stands.files != files:
                self._open()
                files = self._files()
            assert self._watch is not None and self._workspace is not None
            now = Standing(files, self._watch.commits())
            if now != self._stands:
                self._workspace.database.check(self._workspace.clock)
                self._forget()
                self._stands = now
            return now

    def page(self, asked: Hashable, stands: Standing) -> bytes | None:
        """What was answered before to the same question, where nothing has changed since `stands`."""
        with self._lock:
            if stands != self._stands or asked not in self._pages:
                return None
            self._pages.move_to_end(asked)
            return self._pages[asked]

    def remember(self, asked: Hashable, stands: Standing, page: bytes) -> None:
        """Keeps an answer that was begun at `stands`, unless something changed while it was made."""
        if self.standing() != stands:
            return
        with self._lock:
            if stands != self._stands or asked in self._pages:
                return
            self._pages[asked] = page
            self._bytes += len(page)
            while self._bytes > self._most and self._pages:
                self._bytes -= len(self._pages.popitem(last=False)[1])

    def found(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What takes long to find and many pages share: found once, for as long as nothing changes.

        Whoever asks meanwhile waits for it instead of looking, too.
        """
        with self._finding:
            stands, known = self.standing(), self._found.get(asked)
            if known is None or known[0] != stands:
                self._found.pop(asked, None)
                known = self._found[asked] = stands, find()
                while len(self._found) > _FINDINGS:
                    self._found.popitem(last=False)
            self._found.move_to_end(asked)
            return cast(Found, known[1])

    def close(self) -> None:
        with self._lock:
            if self._watch is not None:
                self._watch.close()
            if self._workspace is not None:
                self._workspace.close()
            self._workspace = self._watch = self._stands = None
            self._forget()

    def _open(self) -> None:
        self.close()
        self._workspace = Workspace.open(self._folder)
        self._watch = self._workspace.database.watch()

    def _files(self) -> tuple[tuple[int, ...], ...]:
        """Which files the database and the settings are; () where one is gone, which opening then says."""
        try:
            database, told = (self._folder / "rawi.db").stat(), (self._folder / settings.FILE).stat()
        except OSError:
            return ()
        return (database.st_dev, database.st_ino), (told.st_dev, told.st_ino, told.st_mtime_ns, told.st_size)

    def _forget(self) -> None:
        self._pages.clear()
        self._bytes = 0

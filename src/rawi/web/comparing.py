"""Comparing all names of a workspace beside the pages: it takes minutes where there are many, and no page waits.

Names are compared once for each state of what was read; what people decide since only takes pairs away.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import msgspec

from rawi.pipeline.looking import Looker
from rawi.workspace import Workspace, kinds

PAIRS = 200
"""Pairs that are kept at most, likeliest first; more come up as these are decided and documents are read."""
WAIT_SECONDS = 3.0
"""How long a page waits for pairs that were never looked for."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """The likeliest pairs of entities, by their ids; `fresh` is False while names are being compared anew."""

    pairs: tuple[tuple[str, str], ...] = ()
    fresh: bool = False
    done: int = 0
    total: int = 0
    """Names compared so far, and how many there are."""


class Comparing:
    """One workspace's pairs, and the thread that looks for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state = threading.Condition()
        self._found: Compared = Compared()
        self._of: frozenset[int] | None = None
        """The readings whose names the pairs are of; None before the first."""
        self._thread: threading.Thread | None = None

    def compared(self, workspace: Workspace) -> Compared:
        """The pairs as they are known now; what was read since they were looked for begins another comparison."""
        with workspace.database.read() as connection:
            memos = kinds.memos(connection)
        with self._state:
            if self._of == memos:
                return self._found
            if self._thread is None:
                self._found = msgspec.structs.replace(self._found, fresh=False, done=0, total=0)
                self._thread = threading.Thread(target=self._run, args=(memos,), name="comparing", daemon=True)
                self._thread.start()
            self._state.wait_for(lambda: self._thread is None, WAIT_SECONDS if self._of is None else 0)
            return self._found

    def _run(self, memos: frozenset[int]) -> None:
        found: Compared | None = None
        try:
            with Workspace.open(self._folder) as workspace:
                pairs = Looker(workspace).worth_a_look(PAIRS, self._progress)
            found = Compared(pairs=tuple((one.left, one.right) for one in pairs), fresh=True)
        except Exception:  # the page says that names are being compared; the terminal says why they are not
            logging.getLogger("rawi.web").exception("names could not be compared")
        with self._state:
            if found is not None:
                self._found, self._of = found, memos
            self._thread = None
            self._state.notify_all()

    def _progress(self, stage: str, done: int, total: int, name: str) -> None:
        with self._state:
            self._found = msgspec.structs.replace(self._found, done=done, total=total)


_COMPARING: dict[Path, Comparing] = {}
_BEGINNING = threading.Lock()


def comparing(folder: Path) -> Comparing:
    """The comparison of one workspace's names, for all who ask."""
    with _BEGINNING:
        return _COMPARING.setdefault(folder, Comparing(folder))

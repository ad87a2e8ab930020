"""Entities and findings follow decisions, in one place: each is laid down at once, and one settling follows many."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from rawi.errors import RawiError
from rawi.pipeline.outcome import settled
from rawi.pipeline.stages import Stages
from rawi.workspace import Workspace


class Following:
    """A thread that settles a workspace after it is asked to, once for all that was asked meanwhile.

    Where a build is running it waits until that is done. `failed` is the last error, for a page to show; the decisions
    stand all the same, and the next settling carries them out.
    """

    def __init__(self, folder: Path, using: Stages | None = None) -> None:
        self._folder = folder
        self._using = using
        self._asked = 0
        self._done = 0
        self._ending = False
        self._state = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="settling", daemon=True)
        self.failed: str | None = None
        self._thread.start()

    def ask(self) -> None:
        """Something was decided."""
        with self._state:
            self._asked += 1
            self._state.notify_all()

    @property
    def behind(self) -> bool:
        """Whether decisions stand that entities and findings do not follow yet."""
        return self._done < self._asked

    def wait(self, seconds: float) -> bool:
        """Waits so long at most; returns whether everything follows."""
        with self._state:
            wanted = self._asked
            return self._state.wait_for(lambda: self._done >= wanted, seconds)

    def close(self) -> None:
        """Ends after the settling that is running; what was asked for later is done by the next one."""
        with self._state:
            self._ending = True
            self._state.notify_all()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._ending or self.behind)
                if self._ending:
                    return
                wanted = self._asked
            if self._settle():
                with self._state:
                    self._done = wanted
                    self._state.notify_all()

    def _settle(self) -> bool:
        """Settles; False where a build is running, which is tried again."""
        try:
            with Workspace.open(self._folder) as workspace:
                done = settled(workspace, self._using)
                self.failed = None
                return done
        except RawiError as error:
            self.failed = str(error)
            return True

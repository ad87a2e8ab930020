"""Dossiers made before they are asked for: of those most spoken of, by a process that nobody needs just then.

The dossier of an entity with thousands of claims takes longer than a person likes to wait, and it is the one that is
asked for first. So it is made when the app is opened, and again when nothing was decided or built for a while.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from rawi.errors import RawiError
from rawi.web.opened import Standing
from rawi.web.site import Site
from rawi.workspace.overview import ranked

MOST = 60
"""Dossiers that are made ahead; each is some 300,000 bytes of what the app remembers."""
CLAIMS = 300
"""Of an entity with fewer the dossier takes less than a tenth of a second."""
QUIET_SECONDS = 20.0
"""Without a change, before they are made again: whoever decides one thing after the other needs the processor."""
_LOOKS_SECONDS = 0.5


class Ahead:
    """Makes pages ahead until it is closed; `make` makes one by the id of its entity."""

    def __init__(self, site: Site, make: Callable[[str], object]):
        self._site, self._make = site, make
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._closed.set()

    def _run(self) -> None:
        beside = self._site.beside
        stands: Standing | None = None
        changed = 0.0
        left: list[str] | None = None
        while beside is not None and not self._closed.wait(0.0 if left else _LOOKS_SECONDS):
            try:
                now = self._site.opened.standing() if beside.ready else None
                if now is None:
                    continue
                if now != stands:
                    changed = time.monotonic() if stands is not None else 0.0
                    stands, left = now, None
                if left is None and time.monotonic() - changed >= QUIET_SECONDS:
                    left = self._famous()
                if left:
                    self._make(left.pop(0))
            except RawiError:
                left = None  # the workspace is gone or busy, which the next page says

    def _famous(self) -> list[str]:
        """Those of whom most is told, the first first."""
        with self._site.opened.workspace().database.read() as connection:
            return [one.id for one in ranked(connection, most=MOST)[0] if one.claims >= CLAIMS]
